import type { MessageView } from '../protocol.js';
import { type Api, RefusedError } from './api.js';
import type { Cell } from './cell.js';
import { type PageState, withOnlyOpen, withSynced, withSyncedThread } from './state.js';

/**
 * Loads the messages that the page shows again, so that deleted ones disappear. Other conversations load when opened.
 *
 * @throws What the requests throw, except for a thread that is gone.
 */
export async function sync(state: Cell<PageState>, api: Pick<Api, 'messages' | 'thread'>): Promise<void> {
  state.change(withOnlyOpen);
  const { open, panel, seen, timelines } = state.get();
  // After another deletion the page loads them again, and what comes now may come later than that.
  const isOvertaken = (): boolean => state.get().seen.erasures !== seen.erasures;
  const first = open === null ? undefined : timelines[open]?.messages[0];
  if (open !== null && first) {
    const messages: MessageView[] = [];
    let more = true;
    while (more && (messages[0]?.id ?? Number.POSITIVE_INFINITY) > first.id) {
      const page = await api.messages(open, messages[0]?.id);
      messages.unshift(...page.messages);
      ({ more } = page);
    }
    if (isOvertaken()) return;
    state.change((page) => withSynced(page, open, { messages, more }, seen.message));
  }
  if (panel?.type !== 'thread') return;
  try {
    const thread = await api.thread(panel.root);
    if (isOvertaken()) return;
    state.change((page) => withSyncedThread(page, thread, seen.message));
  } catch (error) {
    // The thread's first message may be deleted too.
    if (!(error instanceof RefusedError) || error.status !== 404) throw error;
    state.change((page) => (page.panel?.type === 'thread' && page.panel.root === panel.root ? { ...page, panel: null } : page));
  }
}
