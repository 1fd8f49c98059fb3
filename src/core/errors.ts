import type { Phrase } from './phrase.js';

/**
 * A failure that we understand: `message` goes to the log, `humanError` to the person, in their language.
 * It says what to do next. Anything thrown that is not a `MudhifError` is unknown, and is logged with a reference.
 */
export class MudhifError extends Error {
  readonly humanError: Phrase;

  constructor(message: string, humanError: Phrase, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.humanError = humanError;
  }
}

/** What a person typed or chose can't be taken as it is. Expected in daily life: logged at debug level only. */
export class InputError extends MudhifError {}

/** The person may not do this. */
export class AccessError extends MudhifError {}

/** What the request speaks of isn't there, or is over. */
export class NotFoundError extends MudhifError {}

/** The configuration or the environment is wrong: start-up ends with this. */
export class SetupError extends MudhifError {}
