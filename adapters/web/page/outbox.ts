import type { Outcome } from '../protocol.js';
import { type Api, RefusedError, UnreachableError } from './api.js';
import type { Cell } from './cell.js';
import type { Outgoing, PageState, TakenBack } from './state.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** Messages that the server has not accepted yet. They survive a reload of the page, except those with files. */
export interface Outbox {
  add(outgoing: Omit<Outgoing, 'state' | 'problem' | 'files'>, files: readonly File[]): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Removes a message and returns it with its files; undefined if it was sent meanwhile. */
  takeBack(id: string): TakenBack | undefined;
  /** Sends at once, for instance when the network is back. */
  retryNow(): void;
  stop(): void;
}

/** Where the outbox survives a reload. */
export interface KeptOutbox {
  read(): readonly Outgoing[] | undefined;
  write(outbox: readonly Outgoing[] | undefined): void;
}

/**
 * Keeps what the person sends until the server has accepted it.
 *
 * @param refusalOf Why files can't be sent, in words; such a message stays until it is taken back or discarded.
 * @returns An outbox that throws nothing to its caller: only faults of the page itself end as unhandled rejections.
 */
export function createOutbox(
  state: Cell<PageState>,
  api: Pick<Api, 'send'>,
  kept: KeptOutbox,
  onOutcome: (outcome: Outcome) => void,
  refusalOf: (files: Outgoing['files']) => string | undefined = () => undefined,
): Outbox {
  const files = new Map<string, readonly File[]>();
  let running = true;
  let sending = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (update: (outbox: readonly Outgoing[]) => readonly Outgoing[]): void => {
    if (!running) return;
    state.change((page) => ({ ...page, outbox: update(page.outbox) }));
  };
  let written = state.get().outbox;
  /** Also called when the stream shows that a message was accepted. */
  const persist = (): void => {
    const { outbox } = state.get();
    if (outbox === written) return;
    written = outbox;
    const stored = outbox.filter((outgoing) => outgoing.files.length === 0);
    kept.write(stored.length > 0 ? stored : undefined);
  };
  const mark = (id: string, as: Outgoing['state'], problem: string | null = null): void =>
    change((outbox) => outbox.map((outgoing) => (outgoing.id === id ? { ...outgoing, state: as, problem } : outgoing)));
  const remove = (id: string): void => {
    files.delete(id);
    change((outbox) => outbox.filter((outgoing) => outgoing.id !== id));
  };

  /** Sends the messages one after another. A message's id makes a repetition harmless. */
  const sendAll = async (): Promise<void> => {
    if (sending || !running) return;
    sending = true;
    clearTimeout(timer);
    let current = '';
    try {
      for (;;) {
        const next = state.get().outbox.find((outgoing) => outgoing.state !== 'failed');
        if (!next || !running) return;
        const { id, conversation, thread, text } = next;
        const refusal = refusalOf(next.files);
        if (refusal !== undefined) {
          mark(id, 'failed', refusal);
          continue;
        }
        current = id;
        mark(id, 'sending');
        const outcome = await api.send({ id, conversation, thread, text }, files.get(id) ?? []);
        failures = 0;
        if (running) onOutcome(outcome);
        remove(id);
      }
    } catch (error) {
      // The stream may have shown meanwhile that it was accepted; then there is nothing to mark.
      if (error instanceof RefusedError) {
        mark(current, 'failed', error.message);
        timer = setTimeout(() => void sendAll(), 0);
      } else if (error instanceof UnreachableError) {
        // Those behind it wait too.
        change((outbox) => outbox.map((outgoing) => (outgoing.state === 'sending' ? { ...outgoing, state: 'waiting' } : outgoing)));
        failures += 1;
        timer = setTimeout(() => void sendAll(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
      } else throw error;
    } finally {
      sending = false;
    }
  };

  const unsubscribe = state.subscribe(persist);
  const left = kept.read();
  if (left) change(() => left.map((outgoing) => ({ ...outgoing, state: 'waiting' })));
  void sendAll();

  return {
    add(outgoing, attached) {
      if (attached.length > 0) files.set(outgoing.id, attached);
      const shown = attached.map(({ name, size }) => ({ name, size }));
      change((outbox) => [...outbox, { ...outgoing, files: shown, state: 'sending', problem: null }]);
      void sendAll();
    },
    retry(id) {
      mark(id, 'waiting');
      void sendAll();
    },
    discard: remove,
    takeBack(id) {
      const found = state.get().outbox.find((outgoing) => outgoing.id === id);
      const attached = files.get(id) ?? [];
      remove(id);
      return found && { conversation: found.conversation, thread: found.thread, text: found.text, attached };
    },
    retryNow: () => void sendAll(),
    stop() {
      running = false;
      unsubscribe();
      clearTimeout(timer);
    },
  };
}

/** Whether a stored value is an outbox that this version of the page can send. */
export function isOutbox(value: unknown): value is readonly Outgoing[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: Partial<Outgoing>) => typeof item.id === 'string' && typeof item.conversation === 'string' && typeof item.text === 'string',
    )
  );
}
