/** The columns of the members' CSV, for import and export (docs/members-csv.md). */
export const COLUMNS = [
  'name',
  'organisation',
  'organisation_type',
  'governorates',
  'sectors',
  'languages',
  'offers',
  'wants',
  'language',
  'timezone',
  'email',
  'slack_id',
  'discord_id',
] as const;
export type Column = (typeof COLUMNS)[number];

export const REQUIRED: readonly Column[] = ['name', 'organisation'];

/** Lines of one file, without the header. More is most likely a mistake, and a chat attachment holds no more. */
export const LINES_MAX = 50_000;
export const CELL_MAX = 2000;
export const ITEMS_MAX = 25;
export const ITEM_SEPARATOR = '|';

export function isColumn(value: string): value is Column {
  return COLUMNS.some((column) => column === value);
}

export type Row = Readonly<Partial<Record<Column, string>>>;
