import type { Message, Reply } from '../core/message.js';

type MessageReply = Extract<Reply, { readonly type: 'message' }>;

/** Whether a reply is the private answer to a command, below which more may stand. `what` is a command's or an action's name. */
export function isPrivateAnswer(what: string, reply: Reply): reply is MessageReply {
  return what.startsWith('/') && reply.type === 'message' && reply.visibility === 'private';
}

/** The reply with these messages' cards and files after its own. */
export function below(reply: MessageReply, messages: readonly Message[]): Reply {
  const files = [reply.message, ...messages].flatMap((message) => message.files ?? []);
  const cards = [reply.message, ...messages].flatMap((message) => message.cards);
  return { ...reply, message: { ...reply.message, cards, ...(files.length > 0 && { files }) } };
}
