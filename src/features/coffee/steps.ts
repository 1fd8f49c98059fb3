import type { RoundId } from '../../core/ids.js';
import { DAY, HOUR, type Instant, MINUTE } from '../../core/time.js';
import type { RoundState } from '../../ports/coffee.js';
import type { Repositories } from '../../ports/store.js';
import { STEPS, type Step } from './rounds.js';

/** Whether a step's row may do its work now. */
export type Readiness = { readonly type: 'run' } | { readonly type: 'over' } | { readonly type: 'later'; readonly at: Instant };

const ORDER: readonly RoundState[] = ['planned', 'invited', 'matched', 'introduced', 'checking-in', 'closed'];

/** The state that a step finds. */
const FINDS = {
  invite: 'planned',
  match: 'invited',
  introduce: 'matched',
  nudge: 'introduced',
  'check-in': 'introduced',
  close: 'checking-in',
} as const satisfies Record<Step, RoundState>;

/** A round stuck before its introductions is given up this long after its closing. */
const PATIENCE = DAY;

/**
 * Looks before a step leaps. After a standstill many rows are due at once, and several may run together: a step that was
 * moved meanwhile, or whose forerunner has not finished, comes back later instead of being used up.
 */
export async function readiness(r: Repositories, id: RoundId, step: Step, now: Instant): Promise<Readiness> {
  const round = await r.coffee.round(id);
  if (!round) return { type: 'over' };
  const [stands, finds] = [ORDER.indexOf(round.state), ORDER.indexOf(FINDS[step])];
  if (stands < 0 || stands > finds) return { type: 'over' };
  if (step !== 'introduce' && round[STEPS[step]] > now) return { type: 'later', at: round[STEPS[step]] };
  if (step === 'nudge' && round.checkInAt <= now) return { type: 'over' };
  if (stands === finds || (step === 'close' && round.state === 'introduced' && round.checkInAt + HOUR <= now)) return { type: 'run' };
  if (step === 'close' && now >= round.closingAt + PATIENCE) return { type: 'run' };
  // Its forerunner is due too and about to run; or it failed, and then there is no hurry.
  const waited = step === 'introduce' ? 0 : now - round[STEPS[step]];
  return { type: 'later', at: now + (waited > HOUR ? HOUR : MINUTE) };
}
