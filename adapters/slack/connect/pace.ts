import { SECOND } from '../../../src/core/time.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Limit, Pace, Traffic } from '../../../src/ports/pace.js';
import { SlackFailure } from '../errors.js';
import { RATES, TIERS, TIMES } from '../limits.js';

const POST = 'chat.postMessage';

/** The rate limits that a call counts against (docs.slack.dev, "Rate limits": tiers, and posting messages). */
export function limitsOf(method: string, conversation: string | undefined): readonly Limit[] {
  const name = `slack:${method}`;
  if (method === POST) {
    const workspace: Limit = { name, shared: RATES.workspace, answers: RATES.workspaceAnswers };
    return conversation === undefined ? [workspace] : [workspace, { name: `${name}:${conversation}`, shared: RATES.conversation }];
  }
  const tier = TIERS[method];
  if (tier === undefined) return [];
  const calls = Math.floor(tier * RATES.tierShare);
  const windowMs = RATES.tierWindow;
  return [{ name, shared: { calls, windowMs }, answers: { calls: tier - calls, windowMs } }];
}

export interface SlackPace {
  /** Waits for a free slot, at most `patienceMs` milliseconds. Throws a `SlackFailure` with the time until the next try. */
  acquire(call: {
    readonly method: string;
    readonly conversation: string | undefined;
    readonly traffic: Traffic;
    readonly patienceMs?: number;
  }): Promise<void>;
  /** Slack refused a call: all processes stop such calls for `forMs` milliseconds. */
  penalise(method: string, conversation: string | undefined, forMs: number): Promise<void>;
}

export function createSlackPace({
  pace,
  sleep,
  metrics,
}: {
  readonly pace: Pace;
  readonly sleep: (ms: number) => Promise<void>;
  readonly metrics: Metrics;
}): SlackPace {
  let last = { conversation: '', until: 0 };
  return {
    async acquire({ method, conversation, traffic, patienceMs = TIMES.pace }) {
      const limits = limitsOf(method, conversation);
      if (limits.length === 0) return;
      const slot = await pace.reserve(limits, { traffic, patienceMs });
      if (slot.inMs > 0) metrics.waiting('slack', 'pace', slot.inMs);
      if (slot.type === 'later') throw new SlackFailure({ kind: 'rate-limit', code: 'no_slot', method, retryAfterMs: slot.inMs });
      if (slot.inMs > 0) await sleep(slot.inMs);
    },
    async penalise(method, conversation, forMs) {
      const name = `slack:${method}`;
      if (method !== POST || conversation === undefined) return pace.penalise(name, forMs);
      await pace.penalise(`${name}:${conversation}`, forMs);
      // Slack does not say whether the limit is the conversation's or the workspace's; a refusal in a second one means the workspace.
      const now = performance.now();
      const elsewhere = last.until > now && last.conversation !== conversation;
      last = { conversation, until: now + Math.max(forMs, SECOND) };
      if (elsewhere) await pace.penalise(name, forMs);
    },
  };
}
