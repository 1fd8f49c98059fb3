import { createDiscordAdapter, type DiscordAdapter } from '../../adapters/discord/index.js';
import { BOT_EVENTS, BOT_SCOPES, createSlackAdapter, NEEDS, type SlackAdapter } from '../../adapters/slack/index.js';
import { type App, createApp } from '../../src/app.js';
import { heardStore } from '../../src/cli/heard.js';
import type { FeatureSet } from '../../src/feature-api/index.js';
import { features as ownFeatures } from '../../src/features/index.js';
import type { Timer } from '../../src/kit/timer.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import type { ChatAdapter, Platform } from '../../src/ports/chat.js';
import type { FileTools } from '../../src/ports/files.js';
import type { Pace } from '../../src/ports/pace.js';
import { createTestClock, type TestClock } from './clock.js';
import { type Person as DiscordPerson, type FakeDiscord, startFakeDiscord } from './discord/index.js';
import { listsFromSource } from './files.js';
import { createTestLogger } from './logger.js';
import { createTestMetrics } from './metrics.js';
import { createOpenPace } from './pace.js';
import { settingsOf } from './settings.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startSlack } from './slack/index.js';
import { createPerson } from './slack/people.js';
import { openTestStore, type TestStore } from './store.js';

export interface PlatformApp {
  readonly app: App;
  readonly store: TestStore;
  readonly clock: TestClock;
  readonly logger: ReturnType<typeof createTestLogger>;
  readonly metrics: ReturnType<typeof createTestMetrics>;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly adapters: { readonly slack: SlackAdapter; readonly discord: DiscordAdapter };
  /** The organisers, one on each platform. */
  readonly haneen: ReturnType<typeof createPerson>;
  readonly dilan: DiscordPerson;
  /** Runs what is due until nothing is. */
  settle(): Promise<void>;
  /** Ends the app and begins it again on the same platforms, and on the same store unless another is given. */
  restart(on?: TestStore): Promise<void>;
  /** The app is away while `meanwhile` happens, and asks for what the settings need when it comes back, as the program does. */
  away(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

type AdapterParts = Parameters<Parameters<typeof createApp>[0]['createAdapters']>[0];

export const SLACK_CHANNELS = { general: 'C0GENERAL', coffee: 'C0COFFEE1', organisers: 'C0ORGANIS' } as const;

const impatience: Timer = {
  set: (work, ms) => setTimeout(work, Math.min(ms, 200)),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** The whole app on both fakes, through the real SDKs, with a clock that stands still; its runner runs only when told. */
export async function startPlatformApp(
  options: {
    readonly organisersChannelOn?: readonly Platform[];
    /** A minute without a line passes in a moment. */
    readonly impatient?: boolean;
    /** Those of the program unless others are given; their tables must be there. */
    readonly features?: FeatureSet;
    /** Changes Discord before the bot comes. */
    readonly before?: (discord: FakeDiscord) => void;
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Where files are kept, and how they are read; nowhere unless told. */
    readonly blobs?: BlobStore;
    readonly files?: FileTools;
    /** The pace of both adapters, by this clock, and how they wait for a slot; all passes unless told. */
    readonly pace?: { readonly create: (now: () => number) => Pace; readonly sleep: (ms: number) => Promise<void> };
    /** Slack tells of reactions too, as to an app that asked for it. */
    readonly slackReactions?: boolean;
    /** Slack refuses what is faster than it allows. */
    readonly slackLimits?: boolean;
    /** Messages a minute in all of Slack's workspace, with `slackLimits`; as many as one wants unless told. */
    readonly slackPosts?: number;
    /** So does Discord, by the test's clock. */
    readonly discordLimits?: Parameters<FakeDiscord['limit']>[0];
    /** Changes Slack before the bot comes. */
    readonly beforeSlack?: (slack: FakeSlack) => void;
    /** Adapters besides those of the two platforms; the caller starts and stops them. */
    readonly also?: (parts: AdapterParts, made: Pick<PlatformApp, 'store' | 'clock' | 'logger'>) => readonly ChatAdapter[];
  } = {},
): Promise<PlatformApp> {
  const channelOn = options.organisersChannelOn ?? ['slack', 'discord'];
  const clock = createTestClock();
  const logger = createTestLogger();
  const metrics = createTestMetrics();
  const { features = ownFeatures } = options;
  let store = await openTestStore({ settings: settingsOf({ name: 'Rivers', languages: ['en', 'ar'], ...options.settings }) });

  const slack = await startSlack({
    clock,
    ...(options.slackLimits && { pace: true, tiers: true }),
    ...(options.slackPosts !== undefined && { postsPerMinute: options.slackPosts }),
    ...(options.slackReactions && {
      scopes: [...Object.keys(BOT_SCOPES), ...Object.keys(NEEDS['thread-reactions'].scopes)],
      events: [...Object.keys(BOT_EVENTS), ...Object.keys(NEEDS['thread-reactions'].events)],
    }),
  });
  slack.addUser({ id: 'U0HANEEN1', name: 'haneen', realName: 'Haneen' });
  const everyone = () => new Set(['U0HANEEN1', slack.bot.user]);
  slack.addChannel({ id: SLACK_CHANNELS.general, name: 'general', isGeneral: true, members: everyone() });
  slack.addChannel({ id: SLACK_CHANNELS.coffee, name: 'coffee', members: everyone() });
  if (channelOn.includes('slack')) {
    slack.addChannel({ id: SLACK_CHANNELS.organisers, name: 'organisers', kind: 'private', members: everyone() });
  }
  const discord = await startFakeDiscord({ clock, ...(options.discordLimits && { limits: options.discordLimits, limitsByClock: true }) });
  discord.textChannel('coffee');
  const dilan = discord.person('Dilan');
  if (channelOn.includes('discord')) discord.textChannel('organisers', { private: [dilan] });

  options.before?.(discord);
  options.beforeSlack?.(slack);

  const make = () => {
    const made: Partial<{ slack: SlackAdapter; discord: DiscordAdapter }> = {};
    let seed = 1;
    const app = createApp({
      store: store.engines,
      features,
      clock,
      logger,
      metrics,
      organisers: [
        { platform: 'slack', user: 'U0HANEEN1' },
        { platform: 'discord', user: dilan.id },
      ],
      owner: 'test',
      compute: { run: () => Promise.reject(new Error('no rounds here')), close: async () => {} },
      ...(options.blobs && { blobs: options.blobs }),
      files: options.files ?? listsFromSource,
      newReference: () => 'REF',
      random: () => seed++,
      createAdapters: (parts) => {
        const { commands, purposes, problems, metrics: watched, home } = parts;
        made.discord = createDiscordAdapter({
          token: discord.token,
          apiUrl: discord.apiUrl,
          commands,
          purposes,
          languages: async () => ['en', 'ar'],
          clock,
          logger,
          problems,
          metrics: watched,
          heard: heardStore(() => store.autocommit.community, 'discord'),
          pace: options.pace?.create(clock.now) ?? createOpenPace(),
          ...(options.pace && { sleep: options.pace.sleep }),
          ...(options.impatient && { timer: impatience }),
        });
        made.slack = createSlackAdapter({
          botToken: BOT_TOKEN,
          mode: { type: 'socket', appToken: APP_TOKEN },
          apiUrl: slack.apiUrl,
          commands,
          purposes,
          clock,
          logger,
          problems,
          metrics: watched,
          home,
          heard: heardStore(() => store.autocommit.community, 'slack'),
          pace: options.pace?.create(clock.now) ?? createOpenPace({ now: clock.now }),
          timing: {
            sleep: options.pace?.sleep ?? (async (ms) => clock.advance(ms)),
            callTimeoutMs: 500,
            ...(options.impatient && { disconnectedMs: 30 }),
          },
        });
        return [made.discord, made.slack, ...(options.also?.(parts, { store, clock, logger }) ?? [])];
      },
    });
    const { slack: slackAdapter, discord: discordAdapter } = made;
    if (!slackAdapter || !discordAdapter) throw new Error('no adapters');
    return { app, adapters: { slack: slackAdapter, discord: discordAdapter } };
  };
  const begin = async ({ prepared = false } = {}): Promise<ReturnType<typeof make>> => {
    const made = make();
    if (prepared) await made.app.needs.prepare();
    await made.adapters.discord.start(made.app.inbox);
    await made.adapters.slack.start(made.app.inbox);
    await slack.until(() => slack.connections() === 2, 'connections');
    return made;
  };
  const end = async ({ app, adapters }: ReturnType<typeof make>): Promise<void> => {
    await adapters.slack.stop();
    await adapters.discord.stop();
    await app.settled();
  };
  let running = await begin();
  const haneen = createPerson(slack, 'U0HANEEN1');

  return {
    get app() {
      return running.app;
    },
    get adapters() {
      return running.adapters;
    },
    get store() {
      return store;
    },
    clock,
    logger,
    metrics,
    slack,
    discord,
    haneen,
    dilan,
    async settle() {
      await running.app.settled();
      await running.app.runner.runDue();
    },
    async restart(on = store) {
      await end(running);
      store = on;
      running = await begin();
    },
    async away(meanwhile) {
      await end(running);
      await meanwhile();
      running = await begin({ prepared: true });
    },
    async close() {
      await end(running);
      await slack.close();
      await discord.close();
      await store.close();
    },
  };
}
