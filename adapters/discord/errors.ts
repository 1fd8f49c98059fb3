import { RESTJSONErrorCodes as Codes, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { TIMES } from './limits.js';
import type { DiscordFault, Problems } from './problems.js';

/** Discord's codes that discord.js does not name yet. */
const NO_MUTUAL_GUILDS = 50_278;
const THREAD_LOCKED = 160_005;
const OVERLOADED = 130_000;

/** The person or the place is gone, or closed to us. */
const GONE: ReadonlySet<number> = new Set([
  Codes.UnknownChannel,
  Codes.UnknownGuild,
  Codes.UnknownMember,
  Codes.UnknownUser,
  Codes.UnknownMessage,
  Codes.MissingAccess,
  Codes.CannotSendMessagesToThisUser,
  NO_MUTUAL_GUILDS,
]);

/** Failures of a connection that was never made: nothing reached Discord. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** Discord may have done what was asked, although we did not hear it. */
export function isAmbiguous(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof RateLimitError) return false;
  return error instanceof HTTPError || !neverSent(error);
}

function neverSent(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && NEVER_SENT.has(each.code)) return true;
    // A host with several addresses fails with all their errors at once.
    if (each instanceof AggregateError && each.errors.some(neverSent)) return true;
  }
  return false;
}

/** What a failure means for another try, and whether somebody has to mend something. */
export function deliveryError(error: unknown, problems: Problems, details: Readonly<Record<string, string>> = {}): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const fault = faultOf(error);
  if (fault) problems.report(fault, details);
  if (error instanceof RateLimitError) {
    return new DeliveryError('rate limited', 'wait', {
      cause: error,
      retryAfterMs: Math.max(error.timeToReset, error.retryAfter, error.sublimitTimeout, 1),
    });
  }
  if (error instanceof DiscordAPIError) {
    const message = `Discord answered ${error.status}, code ${error.code}`;
    if (error.status === 401) return new DeliveryError(message, 'wait', { retryAfterMs: TIMES.tokenPause });
    if (error.code === OVERLOADED) return new DeliveryError(message, 'wait');
    return new DeliveryError(message, outcomeOf(Number(error.code), error.status), {
      directClosed: error.code === Codes.CannotSendMessagesToThisUser,
    });
  }
  if (isAmbiguous(error)) return new DeliveryError('no word from Discord', 'ambiguous', { cause: error });
  return new DeliveryError('Discord was not reached', 'wait', { cause: error });
}

function outcomeOf(code: number, status: number): 'refused' | 'unreachable' {
  return GONE.has(code) || status === 404 ? 'unreachable' : 'refused';
}

const FAULTS: ReadonlyMap<number, DiscordFault> = new Map<number, DiscordFault>([
  [Codes.UnknownMember, { code: 'member-gone' }],
  [Codes.UnknownUser, { code: 'member-gone' }],
  [Codes.CannotSendMessagesToThisUser, { code: 'direct-closed' }],
  [NO_MUTUAL_GUILDS, { code: 'direct-closed' }],
  [Codes.OpeningDirectMessagesTooFast, { code: 'direct-messages-stopped' }],
  [THREAD_LOCKED, { code: 'thread-locked' }],
]);

function faultOf(error: unknown): DiscordFault | undefined {
  return FAULTS.get(codeOf(error) ?? 0);
}

export function isArchived(error: unknown): boolean {
  return codeOf(error) === 50_083;
}

export function isPermission(error: unknown): boolean {
  const code = codeOf(error);
  return code === Codes.MissingPermissions || code === Codes.MissingAccess;
}
