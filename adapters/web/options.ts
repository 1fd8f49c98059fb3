import type { Actor } from '../../src/core/access.js';
import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Clock } from '../../src/core/time.js';
import type { Identity } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Store } from '../../src/ports/store.js';
import type { Timeline } from './timeline.js';

/** Somebody whom one can play in the demo, without signing in. */
export interface Persona {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  /** Who this is, in their own language. */
  readonly about: string;
}

/** Who comes in: the demo's personas, or people with a one-use link. */
export type WebAccess = { readonly type: 'personas'; readonly personas: readonly [Persona, ...Persona[]] } | { readonly type: 'sessions' };

export interface WebAdapterOptions {
  readonly store: Pick<Store, 'autocommit' | 'transaction'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly commands: readonly Command[];
  readonly access: WebAccess;
  /** The id of this web chat among the community's spaces. */
  readonly space: string;
  /** The member behind an account, if there is one yet: for the reader's language, zone, name and role. */
  readonly actorOf: (identity: Identity) => Promise<Actor | undefined>;
  /** Where the page is served, such as `http://127.0.0.1:3000`: other `Host` and `Origin` values are refused. Asked at each request. */
  readonly origins: () => readonly string[];
  /** Other processes write into the same chat: open pages look for it every second. */
  readonly othersWrite?: boolean;
  /** The demo's time machine. */
  readonly timeline?: Timeline;
  /** Folder of the built page; found by itself unless told. */
  readonly pageFolder?: string;
}
