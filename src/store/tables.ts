import type { Schema } from './schema.js';

/**
 * Every table with the columns that name a row, each after those it refers to: the order in which a community is copied. A
 * table that is missing here does not compile.
 */
export const TABLE_KEYS = {
  communities: ['id'],
  community_facts: ['community_id', 'name'],
  organisations: ['id'],
  members: ['id'],
  identities: ['community_id', 'platform', 'space', 'user_id'],
  agenda: ['id'],
  deliveries: ['id'],
  delivery_words: ['delivery_id'],
  link_codes: ['id'],
  link_guesses: ['member_id'],
  waiting_accounts: ['community_id', 'platform', 'user_id'],
  relays: ['id'],
  relay_members: ['relay_id', 'member_id'],
  conversations: ['community_id', 'key', 'platform'],
  audit: ['id'],
  seen_events: ['community_id', 'event_id'],
  web_users: ['community_id', 'user_id'],
  web_conversations: ['community_id', 'id'],
  web_conversation_users: ['community_id', 'conversation_id', 'user_id'],
  web_messages: ['id'],
  web_files: ['community_id', 'id'],
  web_reads: ['community_id', 'user_id', 'conversation_id'],
  web_sessions: ['hash'],
  pace: ['community_id', 'name'],
  import_drafts: ['community_id', 'id'],
  leases: ['community_id', 'name'],
} as const satisfies { readonly [T in keyof Schema]: readonly (keyof Schema[T] & string)[] };

export type TableName = keyof Schema;
export const TABLES = Object.keys(TABLE_KEYS) as readonly TableName[];
