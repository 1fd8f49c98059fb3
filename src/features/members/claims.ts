import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import { nameKey } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import { ORGANISERS } from './channels.js';
import { mergeMembers } from './merge.js';
import { accountsCollide } from './rules/identity.js';
import { accountsStore, membersStore, waitingAccountsStore } from './store/index.js';
import type { Member } from './types.js';

/** Why somebody may be a person on the organisers' list. */
export type Likeness = 'same-name' | 'same-email';

const LOOKED_AT = 50;

/**
 * Links the account of somebody whom a list named by its id before they came or the platform was connected. No organiser
 * has to agree, since the platform itself vouches for the id.
 */
export async function claimById(context: Context, identity: Identity): Promise<Member | undefined> {
  const account = { platform: identity.platform, user: identity.user };
  const waiting = waitingAccountsStore(context.tx);
  const id = await waiting.ownerOf(account);
  const member = id === undefined ? undefined : await membersStore(context.tx).find(id);
  if (!member || !(await mayHaveAccount(context, member.id, identity))) return undefined;
  await accountsStore(context.tx).link(member.id, identity);
  await waiting.remove(account);
  return member;
}

/** Whether the account would be the member's only one on its platform: two may be two people, and only an organiser can tell. */
export async function mayHaveAccount(context: Context, member: MemberId, { platform, user }: Identity): Promise<boolean> {
  return !accountsCollide([{ platform, user }], await accountsStore(context.tx).of(member));
}

/** People without an account who look like this member. */
async function findAlike(context: Context, member: Member): Promise<readonly { readonly member: Member; readonly likeness: Likeness }[]> {
  const store = membersStore(context.tx);
  const found = new Map<MemberId, { readonly member: Member; readonly likeness: Likeness }>();
  const byEmail = member.email === null ? [] : await store.findByEmail(member.email);
  for (const other of byEmail) found.set(other.id, { member: other, likeness: 'same-email' });
  if (member.organisation !== null) {
    const members = await store.list({ organisation: member.organisation, text: member.name }, { offset: 0, limit: LOOKED_AT });
    for (const other of members) {
      if (nameKey(other.name) === nameKey(member.name) && !found.has(other.id))
        found.set(other.id, { member: other, likeness: 'same-name' });
    }
  }
  found.delete(member.id);
  const accounts = await accountsStore(context.tx).ofMany([...found.keys()]);
  const withAccount = new Set(accounts.map((account) => account.member));
  return [...found.values()].filter((each) => !each.member.isBot && !withAccount.has(each.member.id));
}

/**
 * Asks the organisers whether somebody who came by an account is a person on their list. A name or an address that somebody
 * typed proves nothing, so an organiser, who can ask the person, decides. Asked once for each two.
 */
export async function askAboutLikeness(context: Context, member: Member): Promise<void> {
  if (member.isBot || (await accountsStore(context.tx).of(member.id)).length === 0) return;
  const alike = await findAlike(context, member);
  await context.deliveries.plan(
    alike.map(({ member: other, likeness }) => ({
      key: `members:claim:${member.id}:${other.id}`,
      kind: 'members.claim',
      args: { member: member.id, members: [other.id], likeness },
      to: { to: 'channel', channel: ORGANISERS } as const,
      dueAt: context.now,
    })),
  );
}

/** The one who came and the one on the list, while they are still two. Throws a `NotFoundError`. */
async function openClaim(context: Context, came: MemberId, listed: MemberId): Promise<Member> {
  const found = await membersStore(context.tx).findMany([came, listed]);
  const accounts = await accountsStore(context.tx).ofMany([came, listed]);
  const newcomer = found.find(({ id }) => id === came);
  const isOpen =
    newcomer !== undefined &&
    found.some(({ id }) => id === listed) &&
    accounts.some(({ member }) => member === came) &&
    !accounts.some(({ member }) => member === listed);
  if (!isOpen) throw new NotFoundError('settled', phrase('people.claim.gone'));
  return newcomer;
}

/** Merges the two, and tells the person. Throws a `NotFoundError` if it is settled. */
export async function acceptClaim(context: Context, actor: Actor, came: MemberId, listed: MemberId): Promise<Member> {
  await openClaim(context, came, listed);
  const member = await mergeMembers(context, came, listed);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.claim', details: { member: member.id } });
  await tellMerged(context, member.id);
  return member;
}

/** Tells somebody that an organiser has merged what was noted of them elsewhere with their profile. */
export async function tellMerged(context: Context, member: MemberId): Promise<void> {
  const { now } = context;
  await context.deliveries.plan({
    key: `members:merged:${member}:${now}`,
    kind: 'members.merged',
    args: { member },
    to: { to: 'member', member },
    dueAt: now,
  });
}

/** Notes that the two are different people. Throws a `NotFoundError` if it is settled. */
export async function refuseClaim(context: Context, actor: Actor, came: MemberId, listed: MemberId): Promise<Member> {
  const newcomer = await openClaim(context, came, listed);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.claim-refused', details: { member: came } });
  return newcomer;
}
