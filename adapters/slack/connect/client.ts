import { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import { SlackFailure } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { failureOf } from './failures.js';
import type { SlackPace } from './pace.js';
import { clientOptions, type SdkOptions } from './sdk.js';

export type WebClient = webApi.WebClient;

/** Kinds of calls that get an SDK client each, because the calls of one client share a queue. */
export type Traffic = 'answers' | 'deliveries' | 'reads' | 'files';

/**
 * Slack's Web API without the SDK's own retries, which could post a message twice after a lost answer. Every call waits
 * for a free slot under Slack's rate limits (docs.slack.dev, "Rate limits").
 */
export interface SlackApi {
  /** Makes one call. Throws a `SlackFailure`. */
  call<T>(traffic: Traffic, method: string, work: (client: WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /**
   * Makes a call, and repeats it if it never reached Slack or met a rate limit, up to `TIMES.longestWait` in total.
   * Throws a `SlackFailure`.
   */
  callWithRetry<T>(traffic: Traffic, method: string, work: (client: WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /** Gives every call that `work` makes the priority of an answer to a waiting person over messages to many. */
  prioritise<T>(work: () => Promise<T>): Promise<T>;
}

export interface CallOptions {
  /** The conversation that a message goes to; each has a rate limit of its own. */
  readonly conversation?: string;
  /** How long to wait for a free slot, in milliseconds. */
  readonly patienceMs?: number;
  /** Awaited when a slot is free, before the request is sent. */
  readonly onSending?: () => Promise<void>;
}

export interface ClientOptions extends SdkOptions {
  readonly botToken: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly pace: SlackPace;
  readonly metrics: Metrics;
  readonly problems: Problems;
}

export function createSlackApi(options: ClientOptions): SlackApi {
  const clients = new Map<Traffic, WebClient>();
  const clientOf = (traffic: Traffic): WebClient => {
    const known = clients.get(traffic);
    if (known) return known;
    const made = new webApi.WebClient(options.botToken, clientOptions(options));
    clients.set(traffic, made);
    return made;
  };
  const { pace } = options;
  const call: SlackApi['call'] = async (traffic, method, work, { conversation, patienceMs, onSending } = {}) => {
    await pace.acquire({ method, conversation, answer: traffic === 'answers', ...(patienceMs !== undefined && { patienceMs }) });
    await onSending?.();
    try {
      const answer = await work(clientOf(traffic));
      options.problems.over('token-revoked');
      const scopes = scopesIn(answer);
      if (scopes) options.problems.granted(scopes);
      return answer;
    } catch (error) {
      const failure = failureOf(error, method);
      if (failure.kind !== 'rate-limit') throw failure;
      const waitMs = failure.retryAfterMs ?? SECOND;
      options.metrics.waiting('slack', method, waitMs);
      await pace.penalise(method, conversation, waitMs);
      throw failure;
    }
  };
  return {
    call,
    prioritise: (work) => pace.prioritise(work),
    async callWithRetry(traffic, method, work, given = {}) {
      for (let waited = 0, tries = 0; ; tries++) {
        try {
          return await call(traffic, method, work, given);
        } catch (error) {
          if (!(error instanceof SlackFailure) || tries >= 4) throw error;
          const wait = error.kind === 'rate-limit' ? (error.retryAfterMs ?? SECOND) : error.kind === 'unsent' ? SECOND / 4 : undefined;
          if (wait === undefined || waited + wait > TIMES.longestWait) throw error;
          waited += wait;
          await options.sleep(wait);
        }
      }
    },
  };
}

/** The scopes of the token, which Slack returns with each answer (header `x-oauth-scopes`). */
function scopesIn(answer: unknown): readonly string[] | undefined {
  const metadata = (answer as webApi.WebAPICallResult | undefined)?.response_metadata;
  return metadata?.scopes;
}
