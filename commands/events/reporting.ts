import { defineSubcommand } from '../../src/feature-api/index.js';
import { reportReply } from '../../src/features/events/reporting/reply.js';
import { plannedPerYear } from '../../src/features/events/settings.js';

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
    run: async (context, { language }, period) =>
      reportReply(context, language, period, plannedPerYear(await context.community.settings())),
  }),
} as const;
