import type { Phrase } from './phrase.js';
import { type Clock, HOUR, leftOf } from './time.js';

/** Something between us and the outside that a person can mend. */
export interface Problem {
  readonly code: string;
  /** What it concerns: a channel's name, a scope; empty for the whole. Never a person. */
  readonly where: string;
  /** What it is and what to do. Its values are plain strings. */
  readonly explanation: Phrase;
  /** Whether somebody will notice when it is over. One that passes is forgotten some time after it was last seen. */
  readonly lasting: boolean;
}

export interface ProblemReporter<P extends Problem> {
  /** Tells of a problem that is news: one that is not open, or passes and was last told an hour ago. True if it was. */
  report(problem: P): boolean;
  /** It is over, at `where` or everywhere: if it comes back, it is news again. */
  over(code: string, where?: string): void;
  isOpen(code: string): boolean;
}

const AGAIN = HOUR;

/** Tells each problem once, and its end once. What was open before this process began is told as over by the first `over`. */
export function createProblemReporter<P extends Problem>(options: {
  readonly clock: Clock;
  readonly occurred: (problem: P) => void;
  readonly over: (code: string, where: string | undefined) => void;
}): ProblemReporter<P> {
  const open = new Map<string, { readonly code: string; readonly lasting: boolean; readonly told: number }>();
  /** Ends that were told although nothing was known to be open. */
  const ended = new Set<string>();
  const keyOf = (code: string, where: string | undefined): string => `${code}|${where ?? ''}`;

  return {
    report(problem) {
      const key = keyOf(problem.code, problem.where);
      const before = open.get(key);
      const now = options.clock.now();
      if (before && (before.lasting || leftOf(before.told + AGAIN, AGAIN, now) > 0)) return false;
      open.set(key, { code: problem.code, lasting: problem.lasting, told: now });
      ended.delete(key);
      ended.delete(keyOf(problem.code, undefined));
      options.occurred(problem);
      return true;
    },
    over(code, where) {
      const keys = where === undefined ? [...open.keys()].filter((key) => open.get(key)?.code === code) : [keyOf(code, where)];
      const known = keys.filter((key) => open.delete(key)).length > 0;
      const asked = keyOf(code, where);
      if (!known && ended.has(asked)) return;
      ended.add(asked);
      options.over(code, where);
    },
    isOpen: (code) => [...open.values()].some((each) => each.code === code),
  };
}
