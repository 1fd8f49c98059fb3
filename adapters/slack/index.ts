import { App } from '@slack/bolt';
import { SetupError } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language.js';
import { SECOND } from '../../src/core/time.js';
import type { CatchingUp } from '../../src/kit/catching-up.js';
import { unrefTimer } from '../../src/kit/timer.js';
import { phrase } from '../../src/language/index.js';
import { type ChatAdapter, type Identity, type Inbox, THREADS_AND_FORMS } from '../../src/ports/chat.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';
import { createSlackApis, type SlackApi } from './connect/client.js';
import type { HttpHandler } from './connect/http.js';
import { type Bot, introduce, missingScopes } from './connect/introduce.js';
import { createSlackPace } from './connect/pace.js';
import { createEventReceiver } from './connect/receiver.js';
import { boltLogger, clientOptions } from './connect/sdk.js';
import { AppTokenError } from './connect/sockets.js';
import { createFiles } from './files.js';
import { createHome } from './home.js';
import { TIMES } from './limits.js';
import type { SlackAdapterOptions, SlackTiming } from './options.js';
import { linkTo } from './places/address.js';
import { createConversations, rememberConversations } from './places/conversations.js';
import { createDepartures } from './places/departures.js';
import { isAdministrator, lookUp, profileOf, withProfiles } from './places/profiles.js';
import { createPosts, rememberPosts } from './post/posts.js';
import { createRemovals, rememberRemovals } from './post/removals.js';
import { createReplies } from './post/replies.js';
import { createResponseUrls } from './post/response-urls.js';
import { createThreads } from './post/threads.js';
import { createWhisper } from './post/whisper.js';
import { createProblems } from './problems.js';
import type { Interactions } from './receive/interactions.js';
import { registerListeners } from './receive/register.js';

export { inspectSlack } from './inspect.js';
export { BOT_EVENTS, BOT_SCOPES, HTTP_PATH, NEEDS, slackManifest } from './manifest.js';
export type { SlackAdapterOptions } from './options.js';

export interface SlackAdapter extends ChatAdapter {
  /** In HTTP mode, serve POST requests to `HTTP_PATH` with it. */
  readonly handler?: HttpHandler;
  /** Open connections; in HTTP mode 1 while started. */
  connections(): number;
}

const SLACK_API = 'https://slack.com/api/';

/** Slack as a chat platform of Mudhif, on Slack's own SDK (Bolt). */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { botToken, mode, clock, logger, metrics = noopMetrics, purposes } = options;
  const apiUrl = options.apiUrl ?? SLACK_API;
  const timing: SlackTiming = {
    sleep,
    callTimeoutMs: TIMES.call,
    formAnswerMs: TIMES.formAnswer,
    connections: 2,
    disconnectedMs: TIMES.disconnected,
    ...options.timing,
  };
  const mentionsOf = options.mentionsOf ?? (async () => new Map<number, Identity>());
  /** English if it can't be found out. */
  const languageOf = async (person: Identity): Promise<Language> => {
    try {
      return (await options.languageOf?.(person)) ?? 'en';
    } catch {
      return 'en';
    }
  };
  let bot: Bot | undefined;
  let needs: readonly PlatformNeedName[] = [];
  const space = (): string => {
    if (!bot) throw new Error('the Slack adapter has not been started');
    return bot.team;
  };

  const problems = createProblems({ clock, logger, listener: options.problems, purposes });
  const {
    answers: api,
    fanOut,
    isThere,
  } = createSlackApis({
    botToken,
    apiUrl,
    logger,
    sleep: timing.sleep,
    callTimeoutMs: timing.callTimeoutMs,
    pace: createSlackPace({ pace: options.pace, sleep: timing.sleep, metrics }),
    metrics,
    problems,
    disconnectedMs: timing.disconnectedMs,
  });
  const rememberedConversations = rememberConversations();
  const rememberedPosts = rememberPosts(clock);
  const rememberedRemovals = rememberRemovals(clock);
  const groupKeyOf = options.groupKeyOf ?? (async () => undefined);
  const upload = options.uploadMb === undefined ? {} : { maxBytes: options.uploadMb * 1024 * 1024 };
  const createSender = (through: SlackApi) => {
    const conversations = createConversations({
      api: through,
      clock,
      problems,
      space,
      purposes,
      channels: options.channels ?? (async () => ({})),
      groupKeyOf,
      remembered: rememberedConversations,
    });
    const files = createFiles({ api: through, apiUrl, botToken, ...upload });
    const { languages = async () => ['en' as const] } = options;
    const removals = createRemovals({ api: through, files, clock, languages, remembered: rememberedRemovals });
    return {
      conversations,
      files,
      posts: createPosts({ api: through, clock, problems, conversations, files, removals, remembered: rememberedPosts }),
    };
  };
  // Answers to people, here and below, go before messages that the bot sends unasked.
  const { conversations, files, posts } = createSender(api);
  const unasked = createSender(fanOut);
  const threads = createThreads({ api: fanOut, posts: unasked.posts, conversations: unasked.conversations, problems });
  const home = createHome({ api, logger, problems, compose: options.home, mentionsOf });
  const responseUrls = createResponseUrls({ clock, logger, sleep: timing.sleep, timeoutMs: timing.callTimeoutMs });
  const replies = createReplies({
    api,
    clock,
    logger,
    posts,
    conversations,
    responseUrls,
    problems,
    sleep: timing.sleep,
    languageOf,
    mentionsOf,
    refreshHome: (person, notice) => home.show(person, notice),
  });

  const running = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>): void => {
    running.add(work);
    void Promise.allSettled([work]).then(() => running.delete(work));
  };
  let receivingInbox: Inbox | undefined;
  let interactions: Interactions | undefined;
  let catchingUp: CatchingUp | undefined;
  const events = createEventReceiver({
    mode,
    apiUrl,
    clock,
    logger,
    problems,
    timing,
    changed(isConnected) {
      if (!catchingUp) return;
      if (isConnected) track(catchingUp.connected());
      else catchingUp.lost();
    },
  });
  const departures = createDepartures({ api: fanOut, clock, logger, inbox: () => receivingInbox, track });
  let stopping = false;
  let started = false;
  /** Whether `open` was called, so that the adapter may send without receiving. */
  let opened = false;
  const introduceBot = (): Promise<Bot> =>
    introduce({
      api,
      problems,
      needs: () => needs,
      isStopping: () => stopping,
      sleep: timing.sleep,
      disconnectedMs: timing.disconnectedMs,
    });

  /** Slack does not report what happened to channels while no process ran, so this is looked up. */
  const lookBack = async (): Promise<void> => {
    const { served } = options;
    if (!served) return;
    try {
      await served.save(await unasked.conversations.lookBack(await served.load()));
    } catch (error) {
      logger.warn({ error }, 'it is unknown which channels on Slack served before');
    }
  };

  return {
    platform: 'slack',
    receivesAlone: true,
    capabilities: { ...THREADS_AND_FORMS, unaskedDirectMessages: true },
    home: {
      opened: home.opened,
      changed(person) {
        const shown = home.changed(person);
        track(shown);
        return shown;
      },
    },
    threads,
    ...(events.handler ? { handler: events.handler } : {}),
    space: () => bot?.team,
    connections: () => events.connections() ?? (started ? 1 : 0),

    async meet(wanted) {
      const lacked = missingScopes(problems.scopes(), needs);
      needs = wanted;
      const lacks = missingScopes(problems.scopes(), needs);
      const [more, fewer] = [without(lacks, lacked), without(lacked, lacks)];
      if (more.length > 0) problems.report('missing-scope', more.join(', '), { scopes: more.join(',') });
      if (fewer.length > 0) problems.over('missing-scope', fewer.join(', '));
      // Slack connects all the same, and tells what its scopes allow.
      return [];
    },

    async open() {
      stopping = false;
      bot ??= await introduceBot();
      opened = true;
    },

    async start(inbox) {
      stopping = false;
      receivingInbox = inbox;
      bot = await introduceBot();
      const { bot: botId, user: botUserId, team: teamId } = bot;
      const app = new App({
        receiver: events.receiver,
        logger: boltLogger(logger),
        clientOptions: clientOptions({ apiUrl, logger, callTimeoutMs: timing.callTimeoutMs }),
        // The bot is known already, so Slack need not be asked for each event.
        authorize: async () => ({ botToken, botId, botUserId, teamId }),
        convoStore: false,
      });
      app.error(async (error) => logger.error({ error }, 'a Slack listener failed'));
      const listening = registerListeners(app, {
        api,
        unasked: fanOut,
        inbox: withProfiles(inbox, api),
        bot,
        replies,
        home,
        conversations,
        files,
        problems,
        clock,
        logger,
        metrics,
        commands: options.commands,
        languageOf,
        groupKeyOf,
        hasLeft: options.hasLeft ?? (async () => false),
        formAnswerMs: timing.formAnswerMs,
        heard: options.heard,
        isSilent: mode.type === 'http',
        timer: options.timer ?? unrefTimer,
        sleep: timing.sleep,
        track,
      });
      interactions = listening.interactions;
      catchingUp = listening.catchingUp;
      try {
        await app.start();
      } catch (error) {
        if (error instanceof AppTokenError)
          throw new SetupError(error.message, phrase('slack.problem.app-token-invalid'), { cause: error });
        throw error;
      }
      started = true;
      if (mode.type === 'http') track(catchingUp.connected());
      track(listening.lost.look());
      track(lookBack());
    },

    async stop() {
      stopping = true;
      started = false;
      opened = false;
      catchingUp?.stop();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, TIMES.stop - SECOND);
      });
      await events.receiver.stop();
      await Promise.race([Promise.allSettled(running), limit]);
      clearTimeout(timer);
    },

    connected: () => (started ? (events.connections() ?? 1) > 0 : opened) && !problems.isOpen('token-revoked'),

    lines() {
      const sockets = events.connections();
      return { rest: isThere(), ...(started && sockets !== undefined && { socket: sockets > 0 }) };
    },

    openDirect: (person) => departures.watching([person], () => unasked.conversations.directOrPerson(person)),
    openGroup: (key, people, title) => departures.watching(people, () => unasked.conversations.openGroup(key, people, title)),
    channel: (purpose) => unasked.conversations.channel(purpose),
    checkChannel: (purpose, wanted) => conversations.check(purpose, wanted),
    linkTo: (conversation) => (bot?.url === undefined || conversation.space !== bot.team ? undefined : linkTo(bot.url, conversation)),
    async profileOf({ space: team, user }) {
      const found = team === bot?.team ? await lookUp(api, { id: user }) : {};
      return found.name === undefined || found.deleted === true ? undefined : profileOf(found);
    },
    isAdministrator: async ({ space: team, user }) =>
      team === bot?.team && isAdministrator(await lookUp(api, { id: user }).catch(() => ({}))),
    post(to, message, given) {
      const reader = to.kind === 'direct' ? conversations.personIn(to.id) : undefined;
      return departures.watching(reader ? [reader] : [], () => unasked.posts.post(to, message, given));
    },
    update: (message, content, given) => unasked.posts.update(message, content, given),
    // Deletions go before everything else that the bot does unasked.
    remove: (message) => posts.remove(message),
    whisper: createWhisper({ api: fanOut, conversations: unasked.conversations, problems }),
    find: (conversation, key, since) => unasked.posts.find(conversation, key, since === undefined ? {} : { since }),
    remains: (conversation, key, since) => unasked.posts.remains(conversation, key, since === undefined ? {} : { since }),
    async resume(input) {
      // A process that only sends leaves it to one that receives.
      if (!interactions) return;
      const work = interactions.resume(input);
      track(work);
      await work;
    },
    async answer(input, reply) {
      if (!interactions) return false;
      const work = interactions.answer(input, reply);
      track(work);
      return work;
    },
  };
}

const without = (all: readonly string[], left: readonly string[]): readonly string[] => all.filter((each) => !left.includes(each));

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
