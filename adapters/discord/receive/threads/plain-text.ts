import type { APIMessage, APIUser } from 'discord.js';
import { nameOf } from '../../places/profiles.js';

/** Finds the names of what a text mentions only by its id; undefined if it is not known. */
export interface Names {
  channel(id: string): string | undefined;
  role(id: string): string | undefined;
}

type Said = Pick<APIMessage, 'content' | 'mentions'>;

/**
 * What somebody wrote, as plain text: mentions, channels, times and the server's own emoji as a reader sees them. Marks such as stars
 * stay as they were typed.
 */
export function plainTextOf({ content, mentions }: Said, names: Names): string {
  const people = new Map(mentions.map((user) => [user.id, displayName(user)]));
  return content
    .replace(/\r\n?/g, '\n')
    .replace(/<@!?(\d+)>/g, (_mention, id: string) => `@${people.get(id) ?? 'unknown-user'}`)
    .replace(/<@&(\d+)>/g, (_mention, id: string) => `@${names.role(id) ?? 'unknown-role'}`)
    .replace(/<#(\d+)>/g, (_mention, id: string) => `#${names.channel(id) ?? 'unknown'}`)
    .replace(/<a?(:\w{2,}:)\d+>/g, '$1')
    .replace(/<\/([^:<>]+):\d+>/g, '/$1')
    .replace(/<id:(\w+)>/g, '#$1')
    .replace(/<t:(-?\d{1,13})(?::\w)?>/g, (mark, seconds: string) => timeOf(Number(seconds)) ?? mark)
    .replace(/<(https?:\/\/[^\s<>]+)>/g, '$1');
}

/** A person's name in the server if the message tells it, or else everywhere on Discord. */
function displayName(user: APIUser & { readonly member?: { readonly nick?: string | null } }): string {
  return nameOf(user, user.member?.nick);
}

function timeOf(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
