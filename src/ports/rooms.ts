import type { Instant } from '../core/time.js';
import type { Identity, Platform } from './identity.js';

/** Where people of a space talk with each other: a voice channel, or a stage. */
export interface Room {
  readonly platform: Platform;
  readonly space: string;
  readonly id: string;
}

/** The rooms of a platform. Who is in them it tells through `Inbox.presence`, where the need `voice-presence` is met. */
export interface Rooms {
  /**
   * The rooms that the bot can see, in the platform's order.
   * @throws {DeliveryError}
   */
  list(): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** Somebody came into a room, or left all rooms, where `room` is null; bots are left out. */
export interface Moved {
  readonly type: 'moved';
  readonly from: Identity;
  readonly room: string | null;
  readonly at: Instant;
}

/** Everybody who is in a room of a space now: told after each new connection, and every few minutes. */
export interface Seen {
  readonly type: 'seen';
  readonly platform: Platform;
  readonly space: string;
  readonly people: readonly { readonly user: string; readonly room: string }[];
  readonly at: Instant;
  /** Until when everything was heard; undefined if nothing was missed, or if that is not known. */
  readonly since?: Instant;
}

/** Who is in the rooms of a platform; reports about one space arrive in order. */
export type PresenceEvent = Moved | Seen;
