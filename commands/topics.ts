import { defineCommand } from '../src/feature-api/index.js';
import { closingSubcommands } from './topics/closing.js';
import { discussionSubcommands } from './topics/discussion.js';
import { facilitatorSubcommands } from './topics/facilitators.js';
import { marksSubcommands } from './topics/marks.js';
import { planSubcommands } from './topics/plan.js';
import { proposalSubcommands } from './topics/proposals.js';
import { reportingSubcommands } from './topics/reporting.js';

/** `/topics`: members propose, find, support and discuss topics; advisers and organisers steer. Every answer is private. */
export const topicsCommand = defineCommand({
  name: 'topics',
  description: 'topics.command.description',
  words: 'topics.words.topics',
  subcommands: {
    ...proposalSubcommands,
    ...planSubcommands,
    ...facilitatorSubcommands,
    ...reportingSubcommands,
    ...closingSubcommands,
    ...discussionSubcommands,
    ...marksSubcommands,
  },
});
