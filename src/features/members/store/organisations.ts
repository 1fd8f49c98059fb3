import { type Selectable, sql } from 'kysely';
import { InputError } from '../../../core/errors.js';
import { nameKey } from '../../../core/fold.js';
import type { OrganisationId } from '../../../core/ids.js';
import { between, type Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { phrase } from '../../../language/index.js';
import { beginningWith, containing, isOf, json, redirect, strings } from '../../../sql/columns.js';
import { allAs, findRows, firstAs, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Organisation } from '../types.js';
import type { MembersTables } from './tables.js';

/** The organisations of one community. */
export const organisationsStore = oncePerTx((tx) => {
  const { community, traits } = tx;
  const db = tx.db.withTables<MembersTables>();
  const select = (on = db) => on.selectFrom('organisations').selectAll().where('community_id', '=', community);

  const requireFree = async (trx: typeof db, name: string, own?: Organisation['id']): Promise<string> => {
    const folded = foldedName(name);
    const other = await select(trx).where('folded_name', '=', folded).executeTakeFirst();
    if (other !== undefined && other.id !== own) {
      throw new InputError(`organisation ${other.id} has this name`, phrase('store.organisationExists', { name: other.name }));
    }
    return folded;
  };

  return {
    async find(id: OrganisationId): Promise<Organisation | undefined> {
      return firstAs(select().where('id', '=', id), toOrganisation);
    },
    async findMany(ids: readonly OrganisationId[]): Promise<readonly Organisation[]> {
      if (ids.length === 0) return [];
      return allAs(
        db
          .selectFrom('organisations')
          .selectAll()
          .where(isOf(community))
          .where(traits.isOneOf('id', [...new Set(ids)]))
          .orderBy('id'),
        toOrganisation,
      );
    },
    /** The same name after folding (case, Arabic letter variants, spaces). */
    async findByName(name: string): Promise<Organisation | undefined> {
      return firstAs(select().where('folded_name', '=', foldedName(name)), toOrganisation);
    },
    /** Approved ones whose folded name contains the folded `text`, best first. */
    async search(text: string, limit: number): Promise<readonly Organisation[]> {
      const key = nameKey(text);
      // Best first: the whole name, then names that begin so, then a word that begins so, then anywhere.
      const rank = sql<number>`case
        when folded_name = ${key} then 0
        when folded_name like ${beginningWith(key)} escape '\\' then 1
        when lower(name) like ${containing(` ${text.toLowerCase()}`)} escape '\\' then 2
        else 3 end`;
      return allAs(
        select()
          .where('status', '=', 'approved')
          .where(sql<boolean>`folded_name like ${containing(key)} escape '\\'`)
          .orderBy(rank)
          .orderBy('folded_name')
          .limit(limit),
        toOrganisation,
      );
    },
    /** Those whose name another one has since names were folded anew: only theirs is kept with a space and their number. */
    async becameEqual(): Promise<readonly Organisation[]> {
      return allAs(select().where(sql<boolean>`folded_name like '% %'`).where('status', '=', 'approved').orderBy('id'), toOrganisation);
    },
    async list(): Promise<readonly Organisation[]> {
      return allAs(select().orderBy('folded_name'), toOrganisation);
    },
    /** The moment at which each was added; organisations from before this was recorded are absent. */
    async since(): Promise<ReadonlyMap<OrganisationId, Instant>> {
      const rows = await findRows({ db, community }, 'organisations', ['id', 'joined_at'], {});
      return new Map(rows.flatMap(({ id, joined_at }) => (joined_at === null ? [] : [[id, joined_at] as const])));
    },
    /** Throws an `InputError` if another organisation has the name. `at`: since when it is there; null for always. */
    insert: (organisation: Omit<Organisation, 'id'>, at: Instant | null = null): Promise<OrganisationId> =>
      tx.atomically(async (inside) => {
        const trx = inside.db.withTables<MembersTables>();
        return await insertRow({ db: trx, community }, 'organisations', {
          name: organisation.name,
          folded_name: await requireFree(trx, organisation.name),
          type: organisation.type,
          governorates: json(organisation.governorates),
          sectors: json(organisation.sectors),
          status: organisation.status,
          joined_at: at,
        });
      }),
    /** Throws an `InputError` if another organisation has the name. */
    update: (id: OrganisationId, change: Partial<Omit<Organisation, 'id'>>): Promise<void> =>
      tx.atomically(async (inside) => {
        const trx = inside.db.withTables<MembersTables>();
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
    /** Its members have no organisation afterwards. */
    async remove(id: OrganisationId): Promise<void> {
      await removeRows({ db, community }, 'organisations', { id });
    },
    /** Moves the members of `from` to `into`. */
    async moveMembers(from: OrganisationId, into: OrganisationId): Promise<void> {
      await redirect({ db, community }, 'members', 'organisation_id', { from, into });
      const both = await findRows({ db, community }, 'organisations', ['joined_at'], { id: [from, into] });
      const known = both.flatMap(({ joined_at }) => joined_at ?? []).toSorted((one, other) => between(other, one));
      // It is there since the first of the two was.
      const since = known.length < both.length ? null : (known[0] ?? null);
      await updateRows({ db, community }, 'organisations', { joined_at: since }, { id: into });
    },
  };
});

/** A name of marks alone folds to the empty text, so it is kept as it is. */
function foldedName(name: string): string {
  return nameKey(name) || name;
}

function toOrganisation(row: Selectable<MembersTables['organisations']>): Organisation {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    governorates: strings(row.governorates),
    sectors: strings(row.sectors),
    status: row.status,
  };
}
