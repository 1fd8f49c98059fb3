import type { MemberStatus, Role } from '../core/access.js';
import type { MemberId, OrganisationId } from '../core/ids.js';
import type { Language } from '../core/language.js';
import type { Instant, LocalTime, Zone } from '../core/time.js';
import type { Identity, Platform } from './chat.js';

export const ORGANISATION_TYPES = ['local', 'national', 'international'] as const;
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly type: OrganisationType;
  readonly governorates: readonly string[];
  readonly sectors: readonly string[];
  /** `proposed` by a member who did not find theirs; an organiser approves it or joins it to another. */
  readonly status: 'approved' | 'proposed';
}

/** What a member decides about each field of their profile, and who sees it. */
export const PROFILE_FIELDS = ['organisation', 'languages', 'sectors', 'offers', 'wants', 'hours', 'email'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export const VISIBILITIES = ['everyone', 'organisers', 'nobody'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface Member {
  readonly id: MemberId;
  readonly status: MemberStatus;
  readonly role: Role;
  readonly isBot: boolean;
  /** What the member wants to be called. */
  readonly name: string;
  readonly organisation: OrganisationId | null;
  /** The language the bot speaks with them. */
  readonly language: Language;
  readonly timezone: Zone;
  /** Usual working hours on the member's wall clock. */
  readonly hours: { readonly start: LocalTime; readonly end: LocalTime };
  /** Languages spoken, ISO 639 codes. */
  readonly languages: readonly string[];
  readonly sectors: readonly string[];
  /** What they can help with and what they look for: codes of the skills catalogue, or their own words. */
  readonly offers: readonly string[];
  readonly wants: readonly string[];
  readonly governorates: readonly string[];
  readonly email: string | null;
  readonly visibility: Readonly<Record<ProfileField, Visibility>>;
  /** Where they stand in the induction; null when it is finished. */
  readonly inductionStep: string | null;
  readonly joinedAt: Instant;
  readonly lastActiveAt: Instant | null;
}

export type NewMember = Omit<Member, 'id'>;
export type MemberChange = Partial<Omit<Member, 'id' | 'joinedAt'>>;

/**
 * What somebody decided about direct messages to an account, where the platform wants them to be asked for: `opened`, they
 * wrote to the bot first; `chosen`, they said yes; `declined`, they said no.
 */
export type DirectChoice = 'opened' | 'chosen' | 'declined';

export interface MemberAccount extends Identity {
  readonly direct: DirectChoice | null;
}

export interface MemberFilter {
  /** Folded text that the name or the organisation's name holds. */
  readonly text?: string;
  readonly status?: MemberStatus;
  readonly role?: Role;
  readonly organisation?: OrganisationId;
  readonly language?: Language;
  readonly sector?: string;
  /** Bots, or people, only. */
  readonly isBot?: boolean;
}

export interface MemberRepository {
  find(id: MemberId): Promise<Member | undefined>;
  findMany(ids: readonly MemberId[]): Promise<readonly Member[]>;
  findByIdentity(identity: Identity): Promise<Member | undefined>;
  findByEmail(email: string): Promise<Member | undefined>;
  /** Same folded name in the same organisation: how an import recognises a person without an account. */
  findByName(name: string, organisation: OrganisationId): Promise<Member | undefined>;
  list(
    filter: MemberFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly members: readonly Member[]; readonly total: number }>;
  insert(member: NewMember): Promise<MemberId>;
  update(id: MemberId, change: MemberChange): Promise<void>;
  /** The one used last comes first. */
  identities(id: MemberId): Promise<readonly Identity[]>;
  /** The same with what was decided about direct messages. */
  accounts(id: MemberId): Promise<readonly MemberAccount[]>;
  /** Notes that the member used this account; `opened`: in the direct conversation with the bot, which says that they want one. */
  touchIdentity(identity: Identity, at: Instant, opened?: boolean): Promise<void>;
  setDirect(identity: Identity, choice: DirectChoice): Promise<void>;
  /** Throws if the account belongs to another member. */
  link(id: MemberId, identity: Identity): Promise<void>;
  unlink(id: MemberId, identity: Identity): Promise<void>;
  /** Makes two rows of one person one: all that hangs on `from` hangs on `into` afterwards, nothing twice, and `from` is gone. */
  merge(from: MemberId, into: MemberId): Promise<void>;
  /** Whose an account is that a list named before its platform was connected. */
  waitingAccount(account: WaitingAccount): Promise<MemberId | undefined>;
  waitingAccounts(): Promise<readonly (WaitingAccount & { readonly member: MemberId })[]>;
  /** Throws if it waits for another member. */
  addWaitingAccount(id: MemberId, account: WaitingAccount): Promise<void>;
  removeWaitingAccount(account: WaitingAccount): Promise<void>;
  /**
   * Erases the row and everything that hangs on it and is theirs alone (accounts, lists, free text, enrolment, messages
   * in the web chat, planned deliveries); past rounds keep their counts through numbers without a person.
   */
  erase(id: MemberId): Promise<void>;
  /** Cleans the files of what an erasure has left in them because it could not be done then, if so; once this transaction is over. */
  finishErasures(): Promise<void>;
}

/** An account whose space is not known yet. */
export type WaitingAccount = { readonly platform: Platform; readonly user: string };

/** A code by which one person's two rows become one. Only its hash is kept. */
export interface LinkCode {
  readonly id: number;
  readonly member: MemberId;
  /** Who entered it, and has yet to confirm. */
  readonly enteredBy: MemberId | null;
  readonly expiresAt: Instant;
}

export interface LinkRepository {
  /** A new code; the member's earlier ones are gone. */
  issue(code: { readonly hash: string; readonly member: MemberId; readonly expiresAt: Instant }): Promise<void>;
  /** Whether it is a code of the member's own. */
  isOwn(hash: string, member: MemberId): Promise<boolean>;
  /** Uses another's code up: it is given to the one call that finds it good. It waits for `by` to confirm until `expiresAt`, as long as a code is good for. */
  enter(hash: string, by: MemberId, now: Instant, expiresAt: Instant): Promise<LinkCode | undefined>;
  /** Removes an entered code: given back to the one call that does, while it is good. */
  take(id: number, by: MemberId, now: Instant): Promise<LinkCode | undefined>;
  /** Wrong codes since `since`, of this member and of all. Those written by a clock that was ahead of `now` count from now. */
  guesses(
    member: MemberId,
    window: { readonly since: Instant; readonly now: Instant },
  ): Promise<{ readonly own: number; readonly all: number }>;
  /** Counts a wrong code; those before `since` are forgotten. */
  noteGuess(member: MemberId, window: { readonly since: Instant; readonly now: Instant }): Promise<void>;
}

export interface OrganisationRepository {
  find(id: OrganisationId): Promise<Organisation | undefined>;
  findMany(ids: readonly OrganisationId[]): Promise<readonly Organisation[]>;
  /** Same name after folding (case, Arabic letter variants, spaces). */
  findByName(name: string): Promise<Organisation | undefined>;
  /** Approved ones whose folded name holds the folded `text`, best first. */
  search(text: string, limit: number): Promise<readonly Organisation[]>;
  list(): Promise<readonly Organisation[]>;
  insert(organisation: Omit<Organisation, 'id'>): Promise<OrganisationId>;
  update(id: OrganisationId, change: Partial<Omit<Organisation, 'id'>>): Promise<void>;
  /** Moves the members of a proposed organisation to another and removes it. */
  merge(from: OrganisationId, into: OrganisationId): Promise<void>;
  /** Removes an organisation; its members have none afterwards, and past rounds keep their numbers. */
  remove(id: OrganisationId): Promise<void>;
}

/** A file of members that waits between a dry run and its confirmation, or is being taken. */
export interface ImportDraft {
  readonly id: string;
  /** Who uploaded it. */
  readonly owner: MemberId;
  readonly savedAt: Instant;
  /** Null until the import begins. */
  readonly lines: { readonly done: number; readonly total: number } | null;
}

/** Files hold personal data: they go when they are taken, when they get old, and all of them when anybody is erased. */
export interface ImportDraftRepository {
  save(draft: Pick<ImportDraft, 'id' | 'owner' | 'savedAt'> & { readonly bytes: Uint8Array }): Promise<void>;
  find(id: string): Promise<ImportDraft | undefined>;
  bytes(id: string): Promise<Uint8Array | undefined>;
  progress(id: string, lines: NonNullable<ImportDraft['lines']>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes those saved before `at`. */
}
