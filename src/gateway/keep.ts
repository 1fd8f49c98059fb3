import { type Clock, SECOND } from '../core/time.js';
import type { ChatAdapter, Inbox } from '../ports/chat.js';
import type { Lease, LeaseRepository } from '../ports/leases.js';
import type { Logger } from '../ports/logger.js';

/** How often a lease is renewed by its holder, and looked at by the others. */
export const TICK = 2 * SECOND;
/** How long a lease lasts; it is taken over within this, one tick and the time to connect: 15 seconds at most. */
export const LEASE = 8 * SECOND;
/**
 * A lease that ran out is taken over only once it stood still for so many looks, since after a leap of the clock every
 * lease looks old; and one that does not run out (the clock stepped back) once it stood still for its whole length.
 */
const SIGHTINGS = { ranOut: 3, still: LEASE / TICK + 1 } as const;
/** So many renewals may fail before the holder must take it that another one holds the lease. */
const FAILURES_MAX = LEASE / TICK - 1;

export interface KeeperDeps {
  /** Each platform whose events one process alone may receive. */
  readonly adapters: readonly ChatAdapter[];
  readonly leases: LeaseRepository;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly logger: Logger;
  /** This process. */
  readonly owner: string;
  readonly timer?: { set(work: () => void, ms: number): unknown; clear(handle: unknown): void };
}

/** Receives from platforms as the only process at a time; a lease in SQL says whose turn it is. All others can send. */
export interface GatewayKeeper {
  /**
   * Receives where nobody else does, and stands by elsewhere; resolves when all are connected. A platform that is away holds up
   * neither the others nor the leases. Throws what an adapter throws that can't begin.
   */
  start(): Promise<void>;
  /** Ends the adapters and gives the leases back, so that others take over at once. */
  stop(): Promise<void>;
}

interface Watched {
  readonly adapter: ChatAdapter;
  readonly name: string;
  held: boolean;
  /** Its start is under way, perhaps one of an earlier lease that still ends. */
  connecting: boolean;
  failures: number;
  seen: Lease | undefined;
  sightings: number;
}

export function createGatewayKeeper(deps: KeeperDeps): GatewayKeeper {
  const { leases, clock, inbox, logger, owner, timer = realTimer } = deps;
  const watched = deps.adapters.map(
    (adapter): Watched => ({
      adapter,
      name: `gateway:${adapter.platform}`,
      held: false,
      connecting: false,
      failures: 0,
      seen: undefined,
      sightings: 0,
    }),
  );
  const fresh = (): Lease => ({ owner, until: clock.now() + LEASE });
  let running = false;
  let handle: unknown;
  let turn: Promise<unknown> = Promise.resolve();

  const standBy = async (one: Watched): Promise<void> => {
    one.held = false;
    one.failures = 0;
    one.seen = undefined;
    one.sightings = 0;
    await one.adapter.stop();
    await one.adapter.open();
  };

  /** Takes the lease if nobody has it, or if its holder has let it run out before our eyes. */
  const tryToTake = async (one: Watched): Promise<boolean> => {
    const found = await leases.find(one.name);
    if (found !== undefined) {
      const same = one.seen?.owner === found.owner && one.seen.until === found.until;
      one.sightings = same ? one.sightings + 1 : 1;
      one.seen = found;
      if (one.sightings < (found.until <= clock.now() ? SIGHTINGS.ranOut : SIGHTINGS.still)) return false;
    }
    return leases.take(one.name, fresh(), found);
  };

  const begin = async (one: Watched): Promise<void> => {
    one.held = true;
    one.connecting = true;
    one.failures = 0;
    logger.info({ platform: one.adapter.platform }, 'this process receives from the platform now');
    try {
      await one.adapter.start(inbox);
    } catch (error) {
      // Stopped on the way, since the lease was lost: that is no failure to begin.
      if (!one.held) return;
      one.held = false;
      await leases.release(one.name, owner).catch(() => {});
      throw error;
    } finally {
      one.connecting = false;
    }
  };

  const beginLater = async (one: Watched): Promise<void> => {
    try {
      await begin(one);
    } catch (error) {
      logger.error({ platform: one.adapter.platform, error }, 'a gateway could not be taken over');
      await one.adapter.open().catch(() => {});
    }
  };

  /** A holder that can't renew stops in time: by then another may have taken over. */
  const renew = async (one: Watched): Promise<void> => {
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

  const look = async (one: Watched): Promise<void> => {
    try {
      if (one.held) await renew(one);
      // Connecting may take as long as the platform is away; the leases are renewed meanwhile.
      else if (!one.connecting && (await tryToTake(one))) void beginLater(one);
    } catch (error) {
      logger.error({ platform: one.adapter.platform, error }, 'a gateway could not be looked after');
    }
  };

  const tick = async (): Promise<void> => {
    await Promise.all(watched.map(look));
    if (running) handle = timer.set(() => void (turn = tick()), TICK);
  };

  return {
    async start() {
      running = true;
      handle = timer.set(() => void (turn = tick()), TICK);
      await Promise.all(watched.map(async (one) => ((await tryToTake(one)) ? begin(one) : one.adapter.open())));
    },
    async stop() {
      running = false;
      timer.clear(handle);
      await turn;
      timer.clear(handle);
      await Promise.all(
        watched.map(async (one) => {
          const { held } = one;
          one.held = false;
          await one.adapter.stop();
          if (held) await leases.release(one.name, owner).catch(() => {});
        }),
      );
    },
  };
}

const realTimer = {
  set: (work: () => void, ms: number): unknown => setTimeout(work, ms),
  clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};
