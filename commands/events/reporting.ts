import { defineSubcommand } from '../../src/feature-api/index.js';
import { reportReply } from '../../src/features/events/reporting/reply.js';

/** What came of the events of a period. */
export const reportingSubcommands = {
  report: defineSubcommand({
    description: 'events-report.command.report',
    access: 'adviser',
    options: {
      from: { type: 'date', description: 'events-report.command.from' },
      to: { type: 'date', description: 'events-report.command.to' },
    },
    // The charts are drawn meanwhile.
    transaction: 'own',
    run: (context, { language }, period) => reportReply(context, language, period),
  }),
} as const;
