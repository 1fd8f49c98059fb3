import type { Actor } from '../core/access.js';
import type { MemberId } from '../core/ids.js';
import type { NoticeChoice } from '../core/notification.js';
import type { Instant } from '../core/time.js';
import type { Identity, JoinEvent, Platform } from './chat.js';

/**
 * What somebody decided about direct messages to an account, where the platform wants them to be asked for: `opened`, they
 * wrote to the bot first; `chosen`, they said yes; `declined`, they said no.
 */
export type DirectChoice = 'opened' | 'chosen' | 'declined';

/** A member as far as engines and adapters need to know. */
export interface Person extends Actor {
  readonly isBot: boolean;
}

export interface PersonAccount extends Identity {
  readonly direct: DirectChoice | null;
}

/** Whether the bot may open a direct conversation: the platform lets it or the owner asked for it, and they did not decline. */
export function takesDirect({ direct }: Pick<PersonAccount, 'direct'>, mayWriteFirst: boolean): boolean {
  return direct !== 'declined' && (mayWriteFirst || direct !== null);
}

export interface AccountUse {
  readonly account: Identity;
  readonly direct: boolean;
}

/** Who uses an account, and whether it is noted already that they do (`sawActive`). */
export interface NotedPerson {
  readonly person: Person;
  readonly isNoted: boolean;
}

/** What a member chose about a notice; `platform`: where they chose `here`. */
export interface NoticeWish {
  readonly choice: NoticeChoice;
  readonly platform: Platform | null;
}

/** The reader of a message. */
export interface Reader {
  readonly person: Person;
  /** The account used last comes first. */
  readonly accounts: readonly PersonAccount[];
  /** Undefined if they chose nothing about the notice. */
  readonly wish: NoticeWish | undefined;
}

/** The people of the community, for engines and adapters; the members feature provides it. */
export interface People {
  find(id: MemberId): Promise<Person | undefined>;
  findMany(ids: readonly MemberId[]): Promise<readonly Person[]>;
  findByAccount(account: Identity): Promise<Person | undefined>;
  /** The accounts by which they are there, the one used last first; those whose space they left are not among them. */
  accounts(id: MemberId): Promise<readonly PersonAccount[]>;
  /** The reader of a message of this notice, in one statement. Without a notice, what they chose is not asked. */
  reader(id: MemberId, notice: string | undefined): Promise<Reader | undefined>;
  /** The platform that each member used last; those without an account are left out. */
  lastUsedPlatforms(ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Platform>>;
  /** The users who are on a platform, as far as is known. */
  usersOn(platform: Platform): Promise<readonly string[]>;
  /** The users who have left a platform: if they are there, they are back. They may be members still, by another account. */
  leftFrom(platform: Platform): Promise<readonly string[]>;
  /** Whether `leftFrom` names the account. */
  hasLeft(account: Identity): Promise<boolean>;
  /** Organisers who can read: not left, no bots. */
  organisers(): Promise<readonly Person[]>;
  /** Names of members that contain `text`, for suggestions. */
  search(text: string, limit: number): Promise<readonly string[]>;
  /** The member meant by `@name` or a name. Throws an `InputError` when nobody or several are. */
  findByText(typed: string, asker: Actor): Promise<MemberId>;
  /**
   * The member behind an account; somebody who had left is back, and somebody new becomes a newcomer. `profile` is what the
   * platform knows of them, asked for only where they are new.
   */
  resolve(account: Identity, profile?: () => Promise<JoinEvent['profile'] | undefined>): Promise<Person>;
  /** What `resolve` would give for each account where it would write nothing; for the others `undefined`. In one statement. */
  upToDate(uses: readonly AccountUse[], at: Instant): Promise<readonly (NotedPerson | undefined)[]>;
  /** Whether the open transaction has changed who this is, so that what was read of them before it did is out of date. */
  hasChanged(id: MemberId): boolean;
  joined(event: JoinEvent): Promise<void>;
  /** The account is no longer in its space; a person without any such account has left the community. */
  left(account: Identity): Promise<void>;
  /**
   * Erases all members with such an account, each in a transaction of its own; returns how many there were, and how many
   * could not be: the last organiser stays.
   */
  eraseAll(isErased: (account: Identity) => boolean): Promise<{ readonly erased: number; readonly kept: number }>;
  /**
   * Notes that accounts of different members were used at `at`; `direct`: in the direct conversation with the bot. Writes only
   * what changed.
   */
  sawActive(uses: readonly AccountUse[], at: Instant): Promise<void>;
}
