import { NotFoundError } from '../../core/errors.js';
import { nameKey } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { ORGANISERS } from './channels.js';
import { emailKey } from './import/match.js';
import { withOrganisations } from './profiles.js';
import type { IdentityQuestion } from './question-types.js';
import { type AccountId, accountsCollide, isOfOwner, isSame } from './rules/identity.js';
import { accountsStore, membersStore, questionsStore, waitingAccountsStore } from './store/index.js';
import type { IdentityQuestionId, Member, Profile } from './types.js';

/** Somebody with the accounts that they have or wait for. */
export interface KnownPerson extends Profile {
  readonly accounts: readonly AccountId[];
}

/** A question with the member it is about, as organisers see both before they answer. */
export interface OpenQuestion extends KnownPerson {
  readonly question: IdentityQuestion;
  /** Whose account the line has, where that is not the same member. */
  readonly owner: KnownPerson | undefined;
  /** Whether both may be made one: nobody gets two accounts of one platform. */
  readonly mayBeOne: boolean;
  /** Everyone else who looks like the line. */
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

/** One of the questions, about one of those who look like the line. Throws a `NotFoundError` if it is decided. */
export async function questionOf(context: Context, id: IdentityQuestionId, whom?: MemberId): Promise<OpenQuestion | undefined> {
  return openQuestion(context, await requireQuestion(context, id), whom);
}

async function openQuestion(context: Context, question: IdentityQuestion, whom?: MemberId): Promise<OpenQuestion | undefined> {
  const { about, people } = await lookAlikes(context, question);
  if (!about) return undefined;
  const others = people.filter(({ id }) => id !== about.id);
  const accountsOf = await accountsOfMany(context, [about, ...others]);
  const owner = isOfOwner(question.reason) && others.length > 0 ? about : undefined;
  const choices = owner ? others : [about, ...others];
  const meant = choices.find((one) => isMeant(question, one, accountsOf(one)));
  const shown = choices.find(({ id }) => id === whom) ?? meant ?? choices[0] ?? about;
  const rest = choices.filter(({ id }) => id !== shown.id);
  const [one, two, ...profiles] = await withOrganisations(context, [shown, owner ?? shown, ...rest]);
  if (!one || !two) return undefined;
  const { all, of } = await questionsStore(context.tx).counts('other-organisation');
  return {
    question,
    ...one,
    accounts: accountsOf(shown),
    owner: owner && { ...two, accounts: accountsOf(owner) },
    mayBeOne: owner === undefined || !accountsCollide(accountsOf(owner), accountsOf(shown)),
    others: profiles,
    left: all,
    namesakes: of,
  };
}

/** Whom the question is about, and everyone who looks like its line. */
export async function lookAlikes(
  context: Context,
  { row, member }: IdentityQuestion,
): Promise<{ readonly about: Member | undefined; readonly people: readonly Member[] }> {
  const people = await membersStore(context.tx).alike(row);
  const about = people.find(({ id }) => id === member) ?? (await membersStore(context.tx).find(member));
  return { about, people };
}

/** The accounts that these have or wait for. */
async function accountsOfMany(context: Context, people: readonly Member[]): Promise<(of: Member) => readonly AccountId[]> {
  const ids = people.map(({ id }) => id);
  const accounts = [...(await accountsStore(context.tx).ofMany(ids)), ...(await waitingAccountsStore(context.tx).ofMany(ids))];
  return ({ id }) => accounts.filter(({ member }) => member === id);
}

/** Of several who look like the line of an owner, whether it is the one of whom the reason tells. */
function isMeant({ reason, row }: IdentityQuestion, { name, email }: Member, accounts: readonly AccountId[]): boolean {
  switch (reason) {
    case 'email-taken':
      return email !== null && emailKey(email) === emailKey(row.email ?? '');
    case 'name-taken':
      return nameKey(name) === nameKey(row.name);
    case 'accounts-differ':
      return accounts.some((own) => row.accounts.some((account) => isSame(own, account)));
    default:
      return false;
  }
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

/** Throws a `NotFoundError` if it is decided. */
export async function requireQuestion(context: Context, id: IdentityQuestionId): Promise<IdentityQuestion> {
  const question = await questionsStore(context.tx).find(id);
  if (!question) throw new NotFoundError('decided', phrase('people.claim.gone'));
  return question;
}
