import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { removeRows } from '../../../sql/rows.js';
import type { Flag, ResourceId } from '../types.js';
import type { ResourcesTables } from './tables.js';

/** What members found outdated or wrong. */
export function flagStore({ db: base, community }: Tx) {
  const db = base.withTables<ResourcesTables>();
  const select = () =>
    db.selectFrom('resource_flags').select(['text', 'made_at as madeAt']).where('community_id', '=', community).orderBy('made_at');

  return {
    /** Of one member, the last word counts. */
    async flag(id: ResourceId, member: MemberId, { text, madeAt }: Flag): Promise<void> {
      await db
        .insertInto('resource_flags')
        .values({ community_id: community, resource_id: id, member_id: member, text, made_at: madeAt })
        .onConflict((conflict) => conflict.columns(['resource_id', 'member_id']).doUpdateSet({ text, made_at: madeAt }))
        .execute();
    },
    flagsOf: (id: ResourceId): Promise<readonly Flag[]> => select().where('resource_id', '=', id).execute(),
    async flagsBy(member: MemberId): Promise<readonly string[]> {
      return (await select().where('member_id', '=', member).execute()).map(({ text }) => text);
    },
    /** Resources that have flags. */
    async flagged(limit: number): Promise<readonly ResourceId[]> {
      const rows = await db
        .selectFrom('resource_flags')
        .innerJoin('resources', 'resources.id', 'resource_flags.resource_id')
        .select('resource_id')
        .distinct()
        .where('resource_flags.community_id', '=', community)
        .where('state', '=', 'approved')
        .orderBy('resource_id')
        .limit(limit)
        .execute();
      return rows.map(({ resource_id }) => resource_id);
    },
    async removeFlags(id: ResourceId): Promise<void> {
      await removeRows({ db, community }, 'resource_flags', { resource_id: id });
    },
    async removeFlagsBy(member: MemberId): Promise<void> {
      await removeRows({ db, community }, 'resource_flags', { member_id: member });
    },
    /** Where both have written of the same, the one who stays keeps theirs. */
    async mergeFlags(from: MemberId, into: MemberId): Promise<void> {
      const both = db.selectFrom('resource_flags').select('resource_id').where('member_id', '=', into);
      await db
        .updateTable('resource_flags')
        .set({ member_id: into })
        .where('community_id', '=', community)
        .where('member_id', '=', from)
        .where('resource_id', 'not in', both)
        .execute();
      await removeRows({ db, community }, 'resource_flags', { member_id: from });
    },
  };
}
