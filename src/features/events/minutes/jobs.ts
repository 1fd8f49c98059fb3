import { z } from 'zod';
import { isLocalDate, type LocalDate, toInstant } from '../../../core/time.js';
import { defineJob, type Job, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { ORGANISERS } from '../../members/public.js';
import { eventsStore } from '../store/index.js';
import type { EventId, Note, NoteId } from '../types.js';
import { CORRECTED } from './approve.js';
import { DUE } from './keep.js';

/** The day for which somebody is asked. */
export const dueOnSchema = z.custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text));

/** Why an action is not asked for any more; undefined: it is. */
export function settled(note: Note | undefined, dueOn: LocalDate): string | undefined {
  if (note?.kind !== 'action' || note.mergedInto !== null) return 'gone';
  if (note.outcome !== null) return 'answered';
  return note.dueOn === dueOn ? undefined : 'another-day';
}

/** An action is due: the member who does it is asked, or organisers are where it is nobody who can be asked. */
const due = defineJob(
  { kind: DUE, class: 'normal', lateness: withinDays(30), payload: z.object({ note: idSchema<NoteId>(), dueOn: dueOnSchema }) },
  async (context, { note: id, dueOn }, { dueAt }) => {
    const note = await eventsStore(context.tx).note(id);
    const reason = settled(note, dueOn);
    if (!note || reason !== undefined) return { type: 'dropped', reason: reason ?? 'gone' };
    const { responsibleMember: member } = note;
    return {
      type: 'done',
      effects: (inside) =>
        inside.deliveries.plan({
          key: `events:action:${id}:${dueOn}`,
          kind: 'events.minutes.action',
          args: { note: id, dueOn },
          to: member === null ? { to: 'channel', channel: ORGANISERS } : { to: 'member', member },
          dueAt,
        }),
    };
  },
);

/** The correction round is over: organisers can approve the minutes. */
const corrected = defineJob(
  {
    kind: CORRECTED,
    class: 'normal',
    lateness: withinDays(30),
    payload: z.object({ event: idSchema<EventId>(), until: z.number().transform(toInstant) }),
  },
  async (context, { event, until }, { dueAt }) => {
    const minutes = await eventsStore(context.tx).minutesOf(event);
    if (minutes?.state !== 'correction' || minutes.correctionsUntil !== until) return { type: 'dropped', reason: 'changed' };
    return {
      type: 'done',
      effects: (inside) =>
        inside.deliveries.plan({
          key: `events:minutes:${event}:corrected:${until}`,
          kind: 'events.minutes.corrected',
          args: { event, until },
          to: { to: 'channel', channel: ORGANISERS },
          dueAt,
        }),
    };
  },
);

export const minutesJobs: readonly Job[] = [due, corrected];
