import { setTimeout as sleep } from 'node:timers/promises';
import { type APIApplication, type APIGuild, REST, Routes } from 'discord.js';
import { SetupError } from '../../../src/core/errors.js';
import { phrase } from '../../../src/language/index.js';
import { createApi, restSettings } from '../connect/client.js';
import { createDiscordPace } from '../connect/pace.js';
import type { DiscordAdapterOptions } from '../options.js';
import { inviteLink } from '../permissions.js';
import { createProblems } from '../problems.js';
import { type Registration, registerCommands } from './register.js';

/**
 * Registers the commands without connecting, for `mudhif discord-register`; tells the link that invites the bot too.
 * Throws a `SetupError` for a token or a server that Discord refuses, or what else Discord answers.
 */
export async function registerOnce(
  options: Pick<
    DiscordAdapterOptions,
    'token' | 'apiUrl' | 'guildId' | 'commands' | 'commandScope' | 'languages' | 'clock' | 'logger' | 'pace'
  >,
): Promise<Registration & { readonly inviteLink: string }> {
  const { token, clock, logger } = options;
  const settings = restSettings(options);
  const problems = createProblems({ clock, logger, listener: undefined });
  const pace = createDiscordPace({ pace: options.pace, sleep });
  const api = createApi({ rest: new REST(settings).setToken(token), settings, token, clock, logger, problems, pace });
  const application = await api.call<APIApplication>({ method: 'GET', route: Routes.currentApplication() }).catch((error: unknown) => {
    if (error instanceof Error && 'status' in error && error.status === 401) {
      throw new SetupError('Discord refused the token', phrase('discord.setup.token'), { cause: error });
    }
    throw error;
  });
  const link = inviteLink(application.id, options.guildId);
  const guilds = await api.call<Pick<APIGuild, 'id'>[]>({ method: 'GET', route: Routes.userGuilds() });
  const guild = options.guildId === undefined ? guilds[0] : guilds.find(({ id }) => id === options.guildId);
  if (!guild) {
    const why =
      options.guildId === undefined
        ? phrase('discord.setup.no-server', { link })
        : phrase('discord.setup.server-unknown', { server: options.guildId, link });
    throw new SetupError('the bot is not in the server', why);
  }
  if (options.guildId === undefined && guilds.length > 1) {
    const servers = guilds.map(({ id }) => id).join(', ');
    throw new SetupError('the bot is in several servers', phrase('discord.setup.several-servers', { servers }));
  }
  const registration = await registerCommands(api, {
    commands: options.commands,
    languages: await options.languages(),
    scope: options.commandScope ?? 'global',
    applicationId: application.id,
    guildId: guild.id,
  });
  return { ...registration, inviteLink: link };
}
