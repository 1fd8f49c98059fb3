// A time limit on an injected clock. Work asks it now and then, and stops at a legal, only less good, answer.

export interface Deadline {
  passed(): boolean;
}

/** Never passes when either argument is missing. Both are in milliseconds. */
export function deadlineAfter(limitMs: number | undefined, now: (() => number) | undefined): Deadline {
  if (limitMs === undefined || now === undefined) return { passed: () => false };
  const end = now() + limitMs;
  return { passed: () => now() >= end };
}
