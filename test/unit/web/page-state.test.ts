import { describe, expect, it } from 'vitest';
import {
  groupsOf,
  initialState,
  listed,
  type PageState,
  withChat,
  withEvent,
  withMessage,
  withOpen,
  withPage,
  withSynced,
  withSyncedThread,
  withThread,
} from '../../../adapters/web/page/state.js';
import type { ChatState, ConversationView, MessageView } from '../../../adapters/web/protocol.js';
import { toInstant } from '../../../src/core/time.js';
import { messageView } from '../../support/message-view.js';

const conversation = (id: string, unread = 0): ConversationView => ({
  id,
  kind: 'channel',
  purpose: 'general',
  sign: null,
  inThreads: false,
  title: id,
  people: [],
  unread,
  private: false,
  newest: 0,
  closed: false,
});
const chat = (message: number, revision: number, unread = 0): ChatState => ({
  community: 'Mudhif',
  reader: { user: 'me', name: 'Me', language: 'en', timezone: 'UTC' },
  direction: 'ltr',
  personas: null,
  guide: null,
  conversations: [conversation('a', unread), conversation('b')],
  commands: [],
  calendar: { weekdays: [], months: [] },
  time: null,
  uploadMb: 10,
  cursor: { message, revision, erasures: 0, outline: '' },
  now: toInstant(0),
});
const unread = (state: PageState, id: string) => state.conversations.find((known) => known.id === id)?.unread;
const ids = (state: PageState) => state.timelines['a']?.messages.map(({ id }) => id);
const start = () => withPage(withChat(initialState, chat(2, 2)), 'a', { messages: [messageView(1), messageView(2)], more: false });
const event = (view: MessageView, root: { id: number; replies: number } | null = null) =>
  ({ type: 'message', message: view, root }) as const;

describe('private groups', () => {
  const group = (id: string, newest: number, closed = false): ConversationView => ({ ...conversation(id), kind: 'group', newest, closed });

  it('are listed newest first, and apart where they were put away', () => {
    const known = [conversation('a'), group('x', 3), group('y', 9), group('z', 5, true), group('w', 7, true)];
    const { open, closed } = groupsOf(known);
    expect(open.map(({ id }) => id)).toEqual(['y', 'x']);
    expect(closed.map(({ id }) => id)).toEqual(['w', 'z']);
    expect(listed(known).map(({ id }) => id)).toEqual(['a', 'y', 'x', 'w', 'z']);
  });

  it('come back and to the top with a new message', () => {
    const state = { ...withChat(initialState, chat(5, 5)), conversations: [group('x', 3), group('a', 2, true)] };
    const next = withMessage(state, messageView(6), null);
    expect(groupsOf(next.conversations).open.map(({ id }) => id)).toEqual(['a', 'x']);
  });
});

describe('the state of the page', () => {
  it('keeps messages that arrive while their conversation loads in an older state', () => {
    let state = withEvent(withChat(initialState, chat(2, 2)), event(messageView(3)), null);
    state = withEvent(state, event(messageView(4, { thread: 2 }), { id: 2, replies: 1 }), null);
    state = withEvent(state, event(messageView(5, { conversation: 'b' })), null);
    state = withPage(state, 'a', { messages: [messageView(1), messageView(2)], more: false });
    expect(ids(state)).toEqual([1, 2, 3]);
    state = withThread(state, { root: messageView(2), messages: [], more: false });
    expect(state.threads[2]?.messages.map(({ id }) => id)).toEqual([4]);
    state = withPage(state, 'b', { messages: [], more: false });
    expect(state.timelines['b']?.messages.map(({ id }) => id)).toEqual([5]);
    expect(state.unplaced).toEqual([]);
  });

  it('shows a thread as it became while it was loaded', () => {
    const closed = messageView(2, { revision: 9, closed: true });
    for (const before of [withChat(initialState, chat(2, 2)), start()]) {
      const state = withThread(withEvent(before, event(closed), null), { root: messageView(2), messages: [], more: false });
      expect(state.threads[2]?.root.closed).toBe(true);
    }
    // Its first message is older than what is loaded of the conversation.
    const late = withPage(withChat(initialState, chat(8, 8)), 'a', { messages: [messageView(7)], more: true });
    const state = withThread(withEvent(late, event(closed), null), { root: messageView(2), messages: [], more: false });
    expect(state.threads[2]?.root.closed).toBe(true);
    expect(ids(state)).toEqual([7]);
    // Nor does a thread that is loaded once more fall behind.
    expect(withThread(state, { root: messageView(2), messages: [], more: false }).threads[2]?.root.closed).toBe(true);
  });

  it('shows older messages as they became while they were loaded', () => {
    let state = withPage(withChat(initialState, chat(8, 8)), 'a', { messages: [messageView(7)], more: true });
    state = withEvent(state, event(messageView(5, { revision: 9, content: { type: 'text', text: 'new' } })), null);
    state = withEvent(state, event(messageView(2, { revision: 10, content: { type: 'text', text: 'new too' } })), null);
    const shown = () => state.timelines['a']?.messages.map(({ content }) => content.type === 'text' && content.text);
    state = withPage(state, 'a', { messages: [messageView(5)], more: true });
    expect(shown()).toEqual(['new', '7']);
    state = withPage(state, 'a', { messages: [messageView(2)], more: false });
    expect(shown()).toEqual(['new too', 'new', '7']);
    expect(state.unplaced).toEqual([]);
  });

  it('keeps what changed while deleted messages were looked for', () => {
    const changed = { revision: 9, closed: true };
    let state = withThread(start(), { root: messageView(2), messages: [messageView(3, { thread: 2 })], more: false });
    state = withEvent(state, event(messageView(2, changed)), null);
    state = withEvent(state, event(messageView(3, { thread: 2, ...changed })), null);
    state = withSynced(state, 'a', { messages: [messageView(2)], more: false }, 3);
    state = withSyncedThread(state, { root: messageView(2), messages: [messageView(3, { thread: 2 })], more: false }, 3);
    expect(state.timelines['a']?.messages).toEqual([messageView(2, changed)]);
    expect(state.threads[2]).toMatchObject({ root: changed, messages: [changed] });
  });

  it('continues after the last whole update of the stream, whatever came in answers', () => {
    let state = withMessage(start(), messageView(9), 'a');
    state = withEvent(state, event(messageView(8)), 'a');
    expect(state.seen.revision).toBe(2);
    state = withEvent(state, { type: 'ready', revision: 8, erasures: 0 }, 'a');
    expect(state.seen.revision).toBe(8);
  });

  it('counts a message that came after the answer to something later', () => {
    let state = withMessage(start(), messageView(9, { conversation: 'b' }), 'b');
    state = withEvent(state, event(messageView(8)), 'b');
    expect(unread(state, 'a')).toBe(1);
    state = withEvent(state, event(messageView(9, { conversation: 'b' })), 'a');
    expect(unread(state, 'b')).toBe(0);
  });

  it('counts answers to a message that came while its conversation was not loaded', () => {
    let state = withEvent(withChat(initialState, chat(2, 2)), event(messageView(3)), null);
    state = withEvent(state, event(messageView(4, { thread: 3 }), { id: 3, replies: 1 }), null);
    state = withPage(state, 'a', { messages: [messageView(2), messageView(3, { replies: 1 })], more: false });
    expect(state.timelines['a']?.messages.map(({ id, replies }) => [id, replies])).toEqual([
      [2, 0],
      [3, 1],
    ]);
  });

  it('does not show an old message whose neighbours are not loaded', () => {
    const edited = messageView(1, { revision: 9 });
    const state = withPage(withEvent(withChat(initialState, chat(8, 8)), event(edited), null), 'a', {
      messages: [messageView(7)],
      more: true,
    });
    expect(ids(state)).toEqual([7]);
  });

  it('drops deleted messages, and keeps those that arrived during the load', () => {
    let state = withPage(withChat(initialState, chat(3, 3)), 'a', {
      messages: [messageView(1), messageView(2), messageView(3)],
      more: false,
    });
    state = withEvent(state, event(messageView(4)), 'a');
    state = withSynced(state, 'a', { messages: [messageView(1), messageView(3)], more: false }, 3);
    expect(ids(state)).toEqual([1, 3, 4]);
  });

  it('shows each message once, in order, however it arrives', () => {
    let state = withEvent(start(), event(messageView(4)), 'a');
    state = withEvent(state, event(messageView(3)), 'a');
    state = withMessage(state, messageView(4), 'a');
    expect(ids(state)).toEqual([1, 2, 3, 4]);
  });

  it('accepts newer revisions of a message only', () => {
    const changed = messageView(2, { revision: 9, content: { type: 'text', text: 'new' } });
    const state = withMessage(withMessage(start(), changed, 'a'), messageView(2), 'a');
    expect(state.timelines['a']?.messages.at(-1)?.content).toEqual({ type: 'text', text: 'new' });
    expect(state.seen).toEqual({ message: 2, streamed: 2, revision: 2, erasures: 0 });
  });

  it('counts new messages of other people that are not visible, each once', () => {
    let state = withEvent(start(), event(messageView(3)), 'b');
    state = withEvent(state, event(messageView(3, { revision: 5 })), 'b');
    expect(unread(state, 'a')).toBe(1);
    state = withEvent(state, event(messageView(4)), 'a');
    state = withEvent(state, event(messageView(5, { author: { type: 'person', user: 'me', name: 'Me' } })), 'b');
    expect(unread(state, 'a')).toBe(1);
    state = withEvent(state, { type: 'read', conversation: 'a', unread: 0 }, null);
    expect(unread(state, 'a')).toBe(0);
  });

  it('counts nothing twice when the stream continues after the server’s state', () => {
    let state = withChat(start(), chat(5, 5, 3));
    expect(state.seen).toEqual({ message: 5, streamed: 5, revision: 2, erasures: 0 });
    for (const id of [3, 4, 5]) state = withEvent(state, event(messageView(id)), null);
    expect(unread(state, 'a')).toBe(3);
    expect(ids(state)).toEqual([1, 2, 3, 4, 5]);
  });

  it('removes accepted messages from the outbox', () => {
    const outgoing = {
      id: 'x',
      conversation: 'a',
      thread: null,
      text: 'hi',
      files: [],
      at: toInstant(0),
      state: 'waiting',
      problem: null,
    } as const;
    const state = withMessage({ ...start(), outbox: [outgoing] }, messageView(3, { sentAs: 'x' }), 'a');
    expect(state.outbox).toEqual([]);
    const loaded = withPage({ ...start(), outbox: [outgoing] }, 'a', { messages: [messageView(3, { sentAs: 'x' })], more: false });
    expect(loaded.outbox).toEqual([]);
  });

  it('puts replies into their thread, and counts them at its first message', () => {
    let state = withThread(start(), { root: messageView(1), messages: [], more: false });
    state = withEvent(state, event(messageView(3, { thread: 1 }), { id: 1, replies: 1 }), 'a');
    expect(ids(state)).toEqual([1, 2]);
    expect(state.timelines['a']?.messages[0]?.replies).toBe(1);
    expect(state.threads[1]?.messages.map(({ id }) => id)).toEqual([3]);
  });

  it('marks the first new message when a conversation is opened', () => {
    const state = withEvent(withEvent(start(), event(messageView(3)), 'b'), event(messageView(4)), 'b');
    expect(withOpen(state, 'a').timelines['a']?.newFrom).toBe(3);
    expect(withOpen(start(), 'a').timelines['a']?.newFrom).toBeNull();
  });

  it('leaves out older messages that were never loaded', () => {
    const state = withPage(withChat(initialState, chat(90, 90)), 'a', { messages: [messageView(50), messageView(51)], more: true });
    expect(ids(withMessage(state, messageView(7, { revision: 91 }), 'a'))).toEqual([50, 51]);
  });

  it('leaves it to the stream to tell what was deleted while it was away', () => {
    const { cursor } = chat(5, 5);
    const state = withChat(start(), { ...chat(5, 5), cursor: { ...cursor, erasures: 3 } });
    expect(state.seen.erasures).toBe(0);
    expect(withEvent(state, { type: 'ready', revision: 5, erasures: 3 }, null).seen.erasures).toBe(3);
    expect(withChat(initialState, { ...chat(5, 5), cursor: { ...cursor, erasures: 3 } }).seen.erasures).toBe(3);
  });

  it('adds a new conversation', () => {
    const state = withEvent(start(), { type: 'conversation', conversation: conversation('c', 1) }, null);
    expect(unread(state, 'c')).toBe(1);
  });
});
