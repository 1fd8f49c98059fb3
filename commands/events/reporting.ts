import { defineSubcommand } from '../../src/feature-api/index.js';
import { reportReply } from '../../src/features/events/reporting/reply.js';
import { periodOptions } from '../period-options.js';

/** What came of the events of a period. */
export const reportingSubcommands = {
  report: defineSubcommand({
    description: 'events-report.command.report',
    access: 'adviser',
    options: periodOptions('events-report.command.from', 'events-report.command.to'),
    // The charts are drawn meanwhile.
    transaction: 'own',
    run: (context, { language }, period) => reportReply(context, language, period),
  }),
} as const;
