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
  withThread,
} from '../../../adapters/web/page/state.js';
import type { ChatState, ConversationView, MessageView } from '../../../adapters/web/protocol.js';
import { toInstant } from '../../../src/core/time.js';

const conversation = (id: string, unread = 0): ConversationView => ({
  id,
  kind: 'channel',
  purpose: 'general',
  special: false,
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
  cursor: { message, revision, erasures: 0 },
  now: toInstant(0),
});
const message = (id: number, more: Partial<MessageView> = {}): MessageView => ({
  id,
  revision: id,
  conversation: 'a',
  thread: null,
  author: { type: 'bot' },
  onlyYou: false,
  at: toInstant(id),
  editedAt: null,
  sentAs: null,
  content: { type: 'text', text: String(id) },
  files: [],
  replies: 0,
  opens: false,
  closed: false,
  you: [],
  ...more,
});
const unread = (state: PageState, id: string) => state.conversations.find((known) => known.id === id)?.unread;
const ids = (state: PageState) => state.timelines['a']?.messages.map(({ id }) => id);
const start = () => withPage(withChat(initialState, chat(2, 2)), 'a', { messages: [message(1), message(2)], more: false });
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
    const next = withMessage(state, message(6), null);
    expect(groupsOf(next.conversations).open.map(({ id }) => id)).toEqual(['a', 'x']);
  });
});

describe('the state of the page', () => {
  it('keeps messages that arrive while their conversation loads in an older state', () => {
    let state = withEvent(withChat(initialState, chat(2, 2)), event(message(3)), null);
    state = withEvent(state, event(message(4, { thread: 2 }), { id: 2, replies: 1 }), null);
    state = withEvent(state, event(message(5, { conversation: 'b' })), null);
    state = withPage(state, 'a', { messages: [message(1), message(2)], more: false });
    expect(ids(state)).toEqual([1, 2, 3]);
    state = withThread(state, { root: message(2), messages: [], more: false });
    expect(state.threads[2]?.messages.map(({ id }) => id)).toEqual([4]);
    state = withPage(state, 'b', { messages: [], more: false });
    expect(state.timelines['b']?.messages.map(({ id }) => id)).toEqual([5]);
    expect(state.unplaced).toEqual([]);
  });

  it('does not show an old message whose neighbours are not loaded', () => {
    const edited = message(1, { revision: 9 });
    const state = withPage(withEvent(withChat(initialState, chat(8, 8)), event(edited), null), 'a', { messages: [message(7)], more: true });
    expect(ids(state)).toEqual([7]);
  });

  it('drops deleted messages, and keeps those that arrived during the load', () => {
    let state = withPage(withChat(initialState, chat(3, 3)), 'a', { messages: [message(1), message(2), message(3)], more: false });
    state = withEvent(state, event(message(4)), 'a');
    state = withSynced(state, 'a', { messages: [message(1), message(3)], more: false }, 3);
    expect(ids(state)).toEqual([1, 3, 4]);
  });

  it('shows each message once, in order, however it arrives', () => {
    let state = withEvent(start(), event(message(4)), 'a');
    state = withEvent(state, event(message(3)), 'a');
    state = withMessage(state, message(4), 'a');
    expect(ids(state)).toEqual([1, 2, 3, 4]);
  });

  it('accepts newer revisions of a message only', () => {
    const changed = message(2, { revision: 9, content: { type: 'text', text: 'new' } });
    const state = withMessage(withMessage(start(), changed, 'a'), message(2), 'a');
    expect(state.timelines['a']?.messages.at(-1)?.content).toEqual({ type: 'text', text: 'new' });
    expect(state.seen).toEqual({ message: 2, revision: 9, erasures: 0 });
  });

  it('counts new messages of other people that are not visible, each once', () => {
    let state = withEvent(start(), event(message(3)), 'b');
    state = withEvent(state, event(message(3, { revision: 5 })), 'b');
    expect(unread(state, 'a')).toBe(1);
    state = withEvent(state, event(message(4)), 'a');
    state = withEvent(state, event(message(5, { author: { type: 'person', user: 'me', name: 'Me' } })), 'b');
    expect(unread(state, 'a')).toBe(1);
    state = withEvent(state, { type: 'read', conversation: 'a', unread: 0 }, null);
    expect(unread(state, 'a')).toBe(0);
  });

  it('counts nothing twice when the stream continues after the server’s state', () => {
    let state = withChat(start(), chat(5, 5, 3));
    expect(state.seen).toEqual({ message: 5, revision: 2, erasures: 0 });
    for (const id of [3, 4, 5]) state = withEvent(state, event(message(id)), null);
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
    const state = withMessage({ ...start(), outbox: [outgoing] }, message(3, { sentAs: 'x' }), 'a');
    expect(state.outbox).toEqual([]);
    const loaded = withPage({ ...start(), outbox: [outgoing] }, 'a', { messages: [message(3, { sentAs: 'x' })], more: false });
    expect(loaded.outbox).toEqual([]);
  });

  it('puts replies into their thread, and counts them at its first message', () => {
    let state = withThread(start(), { root: message(1), messages: [], more: false });
    state = withEvent(state, event(message(3, { thread: 1 }), { id: 1, replies: 1 }), 'a');
    expect(ids(state)).toEqual([1, 2]);
    expect(state.timelines['a']?.messages[0]?.replies).toBe(1);
    expect(state.threads[1]?.messages.map(({ id }) => id)).toEqual([3]);
  });

  it('marks the first new message when a conversation is opened', () => {
    const state = withEvent(withEvent(start(), event(message(3)), 'b'), event(message(4)), 'b');
    expect(withOpen(state, 'a').timelines['a']?.newFrom).toBe(3);
    expect(withOpen(start(), 'a').timelines['a']?.newFrom).toBeNull();
  });

  it('leaves out older messages that were never loaded', () => {
    const state = withPage(withChat(initialState, chat(90, 90)), 'a', { messages: [message(50), message(51)], more: true });
    expect(ids(withMessage(state, message(7, { revision: 91 }), 'a'))).toEqual([50, 51]);
  });

  it('adds a new conversation', () => {
    const state = withEvent(start(), { type: 'conversation', conversation: conversation('c', 1) }, null);
    expect(unread(state, 'c')).toBe(1);
  });
});
