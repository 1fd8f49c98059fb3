import type { Phrase } from './phrase.js';

/**
 * An expected failure. `message` is for the log; `humanError` tells the person, in their language, what to do next. Any other
 * error is unexpected and logged with a reference.
 */
export class MudhifError extends Error {
  readonly humanError: Phrase;

  constructor(message: string, humanError: Phrase, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.humanError = humanError;
  }

  /** Whether the same request may succeed a moment later. */
  get isMomentary(): boolean {
    return false;
  }
}

/** Whether the same request may succeed a moment later, because the database was busy or away. */
export function isMomentary(error: unknown): boolean {
  return error instanceof MudhifError && error.isMomentary;
}

/** Invalid input of a person. It is normal, so it is logged at debug level only. */
export class InputError extends MudhifError {}

/** The person may not do this. */
export class AccessError extends MudhifError {}

/** The object of the request does not exist, or is over. */
export class NotFoundError extends MudhifError {}

/** The configuration or the environment is wrong: start-up ends with this. */
export class SetupError extends MudhifError {}
