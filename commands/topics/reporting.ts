import { defineSubcommand } from '../../src/feature-api/index.js';
import { reportReply } from '../../src/features/topics/reporting/reply.js';

/** What came of a year's topics. */
export const reportingSubcommands = {
  report: defineSubcommand({
    description: 'topics-report.command.report',
    access: 'adviser',
    options: { year: { type: 'integer', min: 2000, max: 2100, description: 'topics-report.command.year' } },
    // The charts are drawn meanwhile.
    transaction: 'own',
    run: (context, { language }, { year }) => reportReply(context, language, year),
  }),
} as const;
