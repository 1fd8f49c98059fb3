import type { MemberId } from '../../core/ids.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { KeptRow, RowChange } from '../../ports/store.js';
import { parse } from '../../sql/columns.js';
import type { Context } from '../repositories/context.js';
import { isRow, keyOf, keyText, type NamingTable, readRows, tablesNaming } from './named-rows.js';
import { isRecord } from './without-member.js';

/**
 * Notes the rows of two people who are about to become one. Returns what tells how they have changed since.
 *
 * @throws {TypeError} For a value that no column of ours holds.
 */
export async function watchRows(
  context: Context,
  { from, into }: { readonly from: MemberId; readonly into: MemberId },
  tables: readonly TableSpec[],
): Promise<() => Promise<readonly RowChange[]>> {
  const watched: { readonly table: NamingTable; readonly before: ReadonlyMap<string, KeptRow> }[] = [];
  for (const table of await tablesNaming(context, [from, into], tables)) {
    watched.push({ table, before: await readRows(context, table, table.condition) });
  }
  return async () => {
    const changes: RowChange[] = [];
    for (const { table, before } of watched) {
      const after = new Map(await readRows(context, table, table.condition));
      for (const [key, row] of before) {
        // Perhaps the row no longer names either of them.
        if (!after.has(key)) for (const [still, left] of await readRows(context, table, isRow(keyOf(table, row)))) after.set(still, left);
      }
      changes.push(...changesOf(table, { before, after }, { from, into }));
    }
    return changes;
  };
}

function changesOf(
  table: NamingTable,
  { before, after }: { readonly before: ReadonlyMap<string, KeptRow>; readonly after: ReadonlyMap<string, KeptRow> },
  { from, into }: { readonly from: MemberId; readonly into: MemberId },
): readonly RowChange[] {
  const change = (was: KeptRow | undefined, is: KeptRow | undefined): readonly RowChange[] => {
    const named = is ?? was;
    if (named === undefined) return [];
    const members = [...new Set([was, is].flatMap((row) => (row === undefined ? [] : membersIn(table, row))))];
    const common = { table: table.name, key: keyOf(table, named), members };
    if (was === undefined || is === undefined) return [{ ...common, before: was ?? null, after: is ?? null }];
    const columns = Object.keys(is).filter((column) => !isEqual(was[column], is[column]));
    return columns.length === 0 ? [] : [{ ...common, before: pick(was, columns), after: pick(is, columns) }];
  };
  const written = new Map([...after].filter(([key]) => !before.has(key)));
  return [
    ...[...before].flatMap(([key, was]) => {
      const same = after.get(key);
      if (same !== undefined) return change(was, same);
      // Its key names the member, so that it has another one now.
      const moved = keyText(table, renamed(table, was, { from, into }));
      const is = written.get(moved);
      written.delete(moved);
      return change(was, is);
    }),
    ...[...written.values()].flatMap((is) => change(undefined, is)),
  ];
}

/** The row as it would be if it named another member. */
export function renamed(
  { members }: Pick<NamingTable, 'members'>,
  row: KeptRow,
  { from, into }: { readonly from: MemberId; readonly into: MemberId },
): KeptRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, members.includes(column) && value === from ? into : value]),
  );
}

/** Whether two values have the same JSON; the order of an object’s properties counts. */
export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function pick(row: KeptRow, columns: readonly string[]): KeptRow {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

/** Whom a row names, in columns and in the JSON of the engines. */
function membersIn({ members }: NamingTable, row: KeptRow): readonly MemberId[] {
  return Object.entries(row).flatMap(([column, value]) => {
    // A column that refers to members holds their numbers.
    if (members.includes(column)) return typeof value === 'number' ? [value as MemberId] : [];
    return typeof value === 'string' && value.includes('"member') ? membersInJson(readJson(value)) : [];
  });
}

function readJson(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function membersInJson(value: unknown): readonly MemberId[] {
  if (Array.isArray(value)) return value.flatMap(membersInJson);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const ids = name === 'member' ? [inner] : name === 'members' && Array.isArray(inner) ? inner : [];
    // By these names the engines keep members' numbers alone.
    return [...ids.filter((id) => typeof id === 'number').map((id) => id as MemberId), ...membersInJson(inner)];
  });
}
