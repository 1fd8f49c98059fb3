import { DeliveryError } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { isDefinite } from '../errors.js';
import type { Origin } from '../origin.js';
import type { Part } from '../render/message.js';
import type { ResponseUrls } from './response-urls.js';

/** Sends a message that only the person sees, where the interaction happened. Slack does not tell whether such a message is there. */
export interface Ephemeral {
  /**
   * True if Slack accepted it, false if Slack refused it. Throws an ambiguous `DeliveryError` if it may be there, by this process
   * or by one that ended.
   */
  send(origin: Origin, part: Part): Promise<boolean>;
}

export function createEphemeral(deps: { readonly api: SlackApi; readonly logger: Logger; readonly responseUrls: ResponseUrls }): Ephemeral {
  /** Sends it by the response URL, which not every event has. */
  const byUrl = async ({ responseUrl }: Origin, { text, blocks }: Part): Promise<boolean> => {
    if (!responseUrl) return false;
    const body = { response_type: 'ephemeral', replace_original: false, text, blocks } as const;
    const outcome = await deps.responseUrls.send(responseUrl, body);
    if (outcome === 'unknown') throw new DeliveryError('the response URL did not answer', 'ambiguous');
    return outcome === 'taken';
  };

  const byPost = async (origin: Origin, { text, blocks }: Part): Promise<boolean> => {
    const { id } = origin.conversation;
    try {
      await deps.api.callWithRetry('answers', 'chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          channel: id,
          user: origin.person.user,
          text,
          blocks,
          ...(origin.thread ? { thread_ts: origin.thread } : {}),
        }),
      );
      return true;
    } catch (error) {
      if (!isDefinite(error)) throw new DeliveryError('chat.postEphemeral did not answer', 'ambiguous', { cause: error });
      deps.logger.debug({ eventId: origin.eventId, error }, 'could not send an ephemeral message to Slack');
      return false;
    }
  };

  return {
    async send(origin, part) {
      if (origin.mayHaveArrived) throw new DeliveryError('a process that ended may have sent it', 'ambiguous');
      // A response URL answers in the channel, beside the thread in which somebody opened the menu of a message.
      const isMenuInThread = origin.thread !== undefined && origin.source === undefined;
      const [first, second] = isMenuInThread ? [byPost, byUrl] : [byUrl, byPost];
      return (await first(origin, part)) || second(origin, part);
    },
  };
}
