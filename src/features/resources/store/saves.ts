import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRows, firstAs, insertRow, removeRows, updateRows, upTo } from '../../../sql/rows.js';
import type { Kept, KeptMatter, SaveId } from '../types.js';
import type { FindingTables } from './finding-tables.js';

const COLUMNS = ['id', 'member_id', 'link', 'hash', 'size', 'file_name', 'file_type'] as const;

function toKept(row: Pick<Selectable<FindingTables['resource_saves']>, (typeof COLUMNS)[number]>): Kept {
  const { id, member_id: member, link, hash, size, file_name: name, file_type: type } = row;
  const file = hash === null || size === null || name === null || type === null ? null : { hash, size, name, type };
  return { id, member, link, file };
}

/** Links and files of messages that members may add. */
export function saveStore({ db: base, community }: Tx) {
  const db = base.withTables<FindingTables>();
  const place = { db, community };

  return {
    async keepMatter(member: MemberId, { link, file }: KeptMatter, madeAt: Instant): Promise<SaveId> {
      return insertRow(place, 'resource_saves', {
        member_id: member,
        link,
        hash: file?.hash ?? null,
        size: file?.size ?? null,
        file_name: file?.name ?? null,
        file_type: file?.type ?? null,
        made_at: madeAt,
      });
    },
    /** Removes what the member kept, and returns it. */
    async takeKept(id: SaveId, member: MemberId): Promise<Kept | undefined> {
      return firstAs(
        db
          .deleteFrom('resource_saves')
          .where('community_id', '=', community)
          .where('id', '=', id)
          .where('member_id', '=', member)
          .returning(COLUMNS),
        toKept,
      );
    },
    async keptBy(member: MemberId): Promise<readonly Kept[]> {
      return (await findRows(place, 'resource_saves', COLUMNS, { member_id: member }, 'id')).map(toKept);
    },
    async keptBefore(until: Instant): Promise<readonly Kept[]> {
      return (await findRows(place, 'resource_saves', COLUMNS, { made_at: upTo(until) }, 'id')).map(toKept);
    },
    async removeKept(ids: readonly SaveId[]): Promise<void> {
      if (ids.length > 0) await removeRows(place, 'resource_saves', { id: ids });
    },
    async redirectKept(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'resource_saves', { member_id: into }, { member_id: from });
    },
  };
}
