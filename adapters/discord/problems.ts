import type { Phrase } from '../../src/core/phrase.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { Logger } from '../../src/ports/logger.js';
import { createPlatformReporter, type ProblemListener } from '../../src/ports/problems.js';

/** What can go wrong with Discord that an organiser can solve. `purpose` is the name of a channel purpose. */
export type DiscordFault =
  | { readonly code: 'token-refused' }
  | { readonly code: 'members-intent-missing' }
  | { readonly code: 'content-intent-missing' }
  | { readonly code: 'removed-from-server' }
  | { readonly code: 'not-reached'; readonly line: 'gateway' | 'rest' }
  | { readonly code: 'channel-missing'; readonly purpose: string; readonly name: string }
  | { readonly code: 'organisers-channel-open'; readonly purpose: string; readonly name: string }
  | { readonly code: 'permission-missing'; readonly purpose: string | undefined; readonly channel: string; readonly permissions: string }
  | { readonly code: 'thread-locked' }
  | { readonly code: 'threads-full' }
  | { readonly code: 'threads-many'; readonly count: string }
  | { readonly code: 'tag-missing'; readonly channel: string }
  | { readonly code: 'event-permission-missing' }
  | { readonly code: 'events-full' }
  | { readonly code: 'direct-messages-stopped' }
  | { readonly code: 'member-gone' }
  | { readonly code: 'direct-closed' }
  | { readonly code: 'commands-refused' }
  | { readonly code: 'answer-refused' };

type Code = DiscordFault['code'];

/** Faults whose end Discord does not report. */
const TRANSIENT: ReadonlySet<Code> = new Set([
  'thread-locked',
  'threads-full',
  'tag-missing',
  'events-full',
  'direct-messages-stopped',
  'member-gone',
  'direct-closed',
  'answer-refused',
]);

export interface Problems {
  /** Reports a fault, once until it is over. `details` go into the log: ids of channels and users. */
  report(fault: DiscordFault, details?: Readonly<Record<string, string>>): void;
  /** A fault is over: for the channel purpose `where`, or everywhere. */
  over(code: Code, where?: string): void;
  isOpen(code: Code): boolean;
}

/** Creates the adapter's problem reporter. Every problem is logged; `listener` hears of it too. */
export function createProblems(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: ProblemListener | undefined;
}): Problems {
  const reporter = createPlatformReporter({ platform: 'discord', ...options });
  return {
    report(fault, details = {}) {
      const { code } = fault;
      reporter.report({
        platform: 'discord',
        code,
        where: whereOf(fault),
        explanation: explain(fault),
        ...(code === 'not-reached' && { recovery: phrase('discord.recovery.not-reached') }),
        // A channel that serves no purpose is not checked again, so nobody would notice that its problem is over.
        lasting: !TRANSIENT.has(code) && !('purpose' in fault && fault.purpose === undefined),
        details,
      });
    },
    over: reporter.over,
    isOpen: reporter.isOpen,
  };
}

function whereOf(fault: DiscordFault): string {
  switch (fault.code) {
    case 'channel-missing':
    case 'organisers-channel-open':
      return fault.purpose;
    case 'permission-missing':
      return fault.purpose ?? fault.channel;
    case 'tag-missing':
      return fault.channel;
    case 'not-reached':
      return fault.line;
    default:
      return '';
  }
}

/** The sentence that tells an organiser what is wrong and what to do. */
function explain(fault: DiscordFault): Phrase {
  switch (fault.code) {
    case 'channel-missing':
      return phrase('discord.problem.channel-missing', { channel: fault.name });
    case 'organisers-channel-open':
      return phrase('discord.problem.organisers-channel-open', { channel: fault.name });
    case 'permission-missing':
      return phrase('discord.problem.permission-missing', { channel: fault.channel, permissions: fault.permissions });
    case 'threads-many':
      return phrase('discord.problem.threads-many', { count: fault.count });
    case 'tag-missing':
      return phrase('discord.problem.tag-missing', { channel: fault.channel });
    default:
      return phrase(`discord.problem.${fault.code}`);
  }
}
