import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { speaker } from '../../../../language/index.js';
import { bold } from '../../cards/labels.js';
import { donorsSentences, type FigureGroup, figuresOf, groupsOf, periodText } from '../figures.js';
import { planText } from '../files.js';
import type { Report } from '../rules/report.js';

const COLUMNS = ['kind', 'held', 'planned', 'coming', 'cancelled', 'in-person', 'virtual', 'hybrid'] as const;

/** Whether charts go with a report, and after how many days the attendance of an event is complete by itself. */
interface Around {
  readonly pictures: boolean;
  readonly completeDays: number;
}

/** The figures of a period's events. The first sentences are for donors. */
export function reportCard(report: Report, { pictures, completeDays }: Around, language: Language): Card {
  const say = speaker(language);
  const { kinds, incomplete } = report;
  const title = heading(say('events-report.title', { period: periodText(report) }));
  if (kinds.length === 0) return card(language, title, paragraph(say('events-report.empty')));
  return card(
    language,
    title,
    ...donorsSentences(report, language).map(bold),
    {
      type: 'facts',
      items: figuresOf(report, language).map(({ label, value, rows }) => ({
        label: [label],
        value: say('events-report.counted', { value: String(value), rows }),
      })),
    },
    kindsTable(report, language),
    kinds.some(({ planned }) => planned !== null) && note([planText(report, language)]),
    ...groupsOf(report, language).flatMap((group) => groupBlocks(group, language)),
    note(say('events-report.hidden')),
    incomplete > 0 && note(say('events-shares.waiting', { count: incomplete, days: completeDays })),
    note(say('events-nested.note')),
    note(say('events-shares.note')),
    note(say(pictures ? 'events-report.files' : 'events-report.files-only')),
  );
}

function kindsTable({ kinds }: Report, language: Language): Block {
  const say = speaker(language);
  return {
    type: 'table',
    caption: say.plain('events-report.by-kind'),
    columns: COLUMNS.map((column) => say(`events-report.column.${column}`)),
    rows: kinds.map(({ kind, held, planned, coming, cancelled, formats }) =>
      [
        say.plain(`events.kind.${kind}`),
        held,
        planned ?? '–',
        coming,
        cancelled,
        formats['in-person'],
        formats.virtual,
        formats.hybrid,
      ].map((value): Text => [String(value)]),
    ),
  };
}

function groupBlocks({ title, rows, figures }: FigureGroup, language: Language): readonly Block[] {
  const say = speaker(language);
  const items = figures.map(({ label, value, share }): Text => {
    const isShared = share !== undefined && typeof value === 'number';
    return [`${label}: ${isShared ? say.plain('events-attendance.numbers.of', { people: value, share }) : value}`];
  });
  return [bold(title), { type: 'list', items }, note(say('events-report.counted-from', { rows }))];
}
