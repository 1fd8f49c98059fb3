import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Phrase } from '../../core/phrase.js';
import type { Account } from '../../core/request.js';
import { after, MINUTE } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { hashOf } from './hash.js';
import { LIFETIMES } from './lifetimes.js';
import { mergeMembers } from './merge.js';
import { requireMember, withOrganisation } from './profiles.js';
import { whichStays } from './rules/merge.js';
import { accountsStore, linksStore, type OwnedAccount } from './store/index.js';
import type { LinkCodeId, Member, Profile } from './types.js';

/** How long a code is valid, and then its confirmation, in milliseconds. */
const WINDOW = LIFETIMES.linkCode;
export const CODE_MINUTES = WINDOW / MINUTE;
/** Wrong codes of one member within that time. Nobody's guesses lock out others: the codes have 39 bits. */
const GUESSES_MAX = 5;

/** Letters and digits that are not mistaken for one another, in 8 places: 39 bits. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LETTERS = 8;

const COMMAND = '/profile link';

/** What would become one, for the person to check before they confirm. */
export interface LinkPreview extends Profile {
  readonly id: LinkCodeId;
  readonly otherPlatforms: readonly string[];
  readonly platforms: readonly string[];
  /** Whose fields stay where the two differ. */
  readonly stays: Member;
  /** What the features would join. */
  readonly joined: readonly Phrase[];
}

/** An account as its owner sees it. `token` names it in a button. */
export interface OwnAccount {
  readonly token: string;
  readonly platform: string;
  readonly current: boolean;
  /** They have left its space. */
  readonly hasLeft: boolean;
  /** Another account is there without it. */
  readonly mayGo: boolean;
}

export async function ownAccounts(context: Context, member: MemberId, used: Account): Promise<readonly OwnAccount[]> {
  const accounts = await accountsStore(context.tx).of(member);
  return Promise.all(
    accounts.map(async (account) => ({
      token: await tokenOf(account),
      platform: account.platform,
      hasLeft: account.leftAt !== null,
      mayGo: mayGo(account, accounts),
      current: account.platform === used.platform && account.space === used.space && account.user === used.user,
    })),
  );
}

/** A member who removes an account must stay reachable by another one. */
function mayGo(account: OwnedAccount, accounts: readonly OwnedAccount[]): boolean {
  return accounts.some((other) => other !== account && other.leftAt === null);
}

/** Makes a new code; an earlier one no longer works. Only its hash is kept. */
export async function issueCode(context: Context, member: MemberId): Promise<string> {
  const code = newCode();
  const expiresAt = after(context.now, WINDOW);
  await linksStore(context.tx).issue({ hash: await hashOf(code), member, expiresAt });
  await planExpiry(context, expiresAt);
  return `${code.slice(0, LETTERS / 2)}-${code.slice(LETTERS / 2)}`;
}

/**
 * Takes a code, once, and shows what it would join. Returns an `InputError` that says what to do, since a wrong code stays
 * counted and a used one stays used.
 */
export async function enterCode(context: Context, member: MemberId, typed: string): Promise<LinkPreview | InputError> {
  const { now } = context;
  const links = linksStore(context.tx);
  const window = { since: after(now, -WINDOW), now };
  const hash = await hashOf(tidyCode(typed));
  if ((await links.guesses(member, window)) >= GUESSES_MAX) {
    return new InputError('too many codes', phrase('people.link.error-many', { minutes: CODE_MINUTES }));
  }
  if (await links.isOwn(hash, member)) return new InputError('own code', phrase('people.link.error-own'));
  const code = await links.enter(hash, member, now, after(now, WINDOW));
  if (!code) {
    await links.noteGuess(member, window);
    await planExpiry(context, after(now, WINDOW));
    return new InputError('wrong code', phrase('people.link.error-wrong', { minutes: CODE_MINUTES, command: COMMAND }));
  }
  await planExpiry(context, after(now, WINDOW));
  const [me, other] = [await requireMember(context, member), await requireMember(context, code.member)];
  const accounts = await accountsStore(context.tx).ofMany([member, other.id]);
  const mine = accounts.filter((account) => account.member === member);
  const theirs = accounts.filter((account) => account.member === other.id);
  const shared = mine.find((account) => theirs.some(({ platform, space }) => platform === account.platform && space === account.space));
  if (shared) {
    // Two accounts in one space may be two people.
    await links.take(code.id, member, now);
    return new InputError('same space', phrase('people.link.error-same-space', { platform: shared.platform }));
  }
  const joined: Phrase[] = [];
  for (const { person } of context.features.all) joined.push(...((await person.describeMerge?.(context, [member, other.id])) ?? []));
  return {
    ...(await withOrganisation(context, other)),
    id: code.id,
    otherPlatforms: [...new Set(theirs.map(({ platform }) => platform))],
    platforms: [...new Set([...mine, ...theirs].map(({ platform }) => platform))],
    stays: whichStays(me, other).into,
    joined,
  };
}

/**
 * Joins what was shown, and tells the owner of each account with which the code could have been made, since somebody else
 * may have used it. `here`: the platform on which it is confirmed. Returns a `NotFoundError` if the code was used or has
 * run out, so that an expired code stays deleted.
 */
export async function confirmLink(context: Context, member: MemberId, id: LinkCodeId, here: string): Promise<Member | NotFoundError> {
  const { now } = context;
  const code = await linksStore(context.tx).take(id, member, now);
  if (!code) return codeGone();
  const theirs = await accountsStore(context.tx).of(code.member);
  const merged = await mergeMembers(context, code.member, member);
  await context.deliveries.plan(
    [...new Set(theirs.map((account) => account.platform))].map((platform) => ({
      key: `members:linked:${merged.id}:${id}:${platform}`,
      kind: 'members.linked',
      args: { member: merged.id, platform: here },
      to: { to: 'member', member: merged.id, platform } as const,
      dueAt: now,
    })),
  );
  await context.audit.append({ at: now, actor: merged.id, action: 'member.link', details: { member: merged.id } });
  context.logger.info({ member: merged.id }, 'accounts linked');
  return merged;
}

/** A code as it is shown, alone or behind its command; in other words there is none. */
export const CODE_PATTERN = new RegExp(`(?<![A-Za-z0-9])[${ALPHABET}]{4}-[${ALPHABET}]{4}(?![A-Za-z0-9])`, 'g');

/** Makes codes useless that others may have read. Their owner gets a new one with the same command. */
export async function spillCodes(context: Context, codes: readonly string[]): Promise<void> {
  const hashes = await Promise.all(codes.map((code) => hashOf(tidyCode(code))));
  const removed = await linksStore(context.tx).spill(hashes);
  if (removed > 0) context.logger.info({ removed }, 'a link code stood in a message and is no longer good');
}

export function codeGone(): NotFoundError {
  return new NotFoundError('no such code', phrase('people.link.error-gone', { command: COMMAND }));
}

export async function cancelLink(context: Context, member: MemberId, id: LinkCodeId): Promise<void> {
  await linksStore(context.tx).take(id, member, context.now);
}

/** Takes an account off; whoever uses it next is a newcomer. Throws a `NotFoundError` for one that is not theirs, and an `InputError` for the only one. */
export async function unlinkAccount(context: Context, member: MemberId, token: string): Promise<void> {
  const store = accountsStore(context.tx);
  const accounts = await store.of(member);
  const tokens = await Promise.all(accounts.map(tokenOf));
  const account = accounts[tokens.indexOf(token)];
  if (!account) throw new NotFoundError('no such account', phrase('people.link.error-no-account', { command: COMMAND }));
  if (!mayGo(account, accounts)) throw new InputError('the only account', phrase('people.link.error-last', { command: '/profile forget' }));
  await store.unlink(member, account);
  await context.audit.append({ at: context.now, actor: member, action: 'member.unlink', details: { member } });
  context.logger.info({ member, platform: account.platform }, 'account unlinked');
}

function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(LETTERS));
  return Array.from(bytes, (value) => ALPHABET[value % ALPHABET.length]).join('');
}

/** Codes are read aloud and typed by hand, so case, hyphens and spaces don't matter. */
function tidyCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

async function tokenOf({ platform, space, user }: Account): Promise<string> {
  return (await hashOf(`${platform}\n${space}\n${user}`)).slice(0, 16);
}
