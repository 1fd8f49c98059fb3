import type { Kysely } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import type { TopicsTables } from '../../../features/topics/store/tables.js';
import { chunks } from '../../../sql/columns.js';
import { insertMany, type NewRow } from '../../../sql/rows.js';

/** The tables whose rows the sample writes as a past that was never lived: the use cases would send messages. */
type Table =
  | 'topic_plans'
  | 'topic_facilitations'
  | 'topic_volunteers'
  | 'topic_consents'
  | 'topic_follows'
  | 'topic_marks'
  | 'topic_summaries'
  | 'topic_recommendations';

export type Row<T extends Table> = NewRow<TopicsTables[T]>;

/** More would be too many parameters for one statement. */
const AT_ONCE = 100;

/** Inserts rows of the community. */
export async function insertRows<T extends Table>({ db, community }: Tx, table: T, rows: readonly Row<T>[]): Promise<void> {
  const topics: Kysely<TopicsTables> = db.withTables<TopicsTables>();
  for (const some of chunks(rows, AT_ONCE)) await insertMany({ db: topics, community }, table, some);
}
