import type { Platform } from './chat.js';

/** What a person did that a platform wants acknowledged at once. */
export type Interaction = 'command' | 'action' | 'form' | 'completion';

/**
 * What became of a try to deliver: `delivered`; `retried`: it failed and is tried again; `held`: it waits (for quiet hours,
 * a platform's limit, or an organiser's word); `failed`: for good, until an organiser retries; `dropped`: of no use any more.
 */
export type DeliveryResult = 'delivered' | 'retried' | 'held' | 'failed' | 'dropped';

/** The state of a pool of database connections. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Callers who wait for a connection. */
  readonly waiting: number;
}

/**
 * What happens, told for whoever watches. Labels are platforms, kinds and classes of routes: never an id, a name or a key.
 * Telling never throws and costs next to nothing.
 */
export interface Metrics {
  /** An interaction was acknowledged, `ms` after its receipt. */
  acknowledged(platform: Platform, interaction: Interaction, ms: number): void;
  /** A platform asked for a wait of `ms`, or we wait so as not to be asked (`pace`). `route`: a method or a route without ids. */
  waiting(platform: Platform, route: string, ms: number): void;
  /** A delivery of this kind ended, or is tried again. `platform` is undefined where it never got to one. */
  delivery(kind: string, platform: Platform | undefined, result: DeliveryResult): void;
  /** A row of the agenda of this kind was begun, `ms` after it was due. */
  begun(kind: string, lateMs: number): void;
  /** A problem with a platform came up (`open`) or is over. */
  problem(platform: Platform, code: string, open: boolean): void;
  /** Shows the state of the database's pool, asked for whenever somebody looks. */
  watchPool(state: () => PoolState): void;
}

/** Nobody watches. */
export const noopMetrics: Metrics = {
  acknowledged() {},
  waiting() {},
  delivery() {},
  begun() {},
  problem() {},
  watchPool() {},
};
