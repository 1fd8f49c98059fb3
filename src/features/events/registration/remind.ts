import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { EventId, Registration } from '../types.js';
import { type RegistrationView, viewRegistration } from './view.js';

/**
 * Whether a member is reminded of an event privately; for somebody who comes to its whole series, of the later ones, too. Throws an
 * `InputError` for somebody who is not registered.
 */
export async function remindOf(context: Context, actor: Actor, id: EventId, isWanted: boolean): Promise<RegistrationView> {
  const view = await change(context, actor, id, { reminds: isWanted });
  const { series, occurrence } = view.event;
  if (view.inSeries === true && series !== null && occurrence !== null)
    await eventsStore(context.tx).remindInSeries(series, actor.id, occurrence, isWanted);
  // Files that come later are direct messages of the event, too.
  await eventsStore(context.tx).chooseLater(id, actor.id, isWanted);
  return view;
}

/** Whether a member agrees to be recorded. Throws an `InputError` for somebody who is not registered. */
export async function agreeToRecording(context: Context, actor: Actor, id: EventId, recordingAgreed: boolean): Promise<RegistrationView> {
  return change(context, actor, id, { recordingAgreed });
}

async function change(
  context: Context,
  actor: Actor,
  id: EventId,
  wish: Partial<Pick<Registration, 'reminds' | 'recordingAgreed'>>,
): Promise<RegistrationView> {
  const whole = await requireEvent(context, id, actor);
  const store = eventsStore(context.tx);
  const registration = await store.registrationOf(id, actor.id);
  if (!registration) throw new InputError('not registered', phrase('events.error.not-registered'));
  await store.updateRegistration(registration.id, wish);
  return viewRegistration(context, actor, id, whole);
}
