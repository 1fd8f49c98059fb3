import { RESTJSONErrorCodes as Codes, DiscordAPIError, HTTPError, type RateLimitData, RateLimitError } from 'discord.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { TIMES } from './limits.js';
import type { DiscordFault, Problems } from './problems.js';

/** Discord's codes that discord.js does not name yet. */
const NO_MUTUAL_GUILDS = 50_278;
const THREAD_LOCKED = 160_005;
const OVERLOADED = 130_000;
const THREAD_ARCHIVED = 50_083;

/** Codes that mean that the person or the channel is gone, or closed to the bot. */
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

/** Errors of a connection that was never made, so that nothing reached Discord. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Discord's own code of an error (discord.com/developers/docs/topics/opcodes-and-status-codes), if it has one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** Whether Discord may have carried out a request although its response did not arrive. */
export function isAmbiguous(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof RateLimitError || error instanceof DeliveryError) return false;
  return error instanceof HTTPError || !neverSent(error);
}

function neverSent(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && NEVER_SENT.has(each.code)) return true;
    // Connecting to a host with several addresses fails with one error for each of them.
    if (each instanceof AggregateError && each.errors.some(neverSent)) return true;
  }
  return false;
}

/** Whether a request failed on its way: the connection was not made, broke or timed out. */
export function isConnection(error: unknown): boolean {
  if (neverSent(error)) return true;
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each.name === 'AbortError' || each.name === 'TimeoutError') return true;
    if ('code' in each && typeof each.code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(each.code)) return true;
  }
  return false;
}

/** How long a rate limit lasts, in milliseconds. While discord.js does not know the bucket yet, only Discord's own figures count. */
export function waitOf({
  timeToReset,
  retryAfter,
  sublimitTimeout,
}: Pick<RateLimitData, 'timeToReset' | 'retryAfter' | 'sublimitTimeout'>): number {
  return Math.max(timeToReset, retryAfter, sublimitTimeout, 1);
}

/**
 * Translates a failure into a `DeliveryError`, and reports it if an organiser can solve it.
 *
 * @param details What helps to find the cause in the log: ids of channels and users.
 */
export function deliveryError(error: unknown, problems: Problems, details: Readonly<Record<string, string>> = {}): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const fault = faultOf(error);
  if (fault) problems.report(fault, details);
  if (error instanceof RateLimitError) {
    return new DeliveryError('rate limited', 'wait', {
      cause: error,
      retryAfterMs: waitOf(error),
    });
  }
  if (error instanceof DiscordAPIError) {
    const message = `Discord answered ${error.status}, code ${error.code}`;
    if (error.status === 401) return new DeliveryError(message, 'wait', { retryAfterMs: TIMES.tokenPause });
    if (error.code === OVERLOADED) return new DeliveryError(message, 'wait');
    if (isFull(error)) return new DeliveryError(message, 'wait', { cause: error, retryAfterMs: TIMES.threadsFull });
    return new DeliveryError(message, outcomeOf(Number(error.code), error.status), {
      cause: error,
      directClosed: error.code === Codes.CannotSendMessagesToThisUser,
      gone: error.code === Codes.UnknownChannel,
      locked: isLocked(error),
    });
  }
  if (isAmbiguous(error)) return new DeliveryError('unknown outcome: Discord did not answer', 'ambiguous', { cause: error });
  return new DeliveryError('Discord could not be reached', 'wait', { cause: error });
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
  [Codes.MaximumActiveThreads, { code: 'threads-full' }],
  [Codes.MaximumActiveAnnouncementThreads, { code: 'threads-full' }],
]);

function faultOf(error: unknown): DiscordFault | undefined {
  return FAULTS.get(codeOf(error) ?? 0);
}

/** Whether a request failed because its thread is archived. */
export function isArchived(error: unknown): boolean {
  return codeOf(error) === THREAD_ARCHIVED;
}

/** Whether a request failed because its thread is locked. */
export function isLocked(error: unknown): boolean {
  return codeOf(error) === THREAD_LOCKED;
}

/** Whether a request failed because the server has as many active threads as Discord allows. */
function isFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === Codes.MaximumActiveThreads || code === Codes.MaximumActiveAnnouncementThreads;
}

/** Whether a request failed because the bot lacks a permission. */
export function isPermission(error: unknown): boolean {
  const code = codeOf(error);
  return code === Codes.MissingPermissions || code === Codes.MissingAccess;
}
