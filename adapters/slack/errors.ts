import { DeliveryError } from '../../src/ports/chat.js';
import type { Problems, SlackProblemCode } from './problems.js';

/** A failed call to Slack. `ambiguous`: it may have taken effect; `unsent`: it never reached Slack. */
export class SlackFailure extends Error {
  override readonly name = 'SlackFailure';
  readonly kind: 'platform' | 'rate-limit' | 'ambiguous' | 'unsent';
  /** Slack's error name, or the code of the connection error. */
  readonly code: string;
  readonly method: string;
  readonly retryAfterMs: number | undefined;
  /** The scopes that Slack demands, with `missing_scope`. */
  readonly needed: string | undefined;

  constructor(
    failure: Pick<SlackFailure, 'kind' | 'code' | 'method'> & {
      readonly retryAfterMs?: number;
      readonly needed?: string;
      readonly cause?: unknown;
    },
  ) {
    super(`${failure.method}: ${failure.code}`, { cause: failure.cause });
    this.kind = failure.kind;
    this.code = failure.code;
    this.method = failure.method;
    this.retryAfterMs = failure.retryAfterMs;
    this.needed = failure.needed;
  }
}

type Outcome = DeliveryError['outcome'];

interface Meaning {
  readonly outcome: Outcome;
  readonly problem?: SlackProblemCode;
  /** The conversation was deleted. */
  readonly gone?: true;
  /** The thread is locked. */
  readonly locked?: true;
}

/**
 * What Slack's errors mean for a message (docs.slack.dev/reference/methods/chat.postMessage). Errors that an operator can
 * solve are worth another try later; unknown errors count as refusals, so that no message is tried for ever.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ...all(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'], { outcome: 'ambiguous' }),
  ...all(['ratelimited', 'rate_limited', 'team_added_to_org', 'accesslimited'], { outcome: 'wait' }),
  ...all(
    ['invalid_auth', 'token_revoked', 'token_expired', 'account_inactive', 'not_authed', 'org_login_required', 'team_access_not_granted'],
    {
      outcome: 'wait',
      problem: 'token-revoked',
    },
  ),
  ...all(['missing_scope', 'not_allowed_token_type', 'no_permission'], { outcome: 'wait', problem: 'missing-scope' }),
  ...all(['not_in_channel', 'restricted_action', 'restricted_action_read_only_channel'], {
    outcome: 'unreachable',
    problem: 'bot-removed',
  }),
  is_archived: { outcome: 'unreachable', problem: 'channel-archived' },
  channel_not_found: { outcome: 'unreachable', problem: 'channel-missing' },
  ...all(['user_not_found', 'user_disabled', 'users_not_found', 'user_not_visible', 'cannot_dm_bot', 'channel_is_limited_access'], {
    outcome: 'unreachable',
    problem: 'person-gone',
  }),
  messages_tab_disabled: { outcome: 'unreachable', problem: 'direct-closed' },
  thread_not_found: { outcome: 'unreachable', gone: true },
  cannot_reply_to_message: { outcome: 'unreachable' },
  // An administrator locked the thread on purpose, so nobody is asked to mend that.
  restricted_action_thread_locked: { outcome: 'refused', locked: true },
  message_not_found: { outcome: 'unreachable' },
  cant_update_message: { outcome: 'unreachable' },
};

function all(codes: readonly string[], meaning: Meaning): Record<string, Meaning> {
  return Object.fromEntries(codes.map((code) => [code, meaning]));
}

/** Where a problem is: `where` identifies the conversation in reports, `shown` is the name that people read. */
export interface Whereabouts {
  readonly where: string;
  readonly shown: string;
}

const NOWHERE: Whereabouts = { where: '', shown: '' };

/** The failure as a `DeliveryError`; what an organiser can solve is reported to `problems`. */
export function deliveryError(failure: unknown, problems: Problems, where: Whereabouts): DeliveryError {
  if (failure instanceof DeliveryError) return failure;
  if (!(failure instanceof SlackFailure)) return new DeliveryError('unknown failure', 'ambiguous', { cause: failure });
  const options = { cause: failure, ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }) };
  switch (failure.kind) {
    case 'ambiguous':
      return new DeliveryError(failure.message, 'ambiguous', options);
    case 'unsent':
    case 'rate-limit':
      return new DeliveryError(failure.message, 'wait', options);
    case 'platform': {
      const meaning: Meaning = MEANINGS[failure.code] ?? { outcome: 'refused' };
      if (meaning.problem) reportProblem(failure, meaning.problem, problems, where);
      return new DeliveryError(failure.message, meaning.outcome, {
        ...options,
        gone: meaning.gone ?? false,
        locked: meaning.locked ?? false,
      });
    }
    default:
      return failure.kind satisfies never;
  }
}

/**
 * Does `work` that may be repeated, such as opening a conversation. Throws a `DeliveryError`; an unknown outcome becomes
 * `wait` because a second try changes nothing.
 */
export async function withDeliveryErrors<T>(problems: Problems, where: Whereabouts, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const delivery = deliveryError(error, problems, where);
    throw delivery.outcome === 'ambiguous' ? new DeliveryError(delivery.message, 'wait', { cause: error }) : delivery;
  }
}

/** Reports the problem behind a failed call, if an organiser can solve it. */
export function reportFailure(failure: unknown, problems: Problems, where: Whereabouts = NOWHERE): void {
  if (!(failure instanceof SlackFailure) || failure.kind !== 'platform') return;
  const problem = MEANINGS[failure.code]?.problem;
  if (problem) reportProblem(failure, problem, problems, where);
}

function reportProblem(failure: SlackFailure, problem: SlackProblemCode, problems: Problems, { where, shown }: Whereabouts): void {
  const details = { method: failure.method, error: failure.code };
  switch (problem) {
    case 'missing-scope':
      problems.report(problem, failure.needed ?? failure.method, details);
      return;
    case 'token-revoked':
    case 'direct-closed':
    case 'app-token-invalid':
    case 'disconnected':
    case 'person-gone':
      problems.report(problem, '', details);
      return;
    case 'bot-removed':
    case 'channel-archived':
    case 'channel-missing':
    case 'organisers-channel-public':
      problems.report(problem, where, { ...details, place: where }, shown);
      return;
    default:
      problem satisfies never;
  }
}

/** Whether Slack refuses the token or its scopes; any other refusal of `auth.test` comes from something that is not Slack. */
export function isTokenError(failure: SlackFailure): boolean {
  const problem = MEANINGS[failure.code]?.problem;
  return problem === 'token-revoked' || problem === 'missing-scope';
}

/** Whether the call certainly had no effect. */
export function isDefinite(failure: unknown): boolean {
  return failure instanceof SlackFailure && failure.kind !== 'ambiguous' && MEANINGS[failure.code]?.outcome !== 'ambiguous';
}
