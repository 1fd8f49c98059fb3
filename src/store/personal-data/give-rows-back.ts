import { type RawBuilder, sql } from 'kysely';
import type { AgendaId, MemberId } from '../../core/ids.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { KeptRow, RowChange } from '../../ports/store.js';
import type { Reference } from '../dialect.js';
import { isPlanned } from '../repositories/agenda-rows.js';
import type { Context } from '../repositories/context.js';
import { PLANNED, toPlanned } from '../repositories/plan-rows.js';
import { allTables } from '../tables.js';
import { fromCell } from '../transfer/read.js';
import { columnsTo, isRow, keyOf, readRows } from './named-rows.js';
import { isEqual, renamed } from './watch-rows.js';

type Place = Pick<TableSpec, 'name' | 'key'> & { readonly members: readonly string[]; readonly references: readonly Reference[] };
type Outcome = 'given' | 'lost';

/**
 * Gives two people back the rows that a merge changed. First what the merge wrote goes, so that nothing is in the way of what comes
 * back; rows come back after those they refer to. Must run in a transaction. Returns the table of each row that could not be given back.
 */
export async function giveRowsBack(
  context: Context,
  changes: readonly RowChange[],
  { into, stays }: { readonly into: MemberId; readonly stays: MemberId },
  features: readonly TableSpec[],
): Promise<readonly string[]> {
  const { rows: references } = await context.traits.references.execute(context.db);
  const places = allTables(features).map(
    ({ name, key }): Place => ({
      name,
      key,
      members: columnsTo(references, name, 'members').map(({ column }) => column),
      references: references.filter(({ table }) => table === name),
    }),
  );
  const lost: string[] = [];
  const each = async (order: readonly Place[], step: (place: Place, change: RowChange) => Promise<Outcome>) => {
    for (const place of order) {
      for (const change of changes.filter(({ table }) => table === place.name)) {
        const rename = (row: KeptRow | null) => row && renamed(place, row, { from: into, into: stays });
        const now = { ...change, key: rename(change.key) ?? change.key, before: rename(change.before), after: rename(change.after) };
        if ((await step(place, now)) === 'lost') lost.push(place.name);
      }
    }
  };
  await each(places.toReversed(), (place, change) => takeAway(context, place, change));
  await each(places, (place, change) => changeBack(context, place, change));
  await each(places, (place, change) => bringBack(context, place, change));
  await wakeUp(context, changes);
  return lost;
}

/** Deletes what the merge wrote, unless it has changed since. */
async function takeAway(context: Context, place: Place, { key, before, after }: RowChange): Promise<Outcome> {
  if (before !== null || after === null) return 'given';
  const current = await find(context, place, key);
  if (current !== undefined && isEqual(current, after)) await write(context, sql`delete from ${sql.table(place.name)}`, key);
  return 'given';
}

/** Sets columns to what they were, unless they have changed since. A row that names somebody else by now is left alone. */
async function changeBack(context: Context, place: Place, { key, before, after }: RowChange): Promise<Outcome> {
  if (before === null || after === null) return 'given';
  const current = await find(context, place, key);
  if (current === undefined) return (await find(context, place, { ...key, ...keyOf(place, { ...key, ...before }) })) ? 'given' : 'lost';
  const columns = Object.keys(before).filter((column) => isEqual(current[column], after[column]));
  const isOthers = place.members.some(
    (column) => column in before && !columns.includes(column) && !isEqual(current[column], before[column]),
  );
  if (isOthers) return 'lost';
  const values = Object.fromEntries(columns.map((column) => [column, before[column] ?? null]));
  if (columns.length === 0) return 'given';
  if (!(await isComplete(context, place, values))) return 'lost';
  const moved = keyOf(place, { ...current, ...values });
  if (!isEqual(moved, keyOf(place, current)) && (await find(context, place, moved))) return 'lost';
  const set = columns.map((column) => sql`${sql.ref(column)} = ${fromCell(values[column] ?? null)}`);
  await write(context, sql`update ${sql.table(place.name)} set ${sql.join(set)}`, key);
  return 'given';
}

/** Writes a row that the merge removed, if what it refers to is still there. */
async function bringBack(context: Context, place: Place, { before, after }: RowChange): Promise<Outcome> {
  if (before === null || after !== null) return 'given';
  const row = Object.entries(before);
  if (!(await isComplete(context, place, before))) return 'lost';
  const { rows } = await sql`
    insert into ${sql.table(place.name)} (${sql.join(row.map(([column]) => sql.ref(column)))})
    values (${sql.join(row.map(([, value]) => fromCell(value)))}) on conflict do nothing returning 1`.execute(context.db);
  return rows.length > 0 || (await find(context, place, keyOf(place, before))) ? 'given' : 'lost';
}

/** Whether everything that these columns refer to exists. */
async function isComplete({ db }: Context, { references }: Place, values: KeptRow): Promise<boolean> {
  for (const { column, target, targetColumn } of references) {
    const value = values[column];
    if (value === undefined || value === null) continue;
    const { rows } = await sql`select 1 from ${sql.table(target)} where ${sql.ref(targetColumn)} = ${fromCell(value)}`.execute(db);
    if (rows.length === 0) return false;
  }
  return true;
}

async function find(context: Context, place: Place, key: KeptRow): Promise<KeptRow | undefined> {
  return [...(await readRows(context, place, isRow(key))).values()][0];
}

async function write({ db, community }: Context, statement: RawBuilder<unknown>, key: KeptRow): Promise<void> {
  await sql`${statement} where community_id = ${community} and ${isRow(key)}`.execute(db);
}

/** Wakes the runner for rows that are planned again. */
async function wakeUp(context: Context, changes: readonly RowChange[]): Promise<void> {
  const { db, community, traits } = context;
  // The key of the agenda is a number.
  const ids = changes.flatMap(({ table, key }) => (table === 'agenda' && typeof key.id === 'number' ? [key.id as AgendaId] : []));
  const rows = await db
    .selectFrom('agenda')
    .select(PLANNED)
    .where('community_id', '=', community)
    .where(traits.isOneOf('id', ids))
    .where(isPlanned)
    .orderBy('id')
    .execute();
  for (const row of rows) context.planned(toPlanned(row));
}
