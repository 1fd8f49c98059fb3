import { privately } from '../src/core/message.js';
import { defineCommand, defineSubcommand } from '../src/feature-api/index.js';
import { commandsCard } from '../src/features/assist/cards/commands.js';
import { greetingCard } from '../src/features/assist/cards/greeting.js';

/** `/help`: what a person can do, as buttons. */
export const helpCommand = defineCommand({
  name: 'help',
  description: 'assist.command.help',
  words: 'assist.words.help',
  subcommands: {
    '': defineSubcommand({
      description: 'assist.command.help',
      access: 'anyone',
      options: {},
      run: async ({ features }, { actor, language }) =>
        privately(greetingCard(features, actor), commandsCard(features.commands, actor, language)),
    }),
  },
});
