import { App } from '@slack/bolt';
import { SetupError } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language.js';
import { SECOND } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { ChatAdapter, Identity, Inbox } from '../../src/ports/chat.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { boltLogger, clientOptions, createSlackApi } from './client.js';
import { createConversations } from './conversations.js';
import { createDepartures } from './departures.js';
import { reportFailure, SlackFailure } from './errors.js';
import { createFiles } from './files.js';
import { type Bot, registerGateway } from './gateway.js';
import { createHome } from './home.js';
import { createHttpReceiver, type HttpHandler } from './http.js';
import { TIMES } from './limits.js';
import { BOT_SCOPES } from './manifest.js';
import type { SlackAdapterOptions, SlackTiming } from './options.js';
import { createSlackPace } from './pace.js';
import { createPosts } from './posts.js';
import { createProblems } from './problems.js';
import { introducing, isAdministrator, lookUp } from './profiles.js';
import { createReplies } from './replies.js';
import { createResponseUrls } from './response-urls.js';
import { AppTokenError, createSocketReceiver } from './sockets.js';

export { inspectSlack } from './inspect.js';
export { BOT_EVENTS, BOT_SCOPES, HTTP_PATH, slackManifest } from './manifest.js';
export type { SlackAdapterOptions } from './options.js';

export interface SlackAdapter extends ChatAdapter {
  /** HTTP mode: serve POST requests to `HTTP_PATH` with it. */
  readonly handler?: HttpHandler;
  /** Open connections; in HTTP mode 1 while started. */
  connections(): number;
}

const SLACK_API = 'https://slack.com/api/';

/** Slack as a chat platform of Mudhif, on the SDK's own Bolt. */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { botToken, mode, clock, logger, metrics = noopMetrics } = options;
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
  const languageOf = options.languageOf ?? (async (): Promise<Language> => 'en');
  let bot: Bot | undefined;
  const space = (): string => {
    if (!bot) throw new Error('the Slack adapter has not been started');
    return bot.team;
  };

  const problems = createProblems({ clock, logger, listener: options.problems });
  const api = createSlackApi({
    botToken,
    apiUrl,
    logger,
    sleep: timing.sleep,
    callTimeoutMs: timing.callTimeoutMs,
    pace: createSlackPace({ pace: options.pace, sleep: timing.sleep, metrics }),
    metrics,
    problems,
  });
  const conversations = createConversations({
    api,
    clock,
    problems,
    space,
    channels: options.channels ?? (async () => ({})),
    groupKeyOf: options.groupKeyOf ?? (async () => undefined),
  });
  const files = createFiles({ api, botToken });
  const posts = createPosts({ api, clock, problems, conversations, files });
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
    mentionsOf,
    refreshHome: (person, notice) => home.show(person, notice),
  });

  const http = mode.type === 'http' ? createHttpReceiver({ signingSecret: mode.signingSecret, clock, logger }) : undefined;
  const sockets =
    mode.type === 'socket'
      ? createSocketReceiver({
          appToken: mode.appToken,
          apiUrl,
          logger,
          problems,
          callTimeoutMs: timing.callTimeoutMs,
          connections: timing.connections,
          disconnectedMs: timing.disconnectedMs,
        })
      : undefined;
  const receiver = http ?? sockets;

  const running = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>): void => {
    running.add(work);
    void Promise.allSettled([work]).then(() => running.delete(work));
  };
  let receives: Inbox | undefined;
  const departures = createDepartures({ api, clock, logger, inbox: () => receives, track });
  let stopping = false;
  let started = false;
  /** Told to send without receiving. */
  let opened = false;

  /** Who we are; waits for Slack to be reachable, but not for a token that it refuses. */
  const introduce = async (): Promise<Bot> => {
    for (let failures = 0; ; failures++) {
      try {
        const answer = await api.call('reads', 'auth.test', (client) => client.auth.test());
        const { team_id: team, user_id: user, bot_id: id } = answer;
        if (team === undefined || user === undefined || id === undefined)
          throw new SetupError('not a bot token', phrase('slack.problem.token-revoked'));
        const granted = answer.response_metadata?.scopes;
        const missing = granted ? Object.keys(BOT_SCOPES).filter((scope) => !granted.includes(scope)) : [];
        if (missing.length > 0) problems.report('missing-scope', missing.join(', '), { scopes: missing.join(',') });
        // Also what an earlier process reported.
        else problems.over('missing-scope');
        return { team, user, bot: id };
      } catch (error) {
        if (!(error instanceof SlackFailure)) throw error;
        if (error.kind === 'platform') {
          reportFailure(error, problems);
          throw new SetupError(error.message, phrase('slack.problem.token-revoked'), { cause: error });
        }
        if (stopping) throw error;
        if (failures === 2) problems.report('disconnected');
        await timing.sleep(Math.min(TIMES.longestBackoff, error.retryAfterMs ?? (SECOND / 2) * 2 ** Math.min(failures, 10)));
      }
    }
  };

  return {
    platform: 'slack',
    receivesAlone: true,
    capabilities: { privateReplies: true, privateGroups: true, threads: true, forms: true, files: true, unaskedDirectMessages: true },
    home: {
      opened: home.opened,
      changed(person) {
        const shown = home.changed(person);
        track(shown);
        return shown;
      },
    },
    ...(http ? { handler: http.handler } : {}),
    space: () => bot?.team,
    connections: () => sockets?.connected() ?? (started ? 1 : 0),

    async open() {
      stopping = false;
      bot ??= await introduce();
      opened = true;
    },

    async start(inbox) {
      stopping = false;
      receives = inbox;
      bot = await introduce();
      const { bot: botId, user: botUserId, team: teamId } = bot;
      if (!receiver) throw new Error('no way to receive');
      const app = new App({
        receiver,
        logger: boltLogger(logger),
        clientOptions: clientOptions({ apiUrl, logger, callTimeoutMs: timing.callTimeoutMs }),
        // We know who we are: nothing is asked for each event.
        authorize: async () => ({ botToken, botId, botUserId, teamId }),
        convoStore: false,
      });
      app.error(async (error) => logger.error({ error }, 'a slack listener failed'));
      registerGateway(app, {
        api,
        inbox: introducing(inbox, api),
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
        formAnswerMs: timing.formAnswerMs,
        track,
      });
      try {
        await app.start();
      } catch (error) {
        if (error instanceof AppTokenError)
          throw new SetupError(error.message, phrase('slack.problem.app-token-invalid'), { cause: error });
        throw error;
      }
      started = true;
    },

    async stop() {
      stopping = true;
      started = false;
      opened = false;
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, TIMES.stop - SECOND);
      });
      await receiver?.stop();
      await Promise.race([Promise.allSettled(running), limit]);
      clearTimeout(timer);
    },

    connected: () => (started ? (sockets?.connected() ?? 1) > 0 : opened) && !problems.isOpen('token-revoked'),

    openDirect: (person) => departures.watching([person], () => conversations.openDirect(person)),
    openGroup: (key, people, title) => departures.watching(people, () => conversations.openGroup(key, people, title)),
    channel: (purpose) => conversations.channel(purpose),
    checkChannel: (purpose, wanted) => conversations.check(purpose, wanted),
    isAdministrator: async ({ space: team, user }) =>
      team === bot?.team && isAdministrator(await lookUp(api, { id: user }).catch(() => ({}))),
    post(to, message, given) {
      const reader = to.kind === 'direct' ? conversations.personIn(to.id) : undefined;
      return departures.watching(reader ? [reader] : [], () => posts.post(to, message, given));
    },
    update: (message, content, given) => posts.update(message, content, given),
    find: (conversation, key, since) => posts.find(conversation, key, since),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
