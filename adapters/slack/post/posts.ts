import { createHash } from 'node:crypto';
import type { Attachment, Message } from '../../../src/core/message.js';
import type { Clock, Instant } from '../../../src/core/time.js';
import { once } from '../../../src/kit/once.js';
import { type ConversationRef, DeliveryError, type Identity, type MessageRef, type PostOptions } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { deliveryError, SlackFailure } from '../errors.js';
import type { Files } from '../files.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Conversations } from '../places/conversations.js';
import type { Problems } from '../problems.js';
import { type Part, renderMessage } from '../render/message.js';
import { createHistory, type Earlier, METADATA_EVENT, type Reach } from './history.js';

/**
 * Messages that carry a key. One delivery may be several messages on Slack: each carries the key, its number and how
 * many there are in its metadata, the first one also the ids of the files that follow. A try that broke off is taken up
 * where it ended: `find` remembers what is there, and the next `post` of the key sends only what is missing.
 */
export interface Posts {
  post(to: ConversationRef, message: Message, options: PostOptions): Promise<MessageRef>;
  update(message: MessageRef, content: Message, options: Pick<PostOptions, 'mentions'>): Promise<void>;
  find(conversation: ConversationRef, key: string, since?: Instant): Promise<MessageRef | undefined>;
}

export interface PostsDependencies {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly problems: Problems;
  readonly conversations: Conversations;
  readonly files: Files;
}

/** So many keys are remembered, so that the same post in the same process is not even asked for. */
const REMEMBERED = 5_000;

export function createPosts({ api, clock, problems, conversations, files }: PostsDependencies): Posts {
  const history = createHistory({ api, clock });
  const sent = new Map<string, MessageRef>();
  const broken = new Map<string, Earlier>();
  const running = new Map<string, Promise<MessageRef>>();
  const probed = new Set<string>();
  const startedAt = clock.now();

  const remember = (key: string, message: MessageRef): MessageRef => {
    broken.delete(key);
    sent.set(key, message);
    if (sent.size > REMEMBERED) for (const [oldest] of sent) return sent.delete(oldest) ? message : message;
    return message;
  };

  /** Uploading shows nothing, so whatever fails there may simply be tried again. */
  const upload = async (attachments: readonly Attachment[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const attachment of attachments) ids.push(await files.upload(attachment));
    return ids;
  };

  const postPart = async (
    channel: ConversationRef,
    part: Part,
    metadata: Metadata,
    { patient, onSending }: { readonly patient: boolean; readonly onSending: () => Promise<void> },
  ): Promise<string> => {
    const given = { conversation: channel.id, onSending, ...(patient && { patienceMs: TIMES.longestWait }) };
    const send = async (): Promise<string> => {
      const posted = await api[patient ? 'patiently' : 'call'](
        'deliveries',
        'chat.postMessage',
        (client) =>
          client.chat.postMessage({
            channel: channel.id,
            text: part.text,
            blocks: part.blocks,
            metadata: { event_type: METADATA_EVENT, event_payload: { ...metadata } },
            unfurl_links: false,
            unfurl_media: false,
            link_names: false,
            mrkdwn: false,
          }),
        given,
      );
      if (posted.ts === undefined) throw new SlackFailure({ kind: 'ambiguous', code: 'no_ts', method: 'chat.postMessage' });
      return posted.ts;
    };
    try {
      return await send();
    } catch (error) {
      // A public channel can be joined again; a private one needs somebody's invitation.
      const outside = error instanceof SlackFailure && error.code === 'not_in_channel';
      if (!outside || channel.kind !== 'channel' || !(await conversations.join(channel.id))) throw error;
      return send();
    }
  };

  const share = async (
    to: ConversationRef,
    ids: readonly string[],
    attachments: readonly Attachment[],
    first: FirstPart,
  ): Promise<void> => {
    const named = (list: readonly string[]) => list.map((id, index) => ({ id, title: attachments[index]?.name ?? 'file' }));
    try {
      await files.share(to.id, named(ids));
    } catch (error) {
      // The uploads of an earlier try may be gone: bring them again, and write down their new ids before they show.
      if (!first.resumed || !(error instanceof SlackFailure) || error.kind !== 'platform') throw error;
      const fresh = await upload(attachments);
      await api.patiently('deliveries', 'chat.update', (client) =>
        client.chat.update({
          channel: to.id,
          ts: first.ts,
          text: first.part.text,
          blocks: first.part.blocks,
          metadata: { event_type: METADATA_EVENT, event_payload: { ...first.metadata, files: fresh.join(',') } },
        }),
      );
      await files.share(to.id, named(fresh));
    }
  };

  /**
   * Deliveries in doubt are looked for by whoever plans them. For a while after a start we look ourselves too, at what a
   * killed process may have left: a few conversations only, since Slack lets us read far fewer than we may post to.
   */
  const probe = async (to: ConversationRef, key: string): Promise<MessageRef | undefined> => {
    if (broken.has(placed(to, opaque(key))) || probed.has(to.id)) return undefined;
    if (probed.size >= LIMITS.probes || clock.now() - startedAt > TIMES.probing) return undefined;
    probed.add(to.id);
    return find(to, key, { pages: 1 }).catch(() => undefined);
  };

  const find = async (conversation: ConversationRef, key: string, reach: Reach): Promise<MessageRef | undefined> => {
    const place = placed(conversation, opaque(key));
    const known = sent.get(place);
    if (known) return known;
    const earlier = await history.search(conversation.id, opaque(key), reach);
    if (earlier === undefined) return undefined;
    if (!earlier.complete) {
      broken.set(place, earlier);
      return undefined;
    }
    const times = [...earlier.posts].sort(([a], [b]) => a - b).map(([, ts]) => ts);
    return remember(place, { conversation, id: times.join(',') });
  };

  const deliver = async (to: ConversationRef, message: Message, options: PostOptions): Promise<MessageRef> => {
    const key = opaque(options.key);
    const { parts, file } = renderMessage(message, userOf(options.mentions));
    const attachments = [...(message.files ?? []), ...(file ? [textFile(file)] : [])];
    if ((file?.content.length ?? 0) > LIMITS.fileText) throw new DeliveryError('the message is too long', 'refused');
    if (attachments.length > LIMITS.filesPerMessage) throw new DeliveryError('too many files', 'refused');
    const earlier = broken.get(placed(to, key));
    const ids =
      earlier?.files.length === attachments.length && earlier.posts.size > 0 ? earlier.files : await upload(attachments).catch(asUnsent);

    const onSending = once(options.onSending);
    const times: string[] = [];
    let visible = false;
    try {
      for (const [number, part] of parts.entries()) {
        const there = earlier?.posts.get(number);
        const metadata: Metadata = {
          key,
          part: number,
          parts: parts.length,
          ...(number === 0 && ids.length > 0 ? { files: ids.join(',') } : {}),
        };
        times.push(there ?? (await postPart(to, part, metadata, { patient: number > 0, onSending })));
        visible = true;
      }
      const [first = ''] = times;
      const missing = ids.filter((id) => !earlier?.shared.has(id));
      if (missing.length > 0) {
        await onSending();
        const metadata: Metadata = { key, part: 0, parts: parts.length };
        await share(to, ids, attachments, { ts: first, part: parts[0], metadata, resumed: earlier !== undefined });
      }
    } catch (error) {
      const failure = deliveryError(error, problems, conversations.whereabouts(to.id));
      // Something of it is there: the next try must look first, whatever stopped this one.
      if (visible && failure.outcome === 'wait') {
        const { retryAfterMs } = failure;
        throw new DeliveryError(failure.message, 'ambiguous', { cause: error, ...(retryAfterMs !== undefined && { retryAfterMs }) });
      }
      throw failure;
    }
    return { conversation: to, id: times.join(',') };
  };

  return {
    async post(to, message, options) {
      if (options.key.length > LIMITS.key) throw new DeliveryError(`the key has more than ${LIMITS.key} characters`, 'refused');
      const place = placed(to, opaque(options.key));
      const known = sent.get(place) ?? running.get(place);
      if (known) return known;
      const work = (async () => {
        try {
          return (await probe(to, options.key)) ?? remember(place, await deliver(to, message, options));
        } catch (error) {
          throw deliveryError(error, problems, conversations.whereabouts(to.id));
        } finally {
          broken.delete(place);
          running.delete(place);
        }
      })();
      running.set(place, work);
      return work;
    },

    async update({ conversation, id }, content, { mentions }) {
      const { parts, file } = renderMessage(content, userOf(mentions));
      const times = id.split(',');
      if (file || parts.length > times.length) throw new DeliveryError('the message has become too long to change', 'refused');
      try {
        for (const [index, ts] of times.entries()) {
          const part = parts[index];
          if (part === undefined) {
            await api.patiently('deliveries', 'chat.delete', (client) => client.chat.delete({ channel: conversation.id, ts }));
            continue;
          }
          await api.patiently('deliveries', 'chat.update', (client) =>
            client.chat.update({ channel: conversation.id, ts, text: part.text, blocks: part.blocks, link_names: false }),
          );
        }
      } catch (error) {
        throw deliveryError(error, problems, conversations.whereabouts(conversation.id));
      }
    },

    async find(conversation, key, since) {
      try {
        return await find(conversation, key, since === undefined ? {} : { since });
      } catch (error) {
        throw deliveryError(error, problems, conversations.whereabouts(conversation.id));
      }
    },
  };
}

interface Metadata {
  readonly key: string;
  readonly part: number;
  readonly parts: number;
  readonly files?: string;
}

interface FirstPart {
  readonly ts: string;
  readonly part: Part;
  readonly metadata: Metadata;
  readonly resumed: boolean;
}

/** Every app in the workspace can read metadata, so it tells nothing: the key is hashed. */
export function opaque(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}

export function userOf(mentions: ReadonlyMap<number, Identity>): (member: number) => string | undefined {
  return (member) => {
    const identity = mentions.get(member);
    return identity?.platform === 'slack' ? identity.user : undefined;
  };
}

function placed(to: ConversationRef, key: string): string {
  return `${to.id}:${key}`;
}

function textFile({ name, content }: { readonly name: string; readonly content: string }): Attachment {
  return { name, mediaType: 'text/plain', bytes: new TextEncoder().encode(content) };
}

/** Nothing was shown yet: what failed may be done again without looking. */
function asUnsent(error: unknown): never {
  if (!(error instanceof SlackFailure) || error.kind !== 'ambiguous') throw error;
  throw new SlackFailure({ kind: 'unsent', code: error.code, method: error.method, cause: error });
}
