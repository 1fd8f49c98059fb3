import { after, type Clock, SECOND } from '../core/time.js';
import type { ChatAdapter, Inbox, Platform } from '../ports/chat.js';
import type { Lease, LeaseRepository } from '../ports/leases.js';
import type { Logger } from '../ports/logger.js';

/** How often the owner renews its lease and the other processes check it, in milliseconds. */
export const TICK = 2 * SECOND;
/** How long a lease lasts, in milliseconds. A takeover takes at most this, one tick and the time to connect: 15 seconds. */
export const LEASE = 8 * SECOND;
/**
 * How many checks must find a lease unchanged before it is taken over: an expired one a few, because after a clock jump every
 * lease looks expired; one that has not expired (the clock was set back) as many as its duration.
 */
const UNCHANGED_CHECKS = { expired: 3, valid: LEASE / TICK + 1 } as const;
/** After this many failed renewals the owner must assume that another process has the lease. */
const FAILURES_MAX = LEASE / TICK - 1;

export interface KeeperDeps {
  /** The adapters whose platforms allow only one receiving process. */
  readonly adapters: readonly ChatAdapter[];
  readonly leases: LeaseRepository;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Identifies this process. */
  readonly owner: string;
  readonly timer?: { set(work: () => void, ms: number): unknown; clear(handle: unknown): void };
}

/** Ensures that one process at a time receives from each platform, by a lease in SQL. The other processes can send. */
export interface GatewayKeeper {
  /**
   * Receives from the platforms whose lease is free, and stands by for the others; resolves when all are connected. An
   * unreachable platform delays neither the others nor the leases. Throws what an adapter's `start` or `open` throws.
   */
  start(): Promise<void>;
  /** Stops the adapters and releases the leases, so that other processes take over at once. */
  stop(): Promise<void>;
  /** Whether this process receives from the platform now. */
  receives(platform: Platform): boolean;
}

interface GatewayState {
  readonly adapter: ChatAdapter;
  readonly name: string;
  /** Whether this process has the lease. */
  isOwner: boolean;
  /** A start is in progress, perhaps one from an earlier lease. */
  connecting: boolean;
  failures: number;
  seen: Lease | undefined;
  unchangedChecks: number;
}

export function createGatewayKeeper(deps: KeeperDeps): GatewayKeeper {
  const { leases, clock, inbox, logger, owner, timer = realTimer } = deps;
  const gateways = deps.adapters.map(
    (adapter): GatewayState => ({
      adapter,
      name: `gateway:${adapter.platform}`,
      isOwner: false,
      connecting: false,
      failures: 0,
      seen: undefined,
      unchangedChecks: 0,
    }),
  );
  const fresh = (): Lease => ({ owner, until: after(clock.now(), LEASE) });
  let running = false;
  let handle: unknown;
  let turn: Promise<unknown> = Promise.resolve();

  const standBy = async (one: GatewayState): Promise<void> => {
    one.isOwner = false;
    one.failures = 0;
    one.seen = undefined;
    one.unchangedChecks = 0;
    await one.adapter.stop();
    await one.adapter.open();
  };

  /** Takes the lease if it is free or its owner stopped renewing it. */
  const tryToTake = async (one: GatewayState): Promise<boolean> => {
    const found = await leases.find(one.name);
    if (found !== undefined) {
      const same = one.seen?.owner === found.owner && one.seen.until === found.until;
      one.unchangedChecks = same ? one.unchangedChecks + 1 : 1;
      one.seen = found;
      if (one.unchangedChecks < (found.until <= clock.now() ? UNCHANGED_CHECKS.expired : UNCHANGED_CHECKS.valid)) return false;
    }
    return leases.take(one.name, fresh(), found);
  };

  const begin = async (one: GatewayState): Promise<void> => {
    one.isOwner = true;
    one.connecting = true;
    one.failures = 0;
    logger.info({ platform: one.adapter.platform }, 'this process now receives from the platform');
    try {
      await one.adapter.start(inbox);
    } catch (error) {
      // It was stopped during the start because the lease was lost, which is not a failure.
      if (!one.isOwner) return;
      one.isOwner = false;
      await leases.release(one.name, owner).catch(() => {});
      throw error;
    } finally {
      one.connecting = false;
    }
  };

  const beginLater = async (one: GatewayState): Promise<void> => {
    try {
      await begin(one);
    } catch (error) {
      logger.error({ platform: one.adapter.platform, error }, 'a gateway could not be taken over');
      await one.adapter.open().catch(() => {});
    }
  };

  /** An owner that cannot renew stops before another process may take over. */
  const renew = async (one: GatewayState): Promise<void> => {
    try {
      const kept = await leases.renew(one.name, fresh());
      one.failures = 0;
      if (kept) return;
      logger.warn({ platform: one.adapter.platform }, 'another process receives from the platform');
    } catch (error) {
      one.failures += 1;
      logger.warn({ platform: one.adapter.platform, failures: one.failures, error }, 'the lease of a gateway could not be renewed');
      if (one.failures < FAILURES_MAX) return;
    }
    await standBy(one);
  };

  const look = async (one: GatewayState): Promise<void> => {
    try {
      if (one.isOwner) await renew(one);
      // Connecting may take long, so it is not awaited and the lease is renewed meanwhile.
      else if (!one.connecting && (await tryToTake(one))) void beginLater(one);
    } catch (error) {
      logger.error({ platform: one.adapter.platform, error }, 'a gateway lease could not be checked');
    }
  };

  const tick = async (): Promise<void> => {
    await Promise.all(gateways.map(look));
    if (running) handle = timer.set(() => void (turn = tick()), TICK);
  };

  return {
    async start() {
      running = true;
      handle = timer.set(() => void (turn = tick()), TICK);
      await Promise.all(gateways.map(async (one) => ((await tryToTake(one)) ? begin(one) : one.adapter.open())));
    },
    receives: (platform) => gateways.some(({ adapter, isOwner, connecting }) => adapter.platform === platform && isOwner && !connecting),
    async stop() {
      running = false;
      timer.clear(handle);
      await turn;
      timer.clear(handle);
      await Promise.all(
        gateways.map(async (one) => {
          const { isOwner } = one;
          one.isOwner = false;
          await one.adapter.stop();
          if (isOwner) await leases.release(one.name, owner).catch(() => {});
        }),
      );
    },
  };
}

const realTimer = {
  set: (work: () => void, ms: number): unknown => setTimeout(work, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
