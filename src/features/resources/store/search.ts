import { sql } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import type { TextPart } from '../../../ports/files.js';
import { containing } from '../../../sql/columns.js';
import { removeRows } from '../../../sql/rows.js';
import type { Word } from '../rules/query.js';
import type { Edition, ResourceId } from '../types.js';
import type { ResourcesTables } from './tables.js';

/** What an approved resource is ranked by: words in their order, with a space on either side of each. */
export interface Found {
  readonly id: ResourceId;
  readonly title: string;
  readonly organisation: string;
  readonly summary: string;
  /** With a space between them. */
  readonly languages: string;
}

/** A part of the text of a file, and in which language the file is. */
export interface FoundPart extends Pick<TextPart, 'place' | 'number'> {
  readonly resource: ResourceId;
  readonly language: Edition['language'];
  readonly body: string;
}

const INDEX = { table: 'resource_words', key: 'resource_id', column: 'words' } as const;
/** So many parts of one page of results are looked through for a line of context. */
const PARTS_MAX = 60;

/** What is searched. */
export function searchStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<ResourcesTables>();

  return {
    async saveWords(id: ResourceId, found: Omit<Found, 'id'> & { readonly words: string }): Promise<void> {
      await db
        .insertInto('resource_words')
        .values({ community_id: community, resource_id: id, ...found })
        .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(found))
        .execute();
    },
    async removeWords(ids: readonly ResourceId[]): Promise<void> {
      if (ids.length > 0) await removeRows({ db, community }, 'resource_words', { resource_id: ids });
    },
    /** Approved resources that hold all words, the newest first. */
    async holding(words: readonly Word[], limit: number): Promise<readonly Found[]> {
      // The order of the tables is kept, so that the index gives the newest first and the rest of it is not read.
      const { rows } = await sql<Found>`
        select resource_id as id, title, organisation, summary, languages
        from ${traits.rowsWithWords(INDEX, words)} as found cross join resource_words
        where resource_id = found_id and community_id = ${community}
        order by found_id desc limit ${limit}`.execute(db);
      return rows;
    },
    /** Which of these resources have a phrase in a file. */
    async withPhrase(ids: readonly ResourceId[], phrase: string): Promise<ReadonlySet<ResourceId>> {
      const rows = await db
        .selectFrom('resource_texts')
        .innerJoin('resource_editions', 'resource_editions.id', 'resource_texts.edition_id')
        .select('resource_id')
        .distinct()
        .where('resource_texts.community_id', '=', community)
        .where(traits.isOneOf('resource_id', ids))
        .where('replaced_at', 'is', null)
        .where(sql<boolean>`folded like ${containing(phrase)} escape '\\'`)
        .execute();
      return new Set(rows.map(({ resource_id }) => resource_id));
    },
    /** Parts of these resources' files that have one of these words, in the order of the files. */
    async partsWith(ids: readonly ResourceId[], words: readonly Word[]): Promise<readonly FoundPart[]> {
      if (ids.length === 0 || words.length === 0) return [];
      const patterns = words.map(({ word, isBeginning }) => containing(isBeginning ? ` ${word}` : ` ${word} `));
      return db
        .selectFrom('resource_texts')
        .innerJoin('resource_editions', 'resource_editions.id', 'resource_texts.edition_id')
        .select(['resource_id as resource', 'language', 'place', 'number', 'body'])
        .where('resource_texts.community_id', '=', community)
        .where(traits.isOneOf('resource_id', ids))
        .where('replaced_at', 'is', null)
        .where(({ or }) => or(patterns.map((pattern) => sql<boolean>`folded like ${pattern} escape '\\'`)))
        .orderBy('edition_id', 'desc')
        .orderBy('part')
        .limit(PARTS_MAX)
        .execute();
    },
  };
}
