import { performance } from 'node:perf_hooks';
import type { KyselyPlugin } from 'kysely';

/** In milliseconds: so long a row of statements may keep the thread, and so long at most it then lets others go first. */
const AT_ONCE_MS = 8;
const PATIENCE_MS = 100;
/** A turn of the loop in which others did so much, in milliseconds, may have more behind it. */
const BUSY_TURN_MS = 1;
/**
 * For how long is looked whether the others still are at it, and what share of that time they then are. Between requests that
 * wait for connections a crowd leaves gaps. Work that needs the database itself soon has to wait for us, and leaves us the thread.
 */
const LOOK_MS = 2;
const BUSY_SHARE = 0.3;

/** Node's event loop, as far as it is looked at here. */
export interface Loop {
  now(): number;
  /** Resolves in the next turn, after all that has arrived was read. */
  turn(): Promise<void>;
  /** Leaves the thread alone for so long; resolves with the share of it in which others used it. */
  rest(ms: number): Promise<number>;
}

const eventLoop: Loop = {
  now: () => performance.now(),
  turn: () => new Promise((resolve) => void setImmediate(resolve)),
  rest: (ms) =>
    new Promise((resolve) => {
      const before = performance.eventLoopUtilization();
      setTimeout(() => resolve(performance.eventLoopUtilization(before).utilization), ms);
    }),
};

/**
 * SQLite answers at once, so a long row of statements is one long microtask: nobody is acknowledged meanwhile. After a few
 * milliseconds whoever waits for the next result lets the event loop turn, and while a crowd keeps it busy stands back a while.
 */
export function yieldToEventLoop(loop: Loop = eventLoop): KyselyPlugin {
  /** When this row of statements began; undefined between two rows. */
  let began: number | undefined;
  let isLong = false;
  let over: Promise<void> = Promise.resolve();

  const standBack = async (): Promise<void> => {
    const since = loop.now();
    await loop.turn();
    if (loop.now() - since < BUSY_TURN_MS) return;
    while (loop.now() - since < PATIENCE_MS && (await loop.rest(LOOK_MS)) > BUSY_SHARE);
  };
  const end = async (): Promise<void> => {
    await loop.turn();
    if (isLong) await standBack();
    isLong = false;
    began = undefined;
  };

  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (began === undefined) {
        began = loop.now();
        over = end();
      } else if (loop.now() - began > AT_ONCE_MS) {
        isLong = true;
        await over;
      }
      return result;
    },
  };
}
