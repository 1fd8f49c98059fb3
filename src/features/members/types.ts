import type { MemberStatus, Role } from '../../core/access.js';
import type { Id, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { NoticeChoice } from '../../core/notification.js';
import type { Instant, LocalTime, Zone } from '../../core/time.js';
import type { Notice } from '../../feature-api/index.js';
import type { Identity, Platform } from '../../ports/chat.js';
import type { NoticeWish } from '../../ports/people.js';
import type { OrganisationType, ProfileField, Visibility } from './codes.js';

export * from './codes.js';

export type { Notice, NoticeWish, Platform };

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly type: OrganisationType;
  readonly governorates: readonly string[];
  readonly sectors: readonly string[];
  /** `proposed` by a member who did not find theirs; an organiser approves it, refuses it or merges it into another. */
  readonly status: 'approved' | 'proposed';
}

/** An organisation as somebody typed it; the name is tidied and not empty. */
export type TypedOrganisation = Pick<Organisation, 'name' | 'type' | 'governorates'>;

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

export interface MemberFilter {
  /** Text that the name or the organisation's name contains; compared folded. */
  readonly text?: string;
  readonly status?: MemberStatus;
  readonly role?: Role;
  readonly organisation?: OrganisationId;
  readonly language?: Language;
  readonly sector?: string;
  /** Bots, or people, only. */
  readonly isBot?: boolean;
}

/** An account that a list named while its platform was not connected; it becomes the member's once it is used. */
export type WaitingAccount = { readonly platform: Platform; readonly user: string };

export type IdentityQuestionId = Id<'identity-question'>;

/** Two who were made one, and what parts them again. */
export interface Joined {
  readonly id: JoinedId;
  readonly member: MemberId;
  readonly joinedAt: Instant;
  readonly parted: Parted;
}
export type JoinedId = Id<'joined'>;

export interface Parted {
  /** The one who would be on their own again, as they were. */
  readonly profile: NewMember;
  /** The two numbers; not known of somebody of whom there was only a line of a list. */
  readonly two?: { readonly from: MemberId; readonly into: MemberId };
  readonly accounts: readonly Identity[];
  readonly waiting: readonly WaitingAccount[];
  /** The name and the address of the one who stayed, before and after. */
  readonly before: PartedFields;
  readonly after: PartedFields;
}
export type PartedFields = Pick<Member, 'name' | 'email' | 'organisation' | 'status' | 'role'>;

export type LinkCodeId = Id<'link-code'>;

/** A code by which one person's two rows become one. Only its hash is kept. */
export interface LinkCode {
  readonly id: LinkCodeId;
  readonly member: MemberId;
}

/** A file of members between its dry run and its confirmation, or while it is imported. */
export interface ImportDraft {
  readonly id: string;
  /** Who uploaded it. */
  readonly owner: MemberId;
  readonly savedAt: Instant;
  /** Null until the import begins. */
  readonly lines: { readonly done: number; readonly total: number } | null;
}

/** A member with their organisation, as cards need it. */
export interface Profile {
  readonly member: Member;
  readonly organisation: Organisation | undefined;
}

/** A notice with what holds for a member; `platform`: null for wherever they were last. */
export interface SwitchState extends NoticeWish {
  readonly notice: Notice;
}

/** A page of what the bot tells a member. */
export interface NoticePage {
  readonly states: readonly SwitchState[];
  /** What they could choose instead. */
  readonly others: readonly { readonly state: SwitchState; readonly choice: NoticeChoice }[];
  readonly page: number;
  readonly pages: number;
  /** Where they look at it. */
  readonly here: Platform | null;
  /** Whether they have accounts on other platforms too, so that it matters where they are told. */
  readonly elsewhere: boolean;
}
