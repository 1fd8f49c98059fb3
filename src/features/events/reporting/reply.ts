import { drawChartsIfPossible, reportAnswer } from '../../../charts/index.js';
import type { Language } from '../../../core/language.js';
import type { Reply } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { reportCard } from './cards/report.js';
import { reportCharts } from './charts.js';
import { reportFiles } from './files.js';
import { reportPeriod, type WantedPeriod } from './report.js';

/** A period's report with its charts and tables. Called outside a transaction: drawing takes long. */
export async function reportReply(context: Context, language: Language, wanted: WantedPeriod): Promise<Reply> {
  const report = await reportPeriod(context, wanted);
  const isEmpty = report.kinds.length === 0;
  const charts = isEmpty ? [] : await drawChartsIfPossible(context, reportCharts(report, language));
  const tables = isEmpty ? [] : await reportFiles(report, language);
  return reportAnswer(reportCard(report, { pictures: charts.length > 0, completeDays: report.completeDays }, language), charts, tables);
}
