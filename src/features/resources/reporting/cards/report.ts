import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { formatList, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import { shortTitle } from '../../cards/labels.js';
import { daysOf } from '../../rules/answer-times.js';
import { type CentreReport, MISSED_DAYS_MIN } from '../report.js';

/** The resource centre and how it was used in a year. `pictures`: whether a chart goes with it. */
export function reportCard(report: CentreReport, { pictures }: { readonly pictures: boolean }, language: Language): Card {
  const say = speaker(language);
  const title = heading(say('resources-report.title', { year: String(report.year) }));
  if (report.total === 0) return card(language, title, paragraph(say('resources-report.empty')));
  return card(
    language,
    title,
    {
      type: 'facts',
      items: figuresOf(report, language).map(({ label, value, rows }) => ({
        label: [label],
        value: say('resources-report.counted', { value: String(value), rows }),
      })),
    },
    coverageTable(report, language),
    note(say('resources-report.coverage-rows')),
    ...gapBlocks(report, language),
    ...listBlocks(
      say.plain('resources-report.used'),
      report.used.map(
        ({ title: of, opened, fetched }): Text => say('resources-report.used-line', { title: shortTitle(of), opened, fetched }),
      ),
    ),
    ...listBlocks(
      say.plain('resources-report.missed'),
      report.missed.map(({ words, days }): Text => say('resources-report.missed-line', { words, days })),
    ),
    report.misses > 0 && note(say('resources-report.missed-note', { days: MISSED_DAYS_MIN })),
    note(say(pictures ? 'resources-report.files' : 'resources-report.files-only')),
  );
}

/** A number, what it is called, and what it counts. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly rows: string;
}

export function figuresOf(report: CentreReport, language: Language): readonly Figure[] {
  const say = speaker(language);
  const values = {
    total: report.total,
    public: report.isPublic,
    added: report.added,
    opened: report.opened,
    fetched: report.fetched,
    misses: report.misses,
    asked: report.requests.asked,
    answered: report.requests.answered,
    'slides-sent': report.handedOut?.sent ?? 0,
    'slides-opened': report.handedOut?.opened ?? 0,
    days: report.requests.medianMs === undefined ? 0 : daysOf(report.requests.medianMs),
  };
  const shown = [
    ...(['total', 'public', 'added', 'opened', 'fetched', 'misses', 'asked', 'answered'] as const),
    // A duration of fewer than five answers could tell of one person.
    ...(report.requests.medianMs === undefined ? [] : (['days'] as const)),
    ...(report.handedOut === undefined ? [] : (['slides-sent', 'slides-opened'] as const)),
  ];
  return shown.map((name) => ({
    label: say.plain(`resources-report.figure.${name}`),
    value: values[name],
    rows: say.plain(`resources-report.rows.${name}`),
  }));
}

export function sectorText(sector: string | null, language: Language): string {
  return sector === null ? speaker(language).plain('resources-report.no-sector') : sectorLabel(sector, language);
}

function coverageTable({ languages, coverage }: CentreReport, language: Language): Block {
  const say = speaker(language);
  return {
    type: 'table',
    caption: say.plain('resources-report.coverage'),
    columns: [say('resources-report.sector'), ...languages.map((code): Text => [say.plain(`common.language.${code}`)])],
    rows: coverage.map(({ sector, counts }) => [
      [sectorText(sector, language)],
      ...counts.map((count): Text => [count === 0 ? '–' : String(count)]),
    ]),
  };
}

/** Sectors in which something is missing, with the languages. */
function gapBlocks({ coverage, languages }: CentreReport, language: Language): readonly Block[] {
  const say = speaker(language);
  const gaps = coverage.filter(({ missing }) => missing.length > 0);
  return listBlocks(
    say.plain('resources-report.gaps'),
    gaps.map(({ sector, missing }): Text => {
      const values = {
        sector: sectorText(sector, language),
        languages: formatList(
          missing.map((code) => say.plain(`common.language.${code}`)),
          language,
        ),
      };
      return say(missing.length === languages.length ? 'resources-report.gap-all' : 'resources-report.gap-line', values);
    }),
  );
}

function listBlocks(title: string, items: readonly Text[]): readonly Block[] {
  return items.length === 0 ? [] : [paragraph([{ type: 'bold', text: title }]), { type: 'list', items }];
}
