import { addDays, daysBetween } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { requireEvent } from '../find.js';
import { firstSession } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import { textIn } from '../text-of.js';
import type { EventId } from '../types.js';
import { insertDraft } from './insert.js';
import { requireMoments } from './times.js';

/**
 * A draft like another event, whose sessions are as far apart and at the same hours, beginning on another day. Who comes and who
 * hosts is not copied. Throws an `InputError` for an hour that can't be.
 */
export async function copyEvent(
  context: Context,
  actor: Actor,
  id: EventId,
  { title, date }: { readonly title: string; readonly date: LocalDate },
): Promise<EventId> {
  const { event, sessions } = await requireEvent(context, id, actor);
  const held = sessions.filter(({ state }) => state === 'planned');
  const copied = held.length > 0 ? held : sessions;
  const first = firstSession(copied) ?? copied[0];
  const days = first ? daysBetween(first.date, date) : 0;
  const times = copied.map(({ date: day, startTime, endTime }) => ({ date: addDays(day, days), startTime, endTime }));
  const moved = times.map((each) => ({ ...each, ...requireMoments(each, event.zone, context.now) }));
  const { id: _id, version: _version, sequence: _sequence, cancelledAt: _at, cancelReason: _reason, ...rest } = event;
  const copy = await insertDraft(
    context,
    actor,
    {
      ...rest,
      series: null,
      occurrence: null,
      changedAlone: false,
      state: 'draft',
      texts: { ...event.texts, [event.language]: { title, about: textIn(event, event.language)?.about ?? '' } },
      registrationFrom: null,
      registrationUntil: null,
      announceAt: null,
      announcedAt: null,
      createdBy: actor.id,
      createdAt: context.now,
    },
    moved,
  );
  if (event.audience.to === 'members') await eventsStore(context.tx).copyListed(id, copy);
  return copy;
}
