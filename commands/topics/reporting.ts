import { reportReply } from '../../src/features/topics/reporting/reply.js';
import { yearReport } from '../year-report.js';

/** What came of a year's topics. */
export const reportingSubcommands = {
  report: yearReport({
    access: 'adviser',
    description: 'topics-report.command.report',
    year: 'topics-report.command.year',
    reply: reportReply,
  }),
} as const;
