import { localDateOf } from '../../../calendar/wall-clock.js';
import { note, paragraph, quote } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Attachment, Block, Message } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { csvFile } from '../../../kit/csv.js';
import { formatList, formatLocalDate, isolate, speaker } from '../../../language/index.js';
import type { PeriodReport } from '../report.js';
import { ORGANISATION_TYPES, OUTCOMES } from '../types.js';
import { outcomeLabel } from './labels.js';

const NAMED = 20;
const QUOTED = 5;

/** The figures of a period for organisers, with two files: by round and by organisation. */
export function reportMessage(report: PeriodReport, language: Language): Message {
  const say = speaker(language);
  const title = say('coffee-organisers.report.title', {
    from: formatLocalDate(report.from, language, 'short-date'),
    to: formatLocalDate(report.to, language, 'short-date'),
  });
  const heading = { type: 'heading', text: title } as const;
  if (report.rounds.length === 0) {
    return { cards: [{ language, blocks: [heading, paragraph(say('coffee-organisers.report.empty'))] }] };
  }
  const { total } = report;
  const blocks: Block[] = [
    heading,
    {
      type: 'facts',
      items: [
        counted('rounds', report.rounds.length, language),
        counted('invited', total.invited, language),
        counted('people', report.people, language),
        counted('matched', total.matched, language),
        counted('left-out', total.leftOut, language),
        counted('matches', total.matches, language),
        counted('met', say.plain('coffee-organisers.report.met-value', { met: total.met, matches: total.matches }), language),
      ],
    },
    paragraph([{ type: 'bold', text: say.plain('coffee-organisers.report.outcomes') }]),
    { type: 'facts', items: OUTCOMES.map((step) => fact([outcomeLabel(step, language)], total.outcomes[step])) },
    note(say('coffee-organisers.report.rows.outcomes')),
    typesTable(report, language),
    note(say('coffee-organisers.report.rows.types')),
    paragraph(unmetLine(report, language)),
    note(say('coffee-organisers.report.rows.unmet')),
    ...notesBlocks(report, language),
    note(say('coffee-organisers.report.files')),
  ];
  return { cards: [{ language, blocks }], files: reportFiles(report, language) };
}

type Counted = 'rounds' | 'invited' | 'people' | 'matched' | 'left-out' | 'matches' | 'met';

/** A figure with what it is counted from. */
function counted(name: Counted, value: number | string, language: Language) {
  const say = speaker(language);
  const rows = say.plain(`coffee-organisers.report.rows.${name}`);
  return {
    label: say(`coffee-organisers.report.${name}`),
    value: [`${value} · ${say.plain('coffee-organisers.report.counted', { rows })}`],
  };
}

function fact(label: Text, value: number) {
  return { label, value: [String(value)] };
}

function typesTable({ types }: PeriodReport, language: Language): Block {
  const say = speaker(language);
  return {
    type: 'table',
    caption: say.plain('coffee-organisers.report.types'),
    columns: [say('coffee-organisers.report.type'), ...ORGANISATION_TYPES.map((type) => say(`common.type.${type}`))],
    rows: ORGANISATION_TYPES.map((one) => [
      say(`common.type.${one}`),
      ...ORGANISATION_TYPES.map((other): Text => [String(types[one][other])]),
    ]),
  };
}

function unmetLine({ unmet }: PeriodReport, language: Language): Text {
  const say = speaker(language);
  if (unmet.length === 0) return say('coffee-organisers.report.unmet-none');
  const names = unmet.map(({ name }) => isolate(name));
  const listed = formatList(names.slice(0, NAMED), language);
  const rest = names.length - NAMED;
  const all =
    rest > 0 ? say.plain('coffee-organisers.report.unmet-more', { names: names.slice(0, NAMED).join(' · '), count: rest }) : listed;
  return say('coffee-organisers.report.unmet', { count: names.length, names: all });
}

function notesBlocks({ notes }: PeriodReport, language: Language): readonly Block[] {
  if (notes.length === 0) return [];
  return [
    paragraph([{ type: 'bold', text: speaker(language).plain('coffee-organisers.report.notes') }]),
    // The newest first: notes come in the order of rounds.
    ...notes
      .slice(-QUOTED)
      .reverse()
      .map((words) => quote([words])),
  ];
}

function reportFiles(report: PeriodReport, language: Language): readonly Attachment[] {
  const say = speaker(language);
  const zone = report.settings.timezone;
  const rounds = [
    [
      say.plain('coffee-organisers.report.column.round'),
      say.plain('coffee-organisers.report.column.date'),
      say.plain('coffee-organisers.report.invited'),
      say.plain('coffee-organisers.report.column.skipped'),
      say.plain('coffee-organisers.report.matched'),
      say.plain('coffee-organisers.report.left-out'),
      say.plain('coffee-organisers.report.matches'),
      say.plain('coffee-organisers.report.met'),
      ...OUTCOMES.map((step) => outcomeLabel(step, language)),
    ],
    ...report.rounds.map(({ round, invited, skipped, matched, leftOut, matches, met, outcomes }) => [
      round.number,
      localDateOf(round.matchingAt, zone),
      invited,
      skipped,
      matched,
      leftOut,
      matches,
      met,
      ...OUTCOMES.map((step) => outcomes[step]),
    ]),
  ];
  const organisations = [
    [
      say.plain('coffee-organisers.report.column.organisation'),
      say.plain('coffee-organisers.report.type'),
      say.plain('coffee-organisers.report.column.since'),
      say.plain('coffee-organisers.report.matches'),
      say.plain('coffee-organisers.report.met'),
    ],
    ...report.organisations.map(({ organisation, since, matches, met }) => [
      organisation.name,
      say.plain(`common.type.${organisation.type}`),
      since === undefined ? '' : localDateOf(since, zone),
      matches,
      met,
    ]),
  ];
  return [csvFile('coffee-rounds.csv', rounds), csvFile('coffee-organisations.csv', organisations)];
}
