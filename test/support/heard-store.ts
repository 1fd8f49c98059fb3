import type { Instant } from '../../src/core/time.js';
import type { HeardStore } from '../../src/ports/heard.js';

/** Until when everything was heard, in memory. */
export function createHeardStore(): HeardStore & { at: Instant | undefined } {
  return {
    at: undefined,
    async load() {
      return this.at;
    },
    async save(at) {
      this.at = at;
    },
  };
}
