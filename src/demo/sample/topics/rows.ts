import type { Insertable } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import type { TopicsTables } from '../../../features/topics/store/tables.js';

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

export type Row<T extends Table> = Omit<Insertable<TopicsTables[T]>, 'community_id'>;

/** More would be too many parameters for one statement. */
const AT_ONCE = 100;

/** Inserts rows of the community. */
export async function insertRows<T extends Table>(tx: Tx, table: T, rows: readonly Row<T>[]): Promise<void> {
  const db = tx.db.withTables<TopicsTables>();
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE).map((row) => ({ ...row, community_id: tx.community }));
    // A row without its community and the community are the row, which the compiler can't see of a table that it does not know.
    await db
      .insertInto(table)
      .values(some as never)
      .execute();
  }
}
