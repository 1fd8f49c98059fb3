import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { enrol, requireEnrolment, saveAnswer } from './enrolment.js';
import { type Standing, standingOf } from './standing.js';
import { coffeeStore } from './store/index.js';
import type { Enrolment, Round, RoundId } from './types.js';

/** The result of an answer to an invitation. */
export type Answered =
  | { readonly type: 'counted'; readonly standing: Standing }
  /** The round has been matched already, is closed or was cancelled. */
  | { readonly type: 'too-late'; readonly round: Round; readonly standing: Standing };

/** “Count me in”. Who never joined joins with it; too late for this round, it holds from the next. */
export function takePart(context: Context, member: MemberId, id: RoundId): Promise<Answered> {
  return answer(context, member, id, 'in', () => enrol(context, member));
}

/** Leaves a round out. Throws an `InputError` that says how to join for a person who does not take part. */
export function skip(context: Context, member: MemberId, id: RoundId): Promise<Answered> {
  return answer(context, member, id, 'skip', () => requireEnrolment(context, member));
}

async function answer(
  context: Context,
  member: MemberId,
  id: RoundId,
  said: 'in' | 'skip',
  enrolmentOf: () => Promise<Enrolment>,
): Promise<Answered> {
  const round = await coffeeStore(context.tx).round(id);
  if (!round) throw new NotFoundError(`no round ${id}`, phrase('coffee.error.no-round', { command: '/coffee status' }));
  const enrolment = await enrolmentOf();
  if (round.state !== 'invited') return { type: 'too-late', round, standing: await standingOf(context, member, { enrolment }) };
  const participation = await saveAnswer(context, round, member, said);
  return { type: 'counted', standing: await standingOf(context, member, { enrolment, round, participation }) };
}
