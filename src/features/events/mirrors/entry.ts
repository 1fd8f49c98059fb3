import { speaker, withoutDirectionControls } from '../../../language/index.js';
import type { NativeEntry } from '../../../ports/native-events.js';
import type { WholeEvent } from '../store/index.js';
import { textIn } from '../text-of.js';
import type { Session } from '../types.js';

/**
 * Ends the place of a session's entry: the command that shows the event, and for others than the session that it was made with which
 * one it is.
 */
export function markOf({ event, sessions }: WholeEvent, { id }: Pick<Session, 'id'>): string {
  const first = sessions.every((other) => other.id >= id);
  return first ? `/events show ${event.id}` : `/events show ${event.id} (${id})`;
}

/** A session as a platform's own calendar shows it, in the event's language: never where it takes place. */
export function entryOf(whole: WholeEvent, session: Session): NativeEntry {
  const { event, sessions } = whole;
  const say = speaker(event.language);
  const text = textIn(event, event.language);
  const title = text?.title ?? '';
  const planned = sessions.filter(({ state }) => state === 'planned');
  const position = planned.findIndex(({ id }) => id === session.id) + 1;
  return {
    mark: markOf(whole, session),
    // Which one it is comes first, since platforms cut long titles.
    title:
      planned.length === 1
        ? title
        : withoutDirectionControls(say.plain('events-mirrors.title', { title, position, count: planned.length })),
    about: text?.about ?? '',
    where: say.plain('events-mirrors.where'),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
  };
}
