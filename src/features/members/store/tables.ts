import type { Generated } from 'kysely';
import type { MemberStatus, Role } from '../../../core/access.js';
import type { CommunityId, MemberId, OrganisationId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { NoticeChoice } from '../../../core/notification.js';
import type { Instant, LocalTime } from '../../../core/time.js';
import type { Platform } from '../../../ports/chat.js';
import type { DirectChoice } from '../../../ports/people.js';
import { defineTables, type Json } from '../../../sql/tables.js';
import type { IdentityQuestionId, JoinedId, LinkCodeId, Organisation, OrganisationType } from '../types.js';

/** Lists and objects are kept as JSON text, truth values as 0 and 1, instants as milliseconds. */

export type MembersTables = {
  organisations: {
    community_id: CommunityId;
    id: Generated<OrganisationId>;
    name: string;
    folded_name: string;
    type: OrganisationType;
    governorates: Json;
    sectors: Json;
    status: Organisation['status'];
    /** Null where it is not known: always. */
    joined_at: Generated<Instant | null>;
  };
  members: {
    community_id: CommunityId;
    id: Generated<MemberId>;
    status: MemberStatus;
    role: Role;
    is_bot: 0 | 1;
    name: string;
    folded_name: string;
    organisation_id: OrganisationId | null;
    language: Language;
    timezone: string;
    hours_start: LocalTime;
    hours_end: LocalTime;
    languages: Json;
    sectors: Json;
    offers: Json;
    wants: Json;
    governorates: Json;
    email: string | null;
    folded_email: string | null;
    visibility: Json;
    induction_step: string | null;
    joined_at: Instant;
    last_active_at: Instant | null;
    /** Null for who is here. */
    left_at: Generated<Instant | null>;
    /** An organisation that they typed and have not proposed yet. */
    organisation_typed: Generated<Json | null>;
    /** What they were when they left; null for who is here. */
    left_status: Generated<MemberStatus | null>;
  };
  identities: {
    community_id: CommunityId;
    platform: Platform;
    space: string;
    user_id: string;
    member_id: MemberId;
    last_active_at: Instant | null;
    /** What the person decided about direct messages to this account; null: nothing yet. */
    direct: DirectChoice | null;
    /** The moment at which it left its space; null while it is there. */
    left_at: Generated<Instant | null>;
  };
  link_codes: {
    community_id: CommunityId;
    id: Generated<LinkCodeId>;
    hash: string;
    member_id: MemberId;
    entered_by: MemberId | null;
    expires_at: Instant;
  };
  link_guesses: {
    community_id: CommunityId;
    member_id: MemberId;
    count: number;
    since: Instant;
  };
  waiting_accounts: {
    community_id: CommunityId;
    platform: Platform;
    user_id: string;
    member_id: MemberId;
  };
  import_drafts: {
    community_id: CommunityId;
    id: string;
    member_id: MemberId;
    saved_at: Instant;
    lines_done: number | null;
    lines_total: number | null;
    bytes: Uint8Array;
  };
  identity_questions: {
    community_id: CommunityId;
    id: Generated<IdentityQuestionId>;
    /** A hash of the name, the organisation, the address and the accounts. */
    fingerprint: string;
    member_id: MemberId;
    reason: string;
    /** What the line said; null once it was decided to mean the member. */
    said: Json | null;
    asked_at: Instant;
  };
  joined_members: {
    community_id: CommunityId;
    id: Generated<JoinedId>;
    member_id: MemberId;
    joined_at: Instant;
    parted: Json;
  };
  joined_rows: {
    community_id: CommunityId;
    id: Generated<number>;
    joined_id: JoinedId;
    /** Whom the row names, each between commas: whoever is erased is found by it. */
    named: string;
    change: Json;
  };
  notification_choices: {
    community_id: CommunityId;
    member_id: MemberId;
    notice: string;
    choice: NoticeChoice;
    /** Where `here` was chosen. */
    platform: Platform | null;
  };
};

export const membersTables = defineTables<MembersTables>({
  organisations: { key: ['id'], refersTo: ['communities'], goesWith: ['members'] },
  members: { key: ['id'], refersTo: ['organisations'] },
  identities: { key: ['community_id', 'platform', 'space', 'user_id'], refersTo: ['members'] },
  link_codes: { key: ['id'], refersTo: ['members'], passing: true },
  link_guesses: { key: ['member_id'], refersTo: ['members'], passing: true },
  waiting_accounts: { key: ['community_id', 'platform', 'user_id'], refersTo: ['members'] },
  import_drafts: { key: ['community_id', 'id'], refersTo: ['members'], passing: true },
  identity_questions: { key: ['id'], refersTo: ['members'] },
  joined_members: { key: ['id'], refersTo: ['members'] },
  joined_rows: { key: ['id'], refersTo: ['joined_members'] },
  notification_choices: { key: ['member_id', 'notice'], refersTo: ['members'] },
});
