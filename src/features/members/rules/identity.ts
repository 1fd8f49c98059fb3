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

/** Why only an organiser can tell whether two are one person. */
export const QUESTIONS = ['same-address', 'same-name', 'other-account', 'namesakes', 'other-organisation'] as const;
export type Question = (typeof QUESTIONS)[number];
export type Contradiction = 'accounts-differ' | 'email-taken' | 'name-taken' | 'account-other' | 'bot' | 'twice';

export type Identified =
  | { readonly is: 'new' }
  /** `careful`: one of several who look alike, so a line that would change them is a question. */
  | { readonly is: 'known'; readonly member: MemberId; readonly careful: boolean }
  | { readonly is: 'question'; readonly question: Question; readonly member: MemberId }
  | { readonly is: 'contradiction'; readonly what: Contradiction; readonly member: MemberId };

const isSame = (a: AccountId, b: AccountId): boolean => a.platform === b.platform && a.user === b.user;

/** Whether one person would have two accounts of one platform. */
export function accountsCollide(some: readonly AccountId[], others: readonly AccountId[]): boolean {
  return some.some((one) => others.some((other) => one.platform === other.platform && one.user !== other.user));
}

/**
 * Whom a line means. Only an account, or a name together with an address that nobody else has, says that two are one person; a line
 * with nothing but a name and an organisation adds to the one person of that name there. All other likenesses are questions, namesakes in
 * different organisations among them.
 */
export function identify(line: Described, candidates: readonly Candidate[]): Identified {
  const owners = candidates.filter((candidate) => candidate.accounts.some((own) => line.accounts.some((account) => isSame(own, account))));
  const [owner, another] = owners;
  if (owner && another) return { is: 'contradiction', what: 'accounts-differ', member: owner.id };
  return owner
    ? ofOwner(line, owner, candidates)
    : ofLikeness(
        line,
        candidates.filter(({ isBot }) => !isBot),
      );
}

function ofOwner(line: Described, owner: Candidate, candidates: readonly Candidate[]): Identified {
  const no = (what: Contradiction): Identified => ({ is: 'contradiction', what, member: owner.id });
  if (owner.isBot) return no('bot');
  if (owner.isTaken) return no('twice');
  if (accountsCollide(line.accounts, owner.accounts)) return no('account-other');
  const others = candidates.filter(({ id }) => id !== owner.id);
  // Who has an office address or a common name already may share it; nobody gets it from a line without a decision.
  if (line.email !== undefined && owner.email !== line.email && others.some(({ email }) => email === line.email)) return no('email-taken');
  if (owner.name !== line.name && others.some((other) => isNamesake(line, other))) return no('name-taken');
  return { is: 'known', member: owner.id, careful: false };
}

function isNamesake(line: Described, { name, organisation }: Candidate): boolean {
  return name === line.name && (organisation === null || organisation === line.organisation);
}

function ofLikeness(line: Described, people: readonly Candidate[]): Identified {
  const ask = (question: Question, { id }: Candidate): Identified => ({ is: 'question', question, member: id });
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
