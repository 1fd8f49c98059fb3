import { InputError } from '../../../core/errors.js';
import { both } from '../../../core/lookup.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { whomText } from './cards/whom.js';
import { chosenBy, GROUPS, isUnanswered, type Whom, writeWhom } from './rules/whom.js';
import { silentMembers } from './unanswered.js';

/** How many groups the form offers: as many as a menu holds on every platform. */
const OPTIONS_MAX = 25;

/** The groups that have somebody, each with how many. Throws an `InputError` if nobody has to do with the event yet. */
export async function messageContents(context: Context, { actor, language }: Request, id: EventId) {
  const { event, sessions } = await requireEvent(context, id, actor);
  const store = eventsStore(context.tx);
  const [registrations, attendance] = await context.tx.find(both(store.registrations(id), store.attendance(id)));
  const silent = await silentMembers(context, event, registrations);
  const planned = sessions.filter(({ state }) => state === 'planned');
  const all: readonly Whom[] = [
    ...GROUPS.filter((group) => event.format === 'hybrid' || (group !== 'going-room' && group !== 'going-online')).map(
      (group) => ({ type: 'group', group }) as const,
    ),
    ...(planned.length < 2 ? [] : planned).flatMap(({ id: session }) => [
      { type: 'session', session, was: true } as const,
      { type: 'session', session, was: false } as const,
    ]),
  ];
  const options = all.flatMap((whom) => {
    // Before anybody was noted, nobody is said to have been absent.
    const isUnknown = attendance.length === 0 && (whom.type === 'session' || whom.group === 'absent');
    const beside = isUnanswered(whom) ? silent.invited.length + silent.asking.length : 0;
    const count = isUnknown ? 0 : chosenBy(whom, registrations, attendance).length + beside;
    return count === 0 ? [] : [{ value: writeWhom(whom), label: whomText(whom, sessions, count, language) }];
  });
  if (options.length === 0) throw new InputError('nobody yet', phrase('events-organising.error.nobody-yet'));
  return { options: { whom: options.slice(0, OPTIONS_MAX) } };
}
