import type { Actor } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { ORGANISERS } from './channels.js';
import { addAccounts, addPerson, changePerson, takeOrganisation } from './import/apply.js';
import { newMember } from './import/changes.js';
import { newAccounts, readSpaces, type Spaces } from './import/match.js';
import { noteJoined } from './parting.js';
import { withOrganisations } from './profiles.js';
import type { IdentityQuestion } from './question-types.js';
import { accountsStore, membersStore, organisationsStore, questionsStore, waitingAccountsStore } from './store/index.js';
import type { IdentityQuestionId, JoinedId, Member, Profile } from './types.js';

/** A question with the member it is about, as organisers see both before they answer. */
export interface OpenQuestion extends Profile {
  readonly question: IdentityQuestion;
  readonly accounts: readonly { readonly platform: string; readonly user: string }[];
  /** Everyone else of the line's name. */
  readonly others: readonly Profile[];
  /** How many wait, this one included. */
  readonly left: number;
  /** How many of them are about namesakes in different organisations. */
  readonly namesakes: number;
}

/** The first question after that number that can still be answered, or the first of all. */
export async function nextQuestion(context: Context, after: number): Promise<OpenQuestion | undefined> {
  const store = questionsStore(context.tx);
  const question = (await store.next(after)) ?? (after > 0 ? await store.next(0) : undefined);
  return question && openQuestion(context, question);
}

/** One of the questions. Throws a `NotFoundError` if it is decided. */
export async function questionOf(context: Context, id: IdentityQuestionId): Promise<OpenQuestion | undefined> {
  return openQuestion(context, await requireQuestion(context, id));
}

async function openQuestion(context: Context, question: IdentityQuestion): Promise<OpenQuestion | undefined> {
  const namesakes = (await membersStore(context.tx).namesakes([question.row.name])).filter(({ isBot }) => !isBot);
  const isMeant = ({ id }: Member) => id === question.member;
  const member = namesakes.find(isMeant) ?? (await membersStore(context.tx).find(question.member));
  if (!member) return undefined;
  const [asked, ...others] = await withOrganisations(context, [member, ...namesakes.filter((one) => !isMeant(one))]);
  if (!asked) return undefined;
  const accounts = [...(await accountsStore(context.tx).of(member.id)), ...(await waitingAccountsStore(context.tx).ofMany([member.id]))];
  const { all, of } = await questionsStore(context.tx).counts('other-organisation');
  return { question, ...asked, accounts, others, left: all, namesakes: of };
}

/** The kind of the message that tells of questions. */
export const QUESTIONS_KIND = 'members.questions';

/** How many messages say how many questions wait; older ones have scrolled away. */
const TOLD_MAX = 10;

/** Tells organisers that lines of a list wait for a decision, once for each import. */
export async function tellOfQuestions(context: Context): Promise<void> {
  const count = await questionsStore(context.tx).count();
  if (count === 0) return;
  await showWhatWaits(context);
  await tellChannel(context, ORGANISERS, { key: `members:questions:${context.now}`, kind: QUESTIONS_KIND, args: {} });
}

/** What organisers were told of questions says how many still wait. */
export async function showWhatWaits(context: Context): Promise<void> {
  const told = await context.deliveries.list({ kinds: [QUESTIONS_KIND], limit: TOLD_MAX });
  await context.deliveries.refresh(
    told.map(({ key }) => key),
    context.now,
  );
}

async function requireQuestion(context: Context, id: IdentityQuestionId): Promise<IdentityQuestion> {
  const question = await questionsStore(context.tx).find(id);
  if (!question) throw new NotFoundError('decided', phrase('people.claim.gone'));
  return question;
}

/** Whether somebody has one of the accounts meanwhile. */
async function assertAccountsFree(context: Context, { row }: IdentityQuestion, except?: Member): Promise<void> {
  const spaces = await readSpaces(context);
  for (const { platform, user } of row.accounts) {
    const owners = [await waitingAccountsStore(context.tx).ownerOf({ platform, user })];
    for (const space of spaces.get(platform) ?? [])
      owners.push((await membersStore(context.tx).findByAccount({ platform, space, user }))?.id);
    if (owners.some((owner) => owner !== undefined && owner !== except?.id)) {
      throw new InputError('the account is taken', phrase('members.import.accounts-differ'));
    }
  }
}

/** They are different people: the one of the line is added. Throws a `NotFoundError` if it is decided. */
export async function areDifferent(context: Context, actor: Actor, id: IdentityQuestionId): Promise<Member> {
  const question = await requireQuestion(context, id);
  await assertAccountsFree(context, question);
  const added = await addDifferent(context, actor, question, await readSpaces(context));
  await showWhatWaits(context);
  return added;
}

/** Adds the person of a line, and notes that the line means them, so that the same list does not ask again. */
export async function addDifferent(context: Context, actor: Actor, { id, member, row }: IdentityQuestion, spaces: Spaces): Promise<Member> {
  const settings = await context.community.settings();
  const organisation = await takeOrganisation(context, row, await organisationsStore(context.tx).findByName(row.organisation));
  const added = await addPerson(context, row, organisation, settings);
  await addAccounts(context, added, await newAccounts(context, undefined, row, spaces));
  await questionsStore(context.tx).settle(id, added);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.different', details: { member, added } });
  return { ...newMember(row, organisation, settings, context.now), id: added };
}

/**
 * They are one person: what the line says is added to the member, but never a second account of one platform. It can be undone for 30
 * days. Throws a `NotFoundError` if it is decided.
 */
export async function areTheSame(
  context: Context,
  actor: Actor,
  id: IdentityQuestionId,
): Promise<{ readonly member: Member; readonly joined: JoinedId }> {
  const question = await requireQuestion(context, id);
  const before = await membersStore(context.tx).find(question.member);
  if (!before || before.isBot) throw new NotFoundError('gone', phrase('people.claim.gone'));
  await assertAccountsFree(context, question, before);
  const { row } = question;
  const settings = await context.community.settings();
  const organisation = await takeOrganisation(context, row, await organisationsStore(context.tx).findByName(row.organisation));
  const accounts = await newAccounts(context, before.id, row, await readSpaces(context));
  const after = { ...before, ...(await changePerson(context, before, row, organisation)) };
  await addAccounts(context, before.id, accounts);
  const profile = newMember(row, organisation, settings, context.now);
  const joined = await noteJoined(context, { member: before.id, profile, accounts: accounts.link, waiting: accounts.wait, before, after });
  await questionsStore(context.tx).settle(id, before.id);
  await showWhatWaits(context);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'member.same', details: { member: before.id } });
  return { member: after, joined };
}
