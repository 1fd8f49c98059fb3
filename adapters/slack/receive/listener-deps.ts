import type { Language } from '../../../src/core/language.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { Replies } from '../post/replies.js';
import type { Background } from './background.js';
import type { Interactions } from './interactions.js';
import type { People } from './people.js';

/** What the listeners for commands and for controls need. */
export interface ListenerDeps {
  readonly interactions: Interactions;
  readonly replies: Replies;
  readonly people: People;
  readonly languageOf: (person: Identity) => Promise<Language>;
  readonly background: Background;
}
