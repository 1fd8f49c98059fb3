import type { ServedChannelStore, ServedChannels } from '../../src/ports/served-channels.js';

/** Remembers in memory which channels served. */
export function createServed(): ServedChannelStore & { current(): ServedChannels } {
  let kept: ServedChannels = {};
  return {
    load: async () => kept,
    async save(channels) {
      kept = channels;
    },
    current: () => kept,
  };
}
