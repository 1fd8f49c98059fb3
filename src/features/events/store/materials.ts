import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { insertMany, removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { EventId, Material, MaterialId } from '../types.js';
import type { EventsTables } from './tables.js';

/** What somebody gives, before it has a number. */
export type NewMaterial = Pick<Material, 'event' | 'kind' | 'link' | 'addedAt'> & { readonly member: MemberId };

/** What there is of an event: slides first, in the order in which they were given. */
export function selectMaterials({ db, community }: Pick<Tx, 'db' | 'community'>, event: EventId) {
  return db
    .withTables<EventsTables>()
    .selectFrom('event_materials')
    .select(['id', 'event_id as event', 'kind', 'link', 'added_at as addedAt', 'told_at as toldAt'])
    .where('community_id', '=', community)
    .where('event_id', '=', event)
    .orderBy('kind', 'desc')
    .orderBy('id');
}

/** Those that have a link; others are kept as files. */
export function toMaterials(rows: readonly (Omit<Material, 'link'> & { readonly link: string | null })[]): readonly Material[] {
  return rows.flatMap(({ link, ...row }) => (link === null ? [] : [{ ...row, link }]));
}

/** Slides and recordings. */
export function materialStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    async materialsOf(event: EventId): Promise<readonly Material[]> {
      return toMaterials(await selectMaterials(tx, event).execute());
    },
    async insertMaterials(materials: readonly NewMaterial[]): Promise<void> {
      const rows = materials.map(({ event, kind, link, member, addedAt }) => ({
        event_id: event,
        kind,
        link,
        member_id: member,
        added_at: addedAt,
        told_at: null,
      }));
      await insertMany({ db, community }, 'event_materials', rows);
    },
    async removeMaterials(ids: readonly MaterialId[]): Promise<void> {
      if (ids.length > 0) await removeRows({ db, community }, 'event_materials', { id: ids });
    },
    /** Whatever nobody was told of is told at this moment. Returns how many there were. */
    tellMaterials: (event: EventId, at: Instant): Promise<number> =>
      updateRows({ db, community }, 'event_materials', { told_at: at }, { event_id: event, told_at: null }),
  };
}
