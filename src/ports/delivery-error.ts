/** Why a message was not sent, and what that means for a retry. */
export class DeliveryError extends Error {
  /** `ambiguous`: it may have arrived. `wait`: not now. `refused`: never in this form. `unreachable`: the recipient is gone. */
  readonly outcome: 'ambiguous' | 'wait' | 'refused' | 'unreachable';
  /** How long to wait before a retry, in milliseconds: with `wait`, and with `ambiguous` if a part has arrived. */
  readonly retryAfterMs: number | undefined;
  /** The person accepts no direct messages from the bot, so another way may reach them. */
  readonly directClosed: boolean;
  /** The conversation was deleted, so that it never comes back. */
  readonly gone: boolean;
  /** Somebody locked the thread: it may be unlocked again. */
  readonly locked: boolean;

  constructor(
    message: string,
    outcome: DeliveryError['outcome'],
    options: ErrorOptions & { retryAfterMs?: number; directClosed?: boolean; gone?: boolean; locked?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'DeliveryError';
    this.outcome = outcome;
    this.retryAfterMs = options.retryAfterMs;
    this.directClosed = options.directClosed ?? false;
    this.gone = options.gone ?? false;
    this.locked = options.locked ?? false;
  }
}
