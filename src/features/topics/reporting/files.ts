import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import { csvFile } from '../../../kit/csv.js';
import { speaker } from '../../../language/index.js';
import { titleIn } from '../text-of.js';
import { sectorName } from './cards/labels.js';
import type { YearReport } from './report.js';

/** The topics of a year and what they recommended, for spreadsheets. Neither holds a number of people. */
export function reportFiles({ year, topics, recommended, zone }: YearReport, language: Language): readonly Attachment[] {
  const say = speaker(language);
  const day = (at: (typeof topics)[number]['openedAt']) => (at === null ? '' : localDateOf(at, zone));
  const titles = new Map(topics.map((topic) => [topic.id, titleIn(topic, language)]));
  const outcome = (of: (typeof recommended)[number]['outcome']) => (of === null ? '' : say.plain(`topics-report.csv.${of}`));
  return [
    csvFile(`topics-${year}.csv`, [
      (['month', 'title', 'sector', 'opened', 'closed', 'summary'] as const).map((column) => say.plain(`topics-report.csv.${column}`)),
      ...topics.map((topic) => [
        topic.month,
        titleIn(topic, language),
        sectorName(topic.sector, language),
        day(topic.openedAt),
        day(topic.closedAt),
        day(topic.summaryAt),
      ]),
    ]),
    ...(recommended.length === 0
      ? []
      : [
          csvFile(`topics-${year}-recommendations.csv`, [
            (['title', 'recommendation', 'responsible', 'review', 'outcome', 'outcome-words'] as const).map((column) =>
              say.plain(`topics-report.csv.${column}`),
            ),
            ...recommended.map(({ topic, words, responsible, reviewOn, outcome: known, outcomeWords }) => [
              titles.get(topic) ?? '',
              words,
              responsible,
              reviewOn ?? '',
              outcome(known),
              outcomeWords ?? '',
            ]),
          ]),
        ]),
  ];
}
