import type { Api } from './api.js';
import type { Cell } from './cell.js';
import { type PageState, withUnread } from './state.js';

/** How long the reader sees a conversation before it counts as read. */
const SEEN_AFTER_MS = 400;

/** Tells the server what the reader has seen. */
export interface ReadMarker {
  /** Marks the visible conversation as read a moment after the reader sees it. */
  mark(): void;
  stop(): void;
}

export function createReadMarker(state: Cell<PageState>, api: Api, visibleConversation: () => string | null): ReadMarker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = { conversation: '', upTo: 0 };

  const tell = (): void => {
    const conversation = visibleConversation();
    const page = state.get();
    if (conversation === null || !page.timelines[conversation]) return;
    const before = last;
    const unread = page.conversations.find(({ id }) => id === conversation)?.unread ?? 0;
    if (before.conversation === conversation && before.upTo >= page.seen.message) return;
    last = { conversation, upTo: page.seen.message };
    if (unread === 0 && before.conversation !== conversation) return;
    state.change((known) => withUnread(known, conversation, () => 0));
    api.read(conversation, page.seen.message).catch(() => {
      last = { conversation: '', upTo: 0 };
    });
  };

  return {
    mark() {
      clearTimeout(timer);
      timer = setTimeout(tell, SEEN_AFTER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
