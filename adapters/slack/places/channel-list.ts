import type { SlackApi } from '../connect/client.js';

export interface ListedChannel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isMember: boolean;
  readonly isGeneral: boolean;
}

/** The channels that the bot can see. */
export interface ChannelList {
  /** Asks Slack for all channels that are not archived. Throws a `SlackFailure`. */
  load(): Promise<readonly ListedChannel[]>;
  /** A channel's name as of the last `load` that contained it. */
  nameOf(id: string): string | undefined;
}

/** @param names what is known of the channels' names, by id */
export function createChannelList(api: SlackApi, names: Map<string, string>): ChannelList {
  return {
    async load() {
      const found: ListedChannel[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.callWithRetry('reads', 'conversations.list', (client) =>
          client.conversations.list({
            types: 'public_channel,private_channel',
            exclude_archived: true,
            limit: 200,
            ...(cursor ? { cursor } : {}),
          }),
        );
        for (const { id, name, is_private, is_member, is_general } of page.channels ?? []) {
          if (id === undefined || name === undefined) continue;
          names.set(id, name);
          found.push({ id, name, isPrivate: is_private === true, isMember: is_member === true, isGeneral: is_general === true });
        }
        cursor = page.response_metadata?.next_cursor;
      } while (cursor);
      return found;
    },
    nameOf: (id) => names.get(id),
  };
}
