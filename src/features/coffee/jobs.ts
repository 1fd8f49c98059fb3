import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { type Context, defineJob, type Job, type JobOutcome, type JobRun } from '../../feature-api/index.js';
import { idSchema } from '../../feature-api/schemas.js';
import { ARCHIVE, archiveGroups } from './archive.js';
import { askHowItWent } from './ask-how-it-went.js';
import { close } from './close.js';
import { helpNeeded } from './forecast.js';
import { introduce } from './introduce.js';
import { invite } from './invite.js';
import { findMatches, writeMatches } from './match.js';
import { nudge } from './nudge.js';
import { endPause } from './return.js';
import { readiness, type Step, stepKey, stepKind } from './round-steps.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

const roundPayload = z.object({ round: idSchema<RoundId>() });
const matchPayload = roundPayload.extend({ attempt: z.int().default(1) });
const returnPayload = z.object({ member: idSchema<MemberId>() });

/** A late step is still wanted: the round moves with it (see rules/timeline.ts). */
const lateness = { policy: 'run' } as const;

type Effects = (context: Context) => Promise<void>;

/**
 * Runs a round's step if the round is ready for it. This is checked again in the transaction of the effects, because after a
 * standstill several steps are due at once, and another one may have moved the round. The step is then planned again in a new row,
 * because this row is done.
 */
async function whenReady(
  context: Context,
  step: Step,
  round: RoundId,
  { now }: JobRun,
  work: () => Effects | Promise<Effects>,
): Promise<JobOutcome> {
  const ready = await readiness(context, round, step, now);
  switch (ready.type) {
    case 'run':
      return { type: 'done', effects: whenStillReady(step, round, await work()) };
    case 'over':
      return { type: 'dropped', reason: 'round-past' };
    case 'later':
      return { type: 'later', at: ready.at, reason: 'round-not-ready' };
    default:
      return ready satisfies never;
  }
}

function whenStillReady(step: Step, round: RoundId, effects: Effects): Effects {
  return async (inside) => {
    const ready = await readiness(inside, round, step, inside.now);
    switch (ready.type) {
      case 'run':
        return effects(inside);
      case 'over':
        return undefined;
      case 'later':
        return inside.agenda.plan({
          key: stepKey(round, `${step}:${inside.now}`),
          kind: stepKind(step),
          payload: { round },
          dueAt: ready.at,
        });
      default:
        return ready satisfies never;
    }
  };
}

function roundStep(step: Exclude<Step, 'invite' | 'match'>, effects: (context: Context, round: RoundId) => Promise<void>): Job {
  return defineJob({ kind: stepKind(step), class: 'normal', lateness, payload: roundPayload }, (context, { round }, run) =>
    whenReady(context, step, round, run, () => (inside) => effects(inside, round)),
  );
}

const invitation = defineJob({ kind: stepKind('invite'), class: 'normal', lateness, payload: roundPayload }, (context, { round }, run) =>
  whenReady(context, 'invite', round, run, async () => {
    const inVain = (await helpNeeded(context, round)) !== undefined;
    return (inside) => invite(inside, round, inVain);
  }),
);

const match = defineJob(
  { kind: stepKind('match'), class: 'heavy', lateness, payload: matchPayload },
  (context, { round: id, attempt }, run) =>
    whenReady(context, 'match', id, run, async () => {
      const round = await coffeeStore(context.tx).round(id);
      if (!round) throw new RangeError(`no round ${id}`);
      const found = await findMatches(context, round);
      return (inside) => writeMatches(inside, id, found, attempt);
    }),
);

const comeBack = defineJob({ kind: 'coffee.return', class: 'normal', lateness, payload: returnPayload }, async (_context, { member }) => ({
  type: 'done',
  effects: (inside) => endPause(inside, member),
}));

const archive = defineJob({ kind: ARCHIVE, class: 'delivery', lateness, payload: roundPayload }, async (context, { round }) => {
  await archiveGroups(context, round);
  return { type: 'done', effects: async () => {} };
});

/** Every kind of agenda row that coffee plans. */
export const jobs: readonly Job[] = [
  invitation,
  match,
  roundStep('introduce', introduce),
  roundStep('nudge', nudge),
  roundStep('check-in', askHowItWent),
  roundStep('close', close),
  archive,
  comeBack,
];
