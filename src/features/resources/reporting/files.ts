import { directionOf, type Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import { csvFile } from '../../../kit/csv.js';
import { speaker, withoutDirectionControls } from '../../../language/index.js';
import { type Cell, workbookFile } from '../../members/public.js';
import { figuresOf, sectorText } from './cards/report.js';
import type { CentreReport } from './report.js';

type Row = readonly (string | number)[];

/** A cell's text without direction marks, which would keep searches of the file from finding it. */
const plain = (row: Row): Row => row.map((value) => (typeof value === 'string' ? withoutDirectionControls(value) : value));

/** The whole report as a workbook, and what there is by sector and language as CSV. */
export async function reportFiles(report: CentreReport, language: Language): Promise<readonly Attachment[]> {
  const say = speaker(language);
  const { year, languages, coverage, used, missed } = report;
  const name = `resources-${year}`;
  const column = (id: 'figure' | 'number' | 'rows' | 'title' | 'opened' | 'fetched' | 'words' | 'days') =>
    say.plain(`resources-report.csv.${id}`);
  const bySector = [
    [say.plain('resources-report.sector'), ...languages.map((code) => say.plain(`common.language.${code}`))],
    ...coverage.map(({ sector, counts }) => [sectorText(sector, language), ...counts]),
  ].map(plain);
  const sheet = (id: 'figures' | 'sectors' | 'used' | 'missed', rows: readonly Row[], widths: readonly number[]) => ({
    name: say.plain(`resources-report.sheet.${id}`),
    rows: rows.map(plain).map((row, index) => row.map((value): Cell => ({ value, bold: index === 0 }))),
    direction: directionOf(language),
    widths,
  });
  const figures = figuresOf(report, language).map(({ label, value, rows }) => [label, value, rows]);
  return [
    await workbookFile(`${name}.xlsx`, [
      sheet('figures', [[column('figure'), column('number'), column('rows')], ...figures], [44, 12, 80]),
      sheet('sectors', bySector, [36, ...languages.map(() => 18)]),
      ...(used.length === 0
        ? []
        : [
            sheet(
              'used',
              [
                [column('title'), column('opened'), column('fetched')],
                ...used.map(({ title, opened, fetched }) => [title, opened, fetched]),
              ],
              [60, 12, 12],
            ),
          ]),
      ...(missed.length === 0
        ? []
        : [sheet('missed', [[column('words'), column('days')], ...missed.map(({ words, days }) => [words, days])], [44, 12])]),
    ]),
    csvFile(`${name}-sectors.csv`, bySector),
  ];
}
