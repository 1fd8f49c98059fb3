import { setTimeout as sleep } from 'node:timers/promises';
import { unrefTimer } from '../../../src/kit/timer.js';
import { createApi, restSettings } from '../connect/client.js';
import { createDiscordPace } from '../connect/pace.js';
import type { DiscordAdapterOptions } from '../options.js';
import { inviteLink } from '../permissions.js';
import { readApplication, readGuilds } from '../places/lookups.js';
import { createProblems } from '../problems.js';
import { asSetupError, chooseGuild, notInServer, unknownServer } from '../server.js';
import { type Registration, registerCommands } from './register.js';

/**
 * Registers the commands without connecting to the gateway, for `mudhif discord-register`. Throws a `SetupError` if Discord refuses
 * the token or the bot is not in its server, and otherwise the error of the request.
 *
 * @returns What was registered, and the address at which the bot is invited.
 */
export async function registerOnce(
  options: Pick<
    DiscordAdapterOptions,
    'token' | 'apiUrl' | 'guildId' | 'commands' | 'commandScope' | 'languages' | 'clock' | 'logger' | 'pace'
  >,
): Promise<Registration & { readonly inviteLink: string }> {
  const { token, guildId, clock, logger } = options;
  const problems = createProblems({ clock, logger, listener: undefined });
  const pace = createDiscordPace({ pace: options.pace, sleep });
  const api = createApi({ settings: restSettings(options), token, clock, logger, problems, pace, timer: unrefTimer });
  const applicationId = await readApplication(api).catch((error: unknown) => {
    throw asSetupError(error);
  });
  const link = inviteLink(applicationId, guildId);
  const guilds = await readGuilds(api);
  // Who names a server and is in none may have mistyped the id, so the message mentions it.
  if (guildId !== undefined && guilds.length === 0) throw notInServer(unknownServer(guildId, link));
  const choice = chooseGuild(guilds, guildId, link);
  if ('problem' in choice) throw notInServer(choice.problem);
  const registration = await registerCommands(api, {
    commands: options.commands,
    languages: await options.languages(),
    scope: options.commandScope ?? 'global',
    applicationId,
    guildId: choice.guild,
  });
  return { ...registration, inviteLink: link };
}
