import type { MemberId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import { mergeMemberRows } from '../../../sql/member-rows.js';
import { removeRows, saveRow } from '../../../sql/rows.js';
import type { Flag, ResourceId } from '../types.js';
import type { ResourcesTables } from './tables.js';

/** What members found outdated or wrong. */
export function flagStore({ db: base, community, find }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const place = { db, community };
  const select = () =>
    db.selectFrom('resource_flags').select(['text', 'made_at as madeAt']).where('community_id', '=', community).orderBy('made_at');

  const flags = (id: ResourceId): Lookup<readonly Flag[]> => lookup(select().where('resource_id', '=', id), (rows) => rows);

  return {
    /** Writes a report; a later one of the same member replaces it. */
    async flag(id: ResourceId, member: MemberId, { text, madeAt }: Flag): Promise<void> {
      await saveRow(place, 'resource_flags', { resource_id: id, member_id: member }, { text, made_at: madeAt });
    },
    flags,
    flagsOf: (id: ResourceId): Promise<readonly Flag[]> => find(flags(id)),
    async flagsBy(member: MemberId): Promise<readonly string[]> {
      return (await select().where('member_id', '=', member).execute()).map(({ text }) => text);
    },
    async removeFlags(id: ResourceId): Promise<void> {
      await removeRows(place, 'resource_flags', { resource_id: id });
    },
    async removeFlagsBy(member: MemberId): Promise<void> {
      await removeRows(place, 'resource_flags', { member_id: member });
    },
    /** Where both have written of the same, the one who stays keeps theirs. */
    mergeFlags: (from: MemberId, into: MemberId): Promise<void> =>
      mergeMemberRows(place, { own: [{ table: 'resource_flags', sameBy: ['resource_id'] }], named: [] }, { from, into }),
  };
}
