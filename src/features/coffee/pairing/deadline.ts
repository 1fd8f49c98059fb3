// A time limit on an injected clock. Long work asks it regularly and then stops with a valid, though possibly not optimal, result.

export interface Deadline {
  passed(): boolean;
}

/** A deadline `limitMs` milliseconds from now. It never passes when either argument is missing. `now` returns milliseconds. */
export function deadlineAfter(limitMs: number | undefined, now: (() => number) | undefined): Deadline {
  if (limitMs === undefined || now === undefined) return { passed: () => false };
  const end = now() + limitMs;
  return { passed: () => now() >= end };
}
