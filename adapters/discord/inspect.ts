import { type Client, type RESTGetAPIApplicationCommandsResult, Routes } from 'discord.js';
import type { Channel } from '../../src/core/notification.js';
import { phrase } from '../../src/language/index.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { restSettings } from './connect/client.js';
import { connect, disconnect, RefusedError } from './connect/gateway.js';
import type { DiscordAdapterOptions } from './options.js';
import { inviteLink } from './permissions.js';
import { createChannels } from './places/channels.js';
import { createProblems } from './problems.js';
import { commandBodies, fingerprint } from './register/commands.js';

/** Looks at the server as the bot would, for `mudhif doctor`: token, intents, server, channels, permissions and commands. Answers nobody. */
export async function inspectDiscord(
  options: Pick<DiscordAdapterOptions, 'token' | 'apiUrl' | 'guildId' | 'commands' | 'languages' | 'clock' | 'logger'> & {
    readonly channels: () => Promise<Readonly<Partial<Record<Channel, string>>>>;
  },
): Promise<Inspection> {
  const { token, clock, logger } = options;
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const add = (code: string, where: string, explanation: PlatformProblem['explanation']): void => {
    found.push({ platform: 'discord', code, where, explanation, lasting: true, details: {} });
  };
  const setup = (explanation: PlatformProblem['explanation']): Inspection => {
    add('server', '', explanation);
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
    for (const channel of channels.unset()) add('channel-unset', channel, phrase('discord.problem.channel-unset', { channel }));
    if (!(await knowsCommands(client, guild.id, options)))
      add('commands-unregistered', '', phrase('discord.problem.commands-unregistered'));
    return { name: guild.name, problems: found };
  } finally {
    await disconnect(client);
  }
}

/** Whether Discord has the commands as they are now, for everywhere or for this server. */
async function knowsCommands(
  { rest, application }: Client<true>,
  guild: string,
  { commands, languages }: Pick<DiscordAdapterOptions, 'commands' | 'languages'>,
): Promise<boolean> {
  const spoken = await languages();
  const routes = {
    global: Routes.applicationCommands(application.id),
    guild: Routes.applicationGuildCommands(application.id, guild),
  } as const;
  for (const scope of ['global', 'guild'] as const) {
    const known = (await rest.get(routes[scope])) as RESTGetAPIApplicationCommandsResult;
    if (fingerprint(known) === fingerprint(commandBodies(commands, spoken, scope))) return true;
  }
  return false;
}
