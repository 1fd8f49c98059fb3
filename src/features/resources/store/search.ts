import { sql } from 'kysely';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import type { TextPart } from '../../../ports/files.js';
import { containing } from '../../../sql/columns.js';
import { findRows, removeRows, saveRow } from '../../../sql/rows.js';
import type { Indexed } from '../rules/indexed.js';
import type { Word } from '../rules/query.js';
import type { Edition, ResourceId, Visibility } from '../types.js';
import { type IndexedChange, postingStore } from './postings.js';
import type { ResourcesTables } from './tables.js';

/** What is kept of an approved resource to find it by: words in their order, with a space on either side of each. */
export interface Found extends Indexed {
  /** With a space between them. */
  readonly languages: string;
}

/** What a resource is found by from now on, and what it was found by until now. */
export interface WordsChange extends IndexedChange {
  readonly now: Found;
}

/** A part of the text of a file, and in which language the file is. */
export interface FoundPart extends Pick<TextPart, 'place' | 'number'> {
  readonly resource: ResourceId;
  readonly language: Edition['language'];
  readonly body: string;
}

/** How many parts of files are read for the lines of context of one page of results. */
const PARTS_MAX = 60;

/** What is searched. */
export function searchStore(tx: Tx) {
  const { db: base, community, traits } = tx;
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const index = postingStore(tx);
  const indexed = (ids: readonly ResourceId[]): Promise<readonly (Indexed & { readonly resource_id: ResourceId })[]> =>
    findRows(place, 'resource_words', ['resource_id', 'title', 'organisation', 'summary', 'words'], { resource_id: ids });

  return {
    postingsOf: index.postingsOf,
    /** By what a resource is found until now. */
    indexedWords(id: ResourceId): Lookup<Indexed | undefined> {
      const query = db
        .selectFrom('resource_words')
        .select(['title', 'organisation', 'summary', 'words'])
        .where('community_id', '=', community)
        .where('resource_id', '=', id);
      return lookup(query, ([row]) => row);
    },
    async saveWords(changes: readonly WordsChange[]): Promise<void> {
      await index.changePostings(changes);
      for (const { id, now } of changes) await saveRow(place, 'resource_words', { resource_id: id }, now);
    },
    /** Takes resources out of the search: before they are deleted too, since nothing else takes them out of the index. */
    async removeWords(ids: readonly ResourceId[]): Promise<void> {
      const known = ids.length === 0 ? [] : await indexed(ids);
      if (known.length === 0) return;
      await index.changePostings(known.map((before) => ({ id: before.resource_id, before, now: undefined })));
      await removeRows(place, 'resource_words', { resource_id: known.map(({ resource_id }) => resource_id) });
    },
    /** The folded titles of the newest that are searched and have one of these visibilities. */
    async searchedTitles(visibilities: readonly Visibility[], limit: number): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('resource_words')
        .innerJoin('resources', 'resources.id', 'resource_words.resource_id')
        .select('resource_words.title')
        .where('resource_words.community_id', '=', community)
        .where('visibility', 'in', visibilities)
        .orderBy('resource_words.resource_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ title }) => title);
    },
    /** Which of these resources have a phrase in their title, their summary or a file. */
    async withPhrase(ids: readonly ResourceId[], phrase: string): Promise<ReadonlySet<ResourceId>> {
      const holds = (column: 'title' | 'summary' | 'folded') => sql<boolean>`${sql.ref(column)} like ${containing(phrase)} escape '\\'`;
      const inFiles = db
        .selectFrom('resource_texts')
        .innerJoin('resource_editions', 'resource_editions.id', 'resource_texts.edition_id')
        .select('resource_id')
        .where('resource_texts.community_id', '=', community)
        .where(traits.isOneOf('resource_id', ids))
        .where('replaced_at', 'is', null)
        .where(holds('folded'));
      const rows = await db
        .selectFrom('resource_words')
        .select('resource_id')
        .where('community_id', '=', community)
        .where(traits.isOneOf('resource_id', ids))
        .where(({ or }) => or([holds('title'), holds('summary')]))
        .union(inFiles)
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
