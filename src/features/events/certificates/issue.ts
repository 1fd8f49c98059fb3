import type { MemberId } from '../../../core/ids.js';
import { known, type Lookup, lookups, mapLookup } from '../../../core/lookup.js';
import { after } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { groupBy } from '../../../kit/group-by.js';
import { findMembers } from '../../members/public.js';
import { GUEST_CERTIFICATE_KEPT } from '../rules/limits.js';
import { hashOfSecret, type Secrets, secretsOf } from '../secrets.js';
import { type Certificate, type CertificateRole, eventsStore, type RoleAt, type WholeEvent } from '../store/index.js';
import type { Attendance, Registration, RegistrationId } from '../types.js';
import { attendedEnough, CERTIFIED_ROLES, isCertified } from './rules/entitled.js';
import { numberFrom } from './rules/number.js';

/** Somebody who gets a certificate of an event: a member, or a guest by their name. */
export interface Recipient {
  readonly role: CertificateRole;
  readonly member: MemberId | null;
  readonly guest: string | null;
  /** Of a guest who came; null for anybody else. */
  readonly registration: RegistrationId | null;
}

/** All who get a certificate of an event; nobody before it is over. Erased people are left out. */
export function recipientsOf(context: Context, whole: WholeEvent): Lookup<readonly Recipient[]> {
  if (!isCertified(whole, context.now)) return known([]);
  const store = eventsStore(context.tx);
  const { event } = whole;
  const { roles, attendance, registrations } = store;
  const deeds = lookups({ roles: roles(event.id), attendance: attendance(event.id), registrations: registrations(event.id) });
  return mapLookup(deeds, (found) => recipientsIn(whole, found));
}

interface Deeds {
  readonly roles: readonly RoleAt[];
  readonly attendance: readonly Attendance[];
  readonly registrations: readonly Registration[];
}

function recipientsIn(whole: WholeEvent, found: Deeds): readonly Recipient[] {
  const { event } = whole;
  const roles = found.roles.flatMap(({ role, member, name }) =>
    CERTIFIED_ROLES.some((certified) => certified === role)
      ? [{ role, member, guest: member === null ? name : null, registration: null }]
      : [],
  );
  if (!event.certificate) return roles.filter(isSomebody);
  const attendance = groupBy(found.attendance, ({ registration }) => registration);
  const attendees = found.registrations
    .filter(({ id }) => attendedEnough(whole, attendance.get(id) ?? []))
    .map(({ id, member, guestName }) => {
      const isGuest = member === null;
      return { role: 'attendee', member, guest: isGuest ? guestName : null, registration: isGuest ? id : null } as const;
    });
  return [...roles, ...attendees].filter(isSomebody);
}

const isSomebody = ({ member, guest }: Recipient): boolean => member !== null || guest !== null;

/** Whether a certificate that holds was issued to somebody. */
export function isFor(certificate: Certificate, { role, member, guest, registration }: Recipient): boolean {
  if (certificate.withdrawnAt !== null || certificate.role !== role || certificate.member !== member) return false;
  if (member !== null) return true;
  // Two guests may have the same name, which identifies only certificates that were issued before they named their guest.
  return certificate.registration === null || registration === null
    ? certificate.name === guest
    : certificate.registration === registration;
}

/**
 * Issues what these people have no certificate for yet. Called in a transaction that holds the event, so that two who do it at once
 * issue nothing twice. `known`: all certificates of the event so far. Returns all certificates of these people.
 */
export async function issueTo(
  context: Context,
  { event }: WholeEvent,
  recipients: readonly Recipient[],
  known: readonly Certificate[],
): Promise<readonly Certificate[]> {
  const store = eventsStore(context.tx);
  const missing = recipients.filter((recipient) => !known.some((certificate) => isFor(certificate, recipient)));
  if (missing.length === 0) return known.filter((certificate) => recipients.some((recipient) => isFor(certificate, recipient)));
  const members = await findMembers(
    context,
    missing.flatMap(({ member }) => member ?? []),
  );
  const names = new Map(members.map((member) => [member.id, member]));
  const secrets = await secretsOf(context);
  const fresh: Certificate[] = [];
  for (const { role, member, guest, registration } of missing) {
    const found = member === null ? undefined : names.get(member);
    const name = found?.name ?? guest;
    if (name === null) continue;
    fresh.push(
      await aCertificate(context, secrets, {
        event: event.id,
        member,
        registration,
        role,
        name,
        language: found?.language ?? event.language,
      }),
    );
  }
  await store.insertCertificates(fresh);
  if (fresh.some(({ member }) => member === null)) await planExpiry(context, after(context.now, GUEST_CERTIFICATE_KEPT));
  return [...known, ...fresh].filter((certificate) => recipients.some((recipient) => isFor(certificate, recipient)));
}

/** Issues a certificate anew under another name, in its language unless told. The earlier number says from then on that it was replaced. */
export async function reissue(context: Context, old: Certificate, name: string, language = old.language): Promise<Certificate> {
  const store = eventsStore(context.tx);
  const { event, member, registration, role } = old;
  const fresh = await aCertificate(context, await secretsOf(context), { event, member, registration, role, name, language });
  await store.withdrawCertificate(old.number, context.now);
  await store.insertCertificates([fresh]);
  if (member === null && old.name !== null) await store.renameGuest(event, old.name, name);
  return fresh;
}

/** What the secret of a certificate's link is for: whoever has it reads the name. */
export const purposeOf = (number: string): string => `certificate ${number}`;

async function aCertificate(
  { now }: Pick<Context, 'now'>,
  secrets: Secrets,
  given: Pick<Certificate, 'event' | 'member' | 'registration' | 'role' | 'language'> & { readonly name: string },
): Promise<Certificate> {
  const number = numberFrom(crypto.getRandomValues(new Uint32Array(10)));
  const tokenHash = await hashOfSecret(await secrets(purposeOf(number)));
  return { ...given, number, tokenHash, issuedAt: now, withdrawnAt: null };
}
