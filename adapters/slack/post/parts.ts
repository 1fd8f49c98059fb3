import type { MessageFile } from '../../../src/core/message.js';
import type { ConversationRef } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';
import type { Files } from '../files.js';
import { TIMES } from '../limits.js';
import { addressOf } from '../places/address.js';
import type { Conversations } from '../places/conversations.js';
import type { Part } from '../render/message.js';
import { METADATA_EVENT } from './history.js';

/** What each message of a delivery carries in its metadata, so that it can be found again. */
export interface PartMetadata {
  /** The delivery's key, hashed. */
  readonly key: string;
  readonly part: number;
  readonly parts: number;
  /** Ids of the files that follow, separated by commas; only in the first part. */
  readonly files?: string;
}

/** A message that was posted before, below which files are shared. */
export interface FirstPart {
  readonly ts: string;
  readonly part: Part;
  readonly metadata: PartMetadata;
  /** Whether an earlier attempt posted it. */
  readonly resumed: boolean;
}

export interface Posted {
  readonly ts: string;
  readonly channel: string;
}

/** Sends the messages and files that make up one delivery. All throw a `SlackFailure`. */
export interface PartSender {
  /**
   * Posts one message and gives its `ts`, and in which channel it stands. Joins a public channel first if the bot is not in it.
   *
   * @param options `patient`: waits out rate limits up to `TIMES.longestWait`
   */
  post(
    to: ConversationRef,
    part: Part,
    metadata: PartMetadata,
    options: { readonly patient: boolean; readonly onSending: () => Promise<void> },
  ): Promise<Posted>;
  /** Uploads files and gives their ids. Nobody sees them yet, so it may simply be repeated. */
  upload(attachments: readonly MessageFile[]): Promise<string[]>;
  /** Shows uploaded files below the first message. Gives the ids of those that are shown. */
  share(to: ConversationRef, ids: readonly string[], attachments: readonly MessageFile[], first: FirstPart): Promise<readonly string[]>;
}

/**
 * Posts the parts of messages, and uploads and shows their files.
 *
 * @returns A sender whose functions throw a `SlackFailure`.
 */
export function createPartSender(deps: {
  readonly api: SlackApi;
  readonly files: Files;
  readonly conversations: Conversations;
}): PartSender {
  const { api, files, conversations } = deps;

  const upload = async (attachments: readonly MessageFile[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const attachment of attachments) ids.push(await files.upload(attachment));
    return ids;
  };

  return {
    upload,

    async post(to, part, metadata, { patient, onSending }) {
      const { channel, thread } = addressOf(to);
      // Slack's rate limit is the channel's, also for its threads; somebody's id may stand for theirs.
      const options = {
        conversation: conversations.personIn(channel)?.user ?? channel,
        onSending,
        ...(patient && { patienceMs: TIMES.longestWait }),
      };
      const send = async (): Promise<Posted> => {
        const posted = await api[patient ? 'callWithRetry' : 'call'](
          'deliveries',
          'chat.postMessage',
          (client) =>
            client.chat.postMessage({
              channel,
              ...(thread === undefined ? {} : { thread_ts: thread }),
              text: part.text,
              blocks: part.blocks,
              metadata: { event_type: METADATA_EVENT, event_payload: { ...metadata } },
              unfurl_links: false,
              unfurl_media: false,
              link_names: false,
              mrkdwn: false,
            }),
          options,
        );
        if (posted.ts === undefined) throw new SlackFailure({ kind: 'ambiguous', code: 'no_ts', method: 'chat.postMessage' });
        return { ts: posted.ts, channel: posted.channel ?? channel };
      };
      try {
        return await send();
      } catch (error) {
        // The bot can join a public channel again; a private one needs an invitation.
        const isOutside = error instanceof SlackFailure && error.code === 'not_in_channel';
        const mayJoin = to.kind === 'channel' || to.kind === 'thread';
        if (!isOutside || !mayJoin || !(await conversations.join(channel))) throw error;
        return send();
      }
    },

    async share(to, ids, attachments, first) {
      const address = addressOf(to);
      const named = (list: readonly string[]) => list.map((id, index) => ({ id, title: attachments[index]?.name ?? 'file' }));
      try {
        await files.share(address, named(ids));
        return ids;
      } catch (error) {
        // Uploads of an earlier attempt may have expired: upload again, and record the new ids before the files are shown.
        if (!first.resumed || !(error instanceof SlackFailure) || error.kind !== 'platform') throw error;
        const fresh = await upload(attachments);
        await api.callWithRetry('deliveries', 'chat.update', (client) =>
          client.chat.update({
            channel: address.channel,
            ts: first.ts,
            text: first.part.text,
            blocks: first.part.blocks,
            metadata: { event_type: METADATA_EVENT, event_payload: { ...first.metadata, files: fresh.join(',') } },
          }),
        );
        await files.share(address, named(fresh));
        return fresh;
      }
    },
  };
}
