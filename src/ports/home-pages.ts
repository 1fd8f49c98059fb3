import type { Message } from '../core/message.js';
import type { Identity } from './identity.js';

/** What a person's home page shows. */
export interface HomePage extends Message {
  /** Call when the person has opened the page and was shown this: replies that wait for them are shown once. */
  readonly seen?: () => Promise<void>;
}

export interface HomePages {
  /** How many people have opened their home page in this process. */
  opened(): number;
  /** Refreshes a person's home page after a change, if they opened it. Never throws. */
  changed(person: Identity): Promise<void>;
}
