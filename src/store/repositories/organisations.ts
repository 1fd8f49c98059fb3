import { type Selectable, sql } from 'kysely';
import { InputError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { Organisation, OrganisationRepository } from '../../ports/members.js';
import { storePhrase } from '../errors.js';
import type { OrganisationTable } from '../schema.js';
import { beginningWith, chunks, containing, json, strings } from '../../sql/columns.js';
import type { Context } from './context.js';

export function organisationRepository(context: Context): OrganisationRepository {
  const { db, community, traits } = context;
  const select = () => db.selectFrom('organisations').selectAll().where('community_id', '=', community);

  const requireFree = async (trx: Context['db'], name: string, own?: Organisation['id']): Promise<string> => {
    const folded = foldedName(name);
    const other = await trx
      .selectFrom('organisations')
      .select(['id', 'name'])
      .where('community_id', '=', community)
      .where('folded_name', '=', folded)
      .executeTakeFirst();
    if (other !== undefined && other.id !== own) {
      throw new InputError(`organisation ${other.id} has this name`, storePhrase('store.organisationExists', { name: other.name }));
    }
    return folded;
  };

  return {
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toOrganisation(row);
    },
    async findMany(ids) {
      const found: Organisation[] = [];
      for (const some of chunks([...new Set(ids)], traits.maxParameters - 1)) {
        found.push(...(await select().where('id', 'in', some).orderBy('id').execute()).map(toOrganisation));
      }
      return found;
    },
    async findByName(name) {
      const row = await select().where('folded_name', '=', foldedName(name)).executeTakeFirst();
      return row && toOrganisation(row);
    },
    async search(text, limit) {
      const folded = fold(text);
      // Best first: the whole name, then names that begin so, then a word that begins so, then anywhere.
      const rank = sql<number>`case
        when folded_name = ${folded} then 0
        when folded_name like ${beginningWith(folded)} escape '\\' then 1
        when folded_name like ${containing(` ${folded}`)} escape '\\' then 2
        else 3 end`;
      const rows = await select()
        .where('status', '=', 'approved')
        .where(sql<boolean>`folded_name like ${containing(folded)} escape '\\'`)
        .orderBy(rank)
        .orderBy('folded_name')
        .limit(limit)
        .execute();
      return rows.map(toOrganisation);
    },
    async list() {
      return (await select().orderBy('folded_name').execute()).map(toOrganisation);
    },
    insert: (organisation) =>
      context.atomically(async ({ db: trx }) => {
        const { id } = await trx
          .insertInto('organisations')
          .values({
            community_id: community,
            name: organisation.name,
            folded_name: await requireFree(trx, organisation.name),
            type: organisation.type,
            governorates: json(organisation.governorates),
            sectors: json(organisation.sectors),
            status: organisation.status,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),
    update: (id, change) =>
      context.atomically(async ({ db: trx }) => {
        const columns = {
          ...(change.name !== undefined && { name: change.name, folded_name: await requireFree(trx, change.name, id) }),
          ...(change.type !== undefined && { type: change.type }),
          ...(change.governorates !== undefined && { governorates: json(change.governorates) }),
          ...(change.sectors !== undefined && { sectors: json(change.sectors) }),
          ...(change.status !== undefined && { status: change.status }),
        };
        if (Object.keys(columns).length === 0) return;
        await trx.updateTable('organisations').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
      }),
    async remove(id) {
      await db.deleteFrom('organisations').where('community_id', '=', community).where('id', '=', id).execute();
    },
    merge: (from, into) =>
      context.atomically(async ({ db: trx }) => {
        if (from === into) return;
        for (const table of ['members', 'coffee_match_members'] as const) {
          await trx
            .updateTable(table)
            .set({ organisation_id: into })
            .where('community_id', '=', community)
            .where('organisation_id', '=', from)
            .execute();
        }
        await trx.deleteFrom('organisations').where('community_id', '=', community).where('id', '=', from).execute();
      }),
  };
}

/** A name of marks alone folds to nothing; then it stands for itself. */
function foldedName(name: string): string {
  return fold(name) || name;
}

function toOrganisation(row: Selectable<OrganisationTable>): Organisation {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    governorates: strings(row.governorates),
    sectors: strings(row.sectors),
    status: row.status,
  };
}
