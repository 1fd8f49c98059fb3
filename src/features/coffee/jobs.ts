import { z } from 'zod';
import type { MemberId, RoundId } from '../../core/ids.js';
import { defineJob, type Job, type JobOutcome, type JobRun } from '../../core/job.js';
import type { Repositories } from '../../ports/store.js';
import type { Step } from './rounds.js';
import type { CoffeeService } from './service.js';

const id = z.int().positive();
const roundPayload = z.object({ round: id.transform((value) => value as RoundId) });
const matchPayload = roundPayload.extend({ attempt: z.int().default(1) });
const returnPayload = z.object({ member: id.transform((value) => value as MemberId) });

/** A late step is still wanted: the round moves with it (see rules/timeline.ts), so nothing here is dropped for being late. */
const lateness = { policy: 'run' } as const;

/** Every kind of agenda row that the coffee chats plan. */
export function coffeeJobs(service: CoffeeService): readonly Job<Repositories>[] {
  type Effects = (r: Repositories) => Promise<void>;

  /** Runs a round's step if it is its turn. */
  async function whenReady(
    step: Step,
    round: RoundId,
    { now }: JobRun,
    work: () => Effects | Promise<Effects>,
  ): Promise<JobOutcome<Repositories>> {
    const ready = await service.readiness(round, step, now);
    switch (ready.type) {
      case 'run':
        return { type: 'done', effects: await work() };
      case 'over':
        return { type: 'dropped', reason: 'round-past' };
      case 'later':
        return { type: 'later', at: ready.at, reason: 'round-not-ready' };
      default:
        return ready satisfies never;
    }
  }

  function roundStep(step: Exclude<Step, 'match'>, effects: (r: Repositories, round: RoundId, now: number) => Promise<void>) {
    return defineJob<Repositories, z.infer<typeof roundPayload>>({
      kind: `coffee.${step}`,
      class: 'normal',
      lateness,
      payload: roundPayload,
      run: ({ round }, run) => whenReady(step, round, run, () => (r) => effects(r, round, run.now)),
    });
  }

  const match = defineJob<Repositories, z.infer<typeof matchPayload>>({
    kind: 'coffee.match',
    class: 'heavy',
    lateness,
    payload: matchPayload,
    run: ({ round: id, attempt }, run) =>
      whenReady('match', id, run, async () => {
        const round = await service.store.autocommit.coffee.round(id);
        if (!round) throw new RangeError(`no round ${id}`);
        const found = await service.matching.find(round, run.now);
        return (r) => service.matching.write(r, id, found, { now: run.now, attempt });
      }),
  });

  const comeBack = defineJob<Repositories, z.infer<typeof returnPayload>>({
    kind: 'coffee.return',
    class: 'normal',
    lateness,
    payload: returnPayload,
    run: async ({ member }, { now }) => ({ type: 'done', effects: (r) => service.enrolments.comeBack(r, member, now) }),
  });

  return [
    roundStep('invite', service.rounds.invite),
    match,
    roundStep('introduce', service.introductions.introduce),
    roundStep('nudge', service.introductions.nudge),
    roundStep('check-in', service.introductions.askHowItWent),
    roundStep('close', service.rounds.close),
    comeBack,
  ];
}
