import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import type { Identity } from '../../../ports/chat.js';
import { accountsStore, membersStore, waitingAccountsStore } from '../store/index.js';
import type { Member, WaitingAccount } from '../types.js';
import { type ImportRow, personKey } from './validate.js';

/** Whom earlier lines of the same file named, so that nobody is taken twice. */
export interface SeenInFile {
  readonly people: Map<string, number>;
  readonly emails: Map<string, number>;
  readonly accounts: Map<string, number>;
  readonly members: Map<MemberId, number>;
}

export function nothingSeen(): SeenInFile {
  return { people: new Map(), emails: new Map(), accounts: new Map(), members: new Map() };
}

/** The earlier line that names the same person, by name and organisation, address or account. */
export function duplicateOf(row: ImportRow, seen: SeenInFile): number | undefined {
  return marksOf(row, seen)
    .map(([map, key]) => map.get(key))
    .find((found) => found !== undefined);
}

/** Notes a line that is taken; a rejected one does not count. */
export function noteSeen(row: ImportRow, line: number, seen: SeenInFile): void {
  for (const [map, key] of marksOf(row, seen)) map.set(key, line);
}

function marksOf(row: ImportRow, seen: SeenInFile) {
  const entries: (readonly [Map<string, number>, string])[] = [
    [seen.people, personKey(row)],
    ...(row.email === undefined ? [] : [[seen.emails, row.email.toLowerCase()] as const]),
    ...row.accounts.map(({ platform, user }) => [seen.accounts, `${platform}:${user}`] as const),
  ];
  return entries;
}

export type Matched =
  /** `wait`: accounts of platforms that are not connected; they become the member's once they are used. */
  | { readonly member: Member | undefined; readonly link: readonly Identity[]; readonly wait: readonly WaitingAccount[] }
  | { readonly fault: Phrase };

/**
 * Whom a line means: the owner of its account, else of its address, else the person of that name in that organisation.
 * Where these disagree, the line is refused, since only an organiser can decide.
 */
export async function matchMember(context: Context, row: ImportRow, organisation: OrganisationId | undefined): Promise<Matched> {
  const members = membersStore(context.tx);
  const waiting = waitingAccountsStore(context.tx);
  const identities = row.accounts.flatMap(({ platform, user }): Identity[] => {
    const space = context.platforms.space(platform);
    return space === undefined ? [] : [{ platform, space, user }];
  });
  const owners: (Member | undefined)[] = [];
  for (const identity of identities) owners.push(await members.findByAccount(identity));
  const later = row.accounts.filter(({ platform }) => context.platforms.space(platform) === undefined);
  const awaited: (Member | undefined)[] = [];
  for (const account of row.accounts) {
    const id = await waiting.ownerOf(account);
    awaited.push(id === undefined ? undefined : await members.find(id));
  }
  const byAccount = [...owners, ...awaited].filter((owner) => owner !== undefined);
  const byEmail = row.email === undefined ? undefined : await members.findByEmail(row.email);
  const byName = organisation === undefined ? undefined : await members.findByName(row.name, organisation);

  const [owner] = byAccount;
  if (byAccount.some((other) => other.id !== owner?.id)) return { fault: phrase('members.import.accounts-differ') };
  if (owner && byEmail && owner.id !== byEmail.id) return { fault: phrase('members.import.email-taken') };
  if (owner && byName && owner.id !== byName.id) return { fault: phrase('members.import.name-taken') };
  if (!owner && byEmail && byName && byEmail.id !== byName.id) return { fault: phrase('members.import.email-taken') };
  const member = owner ?? byEmail ?? byName;
  if (member?.isBot) return { fault: phrase('members.import.bot') };
  if (!member) return { member, link: identities, wait: later };

  const known = await accountsStore(context.tx).of(member.id);
  const link = identities.filter((identity, index) => owners[index] === undefined && !known.some((other) => isSame(other, identity)));
  const other = link.some((identity) => known.some(({ platform, space }) => platform === identity.platform && space === identity.space));
  const wait: WaitingAccount[] = [];
  for (const account of later) {
    const theirs = known.some(({ platform, user }) => platform === account.platform && user === account.user);
    if (!theirs && (await waiting.ownerOf(account)) === undefined) wait.push(account);
  }
  return other ? { fault: phrase('members.import.account-other') } : { member, link, wait };
}

function isSame(a: Identity, b: Identity): boolean {
  return a.platform === b.platform && a.space === b.space && a.user === b.user;
}
