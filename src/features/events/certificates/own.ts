import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { both } from '../../../core/lookup.js';
import { between, DISTANT_PAST } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { lastSession } from '../rules/state.js';
import { type Certificate, type CertificateRole, eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { issueTo, recipientsOf, reissue } from './issue.js';
import { attendedEnough, CERTIFIED_ROLES, isCertified } from './rules/entitled.js';

/** An event for which a member has certificates, or can take them. */
export interface OwnDeed extends WholeEvent {
  readonly roles: readonly CertificateRole[];
}

/** All of a member's, the newest event first. */
export async function deedsOf(context: Context, member: MemberId): Promise<readonly OwnDeed[]> {
  const store = eventsStore(context.tx);
  const { certificates, roles, attendance } = await store.deedsOf(member);
  const events = new Set([...certificates, ...roles, ...attendance].map(({ event }) => event));
  const deeds = (await store.wholeOf([...events])).flatMap((whole): readonly OwnDeed[] => {
    if (!isCertified(whole, context.now)) return [];
    const here = <T extends { readonly event: EventId }>(list: readonly T[]) => list.filter(({ event }) => event === whole.event.id);
    const certified = here(roles).flatMap(({ role }) => CERTIFIED_ROLES.find((each) => each === role) ?? []);
    const issued = here(certificates).flatMap(({ role, withdrawnAt }) => (withdrawnAt === null ? [role] : []));
    const attended = attendedEnough(whole, here(attendance)) ? (['attendee'] as const) : [];
    const all = [...new Set([...certified, ...attended, ...issued])];
    return all.length === 0 ? [] : [{ ...whole, roles: all }];
  });
  const endOf = ({ sessions }: WholeEvent) => lastSession(sessions)?.endsAt ?? DISTANT_PAST;
  return deeds.toSorted((one, other) => between(endOf(one), endOf(other)));
}

/** Whether a member gets a certificate of an event now. */
export async function hasDeedAt(context: Context, member: MemberId, id: EventId): Promise<boolean> {
  return (await deedsOf(context, member)).some(({ event }) => event.id === id);
}

export interface OwnCertificates extends WholeEvent {
  readonly certificates: readonly Certificate[];
  /** What the member is called now. */
  readonly name: string;
}

/**
 * A member's certificates of an event; those that they don't have yet are issued. Throws an `InputError` that says why there is none.
 */
export async function takeCertificates(context: Context, actor: Actor, id: EventId): Promise<OwnCertificates> {
  return context.atomically(async (inside) => {
    const store = eventsStore(inside.tx);
    const found = await requireEvent(inside, id, actor);
    // Two clicks at once issue one certificate.
    await store.holdPlaces(found.event.id);
    const [recipients, known] = await inside.tx.find(both(recipientsOf(inside, found), store.issuedAt(id)));
    const own = recipients.filter(({ member }) => member === actor.id);
    const issued = known.filter(({ member, withdrawnAt }) => member === actor.id && withdrawnAt === null);
    // An issued certificate stays valid even if the list of who was there changes.
    const kept = issued.filter(({ role }) => !own.some((recipient) => recipient.role === role));
    if (own.length === 0 && kept.length === 0) throw noneYet(inside, found);
    return { ...found, certificates: [...(await issueTo(inside, found, own, known)), ...kept], name: actor.name };
  });
}

function noneYet(context: Context, { event, sessions }: WholeEvent): InputError {
  if (event.state === 'cancelled') return new InputError('cancelled', phrase('events.error.cancelled'));
  if (!isCertified({ event, sessions }, context.now)) return new InputError('not over', phrase('events-certificates.error.not-over'));
  if (!event.certificate) return new InputError('no certificates', phrase('events-certificates.error.none-given'));
  return new InputError('attended too little', phrase('events-certificates.error.share', { share: event.requiredShare }));
}

/** Issues a member's certificates of an event anew under the name, and in the language, that they have now; those under that name stay. */
export async function renewCertificates(context: Context, actor: Actor, id: EventId): Promise<OwnCertificates> {
  return context.atomically(async (inside) => {
    const { certificates, name, ...whole } = await takeCertificates(inside, actor, id);
    const renewed: Certificate[] = [];
    for (const certificate of certificates)
      renewed.push(certificate.name === name ? certificate : await reissue(inside, certificate, name, actor.language));
    return { ...whole, name, certificates: renewed };
  });
}
