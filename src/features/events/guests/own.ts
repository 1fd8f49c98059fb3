import { InputError } from '../../../core/errors.js';
import type { Context, PageFields } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { planErasure } from '../erasure.js';
import { closedError } from '../registration/answer.js';
import { fillPlaces } from '../registration/fill.js';
import { secondQuestions } from '../registration/second-questions.js';
import { hasOwnPlace, hasPlace } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { mayKnowWhere } from '../rules/where.js';
import { filesOfGuest } from '../slides/guest-files.js';
import type { EventFile } from '../slides/types.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Registration } from '../types.js';
import { canBeTold } from './mail.js';
import { askedOf } from './register.js';
import { readAnswers, readLanguage, secondField } from './rules/form.js';
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
  /** It is over, and what they wrote is still there. */
  readonly mayErase: boolean;
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
    mayErase: (closed === 'over' || closed === 'cancelled') && registration.guestName !== null,
    mayTake:
      registration.state === 'waiting' &&
      (closed === undefined || closed === 'ended') &&
      hasPlace(event, await store.takenIn(event.id), { attends: registration.attends, organisation: null }),
  };
}

/** What a guest can do on their own page. */
export const GUEST_ACTS = ['come', 'no', 'recording-yes', 'recording-no', 'second', 'language', 'erase'] as const;
export type GuestAct = (typeof GUEST_ACTS)[number];

/**
 * A guest comes after all, can't come any more, says whether they may be recorded, answers the second form, chooses the language of
 * mails, or erases what they wrote. Returns whether there is such a guest.
 * @throws {InputError} If the event is over or was called off, no place is free, or an answer is missing.
 */
export async function actAsGuest(context: Context, token: string, act: GuestAct, fields: PageFields): Promise<boolean> {
  const store = eventsStore(context.tx);
  const seen = await guestOfToken(context, token);
  if (!seen) return false;
  await store.holdPlaces(seen.event);
  const own = await ownGuest(context, token);
  if (!own) return false;
  const { registration, closed } = own;
  if (act === 'erase' && own.mayErase) {
    await store.eraseGuest(registration.id, context.now);
    return true;
  }
  if (closed !== undefined && closed !== 'ended') throw closedError(closed);
  // What a guest wrote is erased once they withdraw, so they register anew.
  if (registration.state === 'declined') return true;
  switch (act) {
    case 'erase':
      throw new InputError('not over', phrase('events-guests.problem.not-over'));
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
    case 'language':
      await store.updateRegistration(registration.id, { guestLanguage: readLanguage(fields) });
      return true;
    case 'second':
      await answerSecond(context, own, fields);
      return true;
    default:
      return act satisfies never;
  }
}

/** Keeps what a guest who comes answered in the second form. */
async function answerSecond(context: Context, { event, sessions, registration }: OwnGuest, fields: PageFields): Promise<void> {
  const asked = secondQuestions(event, event.language);
  if (registration.state !== 'going') throw new InputError('not accepted', phrase('events-registration.error.not-going'));
  if (fields['asked'] !== (await askedOf(asked))) throw new InputError('other questions', phrase('events-guests.problem.asked'));
  const secondAnswers = readAnswers(fields, asked, secondField);
  if (!secondAnswers) throw new InputError('guest: answer', phrase('events-guests.problem.answer'));
  await eventsStore(context.tx).updateRegistration(registration.id, { secondAnswers });
  await planErasure(context, sessions);
}
