import type { MemberId } from '../../core/ids.js';
import type { Channel } from '../../core/notification.js';
import type { Settings } from '../../core/settings.js';
import type { Identity, Platform } from '../../ports/chat.js';
import type { PlatformNeed } from '../../ports/needs.js';
import type { PlatformProblem } from '../../ports/problems.js';
import type { PresenceEvent } from '../../ports/rooms.js';
import type { Listener } from './listener.js';

/** What a feature hears from platforms, and what it needs of them. */
export interface PlatformEvents<C> {
  readonly listener?: Listener<C>;
  /** Secrets that a person types in a command: one that stands in a message that others read is made useless. */
  readonly secrets?: Secrets<C>;
  /** What it needs of platforms with these settings besides what the bot always asks for. Read again and again: it must be cheap. */
  readonly needs?: (settings: Settings) => readonly PlatformNeed[];
  /** A member said that an entry of a platform's own calendar interests them; perhaps more than once. */
  readonly interested?: (
    context: C,
    interest: { readonly member: MemberId; readonly account: Identity; readonly entry: string },
  ) => Promise<void>;
  /** Who is in the rooms of a platform, where it needs `voice-presence`. Told often: it must be cheap. */
  readonly presence?: (context: C, event: PresenceEvent) => Promise<void>;
  /** Told, in the transaction, that a delivery waits since its reader has to ask for it first. */
  readonly onDeliveryWaits?: (context: C, place: { readonly platform: Platform; readonly channel: Channel }) => Promise<void>;
  /** Told of problems between the bot and its platforms. */
  readonly problems?: ProblemHooks<C>;
}

/** What secrets look like, and how they are made useless. */
export interface Secrets<C> {
  /** A global pattern. */
  readonly pattern: RegExp;
  readonly spilled: (context: C, secrets: readonly string[]) => Promise<void>;
}

export interface ProblemHooks<C> {
  readonly occurred: (context: C, problem: PlatformProblem) => Promise<void>;
  /** It is over, at `where` or everywhere. */
  readonly over: (context: C, platform: Platform, code: string, where: string | undefined) => Promise<void>;
}
