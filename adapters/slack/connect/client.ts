import { type Logger as BoltLogger, LogLevel, webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Metrics } from '../../../src/ports/metrics.js';
import { SlackFailure } from '../errors.js';
import { TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import type { SlackPace } from './pace.js';

export type WebClient = webApi.WebClient;

/** Calls that must not wait for one another: a client's queue is shared by all its calls. */
export type Traffic = 'answers' | 'deliveries' | 'reads' | 'files';

/** Slack's Web API without the SDK's own retries: it would post twice after a lost answer (PLATFORM-RULES, trap 2). */
export interface SlackApi {
  /** Makes one call, once it has a slot. Throws a `SlackFailure`. */
  call<T>(traffic: Traffic, method: string, work: (client: WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /** The same, again after a rate limit if Slack asks for a short wait only, and where it never arrived. */
  patiently<T>(traffic: Traffic, method: string, work: (client: WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /** Whatever `work` calls is for a person who waits: no fan-out goes before it. */
  answering<T>(work: () => Promise<T>): Promise<T>;
}

export interface CallOptions {
  /** Where a message goes. */
  readonly conversation?: string;
  /** How long to wait for a slot. */
  readonly patienceMs?: number;
  /** Awaited when there is a slot, before the call leaves. */
  readonly onSending?: () => Promise<void>;
}

export interface ClientOptions {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly callTimeoutMs: number;
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
    await pace.slot({ method, conversation, answer: traffic === 'answers', ...(patienceMs !== undefined && { patienceMs }) });
    await onSending?.();
    try {
      const answer = await work(clientOf(traffic));
      options.problems.over('token-revoked');
      const scopes = scopesIn(answer);
      if (scopes) options.problems.granted(scopes);
      return answer;
    } catch (error) {
      const failure = asFailure(error, method);
      if (failure.kind !== 'rate-limit') throw failure;
      const waitMs = failure.retryAfterMs ?? SECOND;
      options.metrics.waiting('slack', method, waitMs);
      await pace.refused(method, conversation, waitMs);
      throw failure;
    }
  };
  return {
    call,
    answering: (work) => pace.answering(work),
    async patiently(traffic, method, work, given = {}) {
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

/** Slack tells with each answer what the token may do. */
function scopesIn(answer: unknown): readonly string[] | undefined {
  const metadata = (answer as webApi.WebAPICallResult | undefined)?.response_metadata;
  return metadata?.scopes;
}

/** Fresh for each client: the SDK keeps and changes what it is given. */
export function clientOptions(options: Pick<ClientOptions, 'apiUrl' | 'logger' | 'callTimeoutMs'>): webApi.WebClientOptions {
  return {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.callTimeoutMs,
    logger: boltLogger(options.logger),
  };
}

/** The SDK's words go to our log from "warn" on, without bodies: what it says at lower levels holds messages. */
export function boltLogger(logger: Logger): BoltLogger {
  const note = (level: 'debug' | 'warn') => (message?: unknown) => {
    logger[level]({ sdk: String(message).slice(0, 200) }, 'slack sdk');
  };
  return {
    debug() {},
    info() {},
    warn: note('debug'),
    error: note('warn'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}

/** Connection errors that come before Slack has heard anything. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

function asFailure(error: unknown, method: string): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SlackFailure({ kind: 'rate-limit', code: 'ratelimited', method, retryAfterMs: error.retryAfter * SECOND, cause: error });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const answer: Readonly<Record<string, unknown>> = { ...error.data };
    const data = typeof answer['needed'] === 'string' ? { needed: answer['needed'] } : {};
    if (error.data.error === 'ratelimited')
      return new SlackFailure({ kind: 'rate-limit', code: 'ratelimited', method, retryAfterMs: SECOND, cause: error });
    // A body that isn't Slack's JSON comes from something in between.
    const code = /^[a-z0-9_]{2,60}$/.test(error.data.error) ? error.data.error : 'unreadable_answer';
    return new SlackFailure({ kind: code === 'unreadable_answer' ? 'ambiguous' : 'platform', code, method, ...data, cause: error });
  }
  if (error instanceof webApi.WebAPIHTTPError)
    return new SlackFailure({ kind: 'ambiguous', code: `http_${error.statusCode}`, method, cause: error });
  if (error instanceof webApi.WebAPIRequestError) {
    const code = connectionCode(error.original);
    return new SlackFailure({ kind: UNSENT.has(code) ? 'unsent' : 'ambiguous', code, method, cause: error });
  }
  return new SlackFailure({ kind: 'ambiguous', code: 'unknown', method, cause: error });
}

/** `fetch` hides the reason in its cause. */
export function connectionCode(error: unknown): string {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    if (current.name === 'TimeoutError') return 'timeout';
  }
  return 'connection_lost';
}

export function isUnsent(error: unknown): boolean {
  return UNSENT.has(connectionCode(error));
}
