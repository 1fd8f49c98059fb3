import type { Generated } from 'kysely';
import type { AgendaId, CommunityId, DeliveryId, MemberId } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import type { AgendaState, DeliveryState } from '../ports/agenda.js';
import type { ConversationKind, PlaceKind, Platform } from '../ports/chat.js';
import type { WebMessage, WebSession } from '../ports/web-chat.js';

/** JSON is stored as text, booleans as 0 and 1, instants as milliseconds, the same on every database. */
type Json = string;
export type Flag = 0 | 1;

interface Owned {
  community_id: CommunityId;
}

export interface CommunityTable {
  id: Generated<CommunityId>;
  settings: Json;
  /** The newest revision of the browser chat. */
  web_revision: Generated<number>;
}

export interface CommunityFactTable extends Owned {
  name: string;
  value: string;
}

export interface LeaseTable extends Owned {
  name: string;
  owner: string;
  lease_until: Instant;
}

export interface AgendaTable extends Owned {
  id: Generated<AgendaId>;
  key: string;
  kind: string;
  payload: Json;
  due_at: Instant;
  /** The first due time; retries and postponements move `due_at` only. */
  planned_for: Instant;
  state: AgendaState;
  attempts: number;
  /** How often a process ended while it ran the row. */
  interruptions: number;
  /** Unfinished attempts in which the row ran alone. */
  quarantine_tries: Generated<number>;
  reason: string | null;
  finished_at: Instant | null;
  owner: string | null;
  lease_until: Instant | null;
}

export interface DeliveryTable extends Owned {
  id: Generated<DeliveryId>;
  agenda_id: AgendaId;
  key: string;
  kind: string;
  args: Json;
  destination: Json;
  /** The destination as one string (`member:5`, `group:<key>`, `channel:<purpose>`); messages to one destination keep their order. */
  destination_key: string;
  due_at: Instant;
  state: DeliveryState;
  in_doubt: Flag;
  conversation: Json | null;
  message: Json | null;
  reason: string | null;
  sent_at: Instant | null;
}

/** A person's text that a delivery carries; deleted when the delivery is sent or dropped. */
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
  at: Instant;
  actor_id: MemberId | null;
  action: string;
  details: Json;
}

export interface SeenEventTable extends Owned {
  event_id: string;
  at: Instant;
}

/** Persisted events of people, from their acknowledgement until they are answered. */
export interface InboundEventTable extends Owned {
  id: Generated<number>;
  event_id: string;
  platform: Platform;
  space: string;
  user_id: string;
  received_at: Instant;
  /** What an answer needs, with the platform's token; null once it has expired. */
  route: Json | null;
  /** What the person pressed, typed or filled in; null once the event is handled. */
  body: Json | null;
  /** The reply, from the handling of the event until it is delivered. */
  reply: Json | null;
  /** The process that handles and answers it; null if the reply waits for the person's next command. */
  owner: string | null;
  lease_until: Instant | null;
  /** When its process last renewed the lease; null if it has not since it took the event. */
  renewed_at: Instant | null;
}

export interface WebUserTable extends Owned {
  user_id: string;
  name: string;
}

export interface WebConversationTable extends Owned {
  id: string;
  kind: PlaceKind;
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
  at: Instant;
  edited_at: Instant | null;
  type: 'text' | 'message';
  body: string;
  files: Json;
  key: string | null;
  thread_state: WebMessage['opened'];
}

export interface WebFileTable extends Owned {
  id: string;
  name: string;
  media_type: string;
  /** In bytes. */
  size: number;
  bytes: Uint8Array;
}

/** Bytes that are stored outside the database. */
export interface BlobTable extends Owned {
  hash: string;
  /** In bytes. */
  size: number;
  stored_at: Instant;
  /** Null while something uses them. */
  unused_since: Instant | null;
}

export interface BlobUseTable extends Owned {
  key: string;
  hash: string;
  member_id: MemberId | null;
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
  expires_at: Instant;
}

export interface PaceTable {
  community_id: CommunityId;
  name: string;
  /** The state of `kit/slots.ts`, as JSON. */
  slots: string;
  forgotten_at: number;
}

export interface Schema {
  communities: CommunityTable;
  community_facts: CommunityFactTable;
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
  blobs: BlobTable;
  blob_uses: BlobUseTable;
  web_reads: WebReadTable;
  web_sessions: WebSessionTable;
  pace: PaceTable;
  leases: LeaseTable;
}
