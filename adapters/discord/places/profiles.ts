import type { APIUser } from 'discord.js';

/** A person's name in the server, or else their name everywhere on Discord. */
export function nameOf(user: Pick<APIUser, 'global_name' | 'username'>, nick: string | null | undefined): string {
  return nick ?? user.global_name ?? user.username;
}
