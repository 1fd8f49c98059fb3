import { type ConversationRef, DeliveryError } from '../../../src/ports/chat.js';

/** Where Slack keeps a conversation: a channel, and within it perhaps the thread below the message `thread`. */
export interface Address {
  readonly channel: string;
  readonly thread?: string;
}

/** The address of a conversation. Throws a `DeliveryError` for an id that no thread of ours has. */
export function addressOf({ id, kind }: Pick<ConversationRef, 'id' | 'kind'>): Address {
  if (kind !== 'thread') return { channel: id };
  const [channel, thread] = id.split(':');
  if (!channel || !thread) throw new DeliveryError('there is no such thread', 'unreachable');
  return { channel, thread };
}

/** Whether somebody's id stands for their direct conversation, which Slack also takes where a message is posted. */
export function isPerson({ id, kind }: Pick<ConversationRef, 'id' | 'kind'>): boolean {
  return kind === 'direct' && /^[UW]/.test(id);
}

/** The thread below the message `ts` of a channel. */
export function threadRef(space: string, channel: string, ts: string): ConversationRef & { readonly kind: 'thread' } {
  return { platform: 'slack', space, id: `${channel}:${ts}`, kind: 'thread' };
}

/**
 * The address of a channel, or of the opening post of a thread, in a workspace (docs.slack.dev, "chat.getPermalink").
 *
 * @throws {DeliveryError} For an id that no thread of ours has.
 */
export function linkTo(workspace: string, conversation: Pick<ConversationRef, 'id' | 'kind'>): string {
  const { channel, thread } = addressOf(conversation);
  return new URL(`archives/${channel}${thread === undefined ? '' : `/p${thread.replace('.', '')}`}`, workspace).href;
}

/** The channel of a conversation, for reports; never throws. */
export function channelOf({ id }: Pick<ConversationRef, 'id'>): string {
  return id.split(':', 1)[0] ?? id;
}
