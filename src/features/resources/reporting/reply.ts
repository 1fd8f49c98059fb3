import { drawChartsIfPossible } from '../../../charts/index.js';
import type { Language } from '../../../core/language.js';
import type { Reply } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { reportCard } from './cards/report.js';
import { reportCharts } from './charts.js';
import { reportFiles } from './files.js';
import { reportCentre } from './report.js';

/** A year's report with its chart and tables. Called outside a transaction: drawing takes long. */
export async function reportReply(context: Context, language: Language, year: number | undefined): Promise<Reply> {
  const report = await reportCentre(context, year);
  const pictures = report.total === 0 ? [] : await drawChartsIfPossible(context, reportCharts(report, language));
  const files =
    report.total === 0
      ? []
      : [...pictures.map(({ picture }) => picture), ...(await reportFiles(report, language)), ...pictures.map(({ drawing }) => drawing)];
  return {
    type: 'message',
    message: { cards: [reportCard(report, { pictures: pictures.length > 0 }, language)], ...(files.length > 0 && { files }) },
    visibility: 'private',
  };
}
