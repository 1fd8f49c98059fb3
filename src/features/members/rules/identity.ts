import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Platform } from '../types.js';

/** An account by its id, in whichever space of the platform; linked, or waiting to be linked. */
export interface AccountId {
  readonly platform: Platform;
  readonly user: string;
}

/** What is known of somebody who may be the person of a line. */
export interface Candidate {
  readonly id: MemberId;
  readonly name: string;
  readonly organisation: OrganisationId | null;
  readonly email: string | null;
  readonly accounts: readonly AccountId[];
  readonly isBot: boolean;
  /** Whether an earlier line of the same file is this person. */
  readonly isTaken: boolean;
}

/** What a line says of a person. Names and addresses are folded, here and in candidates. */
export interface Described {
  readonly name: string;
  /** Undefined for an organisation that is not on the list yet. */
  readonly organisation: OrganisationId | undefined;
  readonly email: string | undefined;
  readonly accounts: readonly AccountId[];
}

/** An account of the line is somebody's, and something else in it is another member's. */
const OF_OWNER = ['email-taken', 'name-taken', 'accounts-differ'] as const;
/** Why only an organiser can tell whether two are one person. */
export const QUESTIONS = ['same-address', 'same-name', 'other-account', 'namesakes', 'other-organisation', ...OF_OWNER] as const;
export type Question = (typeof QUESTIONS)[number];
export type Contradiction = 'bot' | 'twice';

export type Identified =
  | { readonly is: 'new' }
  /** `careful`: one of several who look alike, so a line that would change them is a question. */
  | { readonly is: 'known'; readonly member: MemberId; readonly careful: boolean }
  /** `like`: who is like them; the owner of the account and another member, or the same twice. */
  | { readonly is: 'question'; readonly question: Question; readonly member: MemberId; readonly like: MemberId }
  | { readonly is: 'contradiction'; readonly what: Contradiction; readonly member: MemberId };

export const isSame = (a: AccountId, b: AccountId): boolean => a.platform === b.platform && a.user === b.user;

/** Whether one person would have two accounts of one platform. */
export function accountsCollide(some: readonly AccountId[], others: readonly AccountId[]): boolean {
  return some.some((one) => others.some((other) => one.platform === other.platform && one.user !== other.user));
}

/** Whether the question is if the owner of an account and another member are one. */
export function isOfOwner(question: Question): boolean {
  return OF_OWNER.some((one) => one === question);
}

/**
 * Whom a line means. Only an account, or a name together with an address that nobody else has, says that two are one person; a line
 * with nothing but a name and an organisation adds to the one person of that name there. All other likenesses are questions, namesakes in
 * different organisations among them.
 */
export function identify(line: Described, candidates: readonly Candidate[]): Identified {
  const owners = candidates.filter((candidate) => hasAccountOf(line, candidate));
  // Of two owners, the one who is called so or has the address.
  const owner =
    owners.find(({ name }) => name === line.name) ?? owners.find(({ email }) => email !== null && email === line.email) ?? owners[0];
  return owner
    ? ofOwner(line, owner, candidates)
    : ofLikeness(
        line,
        candidates.filter(({ isBot }) => !isBot),
      );
}

function hasAccountOf(line: Described, { accounts }: Candidate): boolean {
  return accounts.some((own) => line.accounts.some((account) => isSame(own, account)));
}

function ofOwner(line: Described, owner: Candidate, candidates: readonly Candidate[]): Identified {
  const no = (what: Contradiction): Identified => ({ is: 'contradiction', what, member: owner.id });
  const ask = (question: Question, { id: like }: Candidate): Identified => ({ is: 'question', question, member: owner.id, like });
  const others = candidates.filter(({ id }) => id !== owner.id);
  const another = others.find((other) => hasAccountOf(line, other));
  if (owner.isBot || another?.isBot) return no('bot');
  if (owner.isTaken) return no('twice');
  if (another) return ask('accounts-differ', another);
  // Who has an office address or a common name already may share it; nobody gets it from a line without a decision.
  const people = others.filter(({ isBot }) => !isBot);
  const atAddress = line.email === undefined || owner.email === line.email ? [] : people.filter(({ email }) => email === line.email);
  const neighbour = atAddress.find(({ name }) => name === line.name) ?? atAddress[0];
  if (neighbour) return ask('email-taken', neighbour);
  const namesake = people.find((other) => isNamesake(line, other) && isNewTo(line, owner, other));
  if (namesake) return ask('name-taken', namesake);
  if (accountsCollide(line.accounts, owner.accounts)) return ask('other-account', owner);
  return { is: 'known', member: owner.id, careful: false };
}

/** Whether the line would make them namesakes, or may mean both; who has another account on the same platform stays someone else. */
function isNewTo(line: Described, owner: Candidate, other: Candidate): boolean {
  if (owner.name !== line.name) return true;
  return owner.organisation !== line.organisation && !accountsCollide(owner.accounts, other.accounts);
}

function isNamesake(line: Described, { name, organisation }: Candidate): boolean {
  return name === line.name && (organisation === null || organisation === line.organisation);
}

function ofLikeness(line: Described, people: readonly Candidate[]): Identified {
  const ask = (question: Question, { id }: Candidate): Identified => ({ is: 'question', question, member: id, like: id });
  const atAddress = line.email === undefined ? [] : people.filter(({ email }) => email === line.email);
  const same = atAddress.filter(({ name }) => name === line.name);
  const [person] = same;
  if (person) {
    const free = same.find(({ isTaken }) => !isTaken);
    if (accountsCollide(line.accounts, person.accounts)) return ask('other-account', person);
    if (!free) return { is: 'contradiction', what: 'twice', member: person.id };
    // An address of several people proves nothing about an account that nobody has yet.
    if (line.accounts.length > 0 && atAddress.length > 1) return ask('same-address', person);
    return { is: 'known', member: free.id, careful: same.length > 1 };
  }
  const [neighbour] = atAddress;
  if (neighbour) return ask('same-address', neighbour);
  const namesakes = people.filter((candidate) => isNamesake(line, candidate));
  const [namesake] = namesakes;
  if (!namesake) {
    const elsewhere = people.filter(({ name }) => name === line.name);
    // Of several, one who could have the accounts of the line.
    const another = elsewhere.find(({ accounts }) => !accountsCollide(line.accounts, accounts)) ?? elsewhere[0];
    return another ? ask('other-organisation', another) : { is: 'new' };
  }
  if (line.email !== undefined || line.accounts.length > 0) {
    return ask(accountsCollide(line.accounts, namesake.accounts) ? 'other-account' : 'same-name', namesake);
  }
  const colleagues = namesakes.filter(({ organisation }) => organisation !== null);
  const free = colleagues.find(({ isTaken }) => !isTaken);
  if (!free) return ask(colleagues.length > 0 ? 'namesakes' : 'same-name', namesake);
  return { is: 'known', member: free.id, careful: namesakes.length > 1 };
}
