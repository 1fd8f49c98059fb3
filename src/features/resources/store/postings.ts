import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import { chunks, isOneOfTexts } from '../../../sql/columns.js';
import { changedWords, type Indexed } from '../rules/indexed.js';
import { blockOf, changedEntries, type Posting } from '../rules/postings.js';
import type { Word } from '../rules/query.js';
import type { ResourceId } from '../types.js';
import type { ResourcesTables } from './tables.js';

/** How many rows one statement writes. */
const ROWS_MAX = 4000;

/** What a resource was found by until now, and is found by from now on. */
export interface IndexedChange {
  readonly id: ResourceId;
  readonly before: Indexed | undefined;
  readonly now: Indexed | undefined;
}

interface WordChange {
  readonly word: string;
  readonly block: number;
}

const keyOf = ({ word, block }: WordChange): string => `${block} ${word}`;

/** The index of the search: for each word, which resources have it, and where. */
export function postingStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<ResourcesTables>();

  const written = async (changes: readonly WordChange[]): Promise<Map<string, Uint8Array>> => {
    const rows = await db
      .selectFrom('resource_postings')
      .select(['word', 'block', 'entries'])
      .where('community_id', '=', community)
      .where('block', 'in', [...new Set(changes.map(({ block }) => block))])
      .where(isOneOfTexts(traits, 'word', [...new Set(changes.map(({ word }) => word))]))
      .execute();
    return new Map(rows.map((row) => [keyOf(row), row.entries]));
  };

  return {
    /** Takes changes of what resources are found by into the index; in a transaction, since rows are shared by many resources. */
    async changePostings(indexed: readonly IndexedChange[]): Promise<void> {
      const all = indexed.flatMap(({ id, before, now }) =>
        [...changedWords(before, now)].map(([word, places]) => ({ id, word, places, block: blockOf(id) })),
      );
      for (const changes of chunks(all, ROWS_MAX)) {
        const known = await written(changes);
        const rows = new Map<string, Posting>();
        for (const { id, word, block, places } of changes) {
          const key = keyOf({ word, block });
          const entries = rows.get(key)?.entries ?? known.get(key) ?? new Uint8Array();
          rows.set(key, { word, block, entries: changedEntries(entries, id, places) });
        }
        const changed = [...rows.values()];
        const kept = changed.filter(({ entries }) => entries.length > 0);
        if (kept.length > 0) {
          await db
            .insertInto('resource_postings')
            .values(kept.map((row) => ({ community_id: community, ...row })))
            .onConflict((conflict) =>
              conflict.columns(['community_id', 'word', 'block']).doUpdateSet(({ ref }) => ({ entries: ref('excluded.entries') })),
            )
            .execute();
        }
        for (const block of new Set(changed.map((row) => row.block))) {
          const emptied = changed.filter((row) => row.block === block && row.entries.length === 0).map(({ word }) => word);
          if (emptied.length === 0) continue;
          await db
            .deleteFrom('resource_postings')
            .where('community_id', '=', community)
            .where('block', '=', block)
            .where(isOneOfTexts(traits, 'word', emptied))
            .execute();
        }
      }
    },
    /** What the index has of each of these words, in their order. */
    async postingsOf(words: readonly Word[]): Promise<readonly (readonly Posting[])[]> {
      const found = words.map((): Posting[] => []);
      if (words.length === 0) return found;
      const parts = words.map(
        ({ word, isBeginning }, term): RawBuilder<Posting & { readonly term: number }> =>
          sql`select ${sql.lit(term)} as term, word, block, entries from resource_postings
            where community_id = ${community} and ${isBeginning ? sql`word >= ${word} and word < ${`${word}\u{10FFFF}`}` : sql`word = ${word}`}`,
      );
      const { rows } = await sql<Posting & { readonly term: number }>`${sql.join(parts, sql` union all `)}`.execute(db);
      for (const { term, ...posting } of rows) found[term]?.push(posting);
      return found;
    },
  };
}
