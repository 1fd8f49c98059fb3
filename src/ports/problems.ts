import { createProblemReporter, type Problem, type ProblemReporter } from '../core/problem.js';
import type { Clock } from '../core/time.js';
import type { Platform } from './chat.js';
import type { Logger } from './logger.js';

/** Something between us and a platform that an organiser can mend. */
export interface PlatformProblem extends Problem {
  readonly platform: Platform;
  /** Ids and codes, for the log. */
  readonly details: Readonly<Record<string, string>>;
}

/** Hears of problems from the adapters; its calls never throw, and nobody waits for them. */
export interface ProblemListener {
  occurred(problem: PlatformProblem): void;
  /** It is over, at `where` or everywhere. */
  over(platform: Platform, code: string, where?: string): void;
}

/** What somebody finds who looks at a platform from outside, without running the bot. */
export interface Inspection {
  /** The workspace's or the server's name, if it could be entered. */
  readonly name: string | undefined;
  readonly problems: readonly PlatformProblem[];
  /** What the settings need and the platform grants, by the names that the platform shows. */
  readonly granted: readonly string[];
}

/** What an adapter reports its platform's problems with: each is logged, and `listener` hears of it and of its end. */
export function createPlatformReporter(options: {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: ProblemListener | undefined;
}): ProblemReporter<PlatformProblem> {
  const { platform, clock, logger, listener } = options;
  return createProblemReporter<PlatformProblem>({
    clock,
    occurred(problem) {
      logger.warn({ platform, problem: problem.code, ...problem.details }, 'a problem with a platform was found');
      listener?.occurred(problem);
    },
    over: (code, where) => listener?.over(platform, code, where),
  });
}
