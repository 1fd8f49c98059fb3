import {
  type ChatAdapter,
  type ConversationKind,
  type ConversationRef,
  type Identity,
  type Platform,
  THREADS_AND_FORMS,
} from '../ports/chat.js';

/** A message that would have gone out. */
export interface Post {
  readonly conversation: ConversationRef;
  /** The delivery's key. */
  readonly key: string;
}

/** Takes down what would be said on a platform, and says nothing. */
export function createRecordingAdapter(platform: Platform, onPost: (post: Post) => void): ChatAdapter {
  let messages = 0;
  const place = (kind: ConversationKind, id: string): ConversationRef => ({ platform, space: 'rehearsal', id, kind });
  return {
    platform,
    receivesAlone: false,
    capabilities: { ...THREADS_AND_FORMS, unaskedDirectMessages: true },
    space: () => 'rehearsal',
    open: async () => {},
    start: async () => {},
    stop: async () => {},
    connected: () => true,
    openDirect: async ({ user }: Identity) => place('direct', user),
    openGroup: async (key) => place('group', key),
    channel: async (purpose) => place('channel', purpose),
    checkChannel: async () => 'usable',
    isAdministrator: async () => false,
    async post(conversation, _message, { key, onSending }) {
      await onSending?.();
      onPost({ conversation, key });
      messages += 1;
      return { conversation, id: String(messages) };
    },
    update: async () => {},
    remove: async () => {},
    find: async () => undefined,
  };
}
