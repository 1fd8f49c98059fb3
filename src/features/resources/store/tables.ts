import type { Generated } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { FileType, TextPart } from '../../../ports/files.js';
import { jsonColumn } from '../../../sql/columns.js';
import { defineTables, type Flag, type Owned } from '../../../sql/tables.js';
import type { EditionId, InLanguages, Kind, Reading, ResourceId, ResourceState, Sharing, Visibility } from '../types.js';
import { type UpkeepTables, upkeepTables } from './upkeep-tables.js';

export type ResourcesTables = {
  resources: Owned & {
    id: Generated<ResourceId>;
    member_id: MemberId | null;
    state: ResourceState;
    version: number;
    title: string;
    summary: string;
    kind: Kind;
    sectors: string;
    organisation: string;
    published_on: LocalDate | null;
    sharing: Sharing;
    visibility: Visibility;
    stays: Flag;
    reason: string | null;
    made_at: Instant;
    approved_at: Instant | null;
    gone_at: Instant | null;
    /** What it is called in its other languages, as JSON by language. */
    titles: Generated<string | null>;
    /** What it is good for in its other languages, as JSON by language. */
    summaries: Generated<string | null>;
    /** What another feature made it from, by its key; null for what somebody added. */
    origin: Generated<string | null>;
  };
  resource_editions: Owned & {
    id: Generated<EditionId>;
    resource_id: ResourceId;
    language: Language;
    link: string | null;
    link_key: string | null;
    hash: string | null;
    /** In bytes. */
    size: number | null;
    file_name: string | null;
    file_type: FileType | null;
    reading: Reading;
    added_at: Instant;
    replaced_at: Instant | null;
  };
  /** The text of files, in parts. */
  resource_texts: Owned & {
    edition_id: EditionId;
    part: number;
    place: TextPart['place'];
    number: number;
    body: string;
    folded: string;
  };
  /**
   * What an approved resource is found by: each of its words once, and the words of its title, its summary and whose it is, as they
   * follow one another. They say what to take out of the index when it changes.
   */
  resource_words: Owned & {
    resource_id: ResourceId;
    title: string;
    organisation: string;
    summary: string;
    /** With a space between them. */
    languages: string;
    words: string;
  };
  /** The index: for a word and a block of numbers, the resources that have it, and where. `rules/postings.ts` reads the entries. */
  resource_postings: Owned & { word: string; block: number; entries: Uint8Array };
  /** How often members opened a resource in a month (`2026-11`), and fetched a file of it. */
  resource_uses: Owned & { resource_id: ResourceId; month: string; opened: number; fetched: number };
  /** Words that were searched for in vain, and on how many days of a month; nobody is kept with them. */
  resource_misses: Owned & { month: string; words: string; days: number; last_on: LocalDate };
  resource_flags: Owned & { resource_id: ResourceId; member_id: MemberId; text: string; made_at: Instant };
} & UpkeepTables;

export const resourcesTables = defineTables<ResourcesTables>({
  resources: { key: ['id'], refersTo: ['communities', 'members'] },
  resource_editions: { key: ['id'], refersTo: ['resources'] },
  resource_texts: { key: ['edition_id', 'part'], refersTo: ['resource_editions'] },
  resource_words: { key: ['resource_id'], refersTo: ['resources'] },
  resource_postings: { key: ['community_id', 'word', 'block'] },
  resource_uses: { key: ['resource_id', 'month'], refersTo: ['resources'] },
  resource_misses: { key: ['community_id', 'month', 'words'] },
  resource_flags: { key: ['resource_id', 'member_id'], refersTo: ['resources', 'members'] },
  ...upkeepTables,
});

const words = z.string().optional();
export const inLanguagesColumn = jsonColumn(z.object({ en: words, ar: words, ckb: words }).readonly());

export const readInLanguages = (text: string | null): InLanguages => (text === null ? {} : inLanguagesColumn.read(text));

export const sectorsColumn = jsonColumn(z.array(z.string()).readonly());
