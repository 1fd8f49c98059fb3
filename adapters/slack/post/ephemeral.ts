import type { Logger } from '../../../src/ports/logger.js';
import type { SlackApi } from '../connect/client.js';
import { isDefinite } from '../errors.js';
import type { Origin } from '../origin.js';
import type { Part } from '../render/message.js';
import type { ResponseUrls } from './response-urls.js';

/** Sends a message that only the person sees, where the interaction happened. */
export interface Ephemeral {
  /** True if Slack accepted it; throws only what `origin.beforeUncertain` throws. */
  send(origin: Origin, part: Part): Promise<boolean>;
}

export function createEphemeral(deps: { readonly api: SlackApi; readonly logger: Logger; readonly responseUrls: ResponseUrls }): Ephemeral {
  const byUrl = async ({ responseUrl }: Origin, { text, blocks }: Part): Promise<boolean> => {
    const body = { response_type: 'ephemeral', replace_original: false, text, blocks } as const;
    return responseUrl !== undefined && deps.responseUrls.send(responseUrl, body);
  };

  const byPost = async (origin: Origin, { text, blocks }: Part): Promise<boolean> => {
    const { id } = origin.conversation;
    const post = () =>
      deps.api.callWithRetry('answers', 'chat.postEphemeral', (client) =>
        client.chat.postEphemeral({
          channel: id,
          user: origin.person.user,
          text,
          blocks,
          ...(origin.thread ? { thread_ts: origin.thread } : {}),
        }),
      );
    try {
      // After an unknown outcome it is sent again: a duplicate is better than none, since only the person sees it.
      await post().catch(async (error: unknown) => (isDefinite(error) ? Promise.reject(error) : post()));
      return true;
    } catch (error) {
      deps.logger.debug({ eventId: origin.eventId, error }, 'could not send an ephemeral message to Slack');
      return false;
    }
  };

  return {
    async send(origin, part) {
      await origin.beforeUncertain?.();
      // A response URL answers in the channel, beside the thread in which somebody opened the menu of a message.
      const isMenuInThread = origin.thread !== undefined && origin.source === undefined;
      const [first, second] = isMenuInThread ? [byPost, byUrl] : [byUrl, byPost];
      return (await first(origin, part)) || second(origin, part);
    },
  };
}
