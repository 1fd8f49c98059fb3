import { type APIAttachment, type APIMessage, ComponentType, MessageFlags, Routes, SnowflakeUtil } from 'discord.js';
import type { Message } from '../../../src/core/message.js';
import type { Instant } from '../../../src/core/time.js';
import { once } from '../../../src/kit/once.js';
import { type ConversationRef, DeliveryError, type Identity, type MessageRef, type PostOptions } from '../../../src/ports/chat.js';
import type { Api } from '../connect/client.js';
import { deliveryError, isArchived, isPermission } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { attachmentEntries, rawFiles } from '../render/attachments.js';
import { type Part, render, renderInOne } from '../render/message.js';
import { marked, type Numbers, nonceOf, numbersOf, partOf, readNumbers } from './marker.js';

export interface PostingDependencies {
  readonly api: Api;
  readonly problems: Problems;
  readonly botId: () => string;
  /** Tells which permissions are missing in a channel, once one was refused. */
  readonly checkPermissions: (channel: string) => void;
}

export interface Posting {
  post(to: ConversationRef, message: Message, options: PostOptions): Promise<MessageRef>;
  update(message: MessageRef, content: Message, mentions: ReadonlyMap<number, Identity>): Promise<void>;
  find(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
}

/** A message that was split has the ids of all its parts. */
const JOIN = '+';
const SNOWFLAKE = /^\d{15,20}$/;

/** The body of a request that sends or replaces a message. */
export function bodyOf(part: Part, numbers?: Numbers): Record<string, unknown> {
  return {
    components: numbers ? marked(part.components, numbers) : part.components,
    flags: part.flags,
    allowed_mentions: part.allowed_mentions,
    ...(part.files.length > 0 ? { attachments: attachmentEntries(part.files) } : {}),
  };
}

/** The same for a message that has files already: they stay, and are shown below. */
export function editOf(part: Part, old: readonly APIAttachment[], numbers: Numbers | undefined): Record<string, unknown> {
  const kept = old.map((attachment) => ({ type: ComponentType.File as const, file: { url: `attachment://${attachment.filename}` } }));
  const components = kept.length === 0 ? part.components : [...part.components, ...kept];
  return {
    ...bodyOf({ ...part, components }, numbers),
    attachments: [...old.map(({ id }) => ({ id })), ...attachmentEntries(part.files)],
  };
}

export function createPosting({ api, problems, botId, checkPermissions }: PostingDependencies): Posting {
  const failed = (error: unknown, conversation: string): DeliveryError => {
    if (isPermission(error)) checkPermissions(conversation);
    return deliveryError(error, problems, { channel: conversation });
  };

  /** Threads that slept are woken first where Discord asks for it. */
  const awake = async <T>(channel: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isArchived(error)) throw error;
      await api.call({ method: 'PATCH', route: Routes.channel(channel), body: { archived: false } });
      return work();
    }
  };

  interface Sending {
    readonly key: string;
    readonly index: number;
    readonly total: number;
    readonly onSending: () => Promise<void>;
  }

  const send = (channel: string, part: Part, { key, index, total, onSending }: Sending): Promise<APIMessage> =>
    api.call<APIMessage>({
      method: 'POST',
      route: Routes.channelMessages(channel),
      body: { ...bodyOf(part, numbersOf({ key, index, total })), nonce: nonceOf({ key, index }), enforce_nonce: true },
      files: rawFiles(part.files),
      // The nonce makes it so.
      repeatable: true,
      // The rest of a message that has begun waits where it is.
      ...(index === 0 && { patienceMs: TIMES.pace }),
      onSending,
    });

  /** Looks at the newest messages until that is enough. Returns the oldest that was seen, if there are older ones. */
  const recent = async (channel: string, isEnough: (message: APIMessage) => boolean): Promise<string | undefined> => {
    let before: string | undefined;
    for (let page = 0; page < LIMITS.historyPages; page += 1) {
      const messages = await api.call<APIMessage[]>({
        method: 'GET',
        route: Routes.channelMessages(channel),
        query: { limit: LIMITS.historyPerPage, before },
        patienceMs: TIMES.pace,
      });
      for (const message of messages) if (message.author.id === botId() && isEnough(message)) return undefined;
      before = messages.at(-1)?.id;
      if (messages.length < LIMITS.historyPerPage) return undefined;
    }
    return before;
  };

  /** The parts of a key that are there, by their place. */
  const partsThere = async (
    channel: string,
    key: string,
  ): Promise<{ readonly ids: ReadonlyMap<number, string>; readonly total: number; readonly oldest: string | undefined }> => {
    const ids = new Map<number, string>();
    let total = 0;
    const oldest = await recent(channel, (message) => {
      const part = partOf(message, key);
      if (!part) return false;
      ids.set(part.index, message.id);
      total = part.total;
      return ids.size >= total;
    });
    return { ids, total, oldest };
  };

  const known = ({ id }: ConversationRef): string => {
    if (!SNOWFLAKE.test(id)) throw new DeliveryError('no such channel on Discord', 'unreachable');
    return id;
  };

  const posting: Posting = {
    async post(to, message, { key, mentions, ...given }) {
      const channel = known(to);
      if (key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
      const parts = render(message, mentions);
      try {
        // The nonce of an earlier part may be forgotten by the time that a later one is tried again.
        const there = parts.length > 1 ? (await partsThere(channel, key)).ids : new Map<number, string>();
        const ids: string[] = [];
        const onSending = once(given.onSending);
        const total = parts.length;
        for (const [index, part] of parts.entries()) {
          const id = there.get(index) ?? (await awake(channel, () => send(channel, part, { key, index, total, onSending }))).id;
          ids.push(id);
        }
        return { conversation: to, id: ids.join(JOIN) };
      } catch (error) {
        throw failed(error, channel);
      }
    },

    async update(message, content, mentions) {
      const channel = known(message.conversation);
      const ids = message.id.split(JOIN);
      if (!ids.every((id) => SNOWFLAKE.test(id))) throw new DeliveryError('no such message on Discord', 'unreachable');
      let parts = render(content, mentions);
      if (parts.length > ids.length) parts = [renderInOne(content, mentions)];
      try {
        for (const [index, id] of ids.entries()) {
          const part = parts[index];
          const route = Routes.channelMessage(channel, id);
          if (!part) {
            await api.call({ method: 'DELETE', route });
            continue;
          }
          const old = await api.call<APIMessage>({ method: 'GET', route });
          if (old.author.id !== botId()) throw new DeliveryError('not a message of ours', 'unreachable');
          const body = editOf(part, old.attachments, readNumbers(old));
          await awake(channel, () => api.call({ method: 'PATCH', route, body, files: rawFiles(part.files) }));
        }
      } catch (error) {
        throw failed(error, channel);
      }
    },

    async find(conversation, key, since) {
      try {
        const { ids, total, oldest } = await partsThere(known(conversation), key);
        // So much was said since then that we can't look back far enough.
        if (oldest !== undefined && since !== undefined && SnowflakeUtil.timestampFrom(oldest) > since - TIMES.skew)
          throw new DeliveryError('too many messages since then', 'ambiguous');
        if (total === 0 || ids.size < total) return undefined;
        const inOrder = [...ids].sort(([a], [b]) => a - b).map(([, id]) => id);
        return { conversation, id: inOrder.join(JOIN) };
      } catch (error) {
        throw failed(error, conversation.id);
      }
    },
  };
  return posting;
}

/** Whether only one person sees a message. */
export function isEphemeral(message: Pick<APIMessage, 'flags'>): boolean {
  return ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
