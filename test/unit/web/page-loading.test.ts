import { describe, expect, it } from 'vitest';
import { createCell } from '../../../adapters/web/page/cell.js';
import { createLoader } from '../../../adapters/web/page/loader.js';
import { initialState, type PageState, withEvent, withPage, withThread } from '../../../adapters/web/page/state.js';
import { sync } from '../../../adapters/web/page/sync.js';
import type { MessagesPage, MessageView, ThreadPage } from '../../../adapters/web/protocol.js';
import { messageView } from '../../support/message-view.js';

const message = (id: number, thread: number | null = null): MessageView => messageView(id, { thread });

/** A page whose requests are answered by hand, in any order. */
function aPage(known: PageState = { ...initialState, open: 'a', panel: { type: 'thread', root: 1 } }) {
  const state = createCell<PageState>(known);
  const asked: { readonly answer: (page: MessagesPage | ThreadPage) => Promise<void> }[] = [];
  const ask = <Page extends MessagesPage>(): Promise<Page> =>
    new Promise((resolve) => {
      asked.push({
        async answer(page) {
          resolve(page as Page);
          await settled();
        },
      });
    });
  const api = { messages: () => ask<MessagesPage>(), thread: () => ask<ThreadPage>() };
  const deleted = (erasures: number) => state.change((page) => withEvent(page, { type: 'ready', revision: 9, erasures }, 'a'));
  const loader = createLoader(state, api, { loaded() {}, failed: (error) => expect.fail(String(error)), recovered() {} });
  return { state, asked, api, loader, deleted };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const ids = (messages: readonly MessageView[] | undefined) => messages?.map(({ id }) => id);
const before = { messages: [message(1), message(2)], more: false };
const after = { messages: [message(1)], more: false };
const threadBefore = { root: message(1), messages: [message(3, 1), message(4, 1)], more: false };
const threadAfter = { root: message(1), messages: [message(4, 1)], more: false };

describe('what the page loads', () => {
  it('is loaded once more where somebody deleted something meanwhile', async () => {
    const { state, asked, loader, deleted } = aPage();
    const loads = [loader.conversation('a'), loader.thread(1)];
    deleted(1);
    await asked[0]?.answer(before);
    await asked[1]?.answer(threadBefore);
    expect([state.get().timelines, state.get().threads]).toEqual([{}, {}]);
    await asked[2]?.answer(after);
    await asked[3]?.answer(threadAfter);
    await Promise.all(loads);
    expect(asked).toHaveLength(4);
    expect([ids(state.get().timelines['a']?.messages), ids(state.get().threads[1]?.messages)]).toEqual([[1], [4]]);
  });

  it('gives way to what was looked for later, after another deletion', async () => {
    const shown = withThread(withPage({ ...initialState, open: 'a', panel: { type: 'thread', root: 1 } }, 'a', before), threadBefore);
    const { state, asked, api, deleted } = aPage({ ...shown, seen: { ...shown.seen, message: 4 } });
    deleted(1);
    const first = sync(state, api);
    deleted(2);
    const second = sync(state, api);
    await asked[1]?.answer(after);
    await asked[2]?.answer(threadAfter);
    await second;
    await asked[0]?.answer(before);
    await first;
    expect([ids(state.get().timelines['a']?.messages), ids(state.get().threads[1]?.messages)]).toEqual([[1], [4]]);
  });
});
