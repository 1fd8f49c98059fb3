import type { Instant } from '../core/time.js';
import type { Identity } from './identity.js';

/** An entry of the calendar that a platform shows to everybody in its space. */
export interface NativeEntry {
  /** Ends the place of the entry, so that it is found again: no other entry of the bot has it. */
  readonly mark: string;
  readonly title: string;
  readonly about: string;
  readonly where: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Somebody said just now that an entry of a platform's calendar interests them. */
export interface InterestEvent {
  readonly from: Identity;
  /** As `NativeEvents.put` returned it, or of an entry that is not the bot's. */
  readonly entry: string;
}

/** A platform's own calendar. What is too long for it is cut at a word: the bot shows the whole. */
export interface NativeEvents {
  /**
   * Writes an entry, effectively once: one with the same mark that is not over is changed. Returns its id.
   * @throws {DeliveryError}
   */
  put(entry: NativeEntry): Promise<string>;
  /**
   * Calls off the entry with this mark. One that is gone counts as called off.
   * @throws {DeliveryError}
   */
  remove(mark: string): Promise<void>;
  /**
   * Who said on the platform that the entry interests them.
   * @throws {DeliveryError}
   */
  interested(id: string): Promise<readonly Identity[]>;
}
