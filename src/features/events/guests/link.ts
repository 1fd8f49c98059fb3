import type { Actor } from '../../../core/access.js';
import { isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import { after } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { planErasure } from '../erasure.js';
import { requireWithRoles } from '../find.js';
import { closedError } from '../registration/answer.js';
import { GUESTS_PER_LINK, LINK_LASTS } from '../rules/limits.js';
import { registrationClosed } from '../rules/state.js';
import { hashOfSecret, secretsOf } from '../secrets.js';
import { eventsStore, type GuestLink, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { guestAddress } from './address.js';
import { INVITATION_PAGE } from './names.js';

/** An event and how guests come to it. */
export interface GuestsView extends WholeEvent {
  /** Undefined: there is no link. */
  readonly link: { readonly address: string; readonly usesLeft: number } | undefined;
  readonly closed: ReturnType<typeof registrationClosed>;
  /** Guests who have registered by a link. */
  readonly guests: number;
}

/** How guests come to an event. Throws an `AccessError` for others than organisers and the host. */
export async function viewGuests(context: Context, actor: Actor, id: EventId): Promise<GuestsView> {
  return withLink(context, await requireInviting(context, actor, id));
}

/** Makes a link for guests; an earlier one works no more. Throws an `InputError` where nobody can register. */
export async function makeGuestLink(context: Context, actor: Actor, id: EventId): Promise<GuestsView> {
  const whole = await requireInviting(context, actor, id);
  const closed = registrationClosed(whole.event, whole.sessions, context.now);
  // Before registration begins, organisers may hand it out already.
  if (closed !== undefined && closed !== 'not-yet') throw closed === 'draft' ? notAnnounced() : closedError(closed);
  const { now } = context;
  const expiresAt = after(now, LINK_LASTS);
  const token = await tokenOf(context, { event: id, expiresAt });
  const address = guestAddress(context, INVITATION_PAGE, token);
  const link = { event: id, hash: await hashOfSecret(token), usesLeft: GUESTS_PER_LINK, expiresAt };
  const store = eventsStore(context.tx);
  // Two organisers at the same moment make one link after the other.
  await store.holdPlaces(id);
  await store.saveGuestLink(link);
  await planErasure(context, whole.sessions);
  await context.audit.append({ at: now, actor: actor.id, action: 'events.guest-link', details: { event: id } });
  return viewOf(context, whole, { address, usesLeft: link.usesLeft });
}

/** Nobody can register by the link any more; whoever has is a guest still. */
export async function closeGuestLink(context: Context, actor: Actor, id: EventId): Promise<GuestsView> {
  const whole = await requireInviting(context, actor, id);
  await eventsStore(context.tx).removeGuestLink(id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.guest-link-close', details: { event: id } });
  return viewOf(context, whole, undefined);
}

/** The link with this secret; undefined for one that never was, was renewed or closed. */
export async function linkOfToken(context: Context, token: string): Promise<GuestLink | undefined> {
  const link = await eventsStore(context.tx).guestLink(await hashOfSecret(token));
  return link && link.expiresAt > context.now ? link : undefined;
}

async function withLink(context: Context, whole: WholeEvent): Promise<GuestsView> {
  const link = await eventsStore(context.tx).guestLinkOf(whole.event.id);
  const address = link && guestAddress(context, INVITATION_PAGE, await tokenOf(context, link));
  return viewOf(context, whole, link && address !== undefined ? { address, usesLeft: link.usesLeft } : undefined);
}

async function viewOf(context: Context, whole: WholeEvent, link: GuestsView['link']): Promise<GuestsView> {
  return {
    ...whole,
    link,
    closed: registrationClosed(whole.event, whole.sessions, context.now),
    guests: await eventsStore(context.tx).guestsOf(whole.event.id),
  };
}

async function requireInviting(context: Context, actor: Actor, id: EventId): Promise<WholeEvent> {
  const { roles, ...whole } = await requireWithRoles(context, id, actor);
  if (!isAllowed(actor, 'organiser') && !roles.includes('host'))
    throw new AccessError('invites nobody', phrase('events-guests.error.not-yours'));
  return whole;
}

async function tokenOf(context: Context, { event, expiresAt }: Pick<GuestLink, 'event' | 'expiresAt'>): Promise<string> {
  return (await secretsOf(context))(`guests ${event} ${expiresAt}`);
}

const notAnnounced = () => new InputError('draft', phrase('events.closed.draft'));
