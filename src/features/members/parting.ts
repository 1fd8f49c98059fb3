import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import type { RowChange } from '../../ports/store.js';
import { leaveIfGone } from './leaving.js';
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
    readonly two?: Parted['two'];
    readonly accounts: readonly Identity[];
    readonly waiting: readonly WaitingAccount[];
    readonly before: Member;
    readonly after: Member;
  },
  changes: readonly RowChange[] = [],
): Promise<JoinedId> {
  const { member, profile, two, accounts, waiting, before, after } = joined;
  const parted: Parted = {
    profile: withoutId(profile),
    ...(two && { two }),
    accounts: accounts.map(({ platform, space, user }) => ({ platform, space, user })),
    waiting: waiting.map(({ platform, user }) => ({ platform, user })),
    before: fieldsOf(before),
    after: fieldsOf(after),
  };
  return joinedStore(context.tx).add(member, context.now, parted, changes);
}

function withoutId(profile: NewMember & { readonly id?: MemberId }): NewMember {
  const { id: _, ...fields } = profile;
  return fields;
}

/**
 * Parts two who were made one by mistake: the other one is on their own again, with their profile, their accounts and all that features
 * hold of them, as it was. What either did meanwhile stays with the one who stayed. Throws a `NotFoundError` after 30 days or if it is done.
 */
export async function partMembers(context: Context, actor: Actor, id: JoinedId): Promise<PartedPeople> {
  const joined = await joinedStore(context.tx).find(id, context.now);
  if (!joined) throw new NotFoundError('nothing to part', phrase('people.part.gone'));
  const stays = await requireMember(context, joined.member);
  const change = unchangedSince(stays, joined.parted);
  const parted = await addParted(context, stays, joined);
  const lost = await giveBack(context, joined);
  await membersStore(context.tx).update(stays.id, await withOrganisationThatIsThere(context, change));
  const profile = await withOrganisationThatIsThere(context, { organisation: joined.parted.profile.organisation });
  await membersStore(context.tx).update(parted.id, profile);
  for (const { person } of context.features.all) await person.onMembersParted?.(context, [stays.id, parted.id]);
  // Who is a member by the other's account alone has left where their own accounts did.
  for (const member of [
    { ...stays, ...change },
    { ...parted, ...profile },
  ])
    await leaveIfGone(context, member);
  await joinedStore(context.tx).remove(id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.part', details: { member: stays.id, parted: parted.id } });
  context.logger.info({ member: stays.id, parted: parted.id, lost: lost.reduce((sum, { count }) => sum + count, 0) }, 'members parted');
  return { stays: { ...stays, ...change }, parted: { ...parted, ...profile }, lost };
}

export interface PartedPeople {
  readonly stays: Member;
  readonly parted: Member;
  /** How many rows could not be given back, by the command of their feature. */
  readonly lost: readonly { readonly command: string; readonly count: number }[];
}

/** Gives both back the rows that the merge changed. What was joined by an earlier version holds none. */
async function giveBack(context: Context, { id, member, parted: { two } }: Joined): Promise<PartedPeople['lost']> {
  if (two === undefined) return [];
  const changes = await joinedStore(context.tx).changes(id);
  const tables = await context.personalData.giveRowsBack(changes, { into: two.into, stays: member }, context.features.tables);
  const counts = new Map<string, number>();
  for (const table of tables) {
    const owner = context.features.all.find((feature) => feature.tables.some(({ name }) => name === table));
    const command = `/${owner?.commands[0]?.name ?? 'profile'}`;
    counts.set(command, (counts.get(command) ?? 0) + 1);
  }
  return [...counts].map(([command, count]) => ({ command, count }));
}

/** An organisation that was deleted meanwhile is not restored. */
async function withOrganisationThatIsThere<C extends Pick<MemberChange, 'organisation'>>(context: Context, change: C): Promise<C> {
  const { organisation } = change;
  if (organisation === undefined || organisation === null || (await organisationsStore(context.tx).find(organisation))) return change;
  return { ...change, organisation: null };
}

/** Changes of the merge are undone, unless somebody has changed the same since. */
function unchangedSince(stays: Member, { before, after }: Parted): MemberChange {
  return {
    ...(stays.name === after.name && { name: before.name }),
    ...(stays.email === after.email && { email: before.email }),
    ...(stays.organisation === after.organisation && { organisation: before.organisation }),
    ...(stays.status === after.status && { status: before.status }),
    ...(stays.role === after.role && { role: before.role }),
  };
}

/** With the number that they had, by which old messages name them. Their organisation follows once it is there again. */
async function addParted(context: Context, stays: Member, { parted }: Joined): Promise<Member> {
  const profile: NewMember = { ...parted.profile, organisation: null };
  const id = parted.two?.from ?? (await membersStore(context.tx).insert(profile));
  if (parted.two) await membersStore(context.tx).insertAgain({ ...profile, id });
  const own = await accountsStore(context.tx).of(stays.id);
  for (const account of parted.accounts) {
    if (!own.some((one) => isSame(one, account))) continue;
    await accountsStore(context.tx).move(account, stays.id, id);
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
