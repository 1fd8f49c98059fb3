import { InputError } from '../../../core/errors.js';
import type { Context, PageFields } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { cleanLine } from '../../members/public.js';
import { planErasure } from '../erasure.js';
import { closedError } from '../registration/answer.js';
import { GUESTS_PER_ADDRESS } from '../rules/limits.js';
import { waysToAttend } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { hashOfSecret } from '../secrets.js';
import { eventsStore } from '../store/index.js';
import type { Question } from '../types.js';
import { linkOfToken } from './link.js';
import { mailGuests } from './mail.js';
import { readGuest } from './rules/form.js';
import { guestState } from './rules/state.js';
import { guestToken } from './token.js';

/** A number that each form has of its own, by which a form that is sent twice is one guest. */
export const newForm = (): string => crypto.randomUUID().replaceAll('-', '');
const FORM = /^[0-9a-f]{32}$/;

/** What is asked, in a few characters: answers to other questions are not taken for answers to these. */
export const askedOf = async (questions: readonly Question[]): Promise<string> =>
  (await hashOfSecret(JSON.stringify(questions))).slice(0, 12);

/**
 * Registers a guest by the secret of a link. Returns the secret of their own page; undefined for a link that is none.
 * @throws {InputError} If nobody can register now, or something is missing.
 */
export async function registerGuest(context: Context, token: string, fields: PageFields): Promise<string | undefined> {
  const store = eventsStore(context.tx);
  const link = await linkOfToken(context, token);
  if (!link) return undefined;
  // Two people who register at the same moment are counted one after the other.
  await store.holdPlaces(link.event);
  const whole = await store.whole(link.event);
  if (!whole || whole.event.state === 'draft') return undefined;
  const { event, sessions } = whole;
  const form = FORM.test(fields['form'] ?? '') ? fields['form'] : newForm();
  const hash = await hashOfSecret(`${link.hash} ${form}`);
  const known = await store.guestByForm(link.event, hash);
  if (known) return guestToken(context, known);
  const closed = registrationClosed(event, sessions, context.now);
  if (closed !== undefined) throw closedError(closed);
  if (fields['asked'] !== (await askedOf(event.questions))) throw new InputError('other questions', phrase('events-guests.problem.asked'));
  const read = readGuest(fields, { ways: waysToAttend(event), questions: event.questions, recorded: event.recorded }, cleanLine);
  if ('problem' in read) throw new InputError(`guest: ${read.problem}`, phrase(`events-guests.problem.${read.problem}`));
  if (read.email !== null && (await store.guestsWithAddress(event.id, read.email)) >= GUESTS_PER_ADDRESS)
    throw new InputError('guest: address', phrase('events-guests.problem.address', { max: GUESTS_PER_ADDRESS }));
  if (!(await store.useGuestLink(link.hash))) throw new InputError('used up', phrase('events-guests.problem.used-up'));
  const { name, organisation, email, language, ...given } = read;
  const id = await store.insertGuest({
    event: event.id,
    hash,
    guestName: name,
    guestOrganisation: organisation,
    guestEmail: email,
    guestLanguage: language,
    ...given,
    state: guestState(event, await store.takenIn(event.id), given.attends),
    registeredAt: context.now,
  });
  await planErasure(context, sessions);
  const guest = await store.guest(id);
  if (!guest) throw new Error('the guest was not written');
  await mailGuests(context, 'registered', event, [guest]);
  return guestToken(context, guest);
}
