import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { type RegistrationView, viewRegistration } from './view.js';

/** Whether a member is reminded of an event privately. Throws an `InputError` for somebody who is not registered. */
export async function remindOf(context: Context, actor: Actor, id: EventId, isWanted: boolean): Promise<RegistrationView> {
  const { registration } = await viewRegistration(context, actor, id);
  if (!registration) throw new InputError('not registered', phrase('events.error.not-registered'));
  await eventsStore(context.tx).updateRegistration(registration.id, { reminds: isWanted });
  return viewRegistration(context, actor, id);
}
