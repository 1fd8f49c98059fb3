import { sql } from 'kysely';
import type { MemberId } from '../../core/ids.js';
import { type Lookup, lookup } from '../../core/lookup.js';
import type { Instant } from '../../core/time.js';
import type { BlobRepository } from '../../ports/blobs.js';
import { chunks } from '../../sql/columns.js';
import { findInOneStatement } from '../../sql/read-in-one-statement.js';
import { findRow, findRows, hasRow, removeRows, takeRows, updateRows, upTo } from '../../sql/rows.js';
import type { Context } from './context.js';

/** The number of keys per statement. */
const KEYS = 500;

/** What uses the stored files of one community. */
export function blobRepository({ db, community, traits }: Context): BlobRepository {
  /** Notes since when blobs are unused, of those that are. */
  const markUnused = async (hashes: readonly string[], now: Instant): Promise<void> => {
    for (const some of chunks([...new Set(hashes)], KEYS)) {
      await db
        .updateTable('blobs')
        .set({ unused_since: now })
        .where('community_id', '=', community)
        .where('hash', 'in', some)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('blob_uses')
                .select('key')
                .whereRef('blob_uses.community_id', '=', 'blobs.community_id')
                .whereRef('blob_uses.hash', '=', 'blobs.hash'),
            ),
          ),
        )
        .execute();
    }
  };

  const bytesOf = (member: MemberId): Lookup<number> => {
    const query = db
      .selectFrom('blob_uses')
      .innerJoin('blobs', (join) =>
        join.onRef('blobs.community_id', '=', 'blob_uses.community_id').onRef('blobs.hash', '=', 'blob_uses.hash'),
      )
      .select(sql<number | string>`coalesce(sum(size), 0)`.as('bytes'))
      .where('blob_uses.community_id', '=', community)
      .where('blob_uses.member_id', '=', member);
    return lookup(query, ([row]) => Number(row?.bytes ?? 0));
  };

  return {
    async use({ hash, size }, { key, member }, now) {
      await db
        .insertInto('blobs')
        .values({ community_id: community, hash, size, stored_at: now, unused_since: null })
        .onConflict((conflict) => conflict.columns(['community_id', 'hash']).doUpdateSet({ unused_since: null }))
        .execute();
      const { numInsertedOrUpdatedRows: added = 0n } = await db
        .insertInto('blob_uses')
        .values({ community_id: community, key, hash, member_id: member })
        .onConflict((conflict) => conflict.columns(['community_id', 'key']).doNothing())
        .executeTakeFirstOrThrow();
      // Most keys are new, and then no other bytes were used until now.
      if (added > 0n) return;
      const before = await findRow({ db, community }, 'blob_uses', ['hash'], { key });
      await updateRows({ db, community }, 'blob_uses', { hash, member_id: member }, { key });
      if (before && before.hash !== hash) await markUnused([before.hash], now);
    },
    async release(keys, now) {
      const ended: string[] = [];
      for (const some of chunks(keys, KEYS)) {
        const rows = await takeRows({ db, community }, 'blob_uses', ['hash'], { key: some });
        ended.push(...rows.map(({ hash }) => hash));
      }
      await markUnused(ended, now);
      return ended.length > 0;
    },
    bytesOf,
    sizeOf: (member) => findInOneStatement({ db, traits }, bytesOf(member)),
    async total() {
      const row = await db
        .selectFrom('blobs')
        .select(({ fn }) => [fn.countAll<number | string>().as('count'), sql<number | string>`coalesce(sum(size), 0)`.as('bytes')])
        .where('community_id', '=', community)
        .executeTakeFirstOrThrow();
      return { count: Number(row.count), bytes: Number(row.bytes) };
    },
    isKnown: (hash) => hasRow({ db, community }, 'blobs', { hash }),
    known: () => findRows({ db, community }, 'blobs', ['hash', 'size'], {}, 'hash'),
    async forgetUnused(until) {
      await removeRows({ db, community }, 'blobs', { unused_since: upTo(until) });
    },
  };
}
