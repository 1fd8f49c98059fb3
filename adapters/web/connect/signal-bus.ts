/**
 * What may have changed. `reader-erased`: the person behind the stream was erased; `person-erased`: somebody was erased,
 * so that messages disappeared.
 */
export type Signal = 'messages' | 'conversations' | 'reader' | 'read' | 'time' | 'reader-erased' | 'person-erased';

/** Receives the signals for one stream; `end` closes it. */
type Listener = (signal: Signal | 'end') => void;

/**
 * Notifies the open streams of this process. A signal carries no content: each stream reads what is new for its reader
 * from the store, so a lost or repeated signal does no harm.
 */
export interface SignalBus {
  /** Notifies the streams of `user`, or all streams. */
  publish(signal: Signal, user?: string): void;
  /** Returns a function that ends the subscription, or `undefined` when the session, the user or the process has too many streams. */
  subscribe(user: string, session: string | undefined, listener: Listener): (() => void) | undefined;
  /** Closes the streams of `user`, or all streams. */
  close(user?: string): void;
  /** Number of open streams. */
  size(): number;
}

/** @param limits The most streams of one session, of one user, and of the whole process. */
export function createSignalBus(limits: { readonly perSession: number; readonly perUser: number; readonly total: number }): SignalBus {
  const listeners = new Map<string, Map<Listener, string | undefined>>();
  let total = 0;
  const notify = (user: string | undefined, signal: Signal | 'end'): void => {
    // Copies, because a stream that ends removes its listener during the loop.
    const chosen = user === undefined ? Array.from(listeners.values()) : [listeners.get(user)];
    for (const group of chosen) for (const listener of Array.from(group?.keys() ?? [])) listener(signal);
  };
  return {
    publish: (signal, user) => notify(user, signal),
    subscribe(user, session, listener) {
      const own = listeners.get(user) ?? new Map<Listener, string | undefined>();
      if (total >= limits.total || own.size >= limits.perUser) return undefined;
      const ofSession = session === undefined ? 0 : Array.from(own.values()).filter((other) => other === session).length;
      if (ofSession >= limits.perSession) return undefined;
      listeners.set(user, own);
      own.set(listener, session);
      total += 1;
      return () => {
        if (!own.delete(listener)) return;
        total -= 1;
        if (own.size === 0 && listeners.get(user) === own) listeners.delete(user);
      };
    },
    close: (user) => notify(user, 'end'),
    size: () => total,
  };
}
