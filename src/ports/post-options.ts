import type { Identity } from './identity.js';

export interface PostOptions {
  /** Unique to the message, at most 120 characters. */
  readonly key: string;
  /** The account of each mentioned member on this platform, by member id; members without one are left out. */
  readonly mentions: ReadonlyMap<number, Identity>;
  /**
   * Awaited once the rate limits permit the post, before the first request that could make it visible. The caller commits
   * here what a crash must not lose. If it throws, nothing is sent and `post` throws the same error.
   */
  readonly onSending?: () => Promise<void>;
}
