import type { KyselyPlugin } from 'kysely';

/** So long a row of statements may keep the thread, in milliseconds. */
const AT_ONCE_MS = 8;

/**
 * SQLite answers at once, so a long row of statements is one long microtask: nobody is acknowledged meanwhile. After a few
 * milliseconds whoever waits for the next result lets the event loop turn.
 */
export function breathing(): KyselyPlugin {
  let began: number | undefined;
  let turned: Promise<void> = Promise.resolve();
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (began === undefined) {
        began = performance.now();
        turned = new Promise((resolve) => {
          setImmediate(() => {
            began = undefined;
            resolve();
          });
        });
      } else if (performance.now() - began > AT_ONCE_MS) await turned;
      return result;
    },
  };
}
