import type { Card } from '../../../src/core/message.js';
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

/** All that the page shows, changed only by the functions below. */
export interface PageState {
  readonly phase: 'loading' | 'ready' | 'sign-in' | 'failed' | 'erased';
  readonly problem: string | null;
  /** The last reply to a person who was erased. */
  readonly lastReply: readonly Card[];
  readonly chat: ChatState | null;
  readonly conversations: readonly ConversationView[];
  readonly timelines: Readonly<Record<string, Timeline>>;
  readonly threads: Readonly<Record<number, Thread>>;
  /** What came for places that are not loaded: one of them may be on its way, in a form from before it came. */
  readonly meanwhile: readonly MessageView[];
  /** The conversation in the middle; on a small screen `null` shows the list. */
  readonly open: string | null;
  readonly panel: { readonly type: 'thread'; readonly root: number } | { readonly type: 'agenda' } | null;
  readonly outbox: readonly Outgoing[];
  readonly reveal: Reveal | null;
  /** Controls whose answer is awaited, as `message|action`. */
  readonly pending: readonly string[];
  readonly form: FormView | null;
  readonly formErrors: Readonly<Record<string, string>>;
  readonly submitting: boolean;
  readonly connection: 'on' | 'waiting' | 'off';
  readonly time: TimeView | null;
  readonly advancing: boolean;
  readonly agenda: AgendaView | null;
  readonly notice: string | null;
  /** Read aloud by screen readers. */
  readonly announcement: string;
  /** The newest message and revision that the page knows of. */
  readonly seen: { readonly message: number; readonly revision: number; readonly erasures: number };
}

/** What the reader's own doing led to: from the first of these messages to the last is to be seen, once. */
export interface Reveal {
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  readonly messages: readonly MessageView[];
  readonly more: boolean;
  /** The first message that was new when the conversation was opened. */
  readonly newFrom: number | null;
}

export interface Thread extends Timeline {
  readonly root: MessageView;
}

/** Something written that the server may not have yet. */
export interface Outgoing {
  readonly id: string;
  readonly conversation: string;
  readonly thread: number | null;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  readonly at: number;
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
  meanwhile: [],
  open: null,
  panel: null,
  outbox: [],
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
  seen: { message: 0, revision: 0, erasures: 0 },
};

/** The state as the server tells it; what was loaded before stays, the stream brings it up to date. */
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
      // What lies between is still to come by the stream.
      revision: first ? chat.cursor.revision : state.seen.revision,
      erasures: Math.max(state.seen.erasures, chat.cursor.erasures),
    },
  };
}

/** The reader was erased: the page keeps nothing but the last reply. An empty `reply` keeps the one received before. */
export function withReaderErased(state: PageState, reply: readonly Card[]): PageState {
  return { ...initialState, phase: 'erased', lastReply: reply.length > 0 ? reply : state.lastReply };
}

export function withPage(state: PageState, conversation: string, page: MessagesPage): PageState {
  const known = state.timelines[conversation];
  const first = page.messages[0]?.id ?? 0;
  const mine = (message: MessageView): boolean => message.conversation === conversation && message.thread === null;
  const came = state.meanwhile.filter((message) => mine(message) && (!page.more || message.id >= first));
  const messages = merged(merged(known?.messages ?? [], page.messages), came);
  const unread = state.conversations.find(({ id }) => id === conversation)?.unread ?? 0;
  const newFrom = known ? known.newFrom : firstUnread(page.messages, unread, state.chat?.reader.user);
  return {
    ...withTaken(state, page.messages),
    timelines: { ...state.timelines, [conversation]: { messages, more: page.more, newFrom } },
    meanwhile: state.meanwhile.filter((message) => !mine(message)),
  };
}

/** Without what the server has, by now or before the page was loaded again. */
function withTaken(state: PageState, messages: readonly MessageView[]): PageState {
  const taken = new Set(messages.flatMap(({ sentAs }) => sentAs ?? []));
  const outbox = state.outbox.filter(({ id }) => !taken.has(id));
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}

/** The message above which «new» stands: the last `unread` ones of others are new. */
function firstUnread(messages: readonly MessageView[], unread: number, user: string | undefined): number | null {
  if (unread === 0) return null;
  const others = messages.filter(({ author }) => author.type === 'bot' || author.user !== user);
  return others.at(-unread)?.id ?? others[0]?.id ?? null;
}

export function withThread(state: PageState, page: ThreadPage): PageState {
  const known = state.threads[page.root.id];
  const mine = ({ thread }: MessageView): boolean => thread === page.root.id;
  const messages = merged(merged(known?.messages ?? [], page.messages), state.meanwhile.filter(mine));
  const thread: Thread = { root: page.root, messages, more: page.more, newFrom: null };
  return {
    ...withTaken(state, page.messages),
    threads: { ...state.threads, [page.root.id]: thread },
    meanwhile: state.meanwhile.filter((message) => !mine(message)),
  };
}

/** Somebody was erased: the other places are loaded again when they are opened. */
export function withOnlyOpen(state: PageState): PageState {
  const { open, panel } = state;
  const timeline = open === null ? undefined : state.timelines[open];
  const thread = panel?.type === 'thread' ? state.threads[panel.root] : undefined;
  return {
    ...state,
    timelines: open !== null && timeline ? { [open]: timeline } : {},
    threads: thread ? { [thread.root.id]: thread } : {},
    meanwhile: [],
  };
}

/** All of a conversation that the page knew, as it is now; and what has come since the newest was `upTo`. */
export function withSynced(state: PageState, conversation: string, page: MessagesPage, upTo: number): PageState {
  const known = state.timelines[conversation];
  if (!known) return state;
  const messages = merged(page.messages, later(known.messages, upTo));
  return { ...state, timelines: { ...state.timelines, [conversation]: { ...known, messages, more: page.more } } };
}

/** As `withSynced`, for a thread. */
export function withSyncedThread(state: PageState, page: ThreadPage, upTo: number): PageState {
  const known = state.threads[page.root.id];
  if (!known) return state;
  const thread: Thread = { ...known, root: page.root, messages: merged(page.messages, later(known.messages, upTo)), more: page.more };
  return { ...state, threads: { ...state.threads, [page.root.id]: thread } };
}

function later(messages: readonly MessageView[], upTo: number): readonly MessageView[] {
  return messages.filter(({ id }) => id > upTo);
}

/** A conversation was opened: what is unread in it is marked as new once. */
export function withOpen(state: PageState, conversation: string | null): PageState {
  const timeline = conversation === null ? undefined : state.timelines[conversation];
  const unread = state.conversations.find(({ id }) => id === conversation)?.unread ?? 0;
  const panel = state.panel?.type === 'agenda' ? state.panel : null;
  if (!timeline || conversation === null) return { ...state, open: conversation, panel };
  const newFrom = firstUnread(timeline.messages, unread, state.chat?.reader.user);
  return { ...state, open: conversation, panel, timelines: { ...state.timelines, [conversation]: { ...timeline, newFrom } } };
}

/** `watching`: the conversation that the reader has before their eyes. */
export function withEvent(state: PageState, event: StreamEvent, watching: string | null): PageState {
  switch (event.type) {
    case 'message':
      return withReplies(withMessage(state, event.message, watching), event.root);
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

/** Puts in a message, or its newer form; an older form, or the same twice, changes nothing. */
export function withMessage(state: PageState, message: MessageView, watching: string | null): PageState {
  const isNew = message.id > state.seen.message;
  const own = message.author.type === 'person' && message.author.user === state.chat?.reader.user;
  let next: PageState = {
    ...withTaken(state, [message]),
    seen: {
      ...state.seen,
      message: Math.max(state.seen.message, message.id),
      revision: Math.max(state.seen.revision, message.revision),
    },
  };
  if (isNew && !own && message.conversation !== watching) next = withUnread(next, message.conversation, (unread) => unread + 1);
  return message.thread === null ? intoTimeline(next, message) : intoThread(next, message, message.thread);
}

function intoTimeline(state: PageState, message: MessageView): PageState {
  const timeline = state.timelines[message.conversation];
  const thread = state.threads[message.id];
  let next = timeline ? state : withMeanwhile(state, message);
  if (timeline && (timeline.messages.length === 0 || !timeline.more || message.id >= (timeline.messages[0]?.id ?? 0))) {
    const messages = merged(timeline.messages, [message]);
    next = { ...next, timelines: { ...next.timelines, [message.conversation]: { ...timeline, messages } } };
  }
  if (thread && thread.root.revision < message.revision)
    next = { ...next, threads: { ...next.threads, [message.id]: { ...thread, root: message } } };
  return next;
}

/** More than this would be a page left alone for days; what is older is in the store when its place is opened. */
const MEANWHILE_MAX = 500;

function withMeanwhile(state: PageState, message: MessageView): PageState {
  return { ...state, meanwhile: [...state.meanwhile, message].slice(-MEANWHILE_MAX) };
}

function intoThread(state: PageState, message: MessageView, root: number): PageState {
  const thread = state.threads[root];
  if (!thread) return withMeanwhile(state, message);
  return { ...state, threads: { ...state.threads, [root]: { ...thread, messages: merged(thread.messages, [message]) } } };
}

function withReplies(state: PageState, root: { readonly id: number; readonly replies: number } | null): PageState {
  if (!root) return state;
  const timelines = Object.fromEntries(
    Object.entries(state.timelines).map(([id, timeline]) => {
      if (!timeline.messages.some((message) => message.id === root.id && message.replies !== root.replies)) return [id, timeline];
      const messages = timeline.messages.map((message) => (message.id === root.id ? { ...message, replies: root.replies } : message));
      return [id, { ...timeline, messages }];
    }),
  );
  return { ...state, timelines };
}

export function withUnread(state: PageState, conversation: string, change: (unread: number) => number): PageState {
  const conversations = state.conversations.map((known) =>
    known.id === conversation ? { ...known, unread: change(known.unread) } : known,
  );
  return { ...state, conversations };
}

/** By id, each once, in its newest form. */
function merged(known: readonly MessageView[], more: readonly MessageView[]): readonly MessageView[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) {
    const old = byId.get(message.id);
    if (!old || old.revision <= message.revision) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
