import { speaker } from '../../../language/index.js';
import type { NativeEntry } from '../../../ports/native-events.js';
import { firstSession, lastSession } from '../rules/state.js';
import type { WholeEvent } from '../store/index.js';
import { textIn } from '../text-of.js';
import type { EventId } from '../types.js';

/** Ends the place of an event's entry; the command that shows the event. */
export const markOf = (event: EventId): string => `/events show ${event}`;

/** An event as a platform's own calendar shows it, in the event's language: never where it takes place. */
export function entryOf({ event, sessions }: WholeEvent): NativeEntry {
  const [first, last] = [firstSession(sessions), lastSession(sessions)];
  if (!first || !last) throw new RangeError(`the event ${event.id} has no session`);
  const text = textIn(event, event.language);
  return {
    mark: markOf(event.id),
    title: text?.title ?? '',
    about: text?.about ?? '',
    where: speaker(event.language).plain('events-mirrors.where'),
    startsAt: first.startsAt,
    endsAt: last.endsAt,
  };
}
