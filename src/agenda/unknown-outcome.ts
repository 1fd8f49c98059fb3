import type { Notification } from '../core/notification.js';
import { type Delivery, UNKNOWN_OUTCOME } from '../ports/agenda.js';
import { type ChatAdapter, DeliveryError, type MessageRef } from '../ports/chat.js';
import { ATTEMPTS_MAX } from './backoff.js';

/**
 * What is known of a try whose end we don't know: its message is `there`; it is not, or there was no such try (`none`);
 * or that can't be told: `untold`, by `error`.
 */
type EarlierTry =
  | { readonly type: 'none' }
  | { readonly type: 'there'; readonly message: MessageRef }
  | { readonly type: 'unknown'; readonly error: DeliveryError };

/** Asks the platform where the earlier try went to. */
export async function findEarlierAttempt(delivery: Delivery, adapter: ChatAdapter | undefined): Promise<EarlierTry> {
  if (!delivery.outcomeUnknown || delivery.conversation === null) return { type: 'none' };
  if (adapter === undefined) {
    return { type: 'unknown', error: new DeliveryError('the platform of an unfinished try is not connected', 'ambiguous') };
  }
  try {
    const message = await adapter.find(delivery.conversation, delivery.key, delivery.dueAt);
    return message === undefined ? { type: 'none' } : { type: 'there', message };
  } catch (error) {
    if (error instanceof DeliveryError) return { type: 'unknown', error };
    throw error;
  }
}

/**
 * What to do while it can't be told whether a message is there. What may change is asked again: all tries of the row are
 * for that. Then, or where nothing will change, its kind decides between a message too few and one too many.
 */
export function nextStep(
  error: DeliveryError,
  attempt: number,
  onUnknownOutcome: Notification['onUnknownOutcome'],
): { readonly type: 'ask-again' } | { readonly type: 'ask-in'; readonly ms: number } | { readonly type: Notification['onUnknownOutcome'] } {
  if (error.outcome === 'wait' && error.retryAfterMs !== undefined) return { type: 'ask-in', ms: error.retryAfterMs };
  const mayChange = error.outcome === 'wait' || error.outcome === 'ambiguous';
  return mayChange && attempt < ATTEMPTS_MAX ? { type: 'ask-again' } : { type: onUnknownOutcome };
}

/** The message may or may not be there, and nobody but a person can tell. */
export const FAILED_UNKNOWN_OUTCOME = { type: 'failed', reason: UNKNOWN_OUTCOME } as const;
