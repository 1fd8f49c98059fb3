import { localDateOf } from '../../../calendar/wall-clock.js';
import { directionOf, type Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import { csvFile } from '../../../kit/csv.js';
import { formatList, speaker, withoutDirectionControls } from '../../../language/index.js';
import { type Cell, workbookFile } from '../../members/public.js';
import { titleIn } from '../text-of.js';
import { figuresOf, groupsOf } from './figures.js';
import type { PeriodReport } from './report.js';

type Value = string | number;
type Row = readonly Value[];

/** Texts without direction marks, which would keep searches of the file from finding them. */
const plain = (row: Row): Row => row.map((value) => (typeof value === 'string' ? withoutDirectionControls(value) : value));

const EVENT_COLUMNS = [
  'day',
  'title',
  'kind',
  'format',
  'state',
  'sessions',
  'registered',
  'selected',
  'unique',
  'repeated',
  'absent',
  'sent',
  'fetched',
  'requested',
  'rating',
] as const;

/** The figures and the events of a period as CSV, and both with the open actions as a workbook. */
export async function reportFiles(report: PeriodReport, language: Language): Promise<readonly Attachment[]> {
  const say = speaker(language);
  const name = `events-${report.from}-${report.to}`;
  const figures = figureRows(report, language).map(plain);
  const events = eventRows(report, language).map(plain);
  const actions = actionRows(report, language).map(plain);
  const direction = directionOf(language);
  const sheet = (title: 'figures' | 'events' | 'actions', rows: readonly Row[], widths: readonly number[]) => ({
    name: say.plain(`events-report.sheet.${title}`),
    rows: rows.map((row, index) => row.map((value): Cell => ({ value, bold: index === 0 }))),
    direction,
    widths,
  });
  return [
    await workbookFile(`${name}.xlsx`, [
      sheet('figures', figures, [48, 16, 80]),
      sheet('events', events, [12, 40, 20, 20, 12, ...EVENT_COLUMNS.slice(5).map(() => 12)]),
      ...(actions.length > 1 ? [sheet('actions', actions, [40, 60, 30, 14])] : []),
    ]),
    csvFile(`${name}-figures.csv`, figures),
    csvFile(`${name}.csv`, events),
  ];
}

function figureRows(report: PeriodReport, language: Language): readonly Row[] {
  const say = speaker(language);
  return [
    (['figure', 'number', 'rows'] as const).map((column) => say.plain(`events-report.csv.${column}`)),
    ...report.kinds.flatMap(({ kind, held, planned, coming, cancelled, formats }) => {
      const label = (column: 'held' | 'planned' | 'coming' | 'cancelled' | 'in-person' | 'virtual' | 'hybrid') =>
        `${say.plain(`events.kind.${kind}`)} · ${say.plain(`events-report.column.${column}`)}`;
      const rows = say.plain('events-report.rows.held');
      return [
        [label('held'), held, rows],
        ...(planned === null ? [] : [[label('planned'), planned, planText(report, language)]]),
        [label('in-person'), formats['in-person'], rows],
        [label('virtual'), formats.virtual, rows],
        [label('hybrid'), formats.hybrid, rows],
        [label('coming'), coming, ''],
        [label('cancelled'), cancelled, ''],
      ];
    }),
    ...figuresOf(report, language).map(({ label, value, rows }) => [label, value, rows]),
    ...groupsOf(report, language).flatMap(({ title, rows, figures }) =>
      figures.map(({ label, value }) => [`${title} · ${label}`, value, rows]),
    ),
  ];
}

/** Of which years the plan is. */
export function planText({ years }: Pick<PeriodReport, 'years'>, language: Language): string {
  return speaker(language).plain('events-report.plan-of', { count: years.length, years: formatList(years.map(String), language) });
}

function eventRows({ events, zone }: PeriodReport, language: Language): readonly Row[] {
  const say = speaker(language);
  const hidden = say.plain('events-report.not-shown');
  return [
    EVENT_COLUMNS.map((column) => say.plain(`events-report.csv.${column}`)),
    ...events.map(({ event, held, registered, selected, unique, repeated, absent, sent, fetched, requested, average }) => [
      localDateOf(event.startsAt, zone),
      titleIn(event, language),
      say.plain(`events.kind.${event.kind}`),
      say.plain(`events.format.${event.format}`),
      say.plain(`events-report.csv.state-${event.state === 'cancelled' ? 'cancelled' : held ? 'held' : 'coming'}`),
      event.sessions,
      ...(held
        ? [registered, selected, unique, repeated, absent, ...[sent, fetched, requested].map((count) => count ?? hidden), average ?? '']
        : EVENT_COLUMNS.slice(6).map(() => '')),
    ]),
  ];
}

function actionRows({ open, events }: PeriodReport, language: Language): readonly Row[] {
  const say = speaker(language);
  const titles = new Map(events.map(({ event }) => [event.id, titleIn(event, language)]));
  return [
    (['title', 'action', 'responsible', 'due'] as const).map((column) => say.plain(`events-report.csv.${column}`)),
    ...open.map(({ event, words, responsible, dueOn }) => [titles.get(event) ?? '', words, responsible ?? '', dueOn ?? '']),
  ];
}
