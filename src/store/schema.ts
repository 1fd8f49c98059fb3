import type { Generated } from 'kysely';
import type { AgendaId, CommunityId, DeliveryId, MatchId, MemberId, OrganisationId, RoundId } from '../core/ids.js';
import type { AgendaState, DeliveryState } from '../ports/agenda.js';
import type { ConversationKind, Platform } from '../ports/chat.js';
import type { CheckIn, Enrolment, Outcome, Participation, RoundState } from '../ports/coffee.js';
import type { WebSession } from '../ports/web-chat.js';

/** JSON is kept as text, truth values as 0 and 1, instants as milliseconds: the same on every database. */
type Json = string;
export type Flag = 0 | 1;

interface Owned {
  community_id: CommunityId;
}

export interface CommunityTable {
  id: Generated<CommunityId>;
  settings: Json;
  /** The newest revision in the web chat. */
  web_revision: Generated<number>;
}

export interface CommunityFactTable extends Owned {
  name: string;
  value: string;
}

export interface AvoidanceTable extends Owned {
  member_id: MemberId;
  avoided_id: MemberId;
}

export interface CoffeeEnrolmentTable extends Owned {
  member_id: MemberId;
  state: Enrolment['state'];
  paused_until: string | null;
  unanswered: number;
  volunteer: Flag;
  joined_at: number;
}

export interface CoffeeRoundTable extends Owned {
  id: Generated<RoundId>;
  number: number;
  state: RoundState;
  invitation_at: number;
  matching_at: number;
  nudge_at: number;
  check_in_at: number;
  closing_at: number;
  seed: number;
  explanation: string | null;
}

export interface CoffeeParticipationTable extends Owned {
  id: Generated<number>;
  round_id: RoundId;
  member_id: MemberId | null;
  answer: Participation['answer'];
  result: Participation['result'];
  reason: string | null;
  responded: Flag;
  /** What the matching was given of the member, without words of theirs; null before, and once it is dropped. */
  given: Generated<string | null>;
}

export interface CoffeeMatchTable extends Owned {
  id: Generated<MatchId>;
  round_id: RoundId;
  first_to_write: MemberId | null;
  score: number;
  reasons: string;
  common_languages: Json;
  last_word_at: number | null;
}

export interface CoffeeMatchMemberTable extends Owned {
  id: Generated<number>;
  match_id: MatchId;
  round_id: RoundId;
  /** 1, or 2 for a volunteer's second match, or more where two rows became one person: with round and member it is unique. */
  seat: number;
  member_id: MemberId | null;
  organisation_id: OrganisationId | null;
  check_in: CheckIn | null;
  outcome: Outcome | null;
  note: string | null;
  later_outcome: Outcome | null;
}

export interface LeaseTable extends Owned {
  name: string;
  owner: string;
  lease_until: number;
}

export interface AgendaTable extends Owned {
  id: Generated<AgendaId>;
  key: string;
  kind: string;
  payload: Json;
  due_at: number;
  /** The first due time; retries and postponements move `due_at` only. */
  planned_for: number;
  state: AgendaState;
  attempts: number;
  /** How often a process ended with the row in its hands. */
  interruptions: number;
  /** Tries with nothing beside the row that have not come to an end. */
  quarantine_tries: Generated<number>;
  reason: string | null;
  finished_at: number | null;
  owner: string | null;
  lease_until: number | null;
}

export interface DeliveryTable extends Owned {
  id: Generated<DeliveryId>;
  agenda_id: AgendaId;
  key: string;
  kind: string;
  args: Json;
  destination: Json;
  /** The destination as one word (`member:5`, `group:coffee:17`, `channel:coffee`): its messages keep their order. */
  destination_key: string;
  due_at: number;
  state: DeliveryState;
  in_doubt: Flag;
  conversation: Json | null;
  message: Json | null;
  reason: string | null;
  sent_at: number | null;
}

/** The words of a person that a delivery carries: gone as soon as it is sent or dropped. */
export interface DeliveryWordsTable extends Owned {
  delivery_id: DeliveryId;
  author_id: MemberId;
  body: string;
}

export interface ConversationTable extends Owned {
  key: string;
  platform: Platform;
  space: string;
  conversation: string;
  kind: ConversationKind;
}

export interface AuditTable extends Owned {
  id: Generated<number>;
  at: number;
  actor_id: MemberId | null;
  action: string;
  details: Json;
}

export interface SeenEventTable extends Owned {
  event_id: string;
  at: number;
}

/** What people did, from its acknowledgement until it is answered. */
export interface InboundEventTable extends Owned {
  id: Generated<number>;
  event_id: string;
  platform: Platform;
  space: string;
  user_id: string;
  received_at: number;
  /** How an answer gets back, with the platform's token; null once it is of no use. */
  route: Json | null;
  /** What was pressed, typed or filled in; null once it is handled. */
  body: Json | null;
  /** The reply, once it is handled and until it is answered. */
  reply: Json | null;
  /** The process that handles and answers it; null: its reply is shown with the person's next command. */
  owner: string | null;
  lease_until: number | null;
}

export interface WebUserTable extends Owned {
  user_id: string;
  name: string;
}

export interface WebConversationTable extends Owned {
  id: string;
  kind: ConversationKind;
  key: string;
  title: string;
}

export interface WebConversationUserTable extends Owned {
  conversation_id: string;
  user_id: string;
}

export interface WebMessageTable extends Owned {
  id: Generated<number>;
  revision: number;
  conversation_id: string;
  thread_id: number | null;
  author: string | null;
  only_for: string | null;
  at: number;
  edited_at: number | null;
  type: 'text' | 'message';
  body: string;
  files: Json;
  key: string | null;
}

export interface WebFileTable extends Owned {
  id: string;
  name: string;
  media_type: string;
  size: number;
  bytes: Uint8Array;
}

export interface WebReadTable extends Owned {
  user_id: string;
  conversation_id: string;
  message_id: number;
}

export interface WebSessionTable extends Owned {
  hash: string;
  kind: WebSession['kind'];
  member_id: MemberId | null;
  user_id: string;
  expires_at: number;
}

export interface PaceTable {
  community_id: CommunityId;
  name: string;
  /** What `core/slots.ts` keeps, as JSON. */
  slots: string;
  forgotten_at: number;
}

export interface Schema {
  communities: CommunityTable;
  community_facts: CommunityFactTable;
  avoidances: AvoidanceTable;
  coffee_enrolments: CoffeeEnrolmentTable;
  coffee_rounds: CoffeeRoundTable;
  coffee_participations: CoffeeParticipationTable;
  coffee_matches: CoffeeMatchTable;
  coffee_match_members: CoffeeMatchMemberTable;
  agenda: AgendaTable;
  deliveries: DeliveryTable;
  delivery_words: DeliveryWordsTable;
  conversations: ConversationTable;
  audit: AuditTable;
  seen_events: SeenEventTable;
  inbound_events: InboundEventTable;
  web_users: WebUserTable;
  web_conversations: WebConversationTable;
  web_conversation_users: WebConversationUserTable;
  web_messages: WebMessageTable;
  web_files: WebFileTable;
  web_reads: WebReadTable;
  web_sessions: WebSessionTable;
  pace: PaceTable;
  leases: LeaseTable;
}
