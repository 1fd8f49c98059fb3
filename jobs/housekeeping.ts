import { z } from 'zod';
import { defineJob, type Job } from '../src/core/job.js';
import { DAY, type Instant } from '../src/core/time.js';
import type { Repositories } from '../src/ports/store.js';

/** Platforms deliver an event again within hours; a week is ample. */
const KEEP_EVENTS_MS = 7 * DAY;

const KIND = 'housekeeping';

/** Once a day: forgets what was only kept to recognise repeats, what has run out, and what erasures left behind. */
export const housekeepingJob: Job<Repositories> = defineJob<Repositories, Record<string, never>>({
  kind: KIND,
  class: 'normal',
  lateness: { policy: 'run' },
  payload: z.object({}).strict(),
  run: async (_payload, { now }) => ({
    type: 'done',
    effects: async (repositories) => {
      await repositories.events.removeBefore(now - KEEP_EVENTS_MS);
      await repositories.expiry.eraseExpired(now);
      await repositories.members.finishErasures();
      await planHousekeeping(repositories, now);
    },
  }),
});

/** Whenever something runs out: it is erased then, so that no clock that steps back makes it good again. */
export const expiryJob: Job<Repositories> = defineJob<Repositories, Record<string, never>>({
  kind: 'expiry',
  class: 'normal',
  lateness: { policy: 'run' },
  payload: z.object({}).strict(),
  run: async (_payload, { now }) => ({ type: 'done', effects: ({ expiry }) => expiry.eraseExpired(now) }),
});

/** Makes sure that the next run stands in the agenda: a day from now, one row for each day. */
export async function planHousekeeping({ agenda }: Repositories, now: Instant): Promise<void> {
  const day = Math.floor(now / DAY) + 1;
  await agenda.plan({ key: `${KIND}:${day}`, kind: KIND, payload: {}, dueAt: day * DAY });
}
