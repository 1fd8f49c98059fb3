import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import { both } from '../../../core/lookup.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { inThread, mayBePosted } from '../keys.js';
import { type Certificate, type CertificateRole, eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, RegistrationId } from '../types.js';
import { isFor, issueTo, type Recipient, recipientsOf, reissue } from './issue.js';
import { CERTIFIED_ROLES, isCertified } from './rules/entitled.js';
import { readNumber } from './rules/number.js';

export const READY = 'events.certificates.ready';

/** An event's certificates as organisers see them. */
export interface CertificatesView extends WholeEvent {
  readonly over: boolean;
  /** How many get one, by what it is for; those of whom nobody is are left out. */
  readonly recipients: readonly { readonly role: CertificateRole; readonly count: number }[];
  /** How many hold. */
  readonly issued: number;
  /** Guests are among those. */
  readonly guests: boolean;
  readonly missing: number;
}

/** An event's certificates. Throws a `NotFoundError` for an event that the actor may not see. */
export async function viewCertificates(context: Context, actor: Actor, id: EventId): Promise<CertificatesView> {
  const whole = await requireEvent(context, id, actor);
  const [recipients, certificates] = await context.tx.find(both(recipientsOf(context, whole), eventsStore(context.tx).issuedAt(id)));
  return {
    ...whole,
    over: isCertified(whole, context.now),
    recipients: (['attendee', ...CERTIFIED_ROLES] as const).flatMap((role) => {
      const count = recipients.filter((recipient) => recipient.role === role).length;
      return count === 0 ? [] : [{ role, count }];
    }),
    guests: certificates.some(({ member, withdrawnAt }) => member === null && withdrawnAt === null),
    issued: certificates.filter(({ withdrawnAt }) => withdrawnAt === null).length,
    missing: recipients.filter((recipient) => !certificates.some((certificate) => isFor(certificate, recipient))).length,
  };
}

export interface IssuedCertificates extends WholeEvent {
  readonly certificates: readonly Certificate[];
}

/**
 * Issues all certificates of an event that are missing, and says so in its thread and to those who wanted to be reminded of it.
 * Returns all that hold. Throws an `InputError` while there are none to issue.
 */
export async function issueAll(context: Context, actor: Actor, id: EventId): Promise<IssuedCertificates> {
  return context.atomically(async (inside) => {
    const store = eventsStore(inside.tx);
    const whole = await requireEvent(inside, id, actor);
    await store.holdPlaces(id);
    const [recipients, before] = await inside.tx.find(both(recipientsOf(inside, whole), store.issuedAt(id)));
    const missing = recipients.filter((recipient) => !before.some((certificate) => isFor(certificate, recipient)));
    const issued = await issueTo(inside, whole, recipients, before);
    const kept = before.filter(({ number, withdrawnAt }) => withdrawnAt === null && !issued.some((one) => one.number === number));
    if (issued.length + kept.length === 0) {
      throw new InputError(
        'nobody',
        phrase(isCertified(whole, inside.now) ? 'events-certificates.none' : 'events-certificates.error.not-over'),
      );
    }
    if (missing.length > 0) {
      await inside.audit.append({
        at: inside.now,
        actor: actor.id,
        action: 'events.certificates',
        details: { event: id, issued: missing.length },
      });
      await tellReady(inside, whole, missing);
    }
    return { ...whole, certificates: [...issued, ...kept] };
  });
}

async function tellReady(context: Context, { event }: WholeEvent, recipients: readonly Recipient[]): Promise<void> {
  const wanting = new Set((await eventsStore(context.tx).toRemind(event.id)).map(({ member }) => member));
  const members = new Set(recipients.flatMap(({ member }) => (member !== null && wanting.has(member) ? [member] : [])));
  const plan = { kind: READY, args: { event: event.id }, dueAt: context.now };
  const key = `events:certificates:${event.id}`;
  await context.deliveries.plan([
    ...(mayBePosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
    ...[...members].map((member) => ({ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const })),
  ]);
}

/** Issues a certificate anew with another name, for whoever asked an organiser. The same name again changes nothing. */
export async function correctCertificate(
  context: Context,
  actor: Actor,
  id: EventId,
  { number: typed, name }: { readonly number: string; readonly name: string },
): Promise<IssuedCertificates> {
  return context.atomically(async (inside) => {
    const store = eventsStore(inside.tx);
    const whole = await requireEvent(inside, id, actor);
    await store.holdPlaces(id);
    const certificate = await certificateOf(inside, id, typed);
    if (certificate.name === name) return { ...whole, certificates: [certificate] };
    await inside.audit.append({ at: inside.now, actor: actor.id, action: 'events.certificate', details: { event: id } });
    return { ...whole, certificates: [await reissue(inside, certificate, name)] };
  });
}

/**
 * Erases a guest who asked for it, by the number of their certificate: it holds no more and names nobody, and what they wrote is erased.
 * @throws {NotFoundError} If no certificate of the event has that number.
 * @throws {InputError} If it holds no more, or is a member's.
 */
export async function eraseGuestOf(context: Context, actor: Actor, id: EventId, typed: string): Promise<void> {
  const store = eventsStore(context.tx);
  await requireEvent(context, id, actor);
  await store.holdPlaces(id);
  const certificate = await certificateOf(context, id, typed);
  if (certificate.member !== null) throw new InputError('a member', phrase('events-certificates.error.member'));
  const guest = certificate.registration ?? (await attendeeNamed(context, certificate));
  if (guest !== undefined) await store.eraseGuest(guest, context.now);
  await store.removeGuestPerson(certificate);
  await store.withdrawCertificate(certificate.number, context.now);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.certificate-erase', details: { event: id } });
}

/** The guest who came under the name of a certificate that does not say who it is. */
async function attendeeNamed(context: Context, { event, role, name }: Certificate): Promise<RegistrationId | undefined> {
  if (role !== 'attendee') return undefined;
  const all = await eventsStore(context.tx).registrationsOf(event);
  return all.find(({ member, guestName }) => member === null && guestName === name)?.id;
}

/** A certificate of an event that holds, by its number as somebody typed it. */
async function certificateOf(context: Context, id: EventId, typed: string): Promise<Certificate> {
  const number = readNumber(typed);
  const certificate = number === undefined ? undefined : await eventsStore(context.tx).certificate(number);
  if (certificate?.event !== id) throw new NotFoundError('no such certificate', phrase('events-certificates.error.number'));
  if (certificate.withdrawnAt !== null) throw new InputError('withdrawn', phrase('events-certificates.error.withdrawn'));
  return certificate;
}
