import type { ConversationRef, MessageRef } from '../../../ports/chat.js';

/** How the keys of messages in a thread begin. */
export const messagePrefix = ({ platform, space, id }: ConversationRef): string => `${platform}:${space}:${id}:`;

/** The message that a file came with. */
export const messageKey = ({ conversation, id }: MessageRef): string => `${messagePrefix(conversation)}${id}`;
