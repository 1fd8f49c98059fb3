import { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import { createReach, type Reach } from '../../../src/kit/outage.js';
import { unrefTimer } from '../../../src/kit/timer.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import type { Traffic } from '../../../src/ports/pace.js';
import { SlackFailure } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { failureOf } from './failures.js';
import type { SlackPace } from './pace.js';
import { clientOptions, type SdkOptions } from './sdk.js';

export type WebClient = webApi.WebClient;

/** Kinds of calls that get an SDK client each, because the calls of one client share a queue. */
export type Queue = 'answers' | 'deliveries' | 'reads' | 'files';

/**
 * Slack's Web API without the SDK's own retries, which could post a message twice after a lost answer. Every call waits
 * for a free slot under Slack's rate limits (docs.slack.dev, "Rate limits").
 */
export interface SlackApi {
  /** Makes one call. Throws a `SlackFailure`. */
  call<T>(queue: Queue, method: string, work: (client: WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /**
   * Makes a call, and repeats it if it never reached Slack or met a rate limit, up to `longestWaitMs` in total.
   * Throws a `SlackFailure`.
   */
  callWithRetry<T>(
    queue: Queue,
    method: string,
    work: (client: WebClient) => Promise<T>,
    options?: CallOptions & { readonly longestWaitMs?: number },
  ): Promise<T>;
}

/** The Web API twice, sharing its clients. */
export interface SlackApis {
  /** Whether calls get through. */
  isThere(): boolean;
  /** For people who wait: its calls have priority over messages to many. */
  readonly answers: SlackApi;
  /** For what the bot does unasked. */
  readonly fanOut: SlackApi;
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
  /** How long calls fail before that is reported, in milliseconds. */
  readonly disconnectedMs: number;
}

/** Creates both ways to the Web API. */
export function createSlackApis(options: ClientOptions): SlackApis {
  const clients = new Map<Queue, WebClient>();
  const clientOf = (queue: Queue): WebClient => {
    const known = clients.get(queue);
    if (known) return known;
    const made = new webApi.WebClient(options.botToken, clientOptions(options));
    clients.set(queue, made);
    return made;
  };
  const { problems, disconnectedMs: afterMs } = options;
  const reach = createReach({
    afterMs,
    timer: unrefTimer,
    lasts: () => problems.report('disconnected', 'rest'),
    over: () => problems.over('disconnected', 'rest'),
  });
  return {
    answers: createSlackApi(options, clientOf, reach, 'answer'),
    fanOut: createSlackApi(options, clientOf, reach, 'fan-out'),
    isThere: reach.isThere,
  };
}

function createSlackApi(options: ClientOptions, clientOf: (queue: Queue) => WebClient, reach: Reach, traffic: Traffic): SlackApi {
  const { pace } = options;
  const call: SlackApi['call'] = async (queue, method, work, { conversation, patienceMs, onSending } = {}) => {
    await pace.acquire({ method, conversation, traffic, ...(patienceMs !== undefined && { patienceMs }) });
    await onSending?.();
    try {
      const answer = await work(clientOf(queue));
      reach.worked();
      options.problems.over('token-revoked');
      const scopes = scopesIn(answer);
      if (scopes) options.problems.granted(scopes);
      return answer;
    } catch (error) {
      const failure = failureOf(error, method);
      if (failure.kind === 'platform' || failure.kind === 'rate-limit') reach.worked();
      else reach.failed();
      if (failure.kind !== 'rate-limit') throw failure;
      const waitMs = failure.retryAfterMs ?? SECOND;
      options.metrics.waiting('slack', method, waitMs);
      await pace.penalise(method, conversation, waitMs);
      throw failure;
    }
  };
  return {
    call,
    async callWithRetry(queue, method, work, { longestWaitMs = TIMES.longestWait, ...given } = {}) {
      for (let waited = 0, tries = 0; ; tries++) {
        try {
          return await call(queue, method, work, given);
        } catch (error) {
          if (!(error instanceof SlackFailure) || tries >= 4) throw error;
          const wait = error.kind === 'rate-limit' ? (error.retryAfterMs ?? SECOND) : error.kind === 'unsent' ? SECOND / 4 : undefined;
          if (wait === undefined || waited + wait > longestWaitMs) throw error;
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
