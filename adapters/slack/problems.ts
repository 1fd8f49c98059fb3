import type { Phrase } from '../../src/core/phrase.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { Logger } from '../../src/ports/logger.js';
import { TIMES } from './limits.js';

export type SlackProblemCode =
  | 'token-revoked'
  | 'app-token-invalid'
  | 'missing-scope'
  | 'bot-removed'
  | 'channel-archived'
  | 'channel-missing'
  | 'organisers-channel-public'
  | 'person-gone'
  | 'direct-closed'
  | 'disconnected';

/** Something between us and Slack that an organiser can mend. `details` are ids and codes, for the log. */
export interface SlackProblem {
  readonly code: SlackProblemCode;
  /** What it is and what to do, in the reader's language. */
  readonly explanation: Phrase;
  readonly details: Readonly<Record<string, string>>;
}

export interface Problems {
  /** Tells of a problem; the same one again only after an hour. `where` is a channel's name or id, or scopes. */
  report(code: SlackProblemCode, where?: string, details?: Readonly<Record<string, string>>): void;
  /** It is over: if it comes back, it is news again. */
  over(code: SlackProblemCode, where?: string): void;
  isOpen(code: SlackProblemCode): boolean;
}

export function createProblems(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onProblem: (problem: SlackProblem) => void;
}): Problems {
  const told = new Map<string, number>();
  return {
    report(code, where = '', details = {}) {
      const key = `${code}:${where}`;
      const before = told.get(key);
      const now = options.clock.now();
      if (before !== undefined && now - before < TIMES.problemAgain) return;
      told.set(key, now);
      options.logger.warn({ problem: code, ...details }, 'slack problem');
      options.onProblem({ code, explanation: explain(code, where), details });
    },
    over(code, where = '') {
      told.delete(`${code}:${where}`);
    },
    isOpen: (code) => [...told.keys()].some((key) => key.startsWith(`${code}:`)),
  };
}

function explain(code: SlackProblemCode, where: string): Phrase {
  switch (code) {
    case 'missing-scope':
      return phrase('slack.problem.missing-scope', { scopes: where });
    case 'bot-removed':
      return phrase('slack.problem.bot-removed', { channel: where });
    case 'channel-archived':
      return phrase('slack.problem.channel-archived', { channel: where });
    case 'channel-missing':
      return phrase('slack.problem.channel-missing', { channel: where });
    case 'organisers-channel-public':
      return phrase('slack.problem.organisers-channel-public', { channel: where });
    case 'token-revoked':
      return phrase('slack.problem.token-revoked');
    case 'app-token-invalid':
      return phrase('slack.problem.app-token-invalid');
    case 'person-gone':
      return phrase('slack.problem.person-gone');
    case 'direct-closed':
      return phrase('slack.problem.direct-closed');
    case 'disconnected':
      return phrase('slack.problem.disconnected');
    default:
      return code satisfies never;
  }
}
