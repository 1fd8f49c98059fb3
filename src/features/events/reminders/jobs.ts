import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { defineJob, type Job, wheneverPossible } from '../../../feature-api/index.js';
import { idSchema } from '../../../feature-api/schemas.js';
import { eventsStore } from '../store/index.js';
import type { SessionId } from '../types.js';
import { planDue } from './due.js';
import { REMIND } from './plan.js';

const payload = z.object({ session: idSchema<SessionId>(), minutes: z.int(), startsAt: z.number().transform(toInstant) });

/** The reminders of one hour. Nobody is reminded of what is over. */
const remind = defineJob(
  { kind: REMIND, class: 'normal', lateness: wheneverPossible, payload },
  async (context, { session: id, minutes, startsAt }, { dueAt, now }) => {
    const store = eventsStore(context.tx);
    const session = await store.session(id);
    const whole = session && (await store.whole(session.event));
    if (!whole || whole.event.state !== 'announced' || session.state !== 'planned') return { type: 'dropped', reason: 'not-held' };
    if (session.startsAt !== startsAt) return { type: 'dropped', reason: 'moved' };
    if (session.endsAt <= now) return { type: 'dropped', reason: 'over' };
    const { event } = whole;
    return {
      type: 'done',
      effects: (inside) => planDue(inside, { event, session, minutes }, dueAt),
    };
  },
);

export const reminderJobs: readonly Job[] = [remind];
