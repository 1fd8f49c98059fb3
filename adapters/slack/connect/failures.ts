import { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import { SlackFailure } from '../errors.js';

/** Connection errors after which the request can't have reached Slack. */
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

/** What a failed SDK call means: whether it arrived, and what Slack answered. */
export function failureOf(error: unknown, method: string): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SlackFailure({ kind: 'rate-limit', code: 'ratelimited', method, retryAfterMs: error.retryAfter * SECOND, cause: error });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const answer: Readonly<Record<string, unknown>> = { ...error.data };
    const data = typeof answer['needed'] === 'string' ? { needed: answer['needed'] } : {};
    if (error.data.error === 'ratelimited')
      return new SlackFailure({ kind: 'rate-limit', code: 'ratelimited', method, retryAfterMs: SECOND, cause: error });
    // A body that is not Slack's JSON comes from a proxy in between.
    const { error: said }: Readonly<Record<string, unknown>> = { ...error.data };
    const code = typeof said === 'string' && /^[a-z0-9_]{2,60}$/.test(said) ? said : 'unreadable_answer';
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

/** The code of a connection error, which `fetch` and the SDK hide in the chain of causes. */
export function connectionCode(error: unknown): string {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    if (current.name === 'TimeoutError') return 'timeout';
  }
  return 'connection_lost';
}

/** Whether the request can't have reached Slack, so that it may be repeated. */
export function isUnsent(error: unknown): boolean {
  return UNSENT.has(connectionCode(error));
}
