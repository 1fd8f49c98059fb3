import { drawChartsIfPossible } from '../../../charts/index.js';
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
  const pictures = report.kinds.length === 0 ? [] : await drawChartsIfPossible(context, reportCharts(report, language));
  const files =
    report.kinds.length === 0
      ? []
      : [...pictures.map(({ picture }) => picture), ...(await reportFiles(report, language)), ...pictures.map(({ drawing }) => drawing)];
  return {
    type: 'message',
    message: { cards: [reportCard(report, { pictures: pictures.length > 0 }, language)], ...(files.length > 0 && { files }) },
    visibility: 'private',
  };
}
