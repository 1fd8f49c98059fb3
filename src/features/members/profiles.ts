import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { membersStore, organisationsStore } from './store/index.js';
import type { Member, Profile } from './types.js';

/** The member was erased meanwhile. */
export const goneError = (id: MemberId): NotFoundError => new NotFoundError(`no member ${id}`, phrase('members.error.gone'));

/** Throws a `NotFoundError` if the member was erased meanwhile. */
export async function requireMember(context: Context, id: MemberId): Promise<Member> {
  const member = await membersStore(context.tx).find(id);
  if (!member) throw goneError(id);
  return member;
}

/** Throws a `NotFoundError` if the member was erased meanwhile. */
export async function loadProfile(context: Context, id: MemberId): Promise<Profile> {
  return withOrganisation(context, await requireMember(context, id));
}

export async function findProfile(context: Context, id: MemberId): Promise<Profile | undefined> {
  const member = await membersStore(context.tx).find(id);
  return member && withOrganisation(context, member);
}

/** The same of several, with one look for their organisations. */
export async function withOrganisations(context: Context, members: readonly Member[]): Promise<readonly Profile[]> {
  const ids = members.flatMap(({ organisation }) => organisation ?? []);
  const organisations = await organisationsStore(context.tx).findMany(ids);
  return members.map((member) => ({ member, organisation: organisations.find(({ id }) => id === member.organisation) }));
}

export async function withOrganisation(context: Context, member: Member): Promise<Profile> {
  return {
    member,
    organisation: member.organisation === null ? undefined : await organisationsStore(context.tx).find(member.organisation),
  };
}
