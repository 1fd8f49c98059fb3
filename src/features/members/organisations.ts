import type { Actor } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';
import type { Member, Organisation, OrganisationType } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { type MembersDependencies, requireMember } from './dependencies.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { type Profile, withOrganisation } from './profile.js';
import { statusWith, stepAfter, stepOf } from './rules.js';
import { cleanLine, hasWords, lengthOf, ORGANISATION_MAX } from './words.js';

export interface Proposal {
  readonly name: string;
  readonly type: OrganisationType;
  readonly governorates: readonly string[];
}

/** The list of organisations: members choose or propose, organisers approve, join two or refuse. */
export function createOrganisations(dependencies: MembersDependencies) {
  const { store, clock, logger } = dependencies;

  /** Puts a member into an organisation. Whoever finished the induction is active or pending by what they chose. */
  const join = async (repositories: Repositories, member: Member, organisation: Organisation): Promise<Profile> => {
    const step = stepOf(member);
    await repositories.members.update(member.id, {
      organisation: organisation.id,
      governorates: organisation.governorates,
      ...(step === 'organisation' && { inductionStep: stepAfter(step) }),
      ...((member.status === 'active' || member.status === 'pending') && { status: statusWith(organisation) }),
    });
    if (member.organisation !== null && member.organisation !== organisation.id)
      await removeOrphanedProposal(repositories, member.organisation);
    return withOrganisation(repositories, await requireMember(repositories, member.id));
  };

  /** All that is left to do with a proposed organisation: its people hear of it, and the audit log. */
  const decide = async (
    repositories: Repositories,
    actor: Actor,
    action: string,
    organisation: OrganisationId,
    people: readonly Member[],
    into?: OrganisationId,
  ) => {
    const at = clock.now();
    await repositories.audit.append({ at, actor: actor.id, action, details: { organisation, ...(into !== undefined && { into }) } });
    for (const member of people) {
      if (member.status !== 'pending') continue;
      const refused = action === 'organisation.refuse';
      if (!refused) await repositories.members.update(member.id, { status: 'active' });
      await repositories.deliveries.plan({
        key: `members:${refused ? 'refused' : 'approved'}:${organisation}:${member.id}`,
        kind: refused ? 'members.organisation-refused' : 'members.organisation-approved',
        args: { member: member.id },
        to: { to: 'member', member: member.id },
        dueAt: at,
      });
    }
    logger.info({ organisation, action, members: people.length }, 'organisation decided');
  };

  const proposed = async (repositories: Repositories, id: OrganisationId): Promise<Organisation> => {
    const organisation = await repositories.organisations.find(id);
    if (organisation?.status !== 'proposed')
      throw new NotFoundError(`organisation ${id} is decided`, phrase('members.error.organisation-decided'));
    return organisation;
  };

  const service = {
    find: (id: OrganisationId) => store.autocommit.organisations.find(id),
    search: (text: string, limit = 10): Promise<readonly Organisation[]> => store.autocommit.organisations.search(cleanLine(text), limit),

    /** Throws a `NotFoundError` when the organisation is no longer on the list. */
    choose: (id: MemberId, organisation: OrganisationId): Promise<Profile> =>
      store.transaction(async (repositories) => {
        const chosen = await repositories.organisations.find(organisation);
        if (chosen?.status !== 'approved')
          throw new NotFoundError(`no organisation ${organisation}`, phrase('members.error.organisation-gone'));
        return join(repositories, await requireMember(repositories, id), chosen);
      }),

    /**
     * Proposes an organisation. One that is on the list already is chosen instead, also when it is a proposal; an
     * organiser's own proposal needs nobody's approval.
     */
    propose: (id: MemberId, proposal: Proposal): Promise<Profile> =>
      store.transaction(async (repositories) => {
        const member = await requireMember(repositories, id);
        const name = checkOrganisationName(proposal.name);
        const known = await repositories.organisations.findByName(name);
        if (known) return join(repositories, member, known);
        const status = member.role === 'organiser' ? 'approved' : 'proposed';
        const organisation = { name, type: proposal.type, governorates: proposal.governorates, sectors: [], status } as const;
        const created = await repositories.organisations.insert(organisation);
        if (status === 'proposed') await announce(repositories, created);
        else
          await repositories.audit.append({ at: clock.now(), actor: id, action: 'organisation.add', details: { organisation: created } });
        return join(repositories, member, { ...organisation, id: created });
      }),

    approve: (actor: Actor, id: OrganisationId): Promise<Organisation> =>
      store.transaction(async (repositories) => {
        const organisation = await proposed(repositories, id);
        await repositories.organisations.update(id, { status: 'approved' });
        await decide(repositories, actor, 'organisation.approve', id, await peopleOf(repositories, id));
        return organisation;
      }),

    /** The proposal was another name of `into`: its people go there. */
    merge: (
      actor: Actor,
      id: OrganisationId,
      into: OrganisationId,
    ): Promise<{ readonly from: Organisation; readonly into: Organisation }> =>
      store.transaction(async (repositories) => {
        const from = await proposed(repositories, id);
        const target = await repositories.organisations.find(into);
        if (target?.status !== 'approved' || id === into) {
          throw new NotFoundError(`no organisation ${into}`, phrase('members.error.organisation-gone'));
        }
        const people = await peopleOf(repositories, id);
        await repositories.organisations.merge(id, into);
        await decide(repositories, actor, 'organisation.merge', id, people, into);
        return { from, into: target };
      }),

    /** The proposal is taken off the list; its people are asked for another. */
    refuse: (actor: Actor, id: OrganisationId): Promise<Organisation> =>
      store.transaction(async (repositories) => {
        const organisation = await proposed(repositories, id);
        const people = await peopleOf(repositories, id);
        await repositories.organisations.remove(id);
        await decide(repositories, actor, 'organisation.refuse', id, people);
        return organisation;
      }),

    /** Approved organisations that share a word with `id`'s name, for an organiser who looks for its double. */
    async alike(id: OrganisationId, limit: number): Promise<readonly Organisation[]> {
      const organisation = await store.autocommit.organisations.find(id);
      const words = fold(organisation?.name ?? '')
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word.length > 3);
      const found = new Map<OrganisationId, Organisation>();
      for (const word of words) for (const hit of await store.autocommit.organisations.search(word, limit)) found.set(hit.id, hit);
      return [...found.values()].slice(0, limit);
    },

    membersOf: (id: OrganisationId) => peopleOf(store.autocommit, id),
  };
  return service;

  async function announce(repositories: Repositories, organisation: OrganisationId): Promise<void> {
    await repositories.deliveries.plan({
      key: `members:organisation:${organisation}`,
      kind: 'members.organisation-proposed',
      args: { organisation },
      to: { to: 'channel', channel: 'organisers' },
      dueAt: clock.now(),
    });
  }
}

async function peopleOf(repositories: Repositories, organisation: OrganisationId): Promise<readonly Member[]> {
  return (await repositories.members.list({ organisation }, { offset: 0, limit: 10_000 })).members;
}

/** Throws an `InputError` when the name is empty, unreadable or too long. */
function checkOrganisationName(typed: string): string {
  const name = cleanLine(typed);
  if (lengthOf(name) > ORGANISATION_MAX) {
    throw new InputError('name too long', phrase('members.error.name-long', { length: lengthOf(name), max: ORGANISATION_MAX }));
  }
  if (!hasWords(name)) throw new InputError('no name', phrase('members.error.organisation-empty'));
  return name;
}
