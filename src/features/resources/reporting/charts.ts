import type { NamedChart } from '../../../charts/index.js';
import { directionOf, type Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';
import { sectorText } from './cards/report.js';
import type { CentreReport } from './report.js';

/** Resources by sector and language, where the gaps stand out. */
export function reportCharts({ year, languages, coverage }: CentreReport, language: Language): readonly NamedChart[] {
  const say = speaker(language);
  return [
    {
      name: `resources-${year}-sectors`,
      chart: {
        type: 'grid',
        title: say.plain('resources-report.chart'),
        direction: directionOf(language),
        columns: languages.map((code) => say.plain(`common.language.${code}`)),
        rows: coverage.map(({ sector, counts }) => ({ label: sectorText(sector, language), values: counts })),
        gap: say.plain('resources-report.gap'),
      },
    },
  ];
}
