import type { Card } from '../../../src/core/message.js';
import { after, type Instant, toInstant } from '../../../src/core/time.js';
import type { ChatState, Outcome, StreamEvent } from '../protocol.js';
import { addressed, firstConversation, pushAddress } from './addresses.js';
import { createApi, RefusedError, UnreachableError } from './api.js';
import type { App, Arrival } from './app-actions.js';
import { browserLanguage, isNarrow } from './browser.js';
import { createCell } from './cell.js';
import { isTooMuch } from './files.js';
import { createFormKeeper, type FormKeeper, KEPT_FORMS } from './form-keeper.js';
import { createDates } from './format.js';
import { createLiveStream, type LiveStream } from './live.js';
import { createLoader } from './loader.js';
import { createOutbox, isOutbox, type KeptOutbox, type Outbox } from './outbox.js';
import { createReadMarker } from './read-marker.js';
import { newId, withRetries } from './requests.js';
import { announce, arriveAt } from './shown-messages.js';
import { initialState, isNews, type PageState, withChat, withEvents, withMessage, withOpen, withReaderErased } from './state.js';
import { readStored, removeStored, writeStored } from './store.js';
import { submitForm } from './submit-form.js';
import { sync } from './sync.js';
import { createWords } from './words.js';

export type { App, Arrival } from './app-actions.js';

/** Where much is written, the state is behind each time. */
const STATE_TRIES = 4;

/**
 * @param arrival What the page opens with.
 * @returns The page, whose functions throw only what is neither a `RefusedError` nor an `UnreachableError`.
 */
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

  const loader = createLoader(state, api, {
    loaded: () => reader.mark(),
    failed: handleError,
    recovered: () => state.change((page) => (page.notice === words('error.offline') ? { ...page, notice: null } : page)),
  });

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
    if (answer?.author.type === 'bot') announce(state, answer.id);
    reader.mark();
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
      (message) => isNews(before, message) && message.conversation === before.open && message.thread === null,
    );
    if (heard) announce(state, heard.id);
    if (messages.length > 0) reader.mark();
  };

  /** A state that is older than what the stream has brought meanwhile would take that away. */
  const currentChat = async (): Promise<ChatState> => {
    for (let tries = 1; ; tries++) {
      const chat = await api.state();
      if (tries === STATE_TRIES || chat.cursor.revision >= state.get().seen.revision) return chat;
    }
  };

  const reload = async (): Promise<void> => {
    try {
      setChat(await currentChat());
      const { open } = state.get();
      if (open !== null && !state.get().timelines[open]) await loader.conversation(open);
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
    const refusalOf = (files: readonly { readonly size: number }[]) => {
      const max = state.get().chat?.uploadMb;
      return max !== undefined && isTooMuch(files, max) ? words('error.file-too-large', { max }) : undefined;
    };
    outbox = createOutbox(state, api, keptOutbox(user), showOutcome, refusalOf);
    forms = createFormKeeper(state, user);
    live = createLiveStream({
      address: (once) => {
        const { seen, chat } = state.get();
        return api.address(`/api/events?after=${seen.revision}&outline=${chat?.cursor.outline ?? ''}${once ? '&once' : ''}`);
      },
      events: onEvents,
      connection: (connection) => state.change((page) => ({ ...page, connection })),
      prepare: async () => {
        try {
          setChat(await currentChat());
          outbox?.retryNow();
          loader.retryNow();
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
    if (arrival) arriveAt(state, arrival);
    if (wanted.thread !== null && chosen.id === wanted.conversation) app.openThread(wanted.thread);
  };

  const onFocus = (): void => reader.mark();
  const onOnline = (): void => {
    live?.retryNow();
    outbox?.retryNow();
    loader.retryNow();
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
    if (conversation !== null && !state.get().timelines[conversation]) await loader.conversation(conversation);
    else reader.mark();
  };

  const loadThread = async (root: number): Promise<void> => {
    state.change((page) => ({ ...page, panel: { type: 'thread', root } }));
    await loader.thread(root);
  };

  /** Opens a conversation, and in it a message or the thread that the message stands in. */
  const openAt = async (conversation: string, thread: number | null, to: Arrival): Promise<void> => {
    pushAddress(conversation);
    await show(conversation);
    if (thread !== null) await loadThread(thread);
    arriveAt(state, to);
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
      pushAddress(conversation);
      void show(conversation);
    },
    async older(conversation) {
      const first = state.get().timelines[conversation]?.messages[0];
      await loader.conversation(conversation, first?.id);
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
    submit: (values, files) => submitForm({ state, api, words: () => words }, values, files, showOutcome),
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
      loader.stop();
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

function keptOutbox(user: string): KeptOutbox {
  const key = `mudhif.outbox.${user}`;
  return { read: () => readStored('local', key, isOutbox), write: (outbox) => writeStored('local', key, outbox) };
}
