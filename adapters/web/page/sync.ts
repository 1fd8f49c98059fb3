import type { MessageView } from '../protocol.js';
import { type Api, RefusedError } from './api.js';
import { type PageState, withOnlyOpen, withSynced, withSyncedThread } from './state.js';
import type { Cell } from './store.js';

/**
 * Loads again what the page shows, as far back as it shows it: messages that are no more go from it. The other places
 * load when they are opened.
 */
export async function sync(state: Cell<PageState>, api: Api): Promise<void> {
  state.change(withOnlyOpen);
  const { open, panel, seen, timelines } = state.get();
  const first = open === null ? undefined : timelines[open]?.messages[0];
  if (open !== null && first) {
    const messages: MessageView[] = [];
    let more = true;
    while (more && (messages[0]?.id ?? Number.POSITIVE_INFINITY) > first.id) {
      const page = await api.messages(open, messages[0]?.id);
      messages.unshift(...page.messages);
      ({ more } = page);
    }
    state.change((page) => withSynced(page, open, { messages, more }, seen.message));
  }
  if (panel?.type !== 'thread') return;
  try {
    const thread = await api.thread(panel.root);
    state.change((page) => withSyncedThread(page, thread, seen.message));
  } catch (error) {
    // What it began with may be gone too.
    if (!(error instanceof RefusedError) || error.status !== 404) throw error;
    state.change((page) => (page.panel?.type === 'thread' && page.panel.root === panel.root ? { ...page, panel: null } : page));
  }
}
