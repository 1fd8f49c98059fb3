import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { inThread, isPosted } from '../keys.js';
import { eventsSection } from '../settings.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';
import { REMIND } from './plan.js';

const payload = z.object({ session: idSchema<SessionId>(), minutes: z.int(), startsAt: z.number().transform(toInstant) });

/** The reminders of one hour: in the thread for all, and to each who asked for it. Nobody is reminded of what is over. */
const remind = defineJob({
  kind: REMIND,
  class: 'normal',
  lateness: wheneverPossible,
  payload,
  async run(context, { session: id, minutes, startsAt }, { dueAt, now }) {
    const store = eventsStore(context.tx);
    const session = await store.session(id);
    const whole = session && (await store.whole(session.event));
    if (!whole || whole.event.state !== 'announced' || session.state !== 'planned') return { type: 'dropped', reason: 'not-held' };
    if (session.startsAt !== startsAt) return { type: 'dropped', reason: 'moved' };
    if (session.endsAt <= now) return { type: 'dropped', reason: 'over' };
    const { event } = whole;
    return {
      type: 'done',
      async effects(inside) {
        const people = await eventsStore(inside.tx).toRemind(event.id);
        const plan = { kind: 'events.reminder', args: { session: id, minutes, startsAt }, dueAt };
        const key = `events:reminder:${id}:${minutes}:${startsAt}`;
        const { reminders } = eventsSection.of(await inside.community.settings())[event.kind];
        const isUsual = reminders.includes(minutes);
        await inside.deliveries.plan([
          ...(isUsual && isPosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
          ...people
            .filter((person) => (person.minutes ?? reminders).includes(minutes))
            .map(({ member }) => ({ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const })),
        ]);
      },
    };
  },
});

export const reminderJobs: readonly Job[] = [remind];
