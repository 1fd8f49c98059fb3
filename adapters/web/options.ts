import type { Command } from '../../src/core/command.js';
import type { Clock } from '../../src/core/time.js';
import type { Timer } from '../../src/kit/timer.js';
import type { ChannelPurpose } from '../../src/ports/chat.js';
import type { Entrance } from '../../src/ports/entrance.js';
import type { Logger } from '../../src/ports/logger.js';
import type { People } from '../../src/ports/people.js';
import type { Store } from '../../src/ports/store.js';
import type { PersonaView } from './protocol.js';
import type { Timeline } from './timeline.js';

/** Who can use the chat: the demo's personas, which need no sign-in, or people who sign in with a one-use link. */
export type WebAccess =
  | { readonly type: 'personas'; readonly personas: readonly [PersonaView, ...PersonaView[]] }
  | { readonly type: 'sessions' };

export interface WebAdapterOptions {
  readonly store: Pick<Store, 'autocommit' | 'transaction'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly commands: readonly Command[];
  /** How large a file may be that people send, in MB; by default as large as the platform passes on. */
  readonly uploadMb?: number;
  readonly access: WebAccess;
  /** The id of this web chat among the community's spaces. */
  readonly space: string;
  /** The members behind accounts. */
  readonly people: Pick<People, 'findByAccount' | 'find' | 'accounts'>;
  /** How people get in who have no session. */
  readonly entrance?: Entrance | undefined;
  /** Origins of the page, such as `http://127.0.0.1:3000`; requests with another `Host` or `Origin` are refused. Called at each request. */
  readonly origins: () => readonly string[];
  /** Whether other processes write into the same chat, so that the store must be polled for their messages. */
  readonly othersWrite?: boolean;
  /** The purposes of the channels, in the order in which the page lists them. */
  readonly purposes: readonly ChannelPurpose[];
  /** The demo's time machine. */
  readonly timeline?: Timeline;
  /** When sessions of open streams are looked at again. */
  readonly timer?: Timer;
  /** Folder of the built page; by default the folder of the build. */
  readonly pageFolder?: string;
}
