import { drawChartsIfPossible, reportAnswer } from '../../../charts/index.js';
import type { Language } from '../../../core/language.js';
import type { Reply } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { reportCard } from './cards/report.js';
import { reportCharts } from './charts.js';
import { reportFiles } from './files.js';
import { reportYear } from './report.js';

/** A year's report with its charts and tables. Called outside a transaction: drawing takes long. */
export async function reportReply(context: Context, language: Language, year: number | undefined): Promise<Reply> {
  const report = await reportYear(context, year);
  const isEmpty = report.topics.length === 0;
  const charts = isEmpty ? [] : await drawChartsIfPossible(context, reportCharts(report, language));
  const tables = isEmpty ? [] : reportFiles(report, language);
  return reportAnswer(reportCard(report, { pictures: charts.length > 0 }, language), charts, tables);
}
