import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { removeRows } from '../../../sql/rows.js';
import type { EventId, Material, MaterialId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What somebody gives, before it has a number. */
export type NewMaterial = Pick<Material, 'event' | 'kind' | 'link' | 'addedAt'> & { readonly member: MemberId };

/** Slides and recordings. */
export function materialStore({ db: base, community }: Tx) {
  const db = base.withTables<EventsTables>();
  return {
    /** Slides first, in the order in which they were given. */
    async materialsOf(event: EventId): Promise<readonly Material[]> {
      const rows = await db
        .selectFrom('event_materials')
        .select(['id', 'event_id as event', 'kind', 'link', 'added_at as addedAt', 'told_at as toldAt'])
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .orderBy('kind', 'desc')
        .orderBy('id')
        .execute();
      return rows.flatMap(({ link, ...row }) => (link === null ? [] : [{ ...row, link }]));
    },
    async insertMaterials(materials: readonly NewMaterial[]): Promise<void> {
      if (materials.length === 0) return;
      await db
        .insertInto('event_materials')
        .values(
          materials.map(({ event, kind, link, member, addedAt }) => ({
            community_id: community,
            event_id: event,
            kind,
            link,
            member_id: member,
            added_at: addedAt,
          })),
        )
        .execute();
    },
    async removeMaterials(ids: readonly MaterialId[]): Promise<void> {
      if (ids.length > 0) await removeRows({ db, community }, 'event_materials', { id: ids });
    },
    /** Whatever nobody was told of is told at this moment. Returns how many there were. */
    async tellMaterials(event: EventId, at: Instant): Promise<number> {
      const { numUpdatedRows } = await db
        .updateTable('event_materials')
        .set({ told_at: at })
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .where('told_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
  };
}
