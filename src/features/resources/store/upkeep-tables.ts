import type { Generated } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { LinkState } from '../../../ports/links.js';
import type { Owned } from '../../../sql/tables.js';
import type { EditionId, ResourceId } from '../types.js';
import type { CopyState, TakeDownId } from '../upkeep/types.js';

export type UpkeepTables = {
  /** Of resources that somebody has checked, or that may be shared for a while only. */
  resource_upkeep: Owned & {
    resource_id: ResourceId;
    checked_by: MemberId | null;
    checked_at: Instant | null;
    expires_on: LocalDate | null;
  };
  /** What became of links. */
  resource_links: Owned & {
    edition_id: EditionId;
    state: LinkState;
    status: number | null;
    /** How often in a row it was not there. */
    tries: number;
    checked_at: Instant;
    next_at: Instant;
    /** Null unless its contributor has to know. */
    bad_since: Instant | null;
  };
  /** Files for people outside, without what they tell of persons. */
  resource_copies: Owned & {
    edition_id: EditionId;
    state: CopyState;
    hash: string | null;
    /** In bytes. */
    size: number | null;
    removed: string;
    made_at: Instant;
  };
  resource_takedowns: Owned & {
    id: Generated<TakeDownId>;
    resource_id: ResourceId;
    text: string;
    contact: string | null;
    made_at: Instant;
  };
};

export const upkeepTables = {
  resource_upkeep: { key: ['resource_id'], refersTo: ['resources', 'members'] },
  resource_links: { key: ['edition_id'], refersTo: ['resource_editions'] },
  resource_copies: { key: ['edition_id'], refersTo: ['resource_editions'] },
  resource_takedowns: { key: ['id'], refersTo: ['resources'] },
} as const;
