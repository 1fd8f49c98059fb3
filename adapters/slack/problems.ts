import type { Phrase } from '../../src/core/phrase.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import { PLATFORM_NEEDS } from '../../src/ports/needs.js';
import { createPlatformReporter, type ProblemListener } from '../../src/ports/problems.js';
import { scopesFor } from './manifest.js';

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

/** Problems whose end the adapter can't notice. */
const PASSING: ReadonlySet<SlackProblemCode> = new Set(['person-gone', 'direct-closed']);

export interface Problems {
  /** Reports a problem once until it is over. `where`: a channel's purpose or id, or scopes; `shown`: the channel's name. */
  report(code: SlackProblemCode, where?: string, details?: Readonly<Record<string, string>>, shown?: string): void;
  /** Reports a problem as over, at `where` or everywhere. */
  over(code: SlackProblemCode, where?: string): void;
  isOpen(code: SlackProblemCode): boolean;
  /** Reports problems as over whose scopes are all granted. */
  granted(scopes: readonly string[]): void;
  /** The scopes that Slack named last; undefined before it named any. */
  scopes(): readonly string[] | undefined;
}

const EVERY_SCOPE: ReadonlySet<string> = new Set(scopesFor(PLATFORM_NEEDS));

/** Whether the adapter will notice its end, which it does not in a channel that serves no purpose or for a scope it never asks for. */
function isLasting(code: SlackProblemCode, where: string, purposes: readonly ChannelPurpose[]): boolean {
  if (PASSING.has(code)) return false;
  if (code === 'missing-scope') return scopesOf(where).every((scope) => EVERY_SCOPE.has(scope));
  const isOfChannel = code.startsWith('channel-') || code === 'bot-removed' || code === 'organisers-channel-public';
  return !isOfChannel || purposes.some(({ name }) => name === where);
}

function scopesOf(where: string): readonly string[] {
  return where.split(/,\s*/);
}

export function createProblems(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: ProblemListener | undefined;
  readonly purposes: readonly ChannelPurpose[];
}): Problems {
  const { purposes } = options;
  /** Missing scopes as reported: each entry is a list in one string. */
  const lacking = new Set<string>();
  let latest: readonly string[] | undefined;
  const reporter = createPlatformReporter({ platform: 'slack', ...options });
  return {
    report(code, where = '', details = {}, shown = where) {
      if (code === 'missing-scope') {
        // A scope that was reported in a list is not reported again when a call fails for it.
        const known = [...lacking].flatMap(scopesOf);
        if (scopesOf(where).every((scope) => known.includes(scope))) return;
        lacking.add(where);
      }
      reporter.report({
        platform: 'slack',
        code,
        where,
        explanation: explain(code, shown),
        ...(code === 'disconnected' && { recovery: phrase('slack.recovery.disconnected') }),
        lasting: isLasting(code, where, purposes),
        details,
      });
    },
    over(code, where) {
      if (code === 'missing-scope' && where !== undefined) lacking.delete(where);
      else if (code === 'missing-scope') lacking.clear();
      reporter.over(code, where);
    },
    scopes: () => latest,
    granted(scopes) {
      latest = scopes;
      for (const where of lacking) {
        if (!scopesOf(where).every((scope) => scopes.includes(scope))) continue;
        lacking.delete(where);
        reporter.over('missing-scope', where);
      }
    },
    isOpen: reporter.isOpen,
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
    default:
      return phrase(`slack.problem.${code}`);
  }
}
