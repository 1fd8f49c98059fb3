import { type Client, DiscordAPIError, REST, type RESTGetAPIApplicationCommandsResult, Routes } from 'discord.js';
import { z } from 'zod';
import { phrase } from '../../src/language/index.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';
import type { Inspection, PlatformProblem } from '../../src/ports/problems.js';
import { restSettings } from './connect/client.js';
import { connect, disconnect, RefusedError } from './connect/gateway.js';
import type { ChosenChannels, DiscordAdapterOptions } from './options.js';
import { EVENT_PERMISSION, inviteLink, NEED_INTENTS } from './permissions.js';
import { createChannels } from './places/channels.js';
import { createProblems, type Problems } from './problems.js';
import { fingerprint, registeredBodies } from './register/commands.js';
import { chooseGuild } from './server.js';

type InspectOptions = Pick<
  DiscordAdapterOptions,
  'token' | 'apiUrl' | 'guildId' | 'commands' | 'languages' | 'clock' | 'logger' | 'purposes'
> & {
  readonly channels: () => Promise<ChosenChannels>;
  /** What the settings need. */
  readonly needs: readonly PlatformNeedName[];
  /** How long the gateway may take, in milliseconds. */
  readonly patienceMs?: number;
};

/** Adds a problem that only an inspection reports. */
type Add = (code: string, where: string, explanation: PlatformProblem['explanation']) => void;

/**
 * Checks the token, intents, server, channels, permissions and commands, for `mudhif doctor`. It connects like the bot, but handles
 * no events. Failures become problems in the result; other errors of Discord are thrown.
 */
export async function inspectDiscord(options: InspectOptions): Promise<Inspection> {
  const { token, clock, logger } = options;
  const found: PlatformProblem[] = [];
  const problems = createProblems({ clock, logger, listener: { occurred: (problem) => void found.push(problem), over() {} } });
  const add: Add = (code, where, explanation) => {
    found.push({ platform: 'discord', code, where, explanation, lasting: true, details: {} });
  };

  const needs = options.needs.map((need) => NEED_INTENTS[need]);
  let flags: number | undefined;
  try {
    flags = await applicationFlags(options);
  } catch (error) {
    problems.report(isRefused(error) ? { code: 'token-refused' } : { code: 'not-reached', line: 'rest' });
    return { name: undefined, problems: found, granted: [] };
  }
  const intents = needs.filter((need) => need.flags === undefined || flags === undefined || (flags & need.flags) !== 0);
  if (intents.length < needs.length) problems.report({ code: 'content-intent-missing' });

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
      signal: new AbortController().signal,
      ...(options.patienceMs !== undefined && { patienceMs: options.patienceMs }),
    };
    client = await connect(gateway, problems);
  } catch (error) {
    problems.report(error instanceof RefusedError ? { code: 'token-refused' } : { code: 'not-reached', line: 'gateway' });
    return { name: undefined, problems: found, granted: [] };
  }
  try {
    const name = await inspectServer(client, options, problems, add);
    const granted = intents.filter(({ bit }) => client.options.intents.has(bit)).map((intent) => intent.name);
    return { name, problems: found, granted };
  } finally {
    await disconnect(client);
  }
}

/** Whatever answers otherwise is not Discord. */
const applicationSchema = z.object({ id: z.string(), flags: z.int().optional() });

/** The flags of the application, which tell what the developer portal allows. Throws what discord.js throws, and a `ZodError`. */
async function applicationFlags(options: InspectOptions): Promise<number | undefined> {
  const rest = new REST(restSettings(options)).setToken(options.token);
  return applicationSchema.parse(await rest.get(Routes.currentApplication())).flags;
}

function isRefused(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
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
  const server = guilds.get(choice.guild);
  if (server?.members.me?.permissions.has(EVENT_PERMISSION.bit) === false) problems.report({ code: 'event-permission-missing' });
  if (!(await knowsCommands(client, choice.guild, options)))
    add('commands-unregistered', '', phrase('discord.problem.commands-unregistered'));
  return server?.name;
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
