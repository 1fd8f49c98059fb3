import type { App } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import type { Language } from '../../../src/core/language.js';
import type { Clock } from '../../../src/core/time.js';
import type { Identity, Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import type { Files } from '../files.js';
import type { Home } from '../home.js';
import type { Conversations } from '../places/conversations.js';
import type { Replies } from '../post/replies.js';
import type { Problems } from '../problems.js';
import { acknowledgeFirst } from './acknowledge.js';
import { createBackground } from './background.js';
import { registerButtons } from './buttons.js';
import { registerCommands } from './commands.js';
import { registerEvents } from './events.js';
import { createPeople } from './people.js';
import { registerSubmittedForms } from './submitted-forms.js';
import { registerSuggestions } from './suggestions.js';

export interface ReceiveOptions {
  readonly api: SlackApi;
  readonly inbox: Inbox;
  readonly bot: Bot;
  readonly replies: Replies;
  readonly home: Home;
  readonly conversations: Conversations;
  readonly files: Files;
  readonly problems: Problems;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly commands: readonly Command[];
  readonly languageOf: (identity: Identity) => Promise<Language>;
  /** How long the acknowledgement of a form waits for its answer, in milliseconds. */
  readonly formAnswerMs: number;
  /** Called with work that goes on after its acknowledgement; a `stop` waits for it. */
  readonly track: (work: Promise<unknown>) => void;
}

/** Passes everything that Slack sends to the inbox: acknowledged first, handled afterwards. */
export function registerInteractions(app: App, options: ReceiveOptions): void {
  const { api, inbox, bot, replies, home, conversations, files, problems, clock, logger, metrics, commands, track } = options;
  const people = createPeople({ bot, conversations, languageOf: options.languageOf });
  const background = createBackground({ clock, logger, track });

  acknowledgeFirst(app, { clock, logger, metrics, track });
  // Every call that an event leads to answers a person who waits.
  app.use(({ next }) => api.prioritise(next));

  registerCommands(app, { inbox, commands, replies, people, background });
  registerButtons(app, { inbox, conversations, replies, people, background });
  const { formAnswerMs } = options;
  registerSubmittedForms(app, { api, inbox, replies, files, problems, clock, logger, metrics, people, background, formAnswerMs });
  registerSuggestions(app, { inbox, conversations, clock, metrics, people });
  registerEvents(app, { api, inbox, bot, home, conversations, problems, people, background });
}
