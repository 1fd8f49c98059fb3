import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { cancelReturn, requireEnrolment, saveAnswer } from './enrolment.js';
import { type Standing, standingOf } from './standing.js';
import { coffeeStore } from './store/index.js';

/** Leaves for good; joining again is always possible. Matches that were introduced already go on. */
export async function leave(context: Context, member: MemberId): Promise<Standing> {
  const store = coffeeStore(context.tx);
  const before = await requireEnrolment(context, member);
  const enrolment = { ...before, state: 'left', pausedUntil: null, unanswered: 0, volunteer: false } as const;
  await store.saveEnrolment(enrolment);
  await cancelReturn(context, before);
  const round = (await store.currentRound()) ?? null;
  const participation = (round && (await store.participation(round.id, member))) ?? null;
  const answered =
    round?.state === 'invited' && participation ? await saveAnswer(context, round, member, 'skip', participation) : participation;
  return standingOf(context, member, { enrolment, round, participation: answered });
}
