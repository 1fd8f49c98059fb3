import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { LIFETIMES } from '../../core/lifetimes.js';
import { MINUTE } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import type { Member, Organisation } from '../../ports/members.js';
import { type MembersDependencies, requireMember } from './dependencies.js';
import { whichStays } from './merge-rules.js';
import { mergeTwo } from './merging.js';

/** How long a code is good, and then how long its confirmation. */
const WINDOW = LIFETIMES.linkCode;
export const CODE_MINUTES = WINDOW / MINUTE;
/** Wrong codes within that time, of one member and of all together: guessing is of no use. */
const GUESSES_MAX = 5;
const GUESSES_OF_ALL_MAX = 50;

/** Letters and digits that nobody takes for one another, in 8 places: 39 bits. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LETTERS = 8;

/** What would become one, for the person to look at before they say yes. */
export interface LinkPreview {
  readonly id: number;
  readonly other: Member;
  readonly organisation: Organisation | undefined;
  readonly otherPlatforms: readonly string[];
  readonly platforms: readonly string[];
  /** Whose words stay where the two differ. */
  readonly stays: Member;
}

/** An account as its owner sees it. `token` names it in a button. */
export interface OwnAccount {
  readonly token: string;
  readonly platform: string;
  readonly current: boolean;
}

type Account = { readonly platform: string; readonly space: string; readonly user: string };

/** Joins one person's accounts by a code that is made with the one and entered with the other, and takes them apart again. */
export function createLinking(dependencies: MembersDependencies) {
  const { store, clock, logger } = dependencies;
  const command = '/profile link';
  const minutes = CODE_MINUTES;

  const accountsOf = async (member: MemberId, used: Account): Promise<readonly OwnAccount[]> => {
    const identities = await store.autocommit.members.identities(member);
    return Promise.all(
      identities.map(async (identity) => ({
        token: await tokenOf(identity),
        platform: identity.platform,
        current: isSame(identity, used),
      })),
    );
  };

  return {
    accountsOf,

    /** A new code; an earlier one no longer works. Only its hash is kept. */
    async issue(member: MemberId): Promise<string> {
      const code = newCode();
      const hash = await hashOf(code);
      await store.transaction((r) => r.links.issue({ hash, member, expiresAt: clock.now() + WINDOW }));
      return `${code.slice(0, LETTERS / 2)}-${code.slice(LETTERS / 2)}`;
    },

    /** Takes a code, once, and shows what it would join. Throws an `InputError` that says what to do. */
    async enter(member: MemberId, typed: string): Promise<LinkPreview> {
      const now = clock.now();
      const hash = await hashOf(tidyCode(typed));
      const { own, all } = await store.autocommit.links.guesses(member, { since: now - WINDOW, now });
      if (own >= GUESSES_MAX || all >= GUESSES_OF_ALL_MAX)
        throw new InputError('too many codes', phrase('people.link.error-many', { minutes }));
      if (await store.autocommit.links.isOwn(hash, member)) throw new InputError('own code', phrase('people.link.error-own'));
      const code = await store.transaction((r) => r.links.enter(hash, member, now, now + WINDOW));
      if (!code) {
        await store.transaction((r) => r.links.noteGuess(member, { since: now - WINDOW, now }));
        throw new InputError('wrong code', phrase('people.link.error-wrong', { minutes, command }));
      }
      const [me, other] = [await requireMember(store.autocommit, member), await requireMember(store.autocommit, code.member)];
      const [mine, theirs] = [await store.autocommit.members.identities(member), await store.autocommit.members.identities(other.id)];
      const shared = mine.find((account) => theirs.some(({ platform, space }) => platform === account.platform && space === account.space));
      if (shared) {
        // Two accounts in one place are two people, as far as anybody can tell.
        await store.transaction((r) => r.links.take(code.id, member, now));
        throw new InputError('same space', phrase('people.link.error-same-space', { platform: shared.platform }));
      }
      return {
        id: code.id,
        other,
        organisation: other.organisation === null ? undefined : await store.autocommit.organisations.find(other.organisation),
        otherPlatforms: [...new Set(theirs.map(({ platform }) => platform))],
        platforms: [...new Set([...mine, ...theirs].map(({ platform }) => platform))],
        stays: whichStays(me, other).into,
      };
    },

    /**
     * Joins what was shown, and tells whoever made the code there, where they may be written to: it could have been
     * somebody else's hand. `here`: the platform on which it is confirmed. Throws a `NotFoundError` if the code was used or has
     * run out: a second click changes nothing.
     */
    confirm: (member: MemberId, id: number, here: string): Promise<Member> =>
      store.transaction(async (r) => {
        const code = await r.links.take(id, member, clock.now());
        if (!code) throw new NotFoundError('no such code', phrase('people.link.error-gone', { command }));
        const theirs = await r.members.identities(code.member);
        const merged = await mergeTwo(dependencies, r, code.member, member);
        for (const platform of new Set(theirs.map((account) => account.platform))) {
          await r.deliveries.plan({
            key: `members:linked:${merged.id}:${id}:${platform}`,
            kind: 'members.linked',
            args: { member: merged.id, platform: here },
            to: { to: 'member', member: merged.id, platform },
            dueAt: clock.now(),
          });
        }
        await r.audit.append({ at: clock.now(), actor: merged.id, action: 'member.link', details: { member: merged.id } });
        logger.info({ member: merged.id }, 'accounts linked');
        return merged;
      }),

    cancel: (member: MemberId, id: number): Promise<void> =>
      store.transaction(async (r) => void (await r.links.take(id, member, clock.now()))),

    /** Takes an account off. Whoever uses it next comes in as a newcomer. Throws an `InputError` for the only one. */
    async unlink(member: MemberId, token: string): Promise<void> {
      const accounts = await store.autocommit.members.identities(member);
      const tokens = await Promise.all(accounts.map(tokenOf));
      const account: Identity | undefined = accounts[tokens.indexOf(token)];
      if (!account) return;
      await store.transaction(async (r) => {
        if ((await r.members.identities(member)).length < 2) {
          throw new InputError('the only account', phrase('people.link.error-last', { command: '/profile forget' }));
        }
        await r.members.unlink(member, account);
        await r.audit.append({ at: clock.now(), actor: member, action: 'member.unlink', details: { member } });
      });
      logger.info({ member, platform: account.platform }, 'account unlinked');
    },
  };
}

function newCode(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(LETTERS));
  return Array.from(bytes, (value) => ALPHABET[value % ALPHABET.length]).join('');
}

/** Codes are read aloud and typed by hand: case, hyphens and spaces don't matter. */
function tidyCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function tokenOf({ platform, space, user }: Account): Promise<string> {
  return (await hashOf(`${platform}\n${space}\n${user}`)).slice(0, 16);
}

function isSame(a: Account, b: Account): boolean {
  return a.platform === b.platform && a.space === b.space && a.user === b.user;
}
