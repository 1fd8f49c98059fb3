import { wayToMembership } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMember } from '../members/public.js';
import { returnKey } from './keys.js';
import { mayTakePart } from './rules/eligibility.js';
import { newParticipation } from './rules/participants.js';
import { coffeeStore } from './store/index.js';
import type { Enrolment, Participation, Round } from './types.js';

/** Enrols a member, or ends their pause. Throws an `InputError` for somebody who may not take part. */
export async function enrol(context: Context, member: MemberId): Promise<Enrolment> {
  const store = coffeeStore(context.tx);
  const person = await findMember(context, member);
  if (!person || !mayTakePart(person)) {
    throw new InputError(`member ${member} may not take part`, phrase(wayToMembership(person?.status ?? 'newcomer')));
  }
  const before = await store.enrolment(member);
  const { volunteer, joinedAt } = before ?? { volunteer: false, joinedAt: context.now };
  const enrolment = { member, state: 'in', pausedUntil: null, unanswered: 0, volunteer, joinedAt } as const satisfies Enrolment;
  await store.saveEnrolment(enrolment);
  await cancelReturn(context, before);
  return enrolment;
}

/** The enrolment of somebody who takes part. Throws an `InputError` that says how to join. */
export async function requireEnrolment(context: Context, member: MemberId): Promise<Enrolment> {
  const enrolment = await coffeeStore(context.tx).enrolment(member);
  if (!enrolment || enrolment.state === 'left')
    throw new InputError(`member ${member} has not joined`, phrase('coffee.error.not-joined', { command: '/coffee join' }));
  return enrolment;
}

/** Saves an answer to a round's invitation. `before`: the member's participation, if the caller has read it. */
export async function saveAnswer(
  context: Context,
  round: Round,
  member: MemberId,
  answer: Participation['answer'],
  before?: Participation,
): Promise<Participation> {
  const store = coffeeStore(context.tx);
  const known = before ?? (await store.participation(round.id, member)) ?? newParticipation(round.id, member);
  const participation = { ...known, answer, responded: true };
  await store.saveParticipations([participation]);
  return participation;
}

/** Only a pause with an end has a row in the agenda. */
export async function cancelReturn(context: Context, before: Enrolment | undefined): Promise<void> {
  if (before?.state === 'paused' && before.pausedUntil !== null) await context.agenda.cancel([returnKey(before.member)]);
}
