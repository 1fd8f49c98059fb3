import type { App } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import type { Language } from '../../../src/core/language.js';
import { type Clock, SECOND } from '../../../src/core/time.js';
import type { CatchingUp } from '../../../src/kit/catching-up.js';
import { createScheduler } from '../../../src/kit/scheduler.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { ConversationRef, Identity, Inbox } from '../../../src/ports/chat.js';
import { catchUpSince, type HeardStore } from '../../../src/ports/heard.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import type { Files } from '../files.js';
import type { Home } from '../home.js';
import { TIMES } from '../limits.js';
import type { HasLeft } from '../options.js';
import type { Conversations } from '../places/conversations.js';
import { createThreadRoots } from '../places/thread-roots.js';
import type { Replies } from '../post/replies.js';
import type { Problems } from '../problems.js';
import { acknowledgeFirst } from './acknowledge.js';
import { createBackground } from './background.js';
import { registerButtons } from './buttons.js';
import { registerCommands } from './commands.js';
import { createEventHandler, registerEvents } from './events.js';
import { createInteractions, type Interactions } from './interactions.js';
import { createLostThreads, type LostThreads } from './lost-threads.js';
import { createMissed } from './missed.js';
import { createOrder } from './order.js';
import { createPeople } from './people.js';
import { persistFirst } from './persist.js';
import { createSubmittedForms, registerSubmittedForms } from './submitted-forms.js';
import { registerSuggestions } from './suggestions.js';
import { createThreadReports } from './threads.js';

export interface ReceiveOptions {
  /** For answers to people who wait. */
  readonly api: SlackApi;
  /** For what nobody waits for. */
  readonly unasked: SlackApi;
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
  /** Never throws. */
  readonly languageOf: (person: Identity) => Promise<Language>;
  /** The key that a group was saved with. */
  readonly groupKeyOf: (conversation: ConversationRef) => Promise<string | undefined>;
  readonly hasLeft: HasLeft;
  /** Notes until when nothing was missed; absent if that is not kept. */
  readonly heard: HeardStore | undefined;
  /** Whether Slack sends requests, so that no lost connection is seen. */
  readonly isSilent: boolean;
  readonly timer: Timer;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long the acknowledgement of a form waits for its answer, in milliseconds. */
  readonly formAnswerMs: number;
  /** Called with work that goes on after its acknowledgement; a `stop` waits for it. */
  readonly track: (work: Promise<unknown>) => void;
}

/** A dialog opens within three seconds only, so work waits no longer than one for other acknowledgements. */
const SCHEDULING = { congestedAbove: Number.POSITIVE_INFINITY, maxDelayMs: SECOND } as const;

export interface Listening {
  readonly interactions: Interactions;
  readonly lost: LostThreads;
  readonly catchingUp: CatchingUp;
}

/** Passes everything that Slack sends to the inbox: persisted, then acknowledged, then handled. */
export function registerListeners(app: App, options: ReceiveOptions): Listening {
  const { api, inbox, bot, replies, home, conversations, files, problems, clock, logger, metrics, commands, languageOf, track } = options;
  const scheduler = createScheduler(SCHEDULING);
  const people = createPeople({ bot, conversations });
  const background = createBackground({ clock, logger, track });
  const forms = createSubmittedForms({ api, inbox, replies, files, problems, logger, languageOf });
  const order = createOrder();
  const roots = createThreadRoots({ api, bot, clock });
  const { groupKeyOf, hasLeft } = options;
  const threads = createThreadReports({ api, inbox, conversations, roots, files, problems, clock, groupKeyOf });
  const handleEvent = createEventHandler({ api, inbox, bot, conversations, threads, order, hasLeft });
  const interactions = createInteractions({ inbox, people, replies, forms, handleEvent, files, problems, logger });

  const readMissed = createMissed({
    api: options.unasked,
    inbox,
    bot,
    conversations,
    threads,
    order,
    now: clock.now,
    sleep: options.sleep,
    logger,
  });
  const catchingUp = catchUpSince(options.heard, TIMES, {
    clock,
    timer: options.timer,
    read: readMissed,
    ...(options.isSilent && { silenceMs: TIMES.silence }),
    failed: (error) => logger.warn({ error }, 'it is unknown or not noted until when Slack was heard'),
  });

  persistFirst(app, { inbox, bot, commands, clock, scheduler, order, hasLeft, logger, heard: catchingUp.heard });
  acknowledgeFirst(app, { logger, metrics, scheduler, track });

  registerCommands(app, { interactions, commands, replies, people, languageOf, background });
  registerButtons(app, { interactions, replies, people, languageOf, background });
  registerSubmittedForms(app, { interactions, background, logger, metrics, formAnswerMs: options.formAnswerMs });
  registerSuggestions(app, { inbox, conversations, metrics, clock, people });
  const lost = createLostThreads({ api, inbox, bot, conversations, logger });
  registerEvents(app, { interactions, bot, home, conversations, problems, people, background, lost, overheard: inbox.overheard });
  return { interactions, lost, catchingUp };
}
