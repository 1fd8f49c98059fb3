import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { closedError } from '../registration/answer.js';
import { fillPlaces } from '../registration/fill.js';
import { hasOwnPlace, hasPlace } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { mayKnowWhere } from '../rules/where.js';
import { filesOfGuest } from '../slides/guest-files.js';
import type { EventFile } from '../slides/types.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Registration } from '../types.js';
import { canBeTold } from './mail.js';
import { guestOfToken } from './token.js';

/** An event as one of its guests sees it. */
export interface OwnGuest extends WholeEvent {
  readonly registration: Registration;
  readonly closed: ReturnType<typeof registrationClosed>;
  /** Place and link may be shown now. */
  readonly showsWhere: boolean;
  /** A place is free for somebody who waits. */
  readonly mayTake: boolean;
  /** What they may have of it. */
  readonly files: readonly EventFile[];
  /** They get mail of what concerns them. */
  readonly isTold: boolean;
}

/** What the secret of a guest's own page leads to; undefined for one that never was, or whose event is long over. */
export async function ownGuest(context: Context, token: string): Promise<OwnGuest | undefined> {
  const store = eventsStore(context.tx);
  const registration = await guestOfToken(context, token);
  const whole = registration && (await store.whole(registration.event));
  if (!whole || whole.event.state === 'draft') return undefined;
  const { event, sessions } = whole;
  const closed = registrationClosed(event, sessions, context.now);
  return {
    ...whole,
    registration,
    closed,
    showsWhere: event.state === 'announced' && mayKnowWhere(sessions, registration, context.now),
    files: event.state === 'announced' ? await filesOfGuest(context, registration) : [],
    isTold: canBeTold(context, registration),
    mayTake:
      registration.state === 'waiting' &&
      (closed === undefined || closed === 'ended') &&
      hasPlace(event, await store.takenIn(event.id), { attends: registration.attends, organisation: null }),
  };
}

/** What a guest can do on their own page. */
export const GUEST_ACTS = ['come', 'no', 'recording-yes', 'recording-no'] as const;
export type GuestAct = (typeof GUEST_ACTS)[number];

/**
 * A guest comes after all, can't come any more, or says whether they may be recorded. Returns whether there is such a guest.
 * @throws {InputError} If the event is over or was called off, or no place is free.
 */
export async function actAsGuest(context: Context, token: string, act: GuestAct): Promise<boolean> {
  const store = eventsStore(context.tx);
  const seen = await guestOfToken(context, token);
  if (!seen) return false;
  await store.holdPlaces(seen.event);
  const own = await ownGuest(context, token);
  if (!own) return false;
  const { registration, closed } = own;
  if (closed !== undefined && closed !== 'ended') throw closedError(closed);
  // What a guest wrote is erased once they withdraw, so they register anew.
  if (registration.state === 'declined') return true;
  switch (act) {
    case 'no':
      await store.withdrawGuest(registration.id);
      if (hasOwnPlace(registration)) await fillPlaces(context, registration.event, own);
      return true;
    case 'come':
      if (registration.state === 'waiting' && !own.mayTake) throw new InputError('no place', phrase('events-guests.problem.no-place'));
      if (registration.state === 'waiting' || registration.state === 'offered')
        await store.updateRegistration(registration.id, { state: 'going', waitingSince: null, offeredUntil: null });
      return true;
    case 'recording-yes':
    case 'recording-no':
      await store.updateRegistration(registration.id, { recordingAgreed: act === 'recording-yes' });
      return true;
    default:
      return act satisfies never;
  }
}
