import { Hono } from 'hono';
import { mentionedIn } from '../agenda/mentions.js';
import type { AdapterParts } from '../app.js';
import type { Environment } from '../config/environment.js';
import type { Language } from '../core/language.js';
import type { Message } from '../core/message.js';
import { systemClock } from '../core/time.js';
import type { ChatAdapter, Identity, Platform } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Pace } from '../ports/pace.js';
import type { People } from '../ports/people.js';
import type { Store } from '../ports/store.js';
import { heardStore } from './heard.js';
import { servedChannelStore } from './served-channels.js';

export interface PlatformParts extends AdapterParts {
  readonly store: Store;
  readonly logger: Logger;
  readonly pace: Pace;
}

/** The adapter of one platform and, if the platform sends HTTP requests to us, their routes. */
export type PlatformFactory = (parts: PlatformParts) => { readonly adapter: ChatAdapter; readonly routes?: Hono };

/** Whether the environment contains a token of any platform. */
export function namesPlatform({ SLACK_BOT_TOKEN, DISCORD_TOKEN }: Environment): boolean {
  return SLACK_BOT_TOKEN !== undefined || DISCORD_TOKEN !== undefined;
}

/**
 * The platforms for which the environment has tokens. Their SDKs need a second and much memory, so only these are loaded.
 * discord.js is loaded first, because otherwise Slack's HTTP client breaks its uploads.
 */
export async function loadPlatforms(environment: Environment): Promise<readonly PlatformFactory[]> {
  const factories: PlatformFactory[] = [];
  if (environment.DISCORD_TOKEN !== undefined) factories.push(await loadDiscord(environment, environment.DISCORD_TOKEN));
  if (environment.SLACK_BOT_TOKEN !== undefined) factories.push(await loadSlack(environment, environment.SLACK_BOT_TOKEN));
  return factories;
}

/** What every adapter gets in the same way. */
const common = (
  { UPLOAD_MAX_MB }: Environment,
  { commands, purposes, logger, metrics, problems, pace }: Omit<PlatformParts, 'store' | 'people' | 'home'>,
) => ({
  commands,
  purposes,
  clock: systemClock,
  logger,
  metrics,
  problems,
  pace,
  uploadMb: UPLOAD_MAX_MB,
});

async function loadDiscord(environment: Environment, token: string): Promise<PlatformFactory> {
  const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
  const { DISCORD_GUILD_ID, DISCORD_API_URL } = environment;
  return ({ store, people, ...parts }) => ({
    adapter: createDiscordAdapter({
      ...common(environment, parts),
      token,
      ...(DISCORD_GUILD_ID !== undefined && { guildId: DISCORD_GUILD_ID }),
      ...(DISCORD_API_URL !== undefined && { apiUrl: DISCORD_API_URL }),
      languages: async () => (await store.autocommit.community.settings()).languages,
      knownAccounts: () => people.usersOn('discord'),
      leftAccounts: () => people.leftFrom('discord'),
      channels: async () => (await store.autocommit.community.settings()).channels['discord'] ?? {},
      served: servedChannelStore(() => store.autocommit.community, 'discord'),
      heard: heardStore(() => store.autocommit.community, 'discord'),
    }),
  });
}

async function loadSlack(environment: Environment, botToken: string): Promise<PlatformFactory> {
  const { createSlackAdapter, HTTP_PATH } = await import('../../adapters/slack/index.js');
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = environment;
  const mode =
    SLACK_APP_TOKEN !== undefined
      ? { type: 'socket' as const, appToken: SLACK_APP_TOKEN }
      : { type: 'http' as const, signingSecret: SLACK_SIGNING_SECRET ?? '' };
  return ({ store, people, home, ...parts }) => {
    const adapter = createSlackAdapter({
      ...common(environment, parts),
      botToken,
      mode,
      ...(SLACK_API_URL !== undefined && { apiUrl: SLACK_API_URL }),
      home,
      mentionsOf: (message) => mentionsOn(people, 'slack', message),
      languageOf: async (identity): Promise<Language> =>
        (await people.findByAccount(identity))?.language ?? (await store.autocommit.community.settings()).languages[0] ?? 'en',
      languages: async () => (await store.autocommit.community.settings()).languages,
      channels: async () => (await store.autocommit.community.settings()).channels['slack'] ?? {},
      served: servedChannelStore(() => store.autocommit.community, 'slack'),
      heard: heardStore(() => store.autocommit.community, 'slack'),
      hasLeft: people.hasLeft,
      groupKeyOf: (conversation) => store.autocommit.conversations.keyOf(conversation),
    });
    const { handler } = adapter;
    return { adapter, ...(handler && { routes: new Hono().post(HTTP_PATH, (context) => handler(context.req.raw)) }) };
  };
}

/** The accounts on one platform of the members whom a message mentions. */
async function mentionsOn(people: People, platform: Platform, message: Message): Promise<ReadonlyMap<number, Identity>> {
  const found = new Map<number, Identity>();
  for (const member of mentionedIn(message)) {
    const identity = (await people.accounts(member)).find((account) => account.platform === platform);
    if (identity) found.set(member, identity);
  }
  return found;
}
