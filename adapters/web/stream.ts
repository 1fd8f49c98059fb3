import type { SSEStreamingApi } from 'hono/streaming';
import type { Store } from '../../src/ports/store.js';
import type { Directory, Reader } from './directory.js';
import type { Hub, Signal } from './hub.js';
import { LIMITS, TIMES } from './limits.js';
import type { StreamEvent } from './protocol.js';
import type { Timeline } from './timeline.js';
import type { Views } from './views.js';

export interface StreamDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly directory: Directory;
  readonly views: Views;
  readonly hub: Hub;
  readonly timeline: Timeline | undefined;
}

export interface StreamRequest {
  readonly user: string;
  /** Revision that the page has. */
  readonly after: number;
  /** Only what is there already: for a page in the background. */
  readonly once: boolean;
  /** Whether the person may still listen; asked at each sign of life. */
  readonly mayListen: () => Promise<boolean>;
}

/** Returns the writer of one page's stream, or `undefined` when too many are open. */
export function openStream(
  dependencies: StreamDependencies,
  request: StreamRequest,
): ((stream: SSEStreamingApi) => Promise<void>) | undefined {
  const { hub } = dependencies;
  const wanted = new Set<Signal>(['messages']);
  const end = new AbortController();
  let wake: () => void = () => undefined;
  const unsubscribe = hub.subscribe(request.user, (signal) => {
    if (signal === 'end') end.abort();
    else wanted.add(signal);
    wake();
  });
  if (!unsubscribe) return undefined;

  return async (stream) => {
    stream.onAbort(() => {
      end.abort();
      wake();
    });
    const turn = createTurn(dependencies, request, (event, id) =>
      stream.writeSSE({ data: JSON.stringify(event), ...(id === undefined ? {} : { id: String(id) }) }),
    );
    try {
      while (!end.signal.aborted) {
        const signals = new Set(wanted);
        wanted.clear();
        if (!(await turn(signals)) || request.once) return;
        if (wanted.size > 0 || end.signal.aborted) continue;
        const rested = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), TIMES.heartbeat);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
        });
        // Other processes may have written: look now and then without being told.
        if (rested) wanted.add('messages');
        if (rested && !(await request.mayListen())) return;
      }
    } finally {
      unsubscribe();
    }
  };
}

/** One look into the store, and what is told of it; false when it was the last. */
function createTurn(
  { store, directory, views, timeline }: StreamDependencies,
  { user, after }: StreamRequest,
  send: (event: StreamEvent, id?: number) => Promise<void>,
): (signals: ReadonlySet<Signal>) => Promise<boolean> {
  let cursor = after;
  let known: ReadonlySet<string> | undefined;
  let portrait: string | undefined;

  const conversations = async (reader: Reader): Promise<void> => {
    const found = await views.conversations(reader);
    for (const conversation of found) if (known && !known.has(conversation.id)) await send({ type: 'conversation', conversation });
    known = new Set(found.map(({ id }) => id));
  };

  const messages = async (reader: Reader): Promise<void> => {
    for (;;) {
      const changes = await store.autocommit.webChat.changes({ user, after: cursor, limit: LIMITS.changesPerTurn });
      if (changes.some(({ conversation }) => !known?.has(conversation))) await conversations(reader);
      const visible = changes.filter(({ conversation }) => known?.has(conversation));
      const roots = [...new Set(visible.flatMap(({ thread }) => thread ?? []))];
      const counts = roots.length > 0 ? await store.autocommit.webChat.threadCounts(roots, user) : new Map<number, number>();
      for (const message of await views.render(reader, visible)) {
        const root = message.thread === null ? null : { id: message.thread, replies: counts.get(message.thread) ?? 0 };
        await send({ type: 'message', message, root }, message.revision);
      }
      cursor = changes.at(-1)?.revision ?? cursor;
      if (changes.length < LIMITS.changesPerTurn) return;
    }
  };

  return async (signals) => {
    const reader = await directory.reader(user);
    const now = portraitOf(reader);
    const changed = portrait !== undefined && portrait !== now;
    if (signals.has('gone') || (changed && !(await directory.isHere(user)))) {
      await send({ type: 'farewell' });
      return false;
    }
    if (changed) {
      // Another role may see other channels.
      known = undefined;
      await send({ type: 'reload' });
    }
    portrait = now;
    if (!known) known = new Set((await directory.conversations(reader)).map(({ id }) => id));
    if (signals.has('conversations')) await conversations(reader);
    if (signals.has('messages') || signals.has('erased')) await messages(reader);
    if (signals.has('read')) {
      for (const { id, unread } of await views.conversations(reader)) await send({ type: 'read', conversation: id, unread });
    }
    if (signals.has('time') && timeline) await send({ type: 'time', time: await timeline.now(reader.language) });
    await send({ type: 'ready', revision: cursor, erasures: (await store.autocommit.webChat.newest()).erasures });
    return true;
  };
}

/** What the page's words, commands and places depend on. */
function portraitOf(reader: Reader): string {
  return JSON.stringify([
    reader.name,
    reader.language,
    reader.timezone,
    ...(['member', 'adviser', 'organiser'] as const).map((access) => reader.may(access)),
  ]);
}
