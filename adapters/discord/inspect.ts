import type { Client } from 'discord.js';
import type { Channel } from '../../src/core/notification.js';
import { phrase } from '../../src/language/index.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { restSettings } from './api.js';
import { createChannels } from './channels.js';
import { connect, RefusedError } from './connection.js';
import type { DiscordAdapterOptions } from './options.js';
import { inviteLink } from './permissions.js';
import { createProblems } from './problems.js';

/** Looks at the server as the bot would, for `mudhif doctor`: token, intents, server, channels and permissions. Answers nobody. */
export async function inspectDiscord(
  options: Pick<DiscordAdapterOptions, 'token' | 'apiUrl' | 'guildId' | 'clock' | 'logger'> & {
    readonly channels: () => Promise<Readonly<Partial<Record<Channel, string>>>>;
  },
): Promise<Inspection> {
  const { token, clock, logger } = options;
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const setup = (explanation: PlatformProblem['explanation']): Inspection => {
    found.push({ platform: 'discord', code: 'server', where: '', explanation, lasting: true, details: {} });
    return { name: undefined, problems: found };
  };
  const line = { token, rest: restSettings(options), logger, onPacket() {}, onRefused() {}, onLine() {} };

  let client: Client<true>;
  try {
    client = await connect(line, true).catch((error: unknown) => {
      if (!(error instanceof RefusedError) || error.refusal !== 'intents') throw error;
      problems.report({ code: 'members-intent-missing' });
      return connect(line, false);
    });
  } catch (error) {
    problems.report({ code: error instanceof RefusedError ? 'token-refused' : 'not-reached' });
    return { name: undefined, problems: found };
  }
  try {
    const guilds = client.guilds.cache;
    const link = inviteLink(client.application.id, options.guildId);
    if (guilds.size === 0) return setup(phrase('discord.setup.no-server', { link }));
    if (options.guildId === undefined && guilds.size > 1) {
      return setup(phrase('discord.setup.several-servers', { servers: [...guilds.keys()].join(', ') }));
    }
    const guild = options.guildId === undefined ? guilds.first() : guilds.get(options.guildId);
    if (!guild) return setup(phrase('discord.setup.server-unknown', { server: options.guildId ?? '', link }));
    const channels = createChannels({
      client: () => client,
      guildId: () => guild.id,
      configured: options.channels,
      problems,
      elsewhere: () => undefined,
    });
    await channels.refresh();
    channels.check();
    return { name: guild.name, problems: found };
  } finally {
    await client.destroy();
  }
}
