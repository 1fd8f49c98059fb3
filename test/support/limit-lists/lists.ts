import { columnLetter, workbookOf } from '../bombs.js';

/** More lines than any list may have. */
export const MANY = 30_000;

/** A list that organisers send. */
export interface LimitList {
  readonly header: readonly string[];
  readonly line: (at: number) => readonly string[];
  /** So many lines are taken. */
  readonly most: number;
}

const dayOf = (at: number) => `2027-0${1 + (at % 9)}-1${at % 10}`;

const MEMBERS: LimitList = {
  header:
    'name,organisation,organisation_type,governorates,sectors,languages,offers,wants,language,timezone,email,slack_id,discord_id'.split(
      ',',
    ),
  line: (at) => [
    `زينب كريم ${at}`,
    `شبكة الرافدين ${at}`,
    'local',
    'basra|baghdad',
    'protection|awareness',
    'ar|ckb',
    `grant-budgets|mapping ${at}`,
    'media',
    'ar',
    'Asia/Baghdad',
    `person${at}@example.org`,
    `U0${String(at).padStart(8, '0')}`,
    `1234567890${String(at).padStart(8, '0')}`,
  ],
  most: 5000,
};

const RESOURCES: LimitList = {
  header: 'file,link,title,summary,kind,language,sectors,organisation,published,sharing,visibility'.split(','),
  line: (at) => ['', `https://example.org/${at}`, `Guide ${at * 7919}`, `For ${at}`, 'guide', 'en', '', '', '2025-03-01', '', ''],
  most: 2000,
};

export const LIMIT_LISTS = {
  'members and their organisations': MEMBERS,
  'members who are written': MEMBERS,
  'the people of a meeting': {
    header: ['Name (original name)', 'Email', 'Join time', 'Leave time', 'Duration (minutes)', 'Guest', 'In waiting room'],
    line: (at) => [`Person ${at}`, `person${at}@example.org`, '05/12/2026 10:00:00 AM', '05/12/2026 11:00:00 AM', '60', 'Yes', 'No'],
    most: 9_999,
  },
  events: {
    header: 'title,date,start,end,kind,format,place,link,about,language,zone,repeats'.split(','),
    line: (at) => [`Webinar ${at}`, dayOf(at), '10:00', '11:00', 'webinar', 'virtual', '', '', `About ${at}`, 'en', 'Asia/Baghdad', ''],
    most: 200,
  },
  resources: RESOURCES,
  'resources that are written': RESOURCES,
  'resources that are shown at once': RESOURCES,
} satisfies Readonly<Record<string, LimitList>>;

export type ListKind = keyof typeof LIMIT_LISTS;
export const LIST_KINDS = Object.keys(LIMIT_LISTS) as ListKind[];

const rowsOf = ({ header, line }: LimitList, lines: number) => [header, ...Array.from({ length: lines }, (_, at) => line(at))];

export const csv = (list: LimitList, lines: number): Uint8Array =>
  Buffer.from(
    rowsOf(list, lines)
      .map((cells) => cells.join(','))
      .join('\r\n'),
  );

export function xlsx(list: LimitList, lines: number): Uint8Array {
  const rows = rowsOf(list, lines).map((cells, at) => {
    const inline = cells.map((text, column) => `<c r="${columnLetter(column)}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`);
    return `<row r="${at + 1}">${inline.join('')}</row>`;
  });
  return workbookOf(rows.join(''));
}
