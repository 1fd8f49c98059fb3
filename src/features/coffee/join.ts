import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { enrol, saveAnswer } from './enrolment.js';
import { type Standing, standingOf } from './standing.js';
import { coffeeStore } from './store/index.js';

/** Joins, or comes back from a pause; also into the round whose invitation is open. */
export async function join(context: Context, member: MemberId): Promise<Standing> {
  const enrolment = await enrol(context, member);
  const round = (await coffeeStore(context.tx).currentRound()) ?? null;
  if (round?.state !== 'invited') return standingOf(context, member, { enrolment, round });
  return standingOf(context, member, { enrolment, round, participation: await saveAnswer(context, round, member, 'in') });
}
