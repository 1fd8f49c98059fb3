import { helpCommand } from '../../../commands/help.js';
import { defineFeature, noPersonalData } from '../../feature-api/index.js';
import { assistControls } from './controls.js';
import { answerIncomplete } from './incomplete.js';
import { assistListener } from './listener.js';
import { assistMessages } from './messages.js';
import { answerMistyped } from './mistyped.js';
import { assistNotices } from './notices.js';

/** Answers whoever writes to the bot, shows all commands as buttons, and guesses what was meant by a mistyped one. */
export const assist = defineFeature({
  name: 'assist',
  tables: [],
  commands: [helpCommand],
  handlers: assistControls.run.handlers,
  messages: assistMessages,
  notices: assistNotices,
  jobs: [],
  person: noPersonalData,
  listener: assistListener,
  mistyped: answerMistyped,
  incomplete: answerIncomplete,
  helpCommand: `/${helpCommand.name}`,
});
