import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import { requireMember } from './profiles.js';
import { accountsStore, joinedStore, membersStore, organisationsStore, waitingAccountsStore } from './store/index.js';
import type { Joined, JoinedId, Member, MemberChange, NewMember, Parted, PartedFields, WaitingAccount } from './types.js';

const fieldsOf = ({ name, email, organisation, status, role }: PartedFields): PartedFields => ({ name, email, organisation, status, role });

/** Notes how two who became one can be parted again, for 30 days. */
export async function noteJoined(
  context: Context,
  joined: {
    readonly member: MemberId;
    readonly profile: NewMember;
    readonly accounts: readonly Identity[];
    readonly waiting: readonly WaitingAccount[];
    readonly before: Member;
    readonly after: Member;
  },
): Promise<JoinedId> {
  const { member, profile, accounts, waiting, before, after } = joined;
  const parted: Parted = {
    profile: withoutId(profile),
    accounts: accounts.map(({ platform, space, user }) => ({ platform, space, user })),
    waiting: waiting.map(({ platform, user }) => ({ platform, user })),
    before: fieldsOf(before),
    after: fieldsOf(after),
  };
  return joinedStore(context.tx).add(member, context.now, parted);
}

function withoutId(profile: NewMember & { readonly id?: MemberId }): NewMember {
  const { id: _, ...fields } = profile;
  return fields;
}

/**
 * Parts two who were made one by mistake: the other one is on their own again, with their profile and their accounts as they were. What
 * either did meanwhile, and what features joined, stays with the one who stayed. Throws a `NotFoundError` after 30 days or if it is done.
 */
export async function partMembers(
  context: Context,
  actor: Actor,
  id: JoinedId,
): Promise<{ readonly stays: Member; readonly parted: Member }> {
  const joined = await joinedStore(context.tx).find(id, context.now);
  if (!joined) throw new NotFoundError('nothing to part', phrase('people.part.gone'));
  const stays = await requireMember(context, joined.member);
  const change = unchangedSince(stays, joined.parted);
  await membersStore(context.tx).update(stays.id, change);
  const parted = await addParted(context, stays, joined);
  await joinedStore(context.tx).remove(id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.part', details: { member: stays.id, parted: parted.id } });
  context.logger.info({ member: stays.id, parted: parted.id }, 'members parted');
  return { stays: { ...stays, ...change }, parted };
}

/** Of what the merge changed, that which nobody has changed since goes back to what it was. */
function unchangedSince(stays: Member, { before, after }: Parted): MemberChange {
  return {
    ...(stays.name === after.name && { name: before.name }),
    ...(stays.email === after.email && { email: before.email }),
    ...(stays.organisation === after.organisation && { organisation: before.organisation }),
    ...(stays.status === after.status && { status: before.status }),
    ...(stays.role === after.role && { role: before.role }),
  };
}

async function addParted(context: Context, stays: Member, { parted }: Joined): Promise<Member> {
  const { organisation } = parted.profile;
  const isThere = organisation !== null && (await organisationsStore(context.tx).find(organisation)) !== undefined;
  const profile: NewMember = { ...parted.profile, organisation: isThere ? organisation : null };
  const id = await membersStore(context.tx).insert(profile);
  const own = await accountsStore(context.tx).of(stays.id);
  for (const account of parted.accounts) {
    if (!own.some((one) => isSame(one, account))) continue;
    await accountsStore(context.tx).unlink(stays.id, account);
    await accountsStore(context.tx).link(id, account);
  }
  const waits = await waitingAccountsStore(context.tx).ofMany([stays.id]);
  for (const { platform, user } of parted.waiting) {
    if (!waits.some((one) => one.platform === platform && one.user === user)) continue;
    await waitingAccountsStore(context.tx).remove({ platform, user });
    await waitingAccountsStore(context.tx).add(id, { platform, user });
  }
  return { ...profile, id };
}

function isSame(a: Identity, b: Identity): boolean {
  return a.platform === b.platform && a.space === b.space && a.user === b.user;
}
