import type { Platform } from './chat.js';

/** An interaction that the platform wants acknowledged at once. */
export type Interaction = 'command' | 'action' | 'form' | 'completion';

/**
 * The result of a delivery attempt. `retried`: it failed and will be tried again. `held`: it is postponed (quiet hours, a rate
 * limit) or needs an organiser's decision. `failed`: it failed for good, unless an organiser retries it. `dropped`: it is no
 * longer useful.
 */
export type DeliveryResult = 'delivered' | 'retried' | 'held' | 'failed' | 'dropped';

/** The state of a pool of database connections. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** The number of callers that wait for a connection. */
  readonly waiting: number;
}

/** A number of what the community does. `name` is a feature's name and a word, such as `topics.open`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
}

/**
 * Receives measurements. Labels are platforms, kinds and route classes, never an id, a name or a key. The methods never throw
 * and are cheap.
 */
export interface Metrics {
  /** An interaction was acknowledged `ms` milliseconds after it was received. */
  acknowledged(platform: Platform, interaction: Interaction, ms: number): void;
  /** A request waits `ms` milliseconds for a rate limit, the platform's or our own (`pace`). `route` is a method or route without ids. */
  waiting(platform: Platform, route: string, ms: number): void;
  /** A delivery attempt ended. `platform` is undefined if no platform was chosen. */
  delivery(kind: string, platform: Platform | undefined, result: DeliveryResult): void;
  /** An agenda row of this kind started `lateMs` milliseconds after it was due. */
  begun(kind: string, lateMs: number): void;
  /** A problem with a platform appeared (`open`) or ended. */
  problem(platform: Platform, code: string, open: boolean): void;
  /** Registers a function that returns the state of the connection pool; called at each scrape. */
  watchPool(state: () => PoolState): void;
  /** Registers a function that reads the community's figures; called at each scrape. */
  watchFigures(read: () => Promise<readonly Figure[]>): void;
}

/** Discards all measurements. */
export const noopMetrics: Metrics = {
  acknowledged() {},
  waiting() {},
  delivery() {},
  begun() {},
  problem() {},
  watchPool() {},
  watchFigures() {},
};
