import type { Card } from '../../../src/core/message.js';
import { type Instant } from '../../../src/core/time.js';
import type {
  AgendaView,
  ChatState,
  ConversationView,
  FormView,
  MessagesPage,
  MessageView,
  StreamEvent,
  ThreadPage,
  TimeView,
} from '../protocol.js';

/** Everything that the page shows. It changes only through the functions below. */
export interface PageState {
  readonly phase: 'loading' | 'ready' | 'sign-in' | 'failed' | 'erased';
  readonly problem: string | null;
  /** The last reply to a person who was erased. */
  readonly lastReply: readonly Card[];
  readonly chat: ChatState | null;
  readonly conversations: readonly ConversationView[];
  readonly timelines: Readonly<Record<string, Timeline>>;
  readonly threads: Readonly<Record<number, Thread>>;
  /** Messages received of conversations, threads and older pages that are not loaded; a load under way may not contain them yet. */
  readonly unplaced: readonly MessageView[];
  /** Messages that came with an answer, and not by the stream yet. */
  readonly early: readonly number[];
  /** The open conversation; with `null` a small screen shows the list. */
  readonly open: string | null;
  readonly panel: { readonly type: 'thread'; readonly root: number } | { readonly type: 'agenda' } | null;
  readonly outbox: readonly Outgoing[];
  /** A refused message that the reader takes back to change it. */
  readonly takenBack: TakenBack | null;
  readonly reveal: Reveal | null;
  /** Controls that wait for a reply, as `message|action`. */
  readonly pending: readonly string[];
  readonly form: FormView | null;
  readonly formErrors: Readonly<Record<string, string>>;
  readonly submitting: boolean;
  readonly connection: 'on' | 'waiting' | 'off';
  readonly time: TimeView | null;
  readonly advancing: boolean;
  readonly agenda: AgendaView | null;
  readonly notice: string | null;
  /** Text for screen readers. */
  readonly announcement: string;
  /** The newest message that the page knows of, and the newest of the stream, which continues after `revision`. */
  readonly seen: { readonly message: number; readonly streamed: number; readonly revision: number; readonly erasures: number };
}

/** The messages that the reader's own action led to; the page scrolls to them once. */
export interface Reveal {
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  readonly messages: readonly MessageView[];
  readonly more: boolean;
  /** The first unread message at the time when the conversation was opened. */
  readonly newFrom: number | null;
}

export interface Thread extends Timeline {
  readonly root: MessageView;
}

export interface TakenBack extends Pick<Outgoing, 'conversation' | 'thread' | 'text'> {
  readonly attached: readonly File[];
}

/** A message that the server may not have received yet. */
export interface Outgoing {
  readonly id: string;
  readonly conversation: string;
  readonly thread: number | null;
  readonly text: string;
  /** `size` in bytes. */
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly at: Instant;
  readonly state: 'sending' | 'waiting' | 'failed';
  readonly problem: string | null;
}

export const initialState: PageState = {
  phase: 'loading',
  problem: null,
  lastReply: [],
  chat: null,
  conversations: [],
  timelines: {},
  threads: {},
  unplaced: [],
  early: [],
  open: null,
  panel: null,
  outbox: [],
  takenBack: null,
  reveal: null,
  pending: [],
  form: null,
  formErrors: {},
  submitting: false,
  connection: 'waiting',
  time: null,
  advancing: false,
  agenda: null,
  notice: null,
  announcement: '',
  seen: { message: 0, streamed: 0, revision: 0, erasures: 0 },
};

/** Applies the server's state. Loaded messages stay, because the stream updates them. */
export function withChat(state: PageState, chat: ChatState): PageState {
  const first = state.chat === null;
  return {
    ...state,
    phase: 'ready',
    problem: null,
    chat,
    conversations: chat.conversations,
    time: chat.time,
    open: chat.conversations.some(({ id }) => id === state.open) ? state.open : null,
    seen: {
      message: Math.max(state.seen.message, chat.cursor.message),
      streamed: Math.max(state.seen.streamed, chat.cursor.message),
      // The stream still delivers the changes since the page's own revision, and tells whether something was deleted.
      revision: first ? chat.cursor.revision : state.seen.revision,
      erasures: first ? chat.cursor.erasures : state.seen.erasures,
    },
  };
}

/** The reader was erased: the page keeps nothing but the last reply. An empty `reply` keeps the one received before. */
export function withReaderErased(state: PageState, reply: readonly Card[]): PageState {
  return { ...initialState, phase: 'erased', lastReply: reply.length > 0 ? reply : state.lastReply };
}

/** The state with a page of a conversation that was loaded. */
export function withPage(state: PageState, conversation: string, page: MessagesPage): PageState {
  const known = state.timelines[conversation];
  const first = page.messages[0]?.id ?? 0;
  const mine = (message: MessageView): boolean => message.conversation === conversation && message.thread === null;
  const isShown = (message: MessageView): boolean => mine(message) && (!page.more || message.id >= first);
  const came = state.unplaced.filter(isShown);
  const messages = merged(merged(known?.messages ?? [], page.messages), came);
  const unread = state.conversations.find(({ id }) => id === conversation)?.unread ?? 0;
  const newFrom = known ? known.newFrom : firstUnread(page.messages, unread, state.chat?.reader.user);
  return {
    ...withAccepted(state, page.messages),
    timelines: { ...state.timelines, [conversation]: { messages, more: page.more, newFrom } },
    unplaced: state.unplaced.filter((message) => !isShown(message)),
  };
}

/** Removes messages from the outbox that the server has accepted. */
function withAccepted(state: PageState, messages: readonly MessageView[]): PageState {
  const accepted = new Set(messages.flatMap(({ sentAs }) => sentAs ?? []));
  const outbox = state.outbox.filter(({ id }) => !accepted.has(id));
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

/** The first of the last `unread` messages of other people. */
function firstUnread(messages: readonly MessageView[], unread: number, user: string | undefined): number | null {
  if (unread === 0) return null;
  const others = messages.filter(({ author }) => author.type === 'bot' || author.user !== user);
  return others.at(-unread)?.id ?? others[0]?.id ?? null;
}

/** The state with a page of a thread that was loaded. */
export function withThread(state: PageState, page: ThreadPage): PageState {
  const known = state.threads[page.root.id];
  const mine = ({ thread }: MessageView): boolean => thread === page.root.id;
  const messages = merged(merged(known?.messages ?? [], page.messages), state.unplaced.filter(mine));
  const thread: Thread = { root: newestRoot(state, page.root), messages, more: page.more, newFrom: null };
  return {
    ...withAccepted(state, page.messages),
    threads: { ...state.threads, [page.root.id]: thread },
    unplaced: state.unplaced.filter((message) => !mine(message)),
  };
}

/** A thread's first message, which may have changed while the thread was loaded. */
function newestRoot({ threads, timelines, unplaced }: PageState, root: MessageView): MessageView {
  const known = [threads[root.id]?.root ?? [], timelines[root.conversation]?.messages ?? [], unplaced].flat();
  return known.filter(({ id }) => id === root.id).reduce((newest, each) => (each.revision > newest.revision ? each : newest), root);
}

/** Drops everything but the open conversation and thread, after a person was erased. The rest is loaded again when opened. */
export function withOnlyOpen(state: PageState): PageState {
  const { open, panel } = state;
  const timeline = open === null ? undefined : state.timelines[open];
  const thread = panel?.type === 'thread' ? state.threads[panel.root] : undefined;
  return {
    ...state,
    timelines: open !== null && timeline ? { [open]: timeline } : {},
    threads: thread ? { [thread.root.id]: thread } : {},
    unplaced: [],
  };
}

/** Replaces a loaded conversation with `page`, and keeps messages newer than `upTo`. */
export function withSynced(state: PageState, conversation: string, page: MessagesPage, upTo: number): PageState {
  const known = state.timelines[conversation];
  if (!known) return state;
  const messages = merged(page.messages, standing(known.messages, page.messages, upTo));
  return { ...state, timelines: { ...state.timelines, [conversation]: { ...known, messages, more: page.more } } };
}

/** The private groups, newest first, and those that were put away. */
export function groupsOf(conversations: readonly ConversationView[]): {
  readonly open: readonly ConversationView[];
  readonly closed: readonly ConversationView[];
} {
  const groups = conversations.filter(({ kind }) => kind === 'group').toSorted((a, b) => b.newest - a.newest);
  return { open: groups.filter(({ closed }) => !closed), closed: groups.filter(({ closed }) => closed) };
}

/** All conversations in the order in which they are listed. */
export function listed(conversations: readonly ConversationView[]): readonly ConversationView[] {
  const of = (wanted: ConversationView['kind']) => conversations.filter(({ kind }) => kind === wanted);
  const groups = groupsOf(conversations);
  return [...of('direct'), ...of('channel'), ...groups.open, ...groups.closed];
}

/** The same as `withSynced`, for a thread. */
export function withSyncedThread(state: PageState, page: ThreadPage, upTo: number): PageState {
  const known = state.threads[page.root.id];
  if (!known) return state;
  const messages = merged(page.messages, standing(known.messages, page.messages, upTo));
  const thread: Thread = { ...known, root: newestRoot(state, page.root), messages, more: page.more };
  return { ...state, threads: { ...state.threads, [page.root.id]: thread } };
}

/** The known messages that still stand: those that were found again and those that came after `upTo`. */
function standing(known: readonly MessageView[], found: readonly MessageView[], upTo: number): readonly MessageView[] {
  const ids = new Set(found.map(({ id }) => id));
  return known.filter(({ id }) => id > upTo || ids.has(id));
}

/** Opens a conversation and marks its first unread message. */
export function withOpen(state: PageState, conversation: string | null): PageState {
  const timeline = conversation === null ? undefined : state.timelines[conversation];
  const unread = state.conversations.find(({ id }) => id === conversation)?.unread ?? 0;
  const panel = state.panel?.type === 'agenda' ? state.panel : null;
  if (!timeline || conversation === null) return { ...state, open: conversation, panel };
  const newFrom = firstUnread(timeline.messages, unread, state.chat?.reader.user);
  return { ...state, open: conversation, panel, timelines: { ...state.timelines, [conversation]: { ...timeline, newFrom } } };
}

/** Applies what came together. */
export function withEvents(state: PageState, events: readonly StreamEvent[], visible: string | null): PageState {
  return events.reduce((known, event) => withEvent(known, event, visible), state);
}

/** @param visible The conversation that the reader sees; null if the page is in the background. */
export function withEvent(state: PageState, event: StreamEvent, visible: string | null): PageState {
  switch (event.type) {
    case 'message':
      return withReplies(withStreamed(state, event.message, visible), event.root);
    case 'conversation': {
      const others = state.conversations.filter(({ id }) => id !== event.conversation.id);
      return { ...state, conversations: [...others, event.conversation] };
    }
    case 'read':
      return withUnread(state, event.conversation, () => event.unread);
    case 'time':
      return { ...state, time: event.time };
    case 'ready':
      return {
        ...state,
        connection: 'on',
        seen: { ...state.seen, revision: Math.max(state.seen.revision, event.revision), erasures: event.erasures },
      };
    case 'erased':
      return withReaderErased(state, []);
    case 'reload':
      return state;
    default:
      return event satisfies never;
  }
}

/** Adds a message of an answer, or replaces it with a newer revision; an older or equal revision changes nothing. */
export function withMessage(state: PageState, message: MessageView, visible: string | null): PageState {
  const next = withContent(state, message, visible);
  return isNews(state, message) ? { ...next, early: [...state.early, message.id] } : next;
}

/** The same for a message that comes by the stream, where messages come in the order in which they were written. */
function withStreamed(state: PageState, message: MessageView, visible: string | null): PageState {
  const next = withContent(state, message, visible);
  const streamed = Math.max(state.seen.streamed, message.id);
  return { ...next, early: state.early.filter((id) => id > streamed), seen: { ...next.seen, streamed } };
}

/** Whether the page has not had this message yet, in whatever revision. */
export function isNews({ seen, early }: Pick<PageState, 'seen' | 'early'>, { id }: Pick<MessageView, 'id'>): boolean {
  return id > seen.streamed && !early.includes(id);
}

function withContent(state: PageState, message: MessageView, visible: string | null): PageState {
  const isNew = isNews(state, message);
  const own = message.author.type === 'person' && message.author.user === state.chat?.reader.user;
  let next: PageState = {
    ...withAccepted(state, [message]),
    seen: { ...state.seen, message: Math.max(state.seen.message, message.id) },
  };
  if (isNew) next = withTalk(next, message);
  if (isNew && !own && message.conversation !== visible) next = withUnread(next, message.conversation, (unread) => unread + 1);
  return message.thread === null ? intoTimeline(next, message) : intoThread(next, message, message.thread);
}

/** A new message brings its conversation to the top, and a closed group back. */
function withTalk(state: PageState, { id, conversation }: MessageView): PageState {
  const conversations = state.conversations.map((known) =>
    known.id === conversation ? { ...known, newest: Math.max(known.newest, id), closed: false } : known,
  );
  return { ...state, conversations };
}

function intoTimeline(state: PageState, message: MessageView): PageState {
  const timeline = state.timelines[message.conversation];
  const thread = state.threads[message.id];
  let next = state;
  if (timeline && (timeline.messages.length === 0 || !timeline.more || message.id >= (timeline.messages[0]?.id ?? 0))) {
    const messages = merged(timeline.messages, [message]);
    next = { ...next, timelines: { ...next.timelines, [message.conversation]: { ...timeline, messages } } };
  } else next = withUnplaced(next, message);
  if (thread && thread.root.revision < message.revision)
    next = { ...next, threads: { ...next.threads, [message.id]: { ...thread, root: message } } };
  return next;
}

/** Older messages are dropped; they are loaded when their conversation is opened. */
const UNPLACED_MAX = 500;

function withUnplaced(state: PageState, message: MessageView): PageState {
  return { ...state, unplaced: [...state.unplaced, message].slice(-UNPLACED_MAX) };
}

function intoThread(state: PageState, message: MessageView, root: number): PageState {
  const thread = state.threads[root];
  if (!thread) return withUnplaced(state, message);
  return { ...state, threads: { ...state.threads, [root]: { ...thread, messages: merged(thread.messages, [message]) } } };
}

function withReplies(state: PageState, root: { readonly id: number; readonly replies: number } | null): PageState {
  if (!root) return state;
  const isOld = (message: MessageView): boolean => message.id === root.id && message.replies !== root.replies;
  const counted = (messages: readonly MessageView[]): readonly MessageView[] =>
    messages.some(isOld) ? messages.map((message) => (isOld(message) ? { ...message, replies: root.replies } : message)) : messages;
  const timelines = Object.fromEntries(
    Object.entries(state.timelines).map(([id, timeline]) => {
      const messages = counted(timeline.messages);
      return [id, messages === timeline.messages ? timeline : { ...timeline, messages }];
    }),
  );
  // They join what is loaded later, so their number of replies follows too.
  return { ...state, timelines, unplaced: counted(state.unplaced) };
}

/** The state with another number of unread messages of a conversation. */
export function withUnread(state: PageState, conversation: string, change: (unread: number) => number): PageState {
  const conversations = state.conversations.map((known) =>
    known.id === conversation ? { ...known, unread: change(known.unread) } : known,
  );
  return { ...state, conversations };
}

/** Both lists in the order of ids, each message once in its newest revision. */
function merged(known: readonly MessageView[], more: readonly MessageView[]): readonly MessageView[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) {
    const old = byId.get(message.id);
    if (!old || old.revision <= message.revision) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
