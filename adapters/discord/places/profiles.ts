import { type APIGuildMember, type APIUser, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { JoinEvent } from '../../../src/ports/chat.js';
import type { Calls } from '../connect/client.js';
import { codeOf } from '../errors.js';

/** What Discord tells of somebody in a server. */
export type ServerMember = Pick<APIGuildMember, 'nick' | 'joined_at'> & { readonly user: APIUser };

/** A person's name in the server, or else their name everywhere on Discord. */
export function nameOf(user: Pick<APIUser, 'global_name' | 'username'>, nick: string | null | undefined): string {
  return nick ?? user.global_name ?? user.username;
}

/** What Discord tells of a member of its server. */
export function profileOf({ user, nick }: ServerMember): JoinEvent['profile'] {
  return { name: nameOf(user, nick), isBot: user.bot ?? false };
}

/**
 * Asks Discord for a member; undefined if the person is not in the server.
 *
 * @throws What `Calls.call` throws otherwise.
 */
export async function askForMember(through: Calls, guild: string, user: string): Promise<ServerMember | undefined> {
  try {
    return await through.call<ServerMember>({ method: 'GET', route: Routes.guildMember(guild, user) });
  } catch (error) {
    if (codeOf(error) === RESTJSONErrorCodes.UnknownMember || codeOf(error) === RESTJSONErrorCodes.UnknownUser) return undefined;
    throw error;
  }
}
