import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import type { MembersDependencies } from './dependencies.js';
import { mergeTwo } from './merging.js';

/** Why somebody may be a person on the organisers' list. */
export type Likeness = 'same-name' | 'same-email';

const LOOKED_AT = 50;

/**
 * The account of somebody whom a list named by its id, while the platform was not connected or before they came: it is
 * theirs at once, for the platform itself vouches for the id.
 */
export async function claimById(repositories: Repositories, identity: Identity): Promise<Member | undefined> {
  const account = { platform: identity.platform, user: identity.user };
  const id = await repositories.members.waitingAccount(account);
  const member = id === undefined ? undefined : await repositories.members.find(id);
  if (!member) return undefined;
  await repositories.members.link(member.id, identity);
  await repositories.members.removeWaitingAccount(account);
  return member;
}

/** People without an account who look like this member. */
async function alike(
  repositories: Repositories,
  member: Member,
): Promise<readonly { readonly member: Member; readonly likeness: Likeness }[]> {
  const found = new Map<MemberId, { readonly member: Member; readonly likeness: Likeness }>();
  const byEmail = member.email === null ? undefined : await repositories.members.findByEmail(member.email);
  if (byEmail) found.set(byEmail.id, { member: byEmail, likeness: 'same-email' });
  if (member.organisation !== null) {
    const filter = { organisation: member.organisation, text: member.name };
    const { members } = await repositories.members.list(filter, { offset: 0, limit: LOOKED_AT });
    for (const other of members) {
      if (fold(other.name) === fold(member.name) && !found.has(other.id)) found.set(other.id, { member: other, likeness: 'same-name' });
    }
  }
  found.delete(member.id);
  const free = [];
  for (const each of found.values()) {
    if (!each.member.isBot && (await repositories.members.identities(each.member.id)).length === 0) free.push(each);
  }
  return free;
}

/**
 * Asks the organisers whether somebody who came by an account is the person on their list. A name or an address is no
 * proof, whoever types it: nothing is joined before an organiser, who can ask the person, says so. Asked once for each two.
 */
export async function askAboutLikeness(repositories: Repositories, member: Member, now: number): Promise<void> {
  if (member.isBot || (await repositories.members.identities(member.id)).length === 0) return;
  for (const { member: other, likeness } of await alike(repositories, member)) {
    await repositories.deliveries.plan({
      key: `members:claim:${member.id}:${other.id}`,
      kind: 'members.claim',
      args: { member: member.id, members: [other.id], likeness },
      to: { to: 'channel', channel: 'organisers' },
      dueAt: now,
    });
  }
}

/** What organisers decide about likenesses. */
export function createClaims(dependencies: MembersDependencies) {
  const { store, clock } = dependencies;

  /** The one who came and the one on the list, while they are still two. Throws a `NotFoundError`. */
  const open = async (r: Repositories, came: MemberId, listed: MemberId) => {
    const [newcomer, imported] = [await r.members.find(came), await r.members.find(listed)];
    const settled =
      !newcomer || !imported || (await r.members.identities(listed)).length > 0 || (await r.members.identities(came)).length === 0;
    if (settled) throw new NotFoundError('settled', phrase('people.claim.gone'));
    return { newcomer, imported };
  };

  return {
    /** Joins the two, and tells the person. */
    join: (actor: Actor, came: MemberId, listed: MemberId): Promise<Member> =>
      store.transaction(async (r) => {
        await open(r, came, listed);
        const member = await mergeTwo(dependencies, r, came, listed);
        const now = clock.now();
        await r.audit.append({ at: now, actor: actor.id, action: 'member.claim', details: { member: member.id } });
        await r.deliveries.plan({
          key: `members:merged:${member.id}:${now}`,
          kind: 'members.merged',
          args: { member: member.id },
          to: { to: 'member', member: member.id },
          dueAt: now,
        });
        return member;
      }),
    refuse: (actor: Actor, came: MemberId, listed: MemberId): Promise<Member> =>
      store.transaction(async (r) => {
        const { newcomer } = await open(r, came, listed);
        await r.audit.append({ at: clock.now(), actor: actor.id, action: 'member.claim-refused', details: { member: came } });
        return newcomer;
      }),
  };
}
