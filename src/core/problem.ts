import type { Phrase } from './phrase.js';
import { after, type Clock, HOUR, type Instant, leftOf } from './time.js';

/** A problem with a platform or another outside service that a person can fix. */
export interface Problem {
  readonly code: string;
  /** What it concerns, such as a channel's name or a scope; empty for the whole platform. Never a person. */
  readonly where: string;
  /** What is wrong and what to do. Its values are plain strings. */
  readonly explanation: Phrase;
  /** The text for people who were told of it, when it is over; absent if they are told nothing. */
  readonly recovery?: Phrase;
  /** Whether its end is detected. Other problems are dropped some time after they were last seen. */
  readonly lasting: boolean;
}

export interface ProblemReporter<P extends Problem> {
  /** Reports a problem unless it is open already; one without a detected end is reported again after an hour. Returns whether it was reported. */
  report(problem: P): boolean;
  /** Ends a problem at `where`, or everywhere. If it comes back, it is reported again. */
  over(code: string, where?: string): void;
  isOpen(code: string): boolean;
}

const REPORT_AGAIN_MS = HOUR;

/**
 * Reports each problem once, and its end once. The first `over` is always passed on, because the problem may have been open
 * before this process started.
 */
export function createProblemReporter<P extends Problem>(options: {
  readonly clock: Clock;
  readonly occurred: (problem: P) => void;
  readonly over: (code: string, where: string | undefined) => void;
}): ProblemReporter<P> {
  const open = new Map<string, { readonly code: string; readonly lasting: boolean; readonly reportedAt: Instant }>();
  /** Ends that were reported although no open problem was known. */
  const ended = new Set<string>();
  const keyOf = (code: string, where: string | undefined): string => `${code}|${where ?? ''}`;

  return {
    report(problem) {
      const key = keyOf(problem.code, problem.where);
      const before = open.get(key);
      const now = options.clock.now();
      if (before && (before.lasting || leftOf(after(before.reportedAt, REPORT_AGAIN_MS), REPORT_AGAIN_MS, now) > 0)) return false;
      open.set(key, { code: problem.code, lasting: problem.lasting, reportedAt: now });
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
