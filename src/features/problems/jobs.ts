import { z } from 'zod';
import type { Destination } from '../../core/notification.js';
import { type Context, defineJob, type Job } from '../../feature-api/index.js';
import { wheneverPossible } from '../../feature-api/lateness.js';
import { ORGANISERS } from '../members/public.js';
import { PROBLEM } from './messages.js';
import { findOpenProblem, TELL } from './record.js';

const tell = defineJob({
  kind: TELL,
  class: 'normal',
  lateness: wheneverPossible,
  payload: z.object({ problem: z.int().positive() }),
  async run(context, { problem }, { now }) {
    if (!(await findOpenProblem(context, problem))) return { type: 'dropped', reason: 'over' };
    const destinations = await destinationsFor(context);
    return {
      type: 'done',
      effects: ({ deliveries }) =>
        deliveries.plan(
          destinations.map((to) => ({
            key: `${PROBLEM}:${problem}:${to.to === 'member' ? to.member : 'channel'}`,
            kind: PROBLEM,
            args: { problem },
            to,
            dueAt: now,
          })),
        ),
    };
  },
});

export const problemsJobs: readonly Job[] = [tell];

/** The organisers' channel, or each organiser where no connected platform has one. */
async function destinationsFor({ platforms, people }: Context): Promise<readonly Extract<Destination, { to: 'channel' | 'member' }>[]> {
  if (await platforms.hasChannel(ORGANISERS)) return [{ to: 'channel', channel: ORGANISERS }];
  return (await people.organisers()).map(({ id }) => ({ to: 'member', member: id }));
}
