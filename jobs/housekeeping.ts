import { z } from 'zod';
import { after, DAY, earliest, MINUTE, periodAt, toInstant } from '../src/core/time.js';
import { type Context, defineJob, EXPIRY, planExpiry, SWEEP, sweepBlobs } from '../src/feature-api/index.js';

/** Platforms deliver an event again within hours; a week is ample. */
const KEEP_EVENTS_MS = 7 * DAY;
/** The longest that a platform takes answers. */
const KEEP_ROUTES_MS = 30 * MINUTE;

const KIND = 'housekeeping';

/** Once a day: deletes what was kept to recognise repeats, what has run out, and what erasures left in the files. */
export const housekeepingJob = defineJob(
  { kind: KIND, class: 'normal', lateness: { policy: 'run' }, payload: z.object({}).strict() },
  async () => ({
    type: 'done',
    effects: async (context) => {
      await context.inbound.forgetHandled(after(context.now, -KEEP_EVENTS_MS));
      await context.inbound.expire(after(context.now, -KEEP_ROUTES_MS));
      await eraseExpired(context);
      for (const { tidy } of context.features.all) await tidy?.(context);
      await context.personalData.finishErasures();
      await planHousekeeping(context);
    },
  }),
);

/** Whenever something runs out: it is erased then, so that a clock that steps back does not make it good again. */
export const expiryJob = defineJob(
  { kind: EXPIRY, class: 'normal', lateness: { policy: 'run' }, payload: z.object({}).strict() },
  async () => ({ type: 'done', effects: eraseExpired }),
);

/** Whenever files were stored or given up, within two hours: removes those that nothing uses. Several transactions, so that none is long. */
export const filesJob = defineJob(
  { kind: SWEEP, class: 'normal', lateness: { policy: 'run' }, upkeep: true, payload: z.object({}).strict() },
  async (context) => {
    await sweepBlobs(context);
    return { type: 'done', effects: async () => {} };
  },
);

/** Plans the next daily run: one row for each day. */
export async function planHousekeeping({ agenda, now }: Pick<Context, 'agenda' | 'now'>): Promise<void> {
  const day = periodAt(now, DAY) + 1;
  await agenda.plan({ key: `${KIND}:${day}`, kind: KIND, payload: {}, dueAt: toInstant(day * DAY) });
}

async function eraseExpired(context: Context): Promise<void> {
  const moments = [await context.webSessions.expire(context.now), await context.webChat.expire(context.now)];
  for (const { expire } of context.features.all) moments.push(await expire?.(context));
  const [first, ...others] = moments.filter((at) => at !== undefined);
  if (first !== undefined) await planExpiry(context, earliest(first, ...others));
}
