import type { Channel } from '../../src/core/notification.js';
import type { Phrase } from '../../src/core/phrase.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { Logger } from '../../src/ports/logger.js';
import { TIMES } from './limits.js';

/** What can be wrong between us and Discord; each is mended by an organiser, and the phrase says how. */
export type DiscordFault =
  | { readonly code: 'token-refused' }
  | { readonly code: 'members-intent-missing' }
  | { readonly code: 'removed-from-server' }
  | { readonly code: 'not-reached' }
  | { readonly code: 'channel-missing'; readonly purpose: Channel; readonly name: string }
  | { readonly code: 'organisers-channel-open'; readonly name: string }
  | { readonly code: 'permission-missing'; readonly channel: string; readonly permissions: string }
  | { readonly code: 'thread-locked' }
  | { readonly code: 'direct-messages-stopped' }
  | { readonly code: 'member-gone' }
  | { readonly code: 'direct-closed' }
  | { readonly code: 'commands-refused' }
  | { readonly code: 'answer-refused' };

export interface DiscordProblem {
  readonly code: DiscordFault['code'];
  /** What it is and what to do, for the reader's language. */
  readonly explanation: Phrase;
  /** Ids and codes, for the log. */
  readonly details: Readonly<Record<string, string>>;
}

export interface Problems {
  /** Tells of a fault; the same one again only after an hour. */
  report(fault: DiscordFault, details?: Readonly<Record<string, string>>): void;
  /** It is over: if it comes back, it is news again. */
  over(code: DiscordFault['code']): void;
}

export function createProblems(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onProblem: ((problem: DiscordProblem) => void) | undefined;
}): Problems {
  const told = new Map<string, number>();
  return {
    report(fault, details = {}) {
      const key = [fault.code, ...Object.values(fault), ...Object.values(details)].join(':');
      const before = told.get(key);
      const now = options.clock.now();
      if (before !== undefined && now - before < TIMES.problem) return;
      told.set(key, now);
      options.logger.warn({ problem: fault.code, ...details }, 'discord problem');
      options.onProblem?.({ code: fault.code, explanation: explain(fault), details });
    },
    over(code) {
      for (const key of told.keys()) if (key.startsWith(`${code}:`)) told.delete(key);
    },
  };
}

function explain(fault: DiscordFault): Phrase {
  switch (fault.code) {
    case 'token-refused':
      return phrase('discord.problem.token-refused');
    case 'members-intent-missing':
      return phrase('discord.problem.members-intent-missing');
    case 'removed-from-server':
      return phrase('discord.problem.removed-from-server');
    case 'not-reached':
      return phrase('discord.problem.not-reached');
    case 'channel-missing':
      return phrase('discord.problem.channel-missing', { channel: fault.name });
    case 'organisers-channel-open':
      return phrase('discord.problem.organisers-channel-open', { channel: fault.name });
    case 'permission-missing':
      return phrase('discord.problem.permission-missing', { channel: fault.channel, permissions: fault.permissions });
    case 'thread-locked':
      return phrase('discord.problem.thread-locked');
    case 'direct-messages-stopped':
      return phrase('discord.problem.direct-messages-stopped');
    case 'member-gone':
      return phrase('discord.problem.member-gone');
    case 'direct-closed':
      return phrase('discord.problem.direct-closed');
    case 'commands-refused':
      return phrase('discord.problem.commands-refused');
    case 'answer-refused':
      return phrase('discord.problem.answer-refused');
    default:
      return fault satisfies never;
  }
}
