import { createMemoryPace } from '../../src/pace/memory.js';
import type { Limit, Pace } from '../../src/ports/pace.js';

const ENDLESS = { calls: 1_000_000, windowMs: 1 };

/** A pace that lets all pass but what a platform has refused: for tests of something else. */
export function createOpenPace(options?: Parameters<typeof createMemoryPace>[0]): Pace {
  const pace = createMemoryPace(options);
  const open = ({ name }: Limit): Limit => ({ name, shared: ENDLESS });
  return { ...pace, reserve: (limits, given) => pace.reserve(limits.map(open), given) };
}
