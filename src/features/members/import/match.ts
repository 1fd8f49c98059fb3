import { nameKey } from '../../../core/fold.js';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import type { Identity, Platform } from '../../../ports/chat.js';
import { LISTED_PLATFORMS } from '../../../ports/identity.js';
import { hashOf } from '../hash.js';
import { type AccountId, accountsCollide, type Candidate, type Identified, identify, isSame } from '../rules/identity.js';
import { accountsStore, membersStore, questionsStore, waitingAccountsStore } from '../store/index.js';
import type { Member, WaitingAccount } from '../types.js';
import type { ImportRow } from './row.js';

/** The spaces of each platform: the connected one, and those in which the database knows accounts. */
export type Spaces = ReadonlyMap<Platform, readonly string[]>;

export async function readSpaces(context: Context): Promise<Spaces> {
  const spaces = new Map<Platform, readonly string[]>();
  for (const platform of LISTED_PLATFORMS) {
    const connected = context.platforms.space(platform);
    const known = await accountsStore(context.tx).spaces(platform);
    spaces.set(platform, [...new Set([...(connected === undefined ? [] : [connected]), ...known])]);
  }
  return spaces;
}

/** Where an account can be linked at once; undefined while its space is not known. */
function spaceOf(context: Context, platform: Platform, spaces: Spaces): string | undefined {
  const connected = context.platforms.space(platform);
  const [only, another] = spaces.get(platform) ?? [];
  return connected ?? (another === undefined ? only : undefined);
}

export const emailKey = (email: string): string => email.trim().toLowerCase();

/** People of earlier lines of the same file; in a dry run they are not in the database. */
export interface Earlier {
  /** By line. */
  readonly taken: Pick<ReadonlyMap<MemberId, number>, 'has'>;
  readonly unwritten: Unwritten;
}

/** Index of people by each feature that identifies them. */
export type Unwritten = ReadonlyMap<string, readonly Candidate[]>;

function marksOf({
  name,
  email,
  accounts,
}: {
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly accounts: readonly AccountId[];
}) {
  return [`name ${name}`, ...(email == null ? [] : [`email ${email}`]), ...accounts.map(({ platform, user }) => `${platform} ${user}`)];
}

export function noteUnwritten(unwritten: Map<string, readonly Candidate[]>, candidate: Candidate): void {
  for (const mark of marksOf(candidate)) unwritten.set(mark, [...(unwritten.get(mark) ?? []), candidate]);
}

/** Whom a line means, and what may be done with it. */
export interface IdentifiedRow {
  readonly identified: Identified;
  readonly member: Member | undefined;
  /** Of a question, who else looks like the line. */
  readonly like: Member | undefined;
  /** The accounts that the member has. */
  readonly own: readonly AccountId[];
  /** The accounts of the line that nobody else has. */
  readonly free: readonly AccountId[];
}

/** Whom a line means, among those in the database and those of earlier lines. */
export async function identifyRow(
  context: Context,
  row: ImportRow,
  organisation: OrganisationId | undefined,
  { spaces, taken, unwritten }: Earlier & { readonly spaces: Spaces },
): Promise<IdentifiedRow> {
  const people = await lookAlikes(context, row, spaces);
  const candidates = await asCandidates(context, people, taken);
  const line = {
    name: nameKey(row.name),
    organisation,
    email: row.email === undefined ? undefined : emailKey(row.email),
    accounts: row.accounts,
  };
  const earlier = [...new Set(marksOf(line).flatMap((mark) => unwritten.get(mark) ?? []))];
  // As an earlier line would have left them.
  const others = candidates.filter(({ id }) => !earlier.some((one) => one.id === id));
  const everyone = [...others, ...earlier];
  let identified = identify(line, everyone);
  if (identified.is === 'question') {
    const decided = await questionsStore(context.tx).decided(await fingerprintOf(row));
    if (decided !== undefined) identified = { is: 'known', member: decided, careful: false };
  }
  const id = identified.is === 'new' ? undefined : identified.member;
  const member = people.find((one) => one.id === id) ?? (id === undefined || id <= 0 ? undefined : await membersStore(context.tx).find(id));
  const like = identified.is === 'question' ? identified.like : undefined;
  const theirs = everyone.flatMap((one) => (one.id === id ? [] : one.accounts));
  return {
    identified,
    member,
    like: people.find((one) => one.id === like),
    own: everyone.find((one) => one.id === id)?.accounts ?? [],
    free: row.accounts.filter((account) => !theirs.some((other) => isSame(account, other))),
  };
}

/** Whether somebody has this account, or waits to have it linked. */
export async function isKnownAccount(context: Context, { platform, user }: AccountId, spaces: Spaces): Promise<boolean> {
  return (await ownersOf(context, { platform, user }, spaces)).length > 0;
}

/** Everyone with this account, in whichever space it is, and whoever waits to have it linked. */
export async function ownersOf(context: Context, { platform, user }: AccountId, spaces: Spaces): Promise<readonly Member[]> {
  const members = membersStore(context.tx);
  const found: (Member | undefined)[] = [];
  for (const space of spaces.get(platform) ?? []) found.push(await members.findByAccount({ platform, space, user }));
  const waits = await waitingAccountsStore(context.tx).ownerOf({ platform, user });
  if (waits !== undefined) found.push(await members.find(waits));
  return found.filter((member) => member !== undefined);
}

/** Everyone who shares an account, the address or the name. */
async function lookAlikes(context: Context, row: ImportRow, spaces: Spaces): Promise<readonly Member[]> {
  const members = membersStore(context.tx);
  const found: Member[] = [];
  for (const account of row.accounts) found.push(...(await ownersOf(context, account, spaces)));
  if (row.email !== undefined) found.push(...(await members.findByEmail(row.email)));
  found.push(...(await members.namesakes([row.name])));
  return [...new Map(found.map((member) => [member.id, member])).values()];
}

async function asCandidates(context: Context, people: readonly Member[], taken: Earlier['taken']): Promise<readonly Candidate[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const accounts = [...(await accountsStore(context.tx).ofMany(ids)), ...(await waitingAccountsStore(context.tx).ofMany(ids))];
  return people.map((member) => ({
    id: member.id,
    name: nameKey(member.name),
    organisation: member.organisation,
    email: member.email === null ? null : emailKey(member.email),
    accounts: accounts.filter((account) => account.member === member.id).map(({ platform, user }) => ({ platform, user })),
    isBot: member.isBot,
    isTaken: taken.has(member.id),
  }));
}

/** Somebody who is known, as a line of a dry run would change them, for the lines that follow. */
export function changedCandidate({ id, name, organisation, email, isBot }: Member, accounts: readonly AccountId[]): Candidate {
  const key = email === null ? null : emailKey(email);
  return { id, name: nameKey(name), organisation, email: key, accounts, isBot, isTaken: true };
}

/** A new person of a line, for the lines that follow. */
export function candidateOf(id: MemberId, row: ImportRow, organisation: OrganisationId): Candidate {
  return {
    id,
    name: nameKey(row.name),
    organisation,
    email: row.email === undefined ? null : emailKey(row.email),
    accounts: row.accounts,
    isBot: false,
    isTaken: true,
  };
}

export interface NewAccounts {
  readonly link: readonly Identity[];
  /** Accounts of spaces that are not known; they become the member's once they are used. */
  readonly wait: readonly WaitingAccount[];
}

/** What of a line's accounts is to be added to a member. Never a second account of one platform, waiting ones included. */
export async function newAccounts(
  context: Context,
  member: MemberId | undefined,
  accounts: readonly AccountId[],
  spaces: Spaces,
): Promise<NewAccounts> {
  const waiting = member === undefined ? [] : await waitingAccountsStore(context.tx).ofMany([member]);
  const own = member === undefined ? [] : [...(await accountsStore(context.tx).of(member)), ...waiting];
  const link: Identity[] = [];
  const wait: WaitingAccount[] = [];
  for (const { platform, user } of accounts) {
    if (accountsCollide([{ platform, user }], own)) continue;
    const space = spaceOf(context, platform, spaces);
    const isLinked = own.some((one) => one.platform === platform && 'space' in one);
    if (space !== undefined && !isLinked) link.push({ platform, space, user });
    else if (space === undefined && !own.some((one) => one.platform === platform)) wait.push({ platform, user });
  }
  return { link, wait };
}

/** What a line is recognised by when it comes again, without its words. */
export function fingerprintOf(row: ImportRow): Promise<string> {
  const accounts = row.accounts.map(({ platform, user }) => `${platform}:${user}`).sort();
  return hashOf([nameKey(row.name), nameKey(row.organisation), emailKey(row.email ?? ''), ...accounts].join('\n'));
}
