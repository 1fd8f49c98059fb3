import type { NamedChart } from '../../../charts/index.js';
import { directionOf, type Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';
import { ORGANISATION_TYPES } from '../../members/public.js';
import { periodText } from './figures.js';
import type { Report } from './rules/report.js';

/** Events by kind against the plan, and participants by type of organisation where that may be shown. */
export function reportCharts(report: Report, language: Language): readonly NamedChart[] {
  const say = speaker(language);
  const direction = directionOf(language);
  const { from, to, kinds, types, rest, countedBy } = report;
  const days = { period: periodText(report) };
  const shown = types.type === 'shown' ? types.groups : [];
  const typed = shown.flatMap(({ people }, index) => {
    const type = ORGANISATION_TYPES[index];
    if (people === null || (type === undefined && people === 0)) return [];
    return [{ label: say.plain(type === undefined ? 'events-report.without-organisation' : `common.type.${type}`), value: people }];
  });
  const bars = [...typed, ...(typed.length > 0 && rest > 0 ? [{ label: say.plain('events-nested.rest'), value: rest }] : [])];
  const titleOfTypes = countedBy.types === 'people' ? 'events-report.chart.types' : 'events-nested.chart';
  return [
    {
      name: `events-${from}-${to}-kinds`,
      chart: {
        type: 'columns',
        title: say.plain('events-report.chart.kinds', days),
        direction,
        columns: kinds
          .filter(({ held, coming, planned }) => held + coming > 0 || planned !== null)
          .map(({ kind, held, coming, planned }) => ({
            label: say.plain(`events.kind.${kind}`),
            done: held,
            coming,
            goal: planned,
          })),
        words: {
          done: say.plain('events-report.column.held'),
          coming: say.plain('events-report.column.coming'),
          goal: say.plain('events-report.column.planned'),
        },
      },
    },
    ...(bars.length === 0
      ? []
      : [
          {
            name: `events-${from}-${to}-types`,
            chart: { type: 'bars', title: say.plain(titleOfTypes, days), direction, bars } as const,
          },
        ]),
  ];
}
