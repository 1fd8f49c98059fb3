import { MudhifError } from '../core/errors.js';
import { phrase } from '../language/index.js';

/** A thread may be the one that a delivery opens now, whose key is known as soon as that is recorded. */
export class ThreadOpeningError extends MudhifError {
  constructor() {
    // Nobody reads it, because events in threads are not answered.
    super('the thread is being opened', phrase('store.busy'));
  }

  override get isMomentary(): boolean {
    return true;
  }
}
