import { type Api, UnreachableError } from './api.js';
import type { Cell } from './cell.js';
import { type PageState, withPage, withThread } from './state.js';

const WAIT_MS = 3_000;

/** Loads what the reader opens; what could not be loaded is loaded when the server can be reached again. */
export interface Loader {
  conversation(id: string, before?: number): Promise<void>;
  thread(root: number): Promise<void>;
  /** Loads what is open and not there yet, for instance when the network is back. */
  retryNow(): void;
  stop(): void;
}

export interface LoaderEvents {
  readonly loaded: () => void;
  /** Called once for each thing that the reader asked for and did not get. */
  readonly failed: (error: unknown) => void;
  /** All that is open is there, after something of it was not. */
  readonly recovered: () => void;
}

export function createLoader(state: Cell<PageState>, api: Pick<Api, 'messages' | 'thread'>, on: LoaderEvents): Loader {
  let running = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What is loaded while somebody deletes something may still hold it, and nobody would tell again. */
  const current = async <Page>(load: () => Promise<Page>): Promise<Page> => {
    for (;;) {
      const { erasures } = state.get().seen;
      const page = await load();
      if (!running || state.get().seen.erasures === erasures) return page;
    }
  };
  const conversation = async (id: string, before?: number): Promise<void> => {
    const page = await current(() => api.messages(id, before));
    if (!running) return;
    state.change((known) => withPage(known, id, page));
    on.loaded();
  };
  const thread = async (root: number): Promise<void> => {
    const page = await current(() => api.thread(root));
    if (running) state.change((known) => withThread(known, page));
  };

  const loadMissing = async (): Promise<void> => {
    clearTimeout(timer);
    const { open, panel, timelines, threads } = state.get();
    const root = panel?.type === 'thread' && !threads[panel.root] ? panel.root : undefined;
    const place = open !== null && !timelines[open] ? open : undefined;
    if (root === undefined && place === undefined) return;
    try {
      if (place !== undefined) await conversation(place);
      if (root !== undefined) await thread(root);
      if (running) on.recovered();
    } catch (error) {
      // The reader was told when it was opened.
      if (error instanceof UnreachableError) later();
      else on.failed(error);
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    if (running) timer = setTimeout(() => void loadMissing(), WAIT_MS);
  };
  const failed = (error: unknown): void => {
    on.failed(error);
    if (error instanceof UnreachableError) later();
  };

  return {
    conversation: (id, before) => conversation(id, before).catch(failed),
    thread: (root) => thread(root).catch(failed),
    retryNow: () => void loadMissing(),
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}
