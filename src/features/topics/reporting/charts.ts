import type { NamedChart } from '../../../charts/index.js';
import { directionOf, type Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';
import type { Report } from '../rules/report.js';
import { monthName, sectorName } from './cards/labels.js';

/** A year's topics by month against the quota, and by sector. */
export function reportCharts({ year, months, sectors }: Report, language: Language): readonly NamedChart[] {
  const say = speaker(language);
  const direction = directionOf(language);
  return [
    {
      name: `topics-${year}-months`,
      chart: {
        type: 'columns',
        title: say.plain('topics-report.chart.months', { year: String(year) }),
        direction,
        columns: months.map(({ month, held, coming, quota }) => ({ label: monthName(month, language), done: held, coming, goal: quota })),
        words: {
          done: say.plain('topics-report.column.held'),
          coming: say.plain('topics-report.column.coming'),
          goal: say.plain('topics-report.column.quota'),
        },
      },
    },
    {
      name: `topics-${year}-sectors`,
      chart: {
        type: 'bars',
        title: say.plain('topics-report.chart.sectors', { year: String(year) }),
        direction,
        bars: sectors.map(({ sector, held }) => ({ label: sectorName(sector, language), value: held })),
      },
    },
  ];
}
