import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { EventId, NoteId } from '../types.js';
import { actionAskedCard, approvedCard, correctionsOverCard, draftThereCard } from './cards/said.js';
import { dueOnSchema, settled } from './jobs.js';

const posted = { notice: 'posted', lateness: withinDays(14), onUnknownOutcome: 'hold', patient: true } as const;
const untilOf = z.object({ event: idSchema<EventId>(), until: z.number().transform(toInstant) });

/** Whether what was noted to be done by today is done; organisers are asked where nobody can be. */
const action = defineNotification(
  {
    kind: 'events.minutes.action',
    notice: 'events.actions',
    lateness: withinDays(30),
    onUnknownOutcome: 'resend',
    args: z.object({ note: idSchema<NoteId>(), dueOn: dueOnSchema }),
  },
  async (context, { note: id, dueOn }, { audience: { members } }) => {
    const store = eventsStore(context.tx);
    const note = await store.note(id);
    const reason = settled(note, dueOn);
    const whole = note && (await store.whole(note.event));
    if (reason !== undefined || !note || whole?.event.state !== 'announced') return { drop: reason ?? 'not-held' };
    const { event } = whole;
    const [reader] = members.length === 1 ? members : [];
    if (reader && note.responsibleMember !== reader.id) return { drop: 'somebody-else' };
    return (language) => actionAskedCard(event, note, reader ? 'own' : 'organisers', language);
  },
);

const draft = defineNotification({ ...posted, kind: 'events.minutes.draft', args: untilOf }, async (context, { event: id, until }) => {
  const store = eventsStore(context.tx);
  const whole = await store.whole(id);
  const minutes = await store.minutesOf(id);
  if (!whole || minutes?.correctionsUntil !== until) return composedGone;
  return (language) => draftThereCard(whole.event, until, language);
});

const approved = defineNotification(
  { ...posted, kind: 'events.minutes.approved', args: z.object({ event: idSchema<EventId>(), at: z.number().transform(toInstant) }) },
  async (context, { event: id, at }) => {
    const store = eventsStore(context.tx);
    const whole = await store.whole(id);
    const minutes = await store.minutesOf(id);
    if (!whole || minutes?.approvedAt !== at) return composedGone;
    return (language) => approvedCard(whole.event, language);
  },
);

/** Organisers hear that the correction round is over. */
const corrected = defineNotification(
  { ...posted, kind: 'events.minutes.corrected', notice: 'events.organisers', args: untilOf },
  async (context, { event: id, until }) => {
    const store = eventsStore(context.tx);
    const whole = await store.whole(id);
    const { minutes, notes } = await store.minutesWithNotes(id);
    if (!whole || minutes?.state !== 'correction' || minutes.correctionsUntil !== until) return { drop: 'changed' };
    const count = notes.filter(({ kind }) => kind === 'correction').length;
    return (language) => correctionsOverCard(whole.event, count, language);
  },
);

export const minutesMessages: readonly Notification[] = [action, draft, approved, corrected];
