import type { Card } from '../../../src/core/message.js';
import { after, type Instant, toInstant } from '../../../src/core/time.js';
import type { AdvanceInput, ChatState, FormInput, Outcome, StreamEvent } from '../protocol.js';
import { type Api, createApi, RefusedError, UnreachableError } from './api.js';
import { browserLanguage, isNarrow } from './browser.js';
import { createFormKeeper, type FormKeeper, KEPT_FORMS } from './form-keeper.js';
import { createDates, type Dates } from './format.js';
import { createLiveStream, type LiveStream } from './live.js';
import { createOutbox, type Outbox } from './outbox.js';
import { createReadMarker } from './read-marker.js';
import { newId, withRetries } from './requests.js';
import {
  initialState,
  type PageState,
  withChat,
  withEvents,
  withMessage,
  withOpen,
  withPage,
  withReaderErased,
  withThread,
} from './state.js';
import { type Cell, createCell, removeStored } from './store.js';
import { sync } from './sync.js';
import { createWords, type Words } from './words.js';

/** The page's actions and state, used by its components. */
export interface App {
  readonly state: Cell<PageState>;
  readonly api: Api;
  readonly words: Words;
  readonly dates: Dates;
  now(): Instant;
  open(conversation: string | null): void;
  older(conversation: string): Promise<void>;
  openThread(root: number): void;
  toggleAgenda(): void;
  closePanel(): void;
  send(conversation: string, thread: number | null, text: string, files: readonly File[]): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Puts a message that was not sent back into the text field. */
  takeBack(id: string): void;
  /** The text field has what was taken back. */
  clearTakenBack(): void;
  act(message: number, action: string, values: readonly string[]): Promise<void>;
  /** Opens the menu of a message in a thread. */
  openMenu(message: number): Promise<void>;
  /** Replaces the words of the reader's own post. False if that was refused. */
  edit(message: number, text: string): Promise<boolean>;
  /** Deletes the reader's own post. */
  remove(message: number): Promise<void>;
  submit(values: FormInput['values'], files: ReadonlyMap<string, File>): Promise<void>;
  closeForm(): void;
  advance(step: AdvanceInput): Promise<void>;
  become(persona: string): void;
  /** One of the demo's first steps: shows the member's match, or the question that waits for the member. */
  show(step: 'match' | 'answer'): Promise<void>;
  signOut(): Promise<void>;
  dismissNotice(): void;
  stop(): void;
}

/** A message that the page shows once it is loaded. */
export interface Arrival {
  readonly message: number;
  /** Whether the reader is to answer it: its first control gets the focus. */
  readonly answer: boolean;
}

/** @param arrival What the page opens with. */
export function createApp(
  persona: string,
  switchTo: (persona: string, place?: { readonly conversation: string; readonly arrival: Arrival }) => void,
  arrival?: Arrival,
): App {
  const state = createCell<PageState>(initialState);
  const api = createApi(persona);
  let words = createWords(browserLanguage());
  let dates = createDates(words, { weekdays: [], months: [] }, 'UTC', () => now());
  let clock = { at: toInstant(0), read: 0 };
  let live: LiveStream | undefined;
  let outbox: Outbox | undefined;
  let forms: FormKeeper | undefined;
  let stopped = false;

  const now = (): Instant => after(clock.at, performance.now() - clock.read);
  const visibleConversation = (): string | null => (document.hidden || !document.hasFocus() ? null : state.get().open);
  const reader = createReadMarker(state, api, visibleConversation);

  const setTime = (at: Instant): void => {
    clock = { at, read: performance.now() };
  };
  const setChat = (chat: ChatState): void => {
    if (stopped) return;
    words = createWords(chat.reader.language);
    setTime(chat.now);
    dates = createDates(words, chat.calendar, chat.reader.timezone, now);
    document.documentElement.lang = chat.reader.language;
    document.documentElement.dir = chat.direction;
    state.change((page) => withChat(page, chat));
  };
  const notice = (text: string): void => state.change((page) => ({ ...page, notice: text, announcement: text }));

  const handleError = (error: unknown): void => {
    if (stopped) return;
    if (error instanceof RefusedError && error.status === 401) {
      state.change((page) => ({ ...page, phase: 'sign-in', chat: null }));
      live?.stop();
    } else if (error instanceof RefusedError) notice(error.message);
    else if (error instanceof UnreachableError) notice(words('error.offline'));
    else throw error;
  };

  /** The page makes no more requests, because a request would register the erased person again. */
  const readerErased = (reply: readonly Card[]): void => {
    const user = state.get().chat?.reader.user;
    app.stop();
    state.change((page) => withReaderErased(page, reply));
    if (user !== undefined) removeStored(`mudhif.outbox.${user}`, `mudhif.draft.${user}.`, KEPT_FORMS.view(user), KEPT_FORMS.draft);
  };

  const showOutcome = (outcome: Outcome): void => {
    if (outcome.erased) {
      readerErased(outcome.erased);
      return;
    }
    const [first] = outcome.messages;
    const answer = outcome.messages.at(-1);
    state.change((page) => {
      let next = page;
      for (const message of outcome.messages) next = withMessage(next, message, visibleConversation());
      if (first && answer) next = { ...next, reveal: { from: first.id, to: answer.id } };
      return outcome.form ? { ...next, form: outcome.form, formErrors: {} } : next;
    });
    if (answer?.author.type === 'bot') announce(answer.id);
    reader.mark();
  };

  /** Announces a message of the open conversation to screen readers. */
  const announce = (id: number): void => {
    requestAnimationFrame(() => {
      const text = document.querySelector<HTMLElement>(`[data-message="${id}"] .message-body`)?.innerText ?? '';
      state.change((page) => ({ ...page, announcement: text.slice(0, 300) }));
    });
  };

  /** The page is drawn once for all that came together. */
  const onEvents = (events: readonly StreamEvent[]): void => {
    if (stopped) return;
    if (events.some(({ type }) => type === 'erased')) {
      readerErased([]);
      return;
    }
    const time = events.findLast((event) => event.type === 'time')?.time;
    if (time) setTime(time.now);
    const before = state.get();
    state.change((page) => withEvents(page, events, visibleConversation()));
    if (time && !time.progress && before.panel?.type === 'agenda') void loadAgenda();
    if (events.some(({ type }) => type === 'reload')) void reload();
    if (events.some((event) => event.type === 'ready' && event.erasures > before.seen.erasures)) void reloadMessages();
    const messages = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
    const heard = messages.findLast(
      ({ id, conversation, thread }) => id > before.seen.message && conversation === before.open && thread === null,
    );
    if (heard) announce(heard.id);
    if (messages.length > 0) reader.mark();
  };

  const reload = async (): Promise<void> => {
    try {
      setChat(await api.state());
      const { open } = state.get();
      if (open !== null && !state.get().timelines[open]) await load(open);
    } catch (error) {
      handleError(error);
    }
  };

  /** Loads the shown messages again after a person was erased together with their messages. */
  const reloadMessages = async (): Promise<void> => {
    try {
      await reload();
      await sync(state, api);
    } catch (error) {
      handleError(error);
    }
  };

  const load = async (conversation: string, before?: number): Promise<void> => {
    const page = await api.messages(conversation, before);
    if (stopped) return;
    state.change((known) => withPage(known, conversation, page));
    reader.mark();
  };
  const loadAgenda = async (): Promise<void> => {
    try {
      const agenda = await api.agenda();
      state.change((page) => ({ ...page, agenda }));
    } catch (error) {
      handleError(error);
    }
  };

  const start = async (): Promise<void> => {
    try {
      setChat(await api.state());
    } catch (error) {
      if (stopped) return;
      if (error instanceof RefusedError && error.status === 401) return handleError(error);
      const problem = error instanceof RefusedError ? error.message : words('error.offline');
      state.change((page) => ({ ...page, phase: 'failed', problem }));
      setTimeout(() => void (stopped || start()), 3_000);
      return;
    }
    const user = state.get().chat?.reader.user ?? '';
    outbox = createOutbox(state, api, user, showOutcome);
    forms = createFormKeeper(state, user);
    live = createLiveStream({
      address: (once) => api.address(`/api/events?after=${state.get().seen.revision}${once ? '&once' : ''}`),
      events: onEvents,
      connection: (connection) => state.change((page) => ({ ...page, connection })),
      prepare: async () => {
        try {
          setChat(await api.state());
          outbox?.retryNow();
          return true;
        } catch (error) {
          if (error instanceof RefusedError && error.status === 401) {
            handleError(error);
            return false;
          }
          throw error;
        }
      },
    });
    live.start();
    const wanted = addressed();
    const { conversations } = state.get();
    const chosen = conversations.find(({ id }) => id === wanted.conversation) ?? (isNarrow() ? undefined : firstConversation(state.get()));
    if (!chosen) return;
    // Replaces the history entry, so that the back button leaves the page.
    history.replaceState(null, '', `${location.pathname}${location.search}#${chosen.id}`);
    await show(chosen.id);
    if (arrival) arriveAt(arrival);
    if (wanted.thread !== null && chosen.id === wanted.conversation) app.openThread(wanted.thread);
  };

  const onFocus = (): void => reader.mark();
  const onOnline = (): void => {
    live?.retryNow();
    outbox?.retryNow();
  };
  const onPop = (): void => {
    const { conversation: id, thread } = addressed();
    const known = state.get().conversations.some((conversation) => conversation.id === id);
    void show(known ? id : isNarrow() ? null : state.get().open);
    if (known && thread !== null) app.openThread(thread);
  };
  window.addEventListener('focus', onFocus);
  window.addEventListener('online', onOnline);
  window.addEventListener('popstate', onPop);

  const show = async (conversation: string | null): Promise<void> => {
    state.change((page) => withOpen(page, conversation));
    if (conversation !== null && !state.get().timelines[conversation]) await load(conversation).catch(handleError);
    else reader.mark();
  };

  /** Scrolls to a message of the open conversation, and moves the focus there. */
  const arriveAt = ({ message, answer }: Arrival): void => {
    state.change((page) => ({ ...page, reveal: { from: message, to: message } }));
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`.shell [data-message="${message}"]`);
      const control = answer ? row?.querySelector<HTMLElement>('.controls button, .controls select') : null;
      (control ?? row)?.focus({ preventScroll: control === null });
    });
  };

  const loadThread = async (root: number): Promise<void> => {
    state.change((page) => ({ ...page, panel: { type: 'thread', root } }));
    try {
      const thread = await api.thread(root);
      state.change((page) => withThread(page, thread));
    } catch (error) {
      handleError(error);
    }
  };

  /** Opens a conversation, and in it a message or the thread that the message stands in. */
  const openAt = async (conversation: string, thread: number | null, to: Arrival): Promise<void> => {
    push(conversation);
    await show(conversation);
    if (thread !== null) await loadThread(thread);
    arriveAt(to);
  };
  const push = (conversation: string | null): void => {
    const hash = conversation === null ? '' : `#${conversation}`;
    if (location.hash !== hash) history.pushState(null, '', `${location.pathname}${location.search}${hash}`);
  };

  /** Does what a person asked for, unless the same is under way. */
  const once = async (key: string, ask: (id: string) => Promise<Outcome>): Promise<boolean> => {
    if (state.get().pending.includes(key)) return false;
    state.change((page) => ({ ...page, pending: [...page.pending, key] }));
    const id = newId();
    try {
      showOutcome(await withRetries(() => ask(id)));
      return true;
    } catch (error) {
      handleError(error);
      return false;
    } finally {
      state.change((page) => ({ ...page, pending: page.pending.filter((other) => other !== key) }));
    }
  };

  const app: App = {
    state,
    api,
    get words() {
      return words;
    },
    get dates() {
      return dates;
    },
    now,
    open(conversation) {
      push(conversation);
      void show(conversation);
    },
    async older(conversation) {
      const first = state.get().timelines[conversation]?.messages[0];
      await load(conversation, first?.id).catch(handleError);
    },
    openThread: (root) => void loadThread(root),
    toggleAgenda() {
      if (!state.get().chat?.time) return;
      const isOpen = state.get().panel?.type === 'agenda';
      state.change((page) => ({ ...page, panel: isOpen ? null : { type: 'agenda' } }));
      if (!isOpen) void loadAgenda();
    },
    closePanel: () => state.change((page) => ({ ...page, panel: null })),
    send(conversation, thread, text, files) {
      outbox?.add({ id: newId(), conversation, thread, text, at: now() }, files);
    },
    retry: (id) => outbox?.retry(id),
    discard: (id) => outbox?.discard(id),
    takeBack(id) {
      const takenBack = outbox?.takeBack(id) ?? null;
      state.change((page) => ({ ...page, takenBack }));
    },
    clearTakenBack: () => state.change((page) => ({ ...page, takenBack: null })),
    async act(message, action, values) {
      await once(`${message}|${action}`, (id) => api.act({ id, message, action, values }));
    },
    async openMenu(message) {
      await once(`${message}|menu`, (id) => api.openMenu({ id, message }));
    },
    edit: (message, text) => once(`${message}|edit`, (id) => api.edit({ id, message, text })),
    async remove(message) {
      // The stream tells this page too, which loads its messages again.
      if (await once(`${message}|remove`, (id) => api.remove({ id, message })))
        state.change((page) => ({ ...page, announcement: words('deleted') }));
    },
    async submit(values, files) {
      const { form, submitting } = state.get();
      if (!form || submitting) return;
      state.change((page) => ({ ...page, submitting: true, formErrors: {} }));
      const { token, conversation, message, thread } = form;
      const input: FormInput = { id: newId(), form: form.form.id, token, conversation, message, thread, values };
      try {
        const outcome = await withRetries(() => api.submit(input, files));
        const { errors } = outcome;
        if (errors) state.change((page) => ({ ...page, formErrors: errors }));
        else {
          // The outcome may contain the next form.
          state.change((page) => ({ ...page, form: null }));
          showOutcome(outcome);
        }
      } catch (error) {
        if (!(error instanceof RefusedError || error instanceof UnreachableError)) throw error;
        const sentence = error instanceof RefusedError ? error.message : words('error.offline');
        state.change((page) => ({ ...page, formErrors: { '': sentence } }));
      } finally {
        state.change((page) => ({ ...page, submitting: false }));
      }
    },
    closeForm: () => state.change((page) => ({ ...page, form: null, formErrors: {} })),
    async advance(step) {
      if (state.get().advancing) return;
      state.change((page) => ({ ...page, advancing: true, announcement: words('time.running') }));
      try {
        const { found, ...time } = await api.advance(step);
        if (stopped) return;
        setTime(time.now);
        state.change((page) => ({ ...page, time, announcement: words.label('time.moved', { date: dates.short(time.now) }) }));
        if (state.get().panel?.type === 'agenda') await loadAgenda();
        if (step.type !== 'until-seen') return;
        if (found) await openAt(found.conversation, found.thread, { message: found.message, answer: false });
        else notice(words('time.nothing-seen'));
      } catch (error) {
        handleError(error);
      } finally {
        state.change((page) => ({ ...page, advancing: false }));
      }
    },
    become: (next) => switchTo(next),
    async show(step) {
      try {
        const { persona: shown, found } = await api.guide(step);
        const to = found && { message: found.message, answer: step === 'answer' };
        if (!to) notice(words('guide.nothing'));
        else if (state.get().chat?.reader.user === shown) await openAt(found.conversation, null, to);
        else switchTo(shown, { conversation: found.conversation, arrival: to });
      } catch (error) {
        handleError(error);
      }
    },
    async signOut() {
      await api.signOut().catch(handleError);
      location.assign('/');
    },
    dismissNotice: () => state.change((page) => ({ ...page, notice: null })),
    stop() {
      stopped = true;
      live?.stop();
      outbox?.stop();
      forms?.stop();
      reader.stop();
      window.removeEventListener('focus', onFocus);
      window.removeEventListener('online', onOnline);
      window.removeEventListener('popstate', onPop);
    },
  };
  void start();
  return app;
}

/** The conversation that the address names, and perhaps a thread in it. */
function addressed(): { readonly conversation: string; readonly thread: number | null } {
  const [id = '', thread] = location.hash.slice(1).split('/');
  return { conversation: decodeURIComponent(id), thread: thread === undefined || !/^\d+$/.test(thread) ? null : Number(thread) };
}

/** The conversation to open at the start: the direct one with the bot. */
function firstConversation(page: PageState): { readonly id: string } | undefined {
  return page.conversations.find(({ kind }) => kind === 'direct') ?? page.conversations[0];
}
