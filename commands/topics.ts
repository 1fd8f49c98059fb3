import { defineCommand } from '../src/feature-api/index.js';
import { discussionSubcommands } from './topics/discussion.js';
import { marksSubcommands } from './topics/marks.js';
import { proposalSubcommands } from './topics/proposals.js';

/** `/topics`: members propose, find, support and discuss topics; advisers and organisers steer. Every answer is private. */
export const topicsCommand = defineCommand({
  name: 'topics',
  description: 'topics.command.description',
  subcommands: { ...proposalSubcommands, ...discussionSubcommands, ...marksSubcommands },
});
