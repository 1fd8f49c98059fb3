import type { Actor } from './access.js';
import type { Language } from './language.js';
import type { Instant } from './time.js';

/** What every handler of a command, an action or a form is told about who asks, where and when. */
export interface Request {
  readonly actor: Actor;
  /** The language to answer in. */
  readonly language: Language;
  readonly now: Instant;
  /** The platform's own id of this interaction: the same id means the same click, delivered again. */
  readonly eventId: string;
  readonly conversation: { readonly kind: 'direct' | 'group' | 'channel' };
  /** The account that was used. Its parts mean nothing to features: they hand it on as it is. */
  readonly account: Account;
}

/** Who asks, and in which language to answer. */
export type Asker = Pick<Request, 'actor' | 'language'>;

/** An account in a space, as a feature holds it. */
export interface Account {
  readonly platform: string;
  readonly space: string;
  readonly user: string;
}
