import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import { nameKey } from '../../core/fold.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { ORGANISERS } from './channels.js';
import { removeOrphanedProposal } from './orphaned-proposals.js';
import { requireMember } from './profiles.js';
import { statusWith, stepAfter, stepOf } from './rules/induction.js';
import { areSimilar, tellingWords } from './rules/similar-names.js';
import { membersStore, organisationsStore } from './store/index.js';
import { cleanLine } from './text.js';
import type { Member, MemberChange, Organisation, Profile, TypedOrganisation } from './types.js';

const SIMILAR_MAX = 10;

/** Approved organisations whose name contains `text`, best first; where there are none, those with a similar name. */
export async function searchOrganisations(context: Context, text: string, limit = 10): Promise<readonly Organisation[]> {
  const wanted = cleanLine(text);
  const found = await organisationsStore(context.tx).search(wanted, limit);
  return found.length > 0 ? found : similarOnes(await approved(context), wanted, limit);
}

async function approved(context: Context): Promise<readonly Organisation[]> {
  return (await organisationsStore(context.tx).list()).filter(({ status }) => status === 'approved');
}

const similarOnes = (all: readonly Organisation[], name: string, limit: number) =>
  all.filter((one) => areSimilar(one.name, name)).slice(0, limit);

/** Throws a `NotFoundError` when the organisation is no longer on the list. */
export async function chooseOrganisation(context: Context, id: MemberId, organisation: OrganisationId): Promise<Profile> {
  const chosen = await organisationsStore(context.tx).find(organisation);
  if (chosen?.status !== 'approved') throw organisationGone(organisation);
  return joinOrganisation(context, await requireMember(context, id), chosen);
}

/**
 * Approved organisations that may be meant by what a member typed, which is kept until they say. None where the name itself is on the
 * list already.
 */
export async function organisationsLike(context: Context, id: MemberId, typed: TypedOrganisation): Promise<readonly Organisation[]> {
  if (await organisationsStore(context.tx).findByName(typed.name)) return [];
  const similar = similarOnes(await approved(context), typed.name, SIMILAR_MAX);
  if (similar.length > 0) await membersStore(context.tx).noteTypedOrganisation(id, typed);
  return similar;
}

/** What a member typed and has not proposed. */
export function typedOrganisation(context: Context, id: MemberId): Promise<TypedOrganisation | undefined> {
  return membersStore(context.tx).typedOrganisation(id);
}

/** Keeps an organisation that somebody typed elsewhere, for the form in which they propose it. */
export function noteTypedOrganisation(context: Context, id: MemberId, typed: TypedOrganisation): Promise<void> {
  return membersStore(context.tx).noteTypedOrganisation(id, typed);
}

/**
 * Proposes an organisation. One that is on the list already is chosen instead, also when it is a proposal; an organiser's
 * own proposal needs nobody's approval.
 */
export async function proposeOrganisation(context: Context, id: MemberId, proposal: TypedOrganisation): Promise<Profile> {
  const store = organisationsStore(context.tx);
  const member = await requireMember(context, id);
  const known = await store.findByName(proposal.name);
  if (known) return joinOrganisation(context, member, known);
  const status = member.role === 'organiser' ? 'approved' : 'proposed';
  const organisation = { ...proposal, sectors: [], status } as const;
  const created = await store.insert(organisation, context.now);
  if (status === 'proposed') {
    await tellChannel(context, ORGANISERS, {
      key: `members:organisation:${created}`,
      kind: 'members.organisation-proposed',
      args: { organisation: created },
    });
  } else {
    await context.audit.append({ at: context.now, actor: id, action: 'organisation.add', details: { organisation: created } });
  }
  return joinOrganisation(context, member, { ...organisation, id: created });
}

/** Throws a `NotFoundError` if the proposal is decided. */
export async function approveOrganisation(context: Context, actor: Actor, id: OrganisationId): Promise<Organisation> {
  const organisation = await requireProposal(context, id);
  await organisationsStore(context.tx).update(id, { status: 'approved' });
  await recordDecision(context, actor, { action: 'organisation.approve', organisation: id, people: await membersOf(context, id) });
  return organisation;
}

/** Two organisations that became one, the one that is gone first. */
interface Joined {
  readonly from: Organisation;
  readonly into: Organisation;
}

/** The proposal is another name of `into`, so its members move there. Throws a `NotFoundError` if either is gone or decided. */
export async function mergeOrganisation(context: Context, actor: Actor, id: OrganisationId, into: OrganisationId): Promise<Joined> {
  const store = organisationsStore(context.tx);
  const from = await requireProposal(context, id);
  const target = await store.find(into);
  if (target?.status !== 'approved' || id === into) throw organisationGone(into);
  return joinInto(context, actor, from, target);
}

async function joinInto(context: Context, actor: Actor, from: Organisation, target: Organisation): Promise<Joined> {
  const store = organisationsStore(context.tx);
  const [id, into] = [from.id, target.id];
  const people = await membersOf(context, id);
  await store.moveMembers(id, into);
  for (const { onOrganisationsMerged } of context.features.all) await onOrganisationsMerged?.(context, { from: id, into });
  await store.remove(id);
  await recordDecision(context, actor, { action: 'organisation.merge', organisation: id, people, into });
  return { from, into: target };
}

/** Takes the proposal off the list; its members are asked for another. Throws a `NotFoundError` if it is decided. */
export async function refuseOrganisation(context: Context, actor: Actor, id: OrganisationId): Promise<Organisation> {
  const organisation = await requireProposal(context, id);
  const people = await membersOf(context, id);
  await organisationsStore(context.tx).remove(id);
  await recordDecision(context, actor, { action: 'organisation.refuse', organisation: id, people });
  return organisation;
}

/** Approved organisations that share a telling word with the proposal's name, the most similar ones first. */
export async function findSimilarOrganisations(context: Context, { name }: Organisation, limit: number): Promise<readonly Organisation[]> {
  const all = await approved(context);
  const words = tellingWords(name);
  const sharing = all.filter((one) => tellingWords(one.name).some((word) => words.includes(word)));
  return [...new Set([...similarOnes(all, name, limit), ...sharing])].slice(0, limit);
}

/**
 * Two organisations with equal names become one: members and what features know of the one that goes are the other's. Throws a
 * `NotFoundError` if either is gone or their names differ by now.
 */
export async function joinEqualOrganisations(context: Context, actor: Actor, id: OrganisationId, into: OrganisationId): Promise<Joined> {
  const store = organisationsStore(context.tx);
  const [from, target] = [await store.find(id), await store.find(into)];
  if (!from || !target || id === into || nameKey(from.name) !== nameKey(target.name)) throw organisationGone(into);
  return joinInto(context, actor, from, target);
}

export function membersOf(context: Context, organisation: OrganisationId): Promise<readonly Member[]> {
  return membersStore(context.tx).list({ organisation }, { offset: 0, limit: 10_000 });
}

/** Throws a `NotFoundError` if the organisation is not, or no longer, a proposal. */
export async function requireProposal(context: Context, id: OrganisationId): Promise<Organisation> {
  const organisation = await organisationsStore(context.tx).find(id);
  if (organisation?.status !== 'proposed') {
    throw new NotFoundError(`organisation ${id} is decided`, phrase('members.error.organisation-decided'));
  }
  return organisation;
}

function organisationGone(id: OrganisationId): NotFoundError {
  return new NotFoundError(`no organisation ${id}`, phrase('members.error.organisation-gone'));
}

/** Puts a member into an organisation; the status of a member who has finished the induction follows from it. */
async function joinOrganisation(context: Context, member: Member, organisation: Organisation): Promise<Profile> {
  const step = stepOf(member);
  const change: MemberChange = {
    organisation: organisation.id,
    governorates: organisation.governorates,
    ...(step === 'organisation' && { inductionStep: stepAfter(step) }),
    ...((member.status === 'active' || member.status === 'pending') && { status: statusWith(organisation) }),
  };
  await membersStore(context.tx).update(member.id, change);
  if (member.organisation !== null && member.organisation !== organisation.id) {
    await removeOrphanedProposal(context, member.organisation);
  }
  return { member: { ...member, ...change }, organisation };
}

/** Tells the members of a decided organisation who waited for it, and writes the audit entry. */
async function recordDecision(
  context: Context,
  actor: Actor,
  decision: {
    readonly action: 'organisation.approve' | 'organisation.merge' | 'organisation.refuse';
    readonly organisation: OrganisationId;
    readonly people: readonly Member[];
    readonly into?: OrganisationId;
  },
): Promise<void> {
  const { action, organisation, people, into } = decision;
  const { now: at } = context;
  await context.audit.append({ at, actor: actor.id, action, details: { organisation, ...(into !== undefined && { into }) } });
  const refused = action === 'organisation.refuse';
  const waiting = people.filter(({ status }) => status === 'pending');
  if (!refused) for (const { id } of waiting) await membersStore(context.tx).update(id, { status: 'active' });
  await context.deliveries.plan(
    waiting.map(({ id }) => ({
      key: `members:${refused ? 'refused' : 'approved'}:${organisation}:${id}`,
      kind: refused ? 'members.organisation-refused' : 'members.organisation-approved',
      args: { member: id },
      to: { to: 'member', member: id } as const,
      dueAt: at,
    })),
  );
  context.logger.info({ organisation, action, members: people.length }, 'organisation decided');
}
