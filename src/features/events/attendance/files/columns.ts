/** What columns of attendance files say. Those of a summary (`firstJoined`, `lastLeft`) hide that somebody was away in between. */
const COLUMNS = {
  name: ['name (original name)', 'user name (original name)', 'name', 'full name', 'participant name', 'participant', 'user name'],
  firstName: ['first name'],
  lastName: ['last name'],
  email: ['user email', 'email', 'email address', 'participant email'],
  account: ['participant id (upn)', 'participant id', 'upn'],
  joined: ['join time', 'joined at'],
  left: ['leave time', 'left at'],
  firstJoined: ['first join', 'first join time', 'time joined', 'first joined'],
  lastLeft: ['last leave', 'last leave time', 'time exited', 'last exited', 'last left'],
  minutes: [
    'duration (minutes)',
    'total duration (minutes)',
    'time in session (minutes)',
    'duration',
    'in-meeting duration',
    'meeting duration',
    'attendance duration',
    'time in call',
  ],
  waiting: ['in waiting room'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

const NAMED: ReadonlyMap<string, Column> = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) => COLUMNS[column].map((name) => [name, column] as const)),
);

/** The column that a cell of a header names; undefined for one that says nothing of attendance. */
export function columnOf(cell: string): Column | undefined {
  return NAMED.get(cell.trim().toLowerCase().replace(/\s+/g, ' '));
}
