import { z } from 'zod';
import type { Destination } from '../../core/notification.js';
import type { Instant } from '../../core/time.js';
import { type Context, defineJob, type Job } from '../../feature-api/index.js';
import { wheneverPossible } from '../../feature-api/lateness.js';
import { ORGANISERS } from '../members/public.js';
import { RECOVERY, recoveryArgs } from './messages.js';
import { findOpenProblem, problemTold, TELL, TELL_OVER } from './record.js';
import { PROBLEM } from './types.js';

const tell = defineJob(
  { kind: TELL, class: 'normal', lateness: wheneverPossible, payload: z.object({ problem: z.int().positive() }) },
  async (context, { problem }, { now }) => {
    if (!(await findOpenProblem(context, problem))) return { type: 'dropped', reason: 'over' };
    const destinations = await destinationsFor(context);
    return {
      type: 'done',
      async effects(current) {
        await problemTold(current, problem);
        await planFor(current, destinations, { kind: PROBLEM, args: { problem }, dueAt: now });
      },
    };
  },
);

const tellOver = defineJob(
  { kind: TELL_OVER, class: 'normal', lateness: wheneverPossible, payload: recoveryArgs },
  async (context, args, { now }) => {
    const destinations = await destinationsFor(context);
    return { type: 'done', effects: (current) => planFor(current, destinations, { kind: RECOVERY, args, dueAt: now }) };
  },
);

export const problemsJobs: readonly Job[] = [tell, tellOver];

type To = Extract<Destination, { to: 'channel' | 'member' }>;

/** Plans one message for each destination. */
async function planFor(
  { deliveries }: Context,
  destinations: readonly To[],
  message: { readonly kind: string; readonly args: { readonly problem: number }; readonly dueAt: Instant },
): Promise<void> {
  await deliveries.plan(
    destinations.map((to) => ({
      key: `${message.kind}:${message.args.problem}:${to.to === 'member' ? to.member : 'channel'}`,
      ...message,
      to,
    })),
  );
}

/** The organisers' channel, or each organiser where no connected platform has one. */
async function destinationsFor({ platforms, people }: Context): Promise<readonly To[]> {
  if (await platforms.hasChannel(ORGANISERS)) return [{ to: 'channel', channel: ORGANISERS }];
  return (await people.organisers()).map(({ id }) => ({ to: 'member', member: id }));
}
