import { type Client, type RESTGetAPIApplicationCommandsResult, Routes } from 'discord.js';
import { phrase } from '../../src/language/index.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { restSettings } from './connect/client.js';
import { connect, disconnect, RefusedError } from './connect/gateway.js';
import type { ChosenChannels, DiscordAdapterOptions } from './options.js';
import { inviteLink } from './permissions.js';
import { createChannels } from './places/channels.js';
import { createProblems, type Problems } from './problems.js';
import { fingerprint, registeredBodies } from './register/commands.js';
import { chooseGuild } from './server.js';

type InspectOptions = Pick<
  DiscordAdapterOptions,
  'token' | 'apiUrl' | 'guildId' | 'commands' | 'languages' | 'clock' | 'logger' | 'purposes'
> & {
  readonly channels: () => Promise<ChosenChannels>;
  readonly intents?: DiscordAdapterOptions['intents'];
};

/** Adds a problem that only an inspection reports. */
type Add = (code: string, where: string, explanation: PlatformProblem['explanation']) => void;

/**
 * Checks the token, intents, server, channels, permissions and commands, for `mudhif doctor`. It connects like the bot, but handles
 * no events. Failures become problems in the result; other errors of Discord are thrown.
 */
export async function inspectDiscord(options: InspectOptions): Promise<Inspection> {
  const { token, clock, logger, intents = [] } = options;
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const add: Add = (code, where, explanation) => {
    found.push({ platform: 'discord', code, where, explanation, lasting: true, details: {} });
  };

  let client: Client<true>;
  try {
    const gateway = {
      token,
      rest: restSettings(options),
      logger,
      intents,
      onAttempt() {},
      onPacket() {},
      onRefused() {},
      onStatusChange() {},
    };
    client = await connect(gateway, problems);
  } catch (error) {
    problems.report({ code: error instanceof RefusedError ? 'token-refused' : 'not-reached' });
    return { name: undefined, problems: found };
  }
  try {
    return { name: await inspectServer(client, options, problems, add), problems: found };
  } finally {
    await disconnect(client);
  }
}

/** Returns the server's name, or `undefined` if the bot is in no server that it could serve. */
async function inspectServer(client: Client<true>, options: InspectOptions, problems: Problems, add: Add): Promise<string | undefined> {
  const guilds = client.guilds.cache;
  const choice = chooseGuild([...guilds.keys()], options.guildId, inviteLink(client.application.id, options.guildId));
  if ('problem' in choice) {
    add('server', '', choice.problem);
    return undefined;
  }
  const channels = createChannels({
    client: () => client,
    guildId: () => choice.guild,
    purposes: options.purposes,
    chosen: options.channels,
    problems,
    lookUp: () => undefined,
  });
  await channels.refresh();
  channels.check();
  for (const channel of channels.unset()) add('channel-unset', channel, phrase('discord.problem.channel-unset', { channel }));
  if (!(await knowsCommands(client, choice.guild, options)))
    add('commands-unregistered', '', phrase('discord.problem.commands-unregistered'));
  return guilds.get(choice.guild)?.name;
}

/** Whether Discord has the current commands, globally or for this server. */
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
    if (fingerprint(known) === fingerprint(registeredBodies(commands, spoken, scope))) return true;
  }
  return false;
}
