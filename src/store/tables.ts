import type { TableSpec } from '../core/table-spec.js';
import type { Schema } from './schema.js';

/** The engines' tables with the columns that name a row. A table of the schema that is missing here does not compile. */
const ENGINE_KEYS = {
  communities: ['id'],
  community_facts: ['community_id', 'name'],
  agenda: ['id'],
  deliveries: ['id'],
  delivery_words: ['delivery_id'],
  conversations: ['community_id', 'key', 'platform'],
  audit: ['id'],
  seen_events: ['community_id', 'event_id'],
  inbound_events: ['id'],
  web_users: ['community_id', 'user_id'],
  web_conversations: ['community_id', 'id'],
  web_conversation_users: ['community_id', 'conversation_id', 'user_id'],
  web_messages: ['id'],
  web_files: ['community_id', 'id'],
  blobs: ['community_id', 'hash'],
  blob_uses: ['community_id', 'key'],
  web_reads: ['community_id', 'user_id', 'conversation_id'],
  web_sessions: ['hash'],
  pace: ['community_id', 'name'],
  leases: ['community_id', 'name'],
} as const satisfies { readonly [T in keyof Schema]: readonly (keyof Schema[T] & string)[] };

/** What features' tables refer to. */
const FIRST: readonly string[] = ['communities', 'community_facts'];

/**
 * No part of a copy: state of processes for moments only (who receives, how fast to send, what is being answered), and sessions,
 * because one that has ended since must not come back.
 */
const TRANSIENT: ReadonlySet<string> = new Set(['leases', 'pace', 'inbound_events', 'web_sessions']);

/**
 * All tables in an order in which each comes after those it refers to: rows of the engines may refer to members, and rows
 * of features only to other features' rows and the community.
 */
export function allTables(features: readonly TableSpec[]): readonly TableSpec[] {
  const engines = Object.entries(ENGINE_KEYS).map(([name, key]): TableSpec => ({ name, key }));
  const isFirst = ({ name }: TableSpec) => FIRST.includes(name);
  return [...engines.filter(isFirst), ...features, ...engines.filter((table) => !isFirst(table))];
}

/** The tables that a copy of a community holds. */
export function copiedTables(tables: readonly TableSpec[]): readonly TableSpec[] {
  return tables.filter(({ name }) => !TRANSIENT.has(name));
}
