import { type ConversationRef, DeliveryError } from '../../../src/ports/chat.js';
import type { WebChatRepository, WebConversation, WebMessage } from '../../../src/ports/web-chat.js';

/** A conversation, or a thread of the bot in it, which its opening post identifies. */
export interface Spot {
  readonly conversation: Pick<WebConversation, 'id'>;
  readonly opening: WebMessage | undefined;
}

const THREAD = /^(.+)#(\d+)$/;

/** A thread that the bot opened in a conversation with the message `opening`. */
export function threadRef(space: string, conversation: string, opening: number): ConversationRef {
  return { platform: 'web', space, id: `${conversation}#${opening}`, kind: 'thread' };
}

/** The ids in a reference to a conversation or a thread. */
export function idsOf({ id, kind }: ConversationRef): { readonly conversation: string; readonly thread: number | null } {
  const [, conversation = id, thread] = (kind === 'thread' && THREAD.exec(id)) || [];
  return { conversation, thread: thread === undefined ? null : Number(thread) };
}

/** What a reference leads to. Throws a `DeliveryError` (`unreachable`) if it is not, or no longer, in this web chat. */
export async function spotOf(
  webChat: Pick<WebChatRepository, 'conversation' | 'message'>,
  space: string,
  ref: ConversationRef,
): Promise<Spot> {
  const ids = idsOf(ref);
  const conversation = ref.space === space ? await webChat.conversation(ids.conversation) : undefined;
  if (!conversation) throw new DeliveryError('no such conversation in the web chat', 'unreachable');
  if (ref.kind !== 'thread') return { conversation, opening: undefined };
  const opening = ids.thread === null ? undefined : await webChat.message(ids.thread);
  if (!opening || opening.opened === null || opening.conversation !== conversation.id)
    throw new DeliveryError('no such thread in the web chat', 'unreachable', { gone: true });
  return { conversation, opening };
}
