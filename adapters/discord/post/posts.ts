import { type APIMessage, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import type { OutgoingMessage } from '../../../src/core/message.js';
import { after, type Instant } from '../../../src/core/time.js';
import { once } from '../../../src/kit/once.js';
import { type ConversationRef, DeliveryError, type Identity, type MessageRef, type PostOptions } from '../../../src/ports/chat.js';
import type { Calls } from '../connect/client.js';
import { codeOf } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import { unarchiving } from '../places/threads.js';
import type { Problems } from '../problems.js';
import { sentFiles } from '../render/attachments.js';
import { type Part, render, renderInOne } from '../render/message.js';
import { bodyOf, editOf } from './body.js';
import { findParts } from './history.js';
import { nonceOf, numbersOf, readNumbers } from './marker.js';
import { createRequesting } from './requesting.js';

export interface PostsDependencies {
  readonly api: Calls;
  readonly problems: Problems;
  readonly botId: () => string;
  /** Reports which permissions are missing in a channel after one was refused. */
  readonly checkPermissions: (channel: string) => void;
}

/** Messages of the bot. All methods throw a `DeliveryError`; see `ChatAdapter` for what they do. */
export interface Posts {
  post(to: ConversationRef, message: OutgoingMessage, options: PostOptions): Promise<MessageRef>;
  update(message: MessageRef, content: OutgoingMessage, mentions: ReadonlyMap<number, Identity>): Promise<void>;
  remove(message: MessageRef): Promise<void>;
  find(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
  remains(conversation: ConversationRef, key: string): Promise<MessageRef | undefined>;
}

/** Joins the ids of all parts of a message that was split. */
const JOIN = '+';
const SNOWFLAKE = /^\d{15,20}$/;

/** One part of a delivery that is being sent. */
interface Sending {
  readonly key: string;
  readonly index: number;
  readonly total: number;
  readonly onSending: () => Promise<void>;
}

/** Posts each delivery once: a part carries a nonce for the next minutes, and a marker by which it is found later. */
export function createPosts({ api, problems, botId, checkPermissions }: PostsDependencies): Posts {
  const requesting = createRequesting({ problems, checkPermissions });

  const send = (channel: string, part: Part, { key, index, total, onSending }: Sending): Promise<APIMessage> =>
    api.call<APIMessage>({
      method: 'POST',
      route: Routes.channelMessages(channel),
      body: { ...bodyOf(part, numbersOf({ key, index, total })), nonce: nonceOf({ key, index }), enforce_nonce: true },
      files: sentFiles(part.files),
      // With `enforce_nonce` Discord returns the same message when it is sent again.
      repeatable: true,
      // Further parts of a message that has begun wait here instead of going back to the agenda.
      ...(index === 0 && { patienceMs: TIMES.pace }),
      onSending,
    });

  const edit = async (channel: string, id: string, part: Part): Promise<void> => {
    const route = Routes.channelMessage(channel, id);
    const old = await api.call<APIMessage>({ method: 'GET', route });
    if (old.author.id !== botId()) throw new DeliveryError('not a message of the bot', 'unreachable');
    const { body, files } = editOf(part, old.attachments, readNumbers(old));
    await unarchiving(api, channel, () => api.call({ method: 'PATCH', route, body, files }));
  };

  return {
    async post(to, message, { key, mentions, ...given }) {
      const channel = channelOf(to);
      checkKey(key);
      const parts = render(message, mentions);
      const onSending = once(given.onSending);
      return requesting(channel, async () => {
        // Discord may have forgotten the nonce of an earlier part by the time a later one is sent again.
        const found = parts.length > 1 ? (await findParts(api, botId(), channel, key)).ids : new Map<number, string>();
        const ids: string[] = [];
        for (const [index, part] of parts.entries()) {
          const sending = { key, index, total: parts.length, onSending };
          ids.push(found.get(index) ?? (await unarchiving(api, channel, () => send(channel, part, sending))).id);
        }
        return { conversation: to, id: ids.join(JOIN) };
      });
    },

    async update(message, content, mentions) {
      const channel = channelOf(message.conversation);
      const ids = idsOf(message);
      let parts = render(content, mentions);
      if (parts.length > ids.length) parts = [renderInOne(content, mentions)];
      await requesting(channel, async () => {
        for (const [index, id] of ids.entries()) {
          const part = parts[index];
          if (part) await edit(channel, id, part);
          else await api.call({ method: 'DELETE', route: Routes.channelMessage(channel, id) });
        }
      });
    },

    async remove(message) {
      const channel = channelOf(message.conversation);
      await requesting(channel, async () => {
        for (const id of idsOf(message)) {
          const route = Routes.channelMessage(channel, id);
          await unarchiving(api, channel, () => api.call({ method: 'DELETE', route })).catch((error: unknown) => {
            if (codeOf(error) !== RESTJSONErrorCodes.UnknownMessage) throw error;
          });
        }
      });
    },

    async remains(conversation, key) {
      const channel = channelOf(conversation);
      const { ids } = await requesting(channel, () => findParts(api, botId(), channel, key));
      return ids.size === 0 ? undefined : { conversation, id: [...ids.values()].join(JOIN) };
    },

    async find(conversation, key, since) {
      const channel = channelOf(conversation);
      const { ids, total, oldest } = await requesting(channel, () => findParts(api, botId(), channel, key));
      // There are so many newer messages that the search did not reach back to `since`.
      if (oldest !== undefined && since !== undefined && SnowflakeUtil.timestampFrom(oldest) > after(since, -TIMES.skew))
        throw new DeliveryError('too many messages since then', 'ambiguous');
      if (total === 0 || ids.size < total) return undefined;
      const inOrder = [...ids].sort(([a], [b]) => a - b).map(([, id]) => id);
      return { conversation, id: inOrder.join(JOIN) };
    },
  };
}

/** The ids of a message's parts. Throws a `DeliveryError` if they can't be Discord's. */
export function idsOf({ id }: MessageRef): readonly string[] {
  const ids = id.split(JOIN);
  if (!ids.every((each) => SNOWFLAKE.test(each))) throw new DeliveryError('no such message on Discord', 'unreachable');
  return ids;
}

/**
 * The id of a message's last part.
 *
 * @throws {DeliveryError} If the ids can’t be Discord’s.
 */
export function lastPartOf(message: MessageRef): string {
  return idsOf(message).at(-1) ?? message.id;
}

/** Throws a `DeliveryError` if a key is too long for a marker. */
export function checkKey(key: string): void {
  if (key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
}

/** The id of a conversation's channel. Throws a `DeliveryError` if it can't be one of Discord's. */
export function channelOf({ id }: ConversationRef): string {
  if (!SNOWFLAKE.test(id)) throw new DeliveryError('no such channel on Discord', 'unreachable');
  return id;
}
