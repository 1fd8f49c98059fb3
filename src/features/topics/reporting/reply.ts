import { drawCharts } from '../../../charts/index.js';
import type { Language } from '../../../core/language.js';
import type { Reply } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { reportCard } from './cards/report.js';
import { reportCharts } from './charts.js';
import { reportFiles } from './files.js';
import { reportYear, type YearReport } from './report.js';

/** A year's report with its charts and tables. Called outside a transaction: drawing takes long. */
export async function reportReply(context: Context, language: Language, year: number | undefined): Promise<Reply> {
  const report = await reportYear(context, year);
  const pictures = report.topics.length === 0 ? [] : await draw(context, report, language);
  const files =
    report.topics.length === 0
      ? []
      : [...pictures.map(({ picture }) => picture), ...reportFiles(report, language), ...pictures.map(({ drawing }) => drawing)];
  return {
    type: 'message',
    message: { cards: [reportCard(report, { pictures: pictures.length > 0 }, language)], ...(files.length > 0 && { files }) },
    visibility: 'private',
  };
}

/** The charts; none where they can't be drawn, since the numbers are worth reading without them. */
async function draw({ compute, logger }: Context, report: YearReport, language: Language): ReturnType<typeof drawCharts> {
  try {
    return await drawCharts(compute, reportCharts(report, language));
  } catch (error) {
    logger.warn({ error }, 'the charts of a report were not drawn');
    return [];
  }
}
