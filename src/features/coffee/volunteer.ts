import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { enrol, requireEnrolment, saveAnswer } from './enrolment.js';
import { type Standing, standingOf } from './standing.js';
import { coffeeStore } from './store/index.js';

/** Agrees to a second match when the number is odd. At an invitation this counts as a yes, too. */
export async function volunteer(context: Context, member: MemberId): Promise<Standing> {
  const store = coffeeStore(context.tx);
  const enrolment = { ...(await enrol(context, member)), volunteer: true };
  await store.saveEnrolment(enrolment);
  const round = (await store.currentRound()) ?? null;
  if (round?.state !== 'invited') return standingOf(context, member, { enrolment, round });
  return standingOf(context, member, { enrolment, round, participation: await saveAnswer(context, round, member, 'in') });
}

/** No longer agrees to a second match. */
export async function stopVolunteering(context: Context, member: MemberId): Promise<Standing> {
  const enrolment = { ...(await requireEnrolment(context, member)), volunteer: false };
  await coffeeStore(context.tx).saveEnrolment(enrolment);
  return standingOf(context, member, { enrolment });
}
