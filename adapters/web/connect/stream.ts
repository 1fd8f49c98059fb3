import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { SSEStreamingApi } from 'hono/streaming';
import { systemTimer, type Timer } from '../../../src/kit/timer.js';
import type { Store } from '../../../src/ports/store.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Directory, Reader } from '../places/directory.js';
import type { StreamEvent } from '../protocol.js';
import { outlineOf, readerKey } from '../render/outline.js';
import type { Views } from '../render/views.js';
import type { Timeline } from '../timeline.js';
import type { Signal, SignalBus } from './signal-bus.js';

export interface StreamDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly directory: Directory;
  readonly views: Views;
  readonly signals: SignalBus;
  readonly timeline: Timeline | undefined;
  /** When sessions are looked at again. */
  readonly timer?: Timer;
}

export interface StreamRequest {
  readonly user: string;
  /** The session that the stream belongs to, if there are sessions, because the streams of a session are limited. */
  readonly session: string | undefined;
  /** The newest revision that the page has; the stream continues after it. */
  readonly after: number;
  /** The outline of the state that the page has, if it tells. */
  readonly outline: string | undefined;
  /** Ends the stream once it is up to date, for a page in the background. */
  readonly once: boolean;
  /** Whether the session is still valid; asked at regular intervals, however much there is to tell. */
  readonly mayListen: () => Promise<boolean>;
}

/** Returns a function that writes one page's stream until it ends; `undefined` if too many streams are open. */
export function openStream(
  dependencies: StreamDependencies,
  request: StreamRequest,
): ((stream: SSEStreamingApi) => Promise<void>) | undefined {
  const { signals, timer = systemTimer } = dependencies;
  const pending = new Set<Signal>(['messages', 'time']);
  const end = new AbortController();
  let wake: () => void = () => undefined;
  const unsubscribe = signals.subscribe(request.user, request.session, (signal) => {
    if (signal === 'end') end.abort();
    else pending.add(signal);
    wake();
  });
  if (!unsubscribe) return undefined;

  return async (stream) => {
    stream.onAbort(() => {
      end.abort();
      wake();
    });
    // A busy stream never comes to its heartbeat, and a page that reads slowly keeps it from the next update.
    let check: unknown;
    const checkLater = (): void => {
      check = timer.set(() => {
        void request.mayListen().then((may) => {
          if (!may) end.abort();
          if (may && !end.signal.aborted) checkLater();
          else wake();
        });
      }, TIMES.sessionCheck);
    };
    checkLater();
    const update = createUpdate(dependencies, request, (event, id) =>
      stream.writeSSE({ data: JSON.stringify(event), ...(id === undefined ? {} : { id: String(id) }) }),
    );
    try {
      while (!end.signal.aborted) {
        const received = new Set(pending);
        pending.clear();
        if (!(await update(received)) || request.once) return;
        if (dependencies.timeline?.isMoving() === true) await pause(TIMES.whileMoving, end.signal);
        if (pending.size > 0 || end.signal.aborted) continue;
        const idle = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), TIMES.heartbeat);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
        });
        // A heartbeat also reads the store, because another process may have written messages.
        if (idle) pending.add('messages');
      }
    } finally {
      timer.clear(check);
      unsubscribe();
    }
  };
}

/** Waits, unless the stream ends before. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeoutPromise(ms, undefined, { signal }).catch(() => undefined);
}

/** Returns a function that sends what is new since its last call. It returns false when the stream must end. */
function createUpdate(
  { store, directory, views, timeline }: StreamDependencies,
  { user, after, outline }: StreamRequest,
  send: (event: StreamEvent, id?: number) => Promise<void>,
): (signals: ReadonlySet<Signal>) => Promise<boolean> {
  let cursor = after;
  /** The conversations that the page knows, and whether each is put away. */
  let known: ReadonlyMap<string, boolean> | undefined;
  let key: string | undefined;

  const sendConversations = async (reader: Reader): Promise<void> => {
    const found = await views.conversations(reader);
    for (const conversation of found)
      if (known && known.get(conversation.id) !== conversation.closed) await send({ type: 'conversation', conversation });
    known = new Map(found.map(({ id, closed }) => [id, closed]));
  };

  const sendMessages = async (reader: Reader): Promise<void> => {
    for (;;) {
      const changes = await store.autocommit.webChat.changes({ user, after: cursor, limit: LIMITS.changesPerRead });
      if (changes.some(({ conversation }) => !known?.has(conversation))) await sendConversations(reader);
      const visible = changes.filter(({ conversation }) => known?.has(conversation));
      const roots = [...new Set(visible.flatMap(({ thread }) => thread ?? []))];
      const counts = roots.length > 0 ? await store.autocommit.webChat.threadCounts(roots, user) : new Map<number, number>();
      for (const message of await views.render(reader, visible)) {
        const root = message.thread === null ? null : { id: message.thread, replies: counts.get(message.thread) ?? 0 };
        await send({ type: 'message', message, root }, message.revision);
      }
      cursor = changes.at(-1)?.revision ?? cursor;
      if (changes.length < LIMITS.changesPerRead) return;
    }
  };

  return async (signals) => {
    const reader = await directory.reader(user);
    const newKey = readerKey(reader);
    const changed = key !== undefined && key !== newKey;
    if (signals.has('reader-erased') || (changed && !(await directory.exists(user)))) {
      await send({ type: 'erased' });
      return false;
    }
    if (changed) {
      // A changed role may give access to other channels.
      known = undefined;
      await send({ type: 'reload' });
    }
    const isFirst = key === undefined;
    key = newKey;
    if (!known) {
      const found = await views.conversations(reader);
      known = new Map(found.map(({ id, closed }) => [id, closed]));
      // The page has loaded its state before, and hears only here of what came between.
      if (isFirst && outline !== undefined && outline !== outlineOf(reader, found)) await send({ type: 'reload' });
    }
    if (signals.has('conversations')) await sendConversations(reader);
    if (signals.has('messages') || signals.has('person-erased')) await sendMessages(reader);
    if (signals.has('read')) {
      let found = await views.conversations(reader);
      // The page counts each message that comes after the numbers of unread ones.
      let before: number;
      do {
        before = cursor;
        await sendMessages(reader);
        if (cursor !== before) found = await views.conversations(reader);
      } while (cursor !== before);
      for (const { id, unread } of found) await send({ type: 'read', conversation: id, unread });
    }
    if (signals.has('time') && timeline) await send({ type: 'time', time: await timeline.now(reader.language) });
    await send({ type: 'ready', revision: cursor, erasures: (await store.autocommit.webChat.newest()).erasures });
    return true;
  };
}
