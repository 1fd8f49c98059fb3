import { createMemoryPace } from '../../../src/pace/memory.js';
import { describePace } from './describe-pace.js';

describePace('memory', async () => {
  let now = 1000;
  const pace = createMemoryPace({ now: () => now });
  return {
    processes: [pace, pace],
    leap: async (ms) => {
      now += ms;
    },
    close: () => pace.close(),
  };
});
