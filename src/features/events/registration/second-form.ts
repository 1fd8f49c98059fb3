import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { planErasure } from '../erasure.js';
import { requireEvent } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { type RegistrationView, viewRegistration } from './view.js';

/** Keeps what somebody who comes answered in the second form. Throws an `InputError` for anybody else. */
export async function answerSecond(
  context: Context,
  actor: Actor,
  id: EventId,
  secondAnswers: readonly string[],
): Promise<RegistrationView> {
  const whole = await requireEvent(context, id, actor);
  const registration = await eventsStore(context.tx).registrationOf(id, actor.id);
  if (registration?.state !== 'going') throw new InputError('not accepted', phrase('events-registration.error.not-going'));
  await eventsStore(context.tx).updateRegistration(registration.id, { secondAnswers });
  await planErasure(context, whole.sessions);
  return viewRegistration(context, actor, id, whole);
}
