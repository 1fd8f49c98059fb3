/**
 * The life of a round:
 *
 *   planned ──invite──▶ invited ──match──▶ matched ──introduce──▶ introduced ──check-in──▶ checking-in ──close──▶ closed
 *
 * `nudge` happens while introduced and changes no state. Organisers may cancel a round that is planned or invited; one
 * that never came to introductions is cancelled at its closing. Each arrow is a row of the agenda, planned in the
 * transaction that writes the round's moments. Each handler checks the state first, so running it twice changes nothing.
 * There is at most one open round; the next one is planned when the last one closes.
 */
import { after, between, DAY, HOUR, type Instant, MINUTE } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { FEATURE, roundPrefix } from './keys.js';
import type { Moment, Timeline } from './rules/timeline.js';
import { coffeeStore } from './store/index.js';
import type { Round, RoundId, RoundState } from './types.js';

export const STEPS = {
  invite: 'invitationAt',
  match: 'matchingAt',
  nudge: 'nudgeAt',
  'check-in': 'checkInAt',
  close: 'closingAt',
} as const satisfies Record<string, Moment>;
export type Step = keyof typeof STEPS | 'introduce';

/** A step with a number is the same step once more, since its first row was used up. */
export function stepKey(round: RoundId, step: Step | `${Step}:${number}`): string {
  return `${roundPrefix(round)}${step}`;
}

/** The kind of the agenda rows of a step. */
export function stepKind(step: Step): string {
  return `${FEATURE}.${step}`;
}

/** The round if it is in one of `states`; a handler that finds another state has nothing left to do. */
export async function roundInState(context: Context, id: RoundId, states: readonly RoundState[]): Promise<Round | undefined> {
  const round = await coffeeStore(context.tx).round(id);
  return round && states.includes(round.state) ? round : undefined;
}

/** Writes a round's moments and moves its agenda rows with them; rows that ran already stay. */
export async function moveRound(context: Context, round: Round, timeline: Timeline): Promise<Round> {
  const { invitationAt, matchingAt, nudgeAt, checkInAt, closingAt } = timeline;
  const moments = { invitationAt, matchingAt, nudgeAt, checkInAt, closingAt };
  await coffeeStore(context.tx).updateRound(round.id, moments);
  await planSteps(context, round.id, moments);
  return { ...round, ...moments };
}

export async function planSteps(context: Context, round: RoundId, timeline: Timeline): Promise<void> {
  const steps = Object.entries(STEPS) as readonly (readonly [keyof typeof STEPS, Moment])[];
  await context.agenda.plan(
    steps.map(([step, moment]) => ({ key: stepKey(round, step), kind: stepKind(step), payload: { round }, dueAt: timeline[moment] })),
  );
}

/** Marks the round as cancelled and cancels what is planned for it. */
export async function endRound(context: Context, round: Round): Promise<void> {
  await coffeeStore(context.tx).updateRound(round.id, { state: 'cancelled' });
  await context.agenda.cancelPrefix(roundPrefix(round.id));
}

/** Whether a step's row may do its work now. */
export type Readiness = { readonly type: 'run' } | { readonly type: 'over' } | { readonly type: 'later'; readonly at: Instant };

const ORDER: readonly RoundState[] = ['planned', 'invited', 'matched', 'introduced', 'checking-in', 'closed'];

/** The state in which a step finds its round. */
const FINDS = {
  invite: 'planned',
  match: 'invited',
  introduce: 'matched',
  nudge: 'introduced',
  'check-in': 'introduced',
  close: 'checking-in',
} as const satisfies Record<Step, RoundState>;

/** A round that is stuck before its introductions is given up this long after its closing. */
const PATIENCE = DAY;

/**
 * Checks a step before it runs. After a standstill many rows are due at once, and several may run together: a step that
 * was moved meanwhile, or whose predecessor has not finished, comes back later instead of being used up.
 */
export async function readiness(context: Context, id: RoundId, step: Step, now: Instant): Promise<Readiness> {
  const round = await coffeeStore(context.tx).round(id);
  if (!round) return { type: 'over' };
  const [stands, finds] = [ORDER.indexOf(round.state), ORDER.indexOf(FINDS[step])];
  if (stands < 0 || stands > finds) return { type: 'over' };
  if (step !== 'introduce' && round[STEPS[step]] > now) return { type: 'later', at: round[STEPS[step]] };
  if (step === 'nudge' && round.checkInAt <= now) return { type: 'over' };
  if (stands === finds) return { type: 'run' };
  if (step === 'close' && round.state === 'introduced' && after(round.checkInAt, HOUR) <= now) {
    // After a standstill the check-in is due as well: people are asked before the round closes, unless that has failed.
    const checkIn = await context.agenda.find(stepKey(id, 'check-in'));
    if (checkIn?.state !== 'planned' && checkIn?.state !== 'running') return { type: 'run' };
  }
  // A round to which nobody was invited yet is late, not stuck: it moves as a whole once the invitation has run.
  if (step === 'close' && round.state !== 'planned' && now >= after(round.closingAt, PATIENCE)) return { type: 'run' };
  // The predecessor is due too and about to run; if it failed, an hour's wait does no harm.
  const waited = step === 'introduce' ? 0 : between(round[STEPS[step]], now);
  return { type: 'later', at: after(now, waited > HOUR ? HOUR : MINUTE) };
}
