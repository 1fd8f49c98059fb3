import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { type Context, tellMembers } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { requireChangeable, saveEvent } from '../change.js';
import type { SeenEvent } from '../ids.js';
import { isPosted } from '../keys.js';
import { LISTED_MAX } from '../rules/limits.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, EventId } from '../types.js';
import { type Candidate, type ReadList, readList } from './rules/read.js';
import { candidates } from './view.js';

export const LISTED = 'events.listed.invited';
const AUDIENCE = { action: 'events.audience', also: ['of-audience'] } as const;

/** What became of a list that an organiser pasted. */
export interface Added extends ReadList {
  /** How many were not listed before. */
  readonly added: number;
  /** Everybody who could be chosen. */
  readonly candidates: readonly Candidate[];
}

/** Chooses people by a pasted list. From now on the event is for those who are chosen, and nobody else sees it. */
export async function addByText(context: Context, actor: Actor, seen: SeenEvent, text: string): Promise<Added> {
  const all = await candidates(context);
  const read = readList(text, all);
  const added = read.members.length === 0 ? 0 : await add(context, actor, seen, read.members);
  return { ...read, added, candidates: all };
}

/** Chooses people by their numbers; whoever is no active member is passed over. */
export async function addById(context: Context, actor: Actor, seen: SeenEvent, chosen: readonly MemberId[]): Promise<void> {
  const known = await findMembers(context, chosen);
  const members = known.filter(({ status, isBot }) => status === 'active' && !isBot).map(({ id }) => id);
  if (members.length > 0) await add(context, actor, seen, members);
}

async function add(context: Context, actor: Actor, seen: SeenEvent, members: readonly MemberId[]): Promise<number> {
  const { event } = await requireChangeable(context, actor, seen);
  if (isPosted(event)) throw new InputError('announced to all', phrase('events-listed.error.posted'));
  const store = eventsStore(context.tx);
  await saveEvent(context, actor, event, { audience: { to: 'members' } }, AUDIENCE);
  const added = await store.addListed(event.id, members, context.now);
  const count = (await store.listedOf(event.id)).length;
  if (count > LISTED_MAX) throw new InputError('too many people', phrase('events-listed.error.many', { max: LISTED_MAX }));
  if (event.state === 'announced') await invite(context, event.id, added);
  return added.length;
}

/** They are no longer chosen. Whoever registered stays registered. */
export async function removeListed(context: Context, actor: Actor, seen: SeenEvent, members: readonly MemberId[]): Promise<void> {
  const { event } = await requireListed(context, actor, seen);
  await saveEvent(context, actor, event, {}, AUDIENCE);
  await eventsStore(context.tx).removeListed(event.id, members);
}

/** The event is for everyone again. */
export async function openToAll(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const { event } = await requireListed(context, actor, seen);
  await saveEvent(context, actor, event, { audience: { to: 'everyone' } }, AUDIENCE);
  await eventsStore(context.tx).clearListed(event.id);
}

async function requireListed(context: Context, actor: Actor, seen: SeenEvent): Promise<{ readonly event: CommunityEvent }> {
  const whole = await requireChangeable(context, actor, seen);
  if (whole.event.audience.to !== 'members') throw new InputError('no list', phrase('events-listed.error.everyone'));
  return whole;
}

/** Everybody who is chosen reads that they are invited, once. */
export async function inviteListed(context: Context, event: EventId): Promise<void> {
  await invite(context, event, await eventsStore(context.tx).listedOf(event));
}

async function invite(context: Context, event: EventId, members: readonly MemberId[]): Promise<void> {
  if (members.length === 0) return;
  await tellMembers(context, members, { key: `events:listed:${event}`, kind: LISTED, args: { event } });
}
