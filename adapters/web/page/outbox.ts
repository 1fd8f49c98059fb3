import type { Outcome } from '../protocol.js';
import { type Api, RefusedError, UnreachableError } from './api.js';
import type { Outgoing, PageState } from './state.js';
import { type Cell, readStored, writeStored } from './store.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What was written and not yet taken by the server. It survives a reload of the page, except for files. */
export interface Outbox {
  add(outgoing: Omit<Outgoing, 'state' | 'problem' | 'files'>, files: readonly File[]): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Try at once: the network is back. */
  hurry(): void;
  stop(): void;
}

export function createOutbox(state: Cell<PageState>, api: Api, user: string, taken: (outcome: Outcome) => void): Outbox {
  const key = `mudhif.outbox.${user}`;
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
  /** The stream takes things out of the outbox too. */
  const keep = (): void => {
    const { outbox } = state.get();
    if (outbox === written) return;
    written = outbox;
    const kept = outbox.filter((outgoing) => outgoing.files.length === 0);
    writeStored('local', key, kept.length > 0 ? kept : undefined);
  };
  const mark = (id: string, as: Outgoing['state'], problem: string | null = null): void =>
    change((outbox) => outbox.map((outgoing) => (outgoing.id === id ? { ...outgoing, state: as, problem } : outgoing)));
  const remove = (id: string): void => {
    files.delete(id);
    change((outbox) => outbox.filter((outgoing) => outgoing.id !== id));
  };

  /** One after the other, in the order of writing; the id makes a second try harmless. */
  const pump = async (): Promise<void> => {
    if (sending || !running) return;
    sending = true;
    clearTimeout(timer);
    try {
      for (;;) {
        const next = state.get().outbox.find((outgoing) => outgoing.state !== 'failed');
        if (!next || !running) return;
        mark(next.id, 'sending');
        const { id, conversation, thread, text } = next;
        const outcome = await api.send({ id, conversation, thread, text }, files.get(id) ?? []);
        failures = 0;
        if (running) taken(outcome);
        remove(id);
      }
    } catch (error) {
      const next = state.get().outbox.find((outgoing) => outgoing.state === 'sending');
      if (error instanceof RefusedError) {
        if (next) mark(next.id, 'failed', error.message);
        timer = setTimeout(() => void pump(), 0);
      } else if (error instanceof UnreachableError) {
        if (next) mark(next.id, 'waiting');
        failures += 1;
        timer = setTimeout(() => void pump(), Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
      } else throw error;
    } finally {
      sending = false;
    }
  };

  const forget = state.subscribe(keep);
  const left = readStored('local', key, isOutbox);
  if (left) change(() => left.map((outgoing) => ({ ...outgoing, state: 'waiting' })));
  void pump();

  return {
    add(outgoing, attached) {
      if (attached.length > 0) files.set(outgoing.id, attached);
      const shown = attached.map(({ name, size }) => ({ name, size }));
      change((outbox) => [...outbox, { ...outgoing, files: shown, state: 'sending', problem: null }]);
      void pump();
    },
    retry(id) {
      mark(id, 'waiting');
      void pump();
    },
    discard: remove,
    hurry: () => void pump(),
    stop() {
      running = false;
      forget();
      clearTimeout(timer);
    },
  };
}

function isOutbox(value: unknown): value is readonly Outgoing[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: Partial<Outgoing>) => typeof item.id === 'string' && typeof item.conversation === 'string' && typeof item.text === 'string',
    )
  );
}
