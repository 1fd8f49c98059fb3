import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { systemClock } from '../core/time.js';
import { features } from '../features/index.js';
import { phrase } from '../language/index.js';
import { createLogger } from '../logging.js';
import { createMemoryPace } from '../pace/memory.js';
import type { Output } from './output.js';

/** `mudhif discord-register [--guild]`: registers the commands at Discord and prints the link that invites the bot. Throws a `SetupError`. */
export async function registerDiscord(
  environment: Environment,
  output: Output,
  { guild = false }: { readonly guild?: boolean } = {},
): Promise<number> {
  const { DISCORD_TOKEN: token, DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl, COMMUNITY_LANGUAGES: languages } = environment;
  if (token === undefined) throw new SetupError('no Discord token', phrase('cli.discord-register.no-token'));
  const { registerOnce } = await import('../../adapters/discord/index.js');
  const { changed, count, inviteLink } = await registerOnce({
    token,
    ...(guildId !== undefined && { guildId }),
    ...(apiUrl !== undefined && { apiUrl }),
    commands: features.commands,
    commandScope: guild ? 'guild' : 'global',
    languages: async () => languages,
    clock: systemClock,
    logger: createLogger('silent'),
    pace: createMemoryPace(),
  });
  output.line(output.say.plain(changed ? 'cli.discord-register.changed' : 'cli.discord-register.unchanged', { count }));
  output.line(output.say.plain('cli.discord-register.invite', { link: inviteLink }));
  return 0;
}
