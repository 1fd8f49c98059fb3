import { DiscordAPIError } from 'discord.js';
import { SetupError } from '../../src/core/errors.js';
import type { Phrase } from '../../src/core/phrase.js';
import { phrase } from '../../src/language/index.js';
import { inviteLink } from './permissions.js';

/** What Discord says about the bot itself. */
export interface BotIdentity {
  readonly botId: string;
  readonly applicationId: string;
  /** The ids of all servers that the bot is in. */
  readonly guilds: readonly string[];
}

/** Who the bot is, and which server it serves. */
export interface Server {
  /** Empty until Discord has told it. */
  botId(): string;
  applicationId(): string;
  /** The server's id; undefined until it is known. */
  guildId(): string | undefined;
  /** The address at which the bot is invited; undefined until the application's id is known. */
  inviteLink(): string | undefined;
  introduce(identity: BotIdentity): void;
  /** Throws a `SetupError` that says how to get the bot into its server, if it is not there. */
  assertPresent(): void;
}

/** @param wanted The id of the server to serve; not needed while the bot is in one server only. */
export function createServer(wanted: string | undefined): Server {
  let identity: BotIdentity = { botId: '', applicationId: '', guilds: [] };
  let guildId = wanted;
  return {
    botId: () => identity.botId,
    applicationId: () => identity.applicationId,
    guildId: () => guildId,
    inviteLink: () => (identity.applicationId === '' ? undefined : inviteLink(identity.applicationId, wanted)),
    introduce(told) {
      identity = told;
      // A server that was served once stays the bot's server when it is invited into another one.
      guildId ??= told.guilds.length === 1 ? told.guilds[0] : undefined;
    },
    assertPresent() {
      const choice = chooseGuild(identity.guilds, guildId, inviteLink(identity.applicationId, wanted));
      if ('problem' in choice) throw notInServer(choice.problem);
    },
  };
}

/**
 * Chooses the server to serve, or says why there is none.
 *
 * @param guilds The ids of the servers that the bot is in.
 * @param wanted The id of the server to serve; `undefined` for the only one.
 * @param link The address at which the bot is invited.
 */
export function chooseGuild(
  guilds: readonly string[],
  wanted: string | undefined,
  link: string,
): { readonly guild: string } | { readonly problem: Phrase } {
  const [first] = guilds;
  if (first === undefined) return { problem: phrase('discord.setup.no-server', { link }) };
  if (wanted !== undefined) return guilds.includes(wanted) ? { guild: wanted } : { problem: unknownServer(wanted, link) };
  return guilds.length === 1 ? { guild: first } : { problem: phrase('discord.setup.several-servers', { servers: guilds.join(', ') }) };
}

/** Says that the bot is not in the wanted server, and how to invite it. */
export function unknownServer(server: string, link: string): Phrase {
  return phrase('discord.setup.server-unknown', { server, link });
}

/** The error of a start without the bot in its server. */
export function notInServer(why: Phrase): SetupError {
  return new SetupError('the bot is not in its Discord server', why);
}

/** A `SetupError` for a token that Discord refuses. */
export function refusedToken(cause: unknown): SetupError {
  return new SetupError('Discord refused the token', phrase('discord.setup.token'), { cause });
}

/** The error as it is, or a `SetupError` in its place if Discord refused the token (HTTP status 401). */
export function asSetupError(error: unknown): unknown {
  return error instanceof DiscordAPIError && error.status === 401 ? refusedToken(error) : error;
}
