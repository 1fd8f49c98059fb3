import type { Actor } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { tellMerged } from './claims.js';
import { lookAlikes, requireQuestion, showWhatWaits } from './identity-questions.js';
import { addAccounts, addPerson, changePerson, takeOrganisation } from './import/apply.js';
import { newMember } from './import/changes.js';
import { type NewAccounts, newAccounts, ownersOf, readSpaces, type Spaces } from './import/match.js';
import type { ImportRow } from './import/row.js';
import { mergeMembers } from './merge.js';
import { noteJoined } from './parting.js';
import type { IdentityQuestion } from './question-types.js';
import { isOfOwner } from './rules/identity.js';
import { joinedStore, membersStore, organisationsStore, questionsStore } from './store/index.js';
import type { IdentityQuestionId, JoinedId, Member } from './types.js';

const accountTaken = (): InputError => new InputError('the account is taken', phrase('members.import.accounts-differ'));
const gone = (): NotFoundError => new NotFoundError('gone', phrase('people.claim.gone'));

/** Who has what a line says now; `isOwner`: it was theirs by their account, so nobody was added. */
export interface Different {
  readonly member: Member;
  readonly isOwner: boolean;
}

/**
 * They are different people: the one of the line is added, or gets what the line says if it has their account. Throws a `NotFoundError`
 * if it is decided.
 */
export async function areDifferent(context: Context, actor: Actor, id: IdentityQuestionId): Promise<Different> {
  const question = await requireQuestion(context, id);
  const spaces = await readSpaces(context);
  const isOwner = isOfOwner(question.reason);
  const { free, theirs, taken } = await sorted(context, question.row, question.member, spaces);
  if (taken && !isOwner) throw accountTaken();
  // Where somebody is added, an account of the member who is known stays theirs.
  const row = { ...question.row, accounts: isOwner ? [...theirs, ...free] : free };
  const give = isOwner ? giveToOwner : addDifferent;
  const member = await give(context, actor, { ...question, row }, spaces);
  await showWhatWaits(context);
  return { member, isOwner };
}

/** Adds the person of a line, and notes that the line means them, so that the same list does not ask again. */
export async function addDifferent(context: Context, actor: Actor, { id, member, row }: IdentityQuestion, spaces: Spaces): Promise<Member> {
  const settings = await context.community.settings();
  const organisation = await takeOrganisation(context, row, await organisationsStore(context.tx).findByName(row.organisation));
  const added = await addPerson(context, row, organisation, settings);
  await addAccounts(context, added, await newAccounts(context, undefined, row.accounts, spaces));
  await questionsStore(context.tx).settle(id, added);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.different', details: { member, added } });
  return { ...newMember(row, organisation, settings, context.now), id: added };
}

/** The owner of the line's account gets what it says. */
async function giveToOwner(context: Context, actor: Actor, { id, row, member }: IdentityQuestion, spaces: Spaces): Promise<Member> {
  const { after } = await giveLine(context, await requirePerson(context, member), row, spaces);
  await questionsStore(context.tx).settle(id, member);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.different', details: { member } });
  return after;
}

export interface MadeOne {
  readonly member: Member;
  readonly joined: JoinedId;
}

/**
 * They are one person: what the line says is added to the member, but never a second account of one platform. Where the line has
 * somebody's account, they and the member become one. It can be undone for 30 days. `whom`: whom the organiser saw beside the line. Throws
 * a `NotFoundError` if it is decided.
 */
export async function areTheSame(context: Context, actor: Actor, id: IdentityQuestionId, whom?: MemberId): Promise<MadeOne> {
  const question = await requireQuestion(context, id);
  const chosen = whom ?? question.member;
  if (chosen !== question.member) {
    const { people } = await lookAlikes(context, question);
    if (!people.some((one) => one.id === chosen)) throw gone();
  }
  const spaces = await readSpaces(context);
  const made =
    isOfOwner(question.reason) && chosen !== question.member
      ? await joinToOwner(context, question, chosen, spaces)
      : await joinToLine(context, question, chosen, spaces);
  await questionsStore(context.tx).settle(id, made.member.id);
  await showWhatWaits(context);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.same', details: { member: made.member.id } });
  return made;
}

/** The member gets what the line says. */
async function joinToLine(context: Context, { row }: IdentityQuestion, chosen: MemberId, spaces: Spaces): Promise<MadeOne> {
  const before = await requirePerson(context, chosen);
  if ((await sorted(context, row, chosen, spaces)).taken) throw accountTaken();
  const { after, organisation, accounts } = await giveLine(context, before, row, spaces);
  const profile = newMember(row, organisation, await context.community.settings(), context.now);
  const joined = await noteJoined(context, { member: before.id, profile, accounts: accounts.link, waiting: accounts.wait, before, after });
  return { member: after, joined };
}

/** The owner of the line's account gets what it says, and becomes one with the other. Parted again, both are as if they had stayed two. */
async function joinToOwner(context: Context, { row, member: owner }: IdentityQuestion, other: MemberId, spaces: Spaces): Promise<MadeOne> {
  const { free, theirs } = await sorted(context, row, owner, spaces);
  await giveLine(context, await requirePerson(context, owner), { ...row, accounts: [...theirs, ...free] }, spaces);
  const member = await mergeMembers(context, owner, other);
  await tellMerged(context, member.id);
  const [joined] = await joinedStore(context.tx).of(member.id, context.now);
  if (!joined) throw new Error(`nothing was noted about how member ${member.id} became one`);
  return { member, joined: joined.id };
}

/** Adds what a line says to a member, but no second account of a platform. */
async function giveLine(
  context: Context,
  before: Member,
  row: ImportRow,
  spaces: Spaces,
): Promise<{ readonly after: Member; readonly organisation: OrganisationId; readonly accounts: NewAccounts }> {
  const organisation = await takeOrganisation(context, row, await organisationsStore(context.tx).findByName(row.organisation));
  const accounts = await newAccounts(context, before.id, row.accounts, spaces);
  const after = { ...before, ...(await changePerson(context, before, row, organisation)) };
  await addAccounts(context, before.id, accounts);
  return { after, organisation, accounts };
}

/** The accounts of a line that nobody has, those of the member, and whether others have any. */
async function sorted(context: Context, { accounts }: ImportRow, member: MemberId, spaces: Spaces) {
  const owned = [];
  for (const account of accounts) owned.push({ account, owners: await ownersOf(context, account, spaces) });
  const isOthers = ({ id }: Member) => id !== member;
  return {
    free: owned.flatMap(({ account, owners }) => (owners.length === 0 ? [account] : [])),
    theirs: owned.flatMap(({ account, owners }) => (owners.length > 0 && !owners.some(isOthers) ? [account] : [])),
    taken: owned.some(({ owners }) => owners.some(isOthers)),
  };
}

async function requirePerson(context: Context, id: MemberId): Promise<Member> {
  const member = await membersStore(context.tx).find(id);
  if (!member || member.isBot) throw gone();
  return member;
}
