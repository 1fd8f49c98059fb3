import type { Generated } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { isLanguage, type Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import type { FileType } from '../../../ports/files.js';
import { jsonColumn } from '../../../sql/columns.js';
import { defineTables, type Owned } from '../../../sql/tables.js';
import type { CollectionId, ResourceId, SaveId, Visibility } from '../types.js';

export type FindingTables = {
  /** A link or a file of a message, from the opening of its menu until it is added. */
  resource_saves: Owned & {
    id: Generated<SaveId>;
    member_id: MemberId;
    link: string | null;
    hash: string | null;
    /** In bytes. */
    size: number | null;
    file_name: string | null;
    file_type: FileType | null;
    made_at: Instant;
  };
  /** What a member wants to hear of: no sector or no language means all of them. */
  resource_subscriptions: Owned & { member_id: MemberId; sectors: string; languages: string; told_until: Instant };
  resource_collections: Owned & {
    id: Generated<CollectionId>;
    member_id: MemberId | null;
    version: number;
    title: string;
    summary: string;
    visibility: Visibility;
    made_at: Instant;
  };
  resource_collection_items: Owned & { collection_id: CollectionId; resource_id: ResourceId; position: number };
};

export const findingTables = defineTables<FindingTables>({
  resource_saves: { key: ['id'], refersTo: ['communities', 'members'] },
  resource_subscriptions: { key: ['member_id'], refersTo: ['members'] },
  resource_collections: { key: ['id'], refersTo: ['communities', 'members'] },
  resource_collection_items: { key: ['collection_id', 'resource_id'], refersTo: ['resource_collections', 'resources'] },
});

export const languagesColumn = jsonColumn<readonly Language[]>(z.array(z.string().refine(isLanguage)).readonly());
