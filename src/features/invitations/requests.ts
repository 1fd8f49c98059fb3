import { NotFoundError } from '../../core/errors.js';
import { nameKey } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { after, HOUR, periodAt } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { addNewcomer, listMembers, noteTypedOrganisation, ORGANISERS, type Profile, withOrganisations } from '../members/public.js';
import { LIFETIMES } from './lifetimes.js';
import { inviteOne } from './links.js';
import { invitationsStore } from './store.js';
import type { EntryRequestId, MadeLink, WaitingRequest } from './types.js';

/** A request as organisers see it before they answer. */
export interface OpenRequest {
  readonly request: WaitingRequest;
  /** Members of exactly this name: whether one of them asks, only an organiser can find out. */
  readonly namesakes: readonly Profile[];
  /** How many wait, this one included. */
  readonly left: number;
}

const NAMESAKES_MAX = 3;

/** Tells the organisers' channel that somebody waits, once an hour at most. */
export async function tellOfRequests(context: Context): Promise<void> {
  const { now } = context;
  await context.deliveries.plan({
    key: `invitations:requests:${periodAt(now, HOUR)}`,
    kind: 'invitations.requests',
    args: {},
    to: { to: 'channel', channel: ORGANISERS },
    dueAt: now,
  });
}

/** The first request after that number, or the first of all. */
export async function nextRequest(context: Context, afterId: number): Promise<OpenRequest | undefined> {
  const store = invitationsStore(context.tx);
  const request = (await store.nextRequest(afterId)) ?? (afterId > 0 ? await store.nextRequest(0) : undefined);
  if (!request) return undefined;
  const alike = await listMembers(context, { text: request.name, isBot: false }, { offset: 0, limit: 20 });
  const same = alike.filter(({ name }) => nameKey(name) === nameKey(request.name)).slice(0, NAMESAKES_MAX);
  const { all } = await store.countRequests(undefined, context.now);
  return { request, namesakes: await withOrganisations(context, same), left: all };
}

/** Takes the request, which one organiser alone can. Throws a `NotFoundError` if it is answered. */
async function takeRequest(context: Context, id: EntryRequestId): Promise<WaitingRequest> {
  const store = invitationsStore(context.tx);
  const request = await store.request(id);
  if (!request || !(await store.removeRequest(id))) throw new NotFoundError('answered', phrase('invitations.error.answered'));
  return request;
}

/**
 * Makes the person who asked to join a newcomer, whom the page on which they wait lets in. Throws a `NotFoundError` for a request that was
 * answered or is of another kind.
 */
export async function approveRequest(context: Context, actor: MemberId, id: EntryRequestId): Promise<WaitingRequest> {
  const request = await takeRequest(context, id);
  if (request.kind !== 'join' || request.hash === null) throw new NotFoundError('not to join', phrase('invitations.error.answered'));
  const { now } = context;
  const member = await addNewcomer(context, request);
  // They wrote it already, so the form in which they would propose it holds it.
  if (request.organisation !== null) {
    await noteTypedOrganisation(context, member, { name: request.organisation, type: 'local', governorates: [] });
  }
  const expiresAt = after(now, LIFETIMES.invitation);
  await invitationsStore(context.tx).add([{ hash: request.hash, member, madeAt: now, expiresAt }]);
  await planExpiry(context, expiresAt);
  await context.audit.append({ at: now, actor, action: 'invitations.approve', details: { member } });
  return request;
}

export async function declineRequest(context: Context, actor: MemberId, id: EntryRequestId): Promise<WaitingRequest> {
  const request = await takeRequest(context, id);
  await context.audit.append({ at: context.now, actor, action: 'invitations.decline', details: {} });
  return request;
}

/** An organiser says which member asked for a link, and gets it to pass on. */
export async function answerWithLink(
  context: Context,
  actor: MemberId,
  id: EntryRequestId,
  member: MemberId,
): Promise<Profile & { readonly made: MadeLink }> {
  await takeRequest(context, id);
  return inviteOne(context, actor, member);
}
