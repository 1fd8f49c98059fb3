import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { after, type Instant, latest } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { SECOND_FORM_KEPT } from '../rules/limits.js';
import { eventsStore } from '../store/index.js';
import type { EventId, Session } from '../types.js';
import { type RegistrationView, viewRegistration } from './view.js';

/** Keeps what somebody who comes answered in the second form. Throws an `InputError` for anybody else. */
export async function answerSecond(
  context: Context,
  actor: Actor,
  id: EventId,
  secondAnswers: readonly string[],
): Promise<RegistrationView> {
  const { registration, sessions } = await viewRegistration(context, actor, id);
  if (registration?.state !== 'going') throw new InputError('not accepted', phrase('events-registration.error.not-going'));
  await eventsStore(context.tx).updateRegistration(registration.id, { secondAnswers });
  await planErasure(context, sessions);
  return viewRegistration(context, actor, id);
}

/** Plans when the answers to the second form are erased; the event may have moved. */
export async function planErasure(context: Context, sessions: readonly Pick<Session, 'endsAt'>[]): Promise<void> {
  const [first, ...others] = sessions.map(({ endsAt }) => endsAt);
  if (first !== undefined) await planExpiry(context, after(latest(first, ...others), SECOND_FORM_KEPT));
}

/** Erases what is no longer needed. Returns when the next answers are. */
export async function expireSecondForms(context: Context): Promise<Instant | undefined> {
  const next = await eventsStore(context.tx).eraseSecondAnswers(after(context.now, -SECOND_FORM_KEPT));
  return next === undefined ? undefined : after(next, SECOND_FORM_KEPT);
}
