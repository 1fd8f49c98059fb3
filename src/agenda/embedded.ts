import { AsyncResource } from 'node:async_hooks';
import type { AgendaId } from '../core/ids.js';
import type { Job, JobClass } from '../core/job.js';
import { type Clock, type Instant, leftOf, MINUTE, SECOND } from '../core/time.js';
import type { AgendaRow } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';
import type { AgendaRunner } from '../ports/runner.js';
import type { Repositories, Store } from '../ports/store.js';
import { createBacklog } from './backlog.js';
import { createExecutor } from './execute.js';
import { createJobRegistry } from './jobs.js';
import { createLedger } from './ledger.js';
import { createRowSorter, deliveryQueues } from './queues.js';
import { systemTimer, type Timer } from './timer.js';

export interface EmbeddedRunnerDeps {
  /** Told how late each row is begun. */
  readonly metrics?: Metrics | undefined;
  readonly store: Store;
  readonly clock: Clock;
  readonly jobs: readonly Job<Repositories>[];
  readonly logger: Logger;
  /** This process, in the rows that it holds. */
  readonly owner: string;
  readonly timer?: Timer;
  /** Those whose deliveries have places of their own; what goes to others shares some. */
  readonly platforms?: readonly Platform[];
}

/** How long a row is ours before another may take it. Renewed while it runs. */
const LEASE = 5 * MINUTE;
const POLL = SECOND;
/**
 * How many rows of a class run at once; of deliveries, to each platform. Each has places of its own: a heavy job keeps no
 * message waiting, and neither does a platform that permits less.
 */
const PLACES: Readonly<Record<JobClass, number>> = { normal: 200, heavy: 1, delivery: 40 };

interface Lane {
  readonly places: number;
  /** Takes up to so many rows that are due. */
  readonly take: (limit: number) => Promise<readonly AgendaRow[]>;
  filling: boolean;
  fillAgain: boolean;
}

/**
 * The agenda's runner inside this process, on the same tables; the only one on its database. Throws an `Error` at once
 * on two jobs of one kind.
 */
export function createEmbeddedRunner(deps: EmbeddedRunnerDeps): AgendaRunner {
  const { store, clock, logger, owner, timer = systemTimer } = deps;
  const jobs = createJobRegistry(deps.jobs);
  const ledger = createLedger({ store, clock, owner, leaseMs: LEASE });
  const execute = createExecutor({ store, clock, jobs, logger, owner, ledger, metrics: deps.metrics, timer });
  const heavy = jobs.kindsOf('heavy');
  const delivery = jobs.kindsOf('delivery');
  const active = new Map<AgendaId, { readonly lane: Lane; readonly ended: Promise<void> }>();
  const { platforms = [] } = deps;
  const sort = createRowSorter({ store, jobs, platforms });
  const backlog = createBacklog({ store, clock, sort, ledger });
  const claim = (limit: number, filter: { readonly kinds?: readonly string[]; readonly exceptKinds?: readonly string[] }) => {
    const now = clock.now();
    return store.transaction((repositories) => repositories.agenda.claim({ now, owner, leaseUntil: now + LEASE, limit, ...filter }));
  };
  const lane = (places: number, take: Lane['take']): Lane => ({ places, take, filling: false, fillAgain: false });
  // Rows of a kind that nobody knows run, and fail, among the normal ones.
  const lanes: readonly Lane[] = [
    ...deliveryQueues(platforms).map((name) => lane(PLACES.delivery, (limit) => backlog.take(name, limit))),
    lane(PLACES.normal, (limit) => claim(limit, { exceptKinds: [...heavy, ...delivery] })),
    lane(PLACES.heavy, (limit) => claim(limit, { kinds: heavy })),
  ];
  // A wake-up may come from within somebody's transaction; what we do then is not part of it.
  const own = new AsyncResource('agenda');

  let started = false;
  let paused = 0;
  let handle: unknown;
  let forget = () => {};
  let renewedAt: Instant = 0;
  let overBefore: ReadonlyMap<AgendaId, Instant> = new Map();
  let turn: Promise<unknown> = Promise.resolve();

  const start = (row: AgendaRow, place: Lane) => {
    const ended = execute(row).finally(() => {
      active.delete(row.id);
      // What ran may have planned more, of any class.
      fillAll();
    });
    active.set(row.id, { lane: place, ended });
  };

  const fill = async (place: Lane): Promise<void> => {
    if (place.filling) {
      place.fillAgain = true;
      return;
    }
    place.filling = true;
    try {
      do {
        place.fillAgain = false;
        const busy = [...active.values()].filter((running) => running.lane === place).length;
        if (!started || paused > 0 || busy >= place.places) continue;
        // After a leap of the clock a row that runs here may look abandoned: claiming it has renewed it, no more.
        const rows = (await place.take(place.places - busy)).filter((row) => !active.has(row.id));
        for (const row of rows) start(row, place);
      } while (place.fillAgain);
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    } finally {
      place.filling = false;
    }
  };

  const fillAll = () => {
    if (!started || paused > 0) return;
    own.runInAsyncScope(() => {
      for (const place of lanes) void fill(place);
    });
  };

  const renew = async () => {
    const now = clock.now();
    if (active.size === 0 || Math.abs(now - renewedAt) < LEASE / 3) return;
    renewedAt = now;
    await store.transaction((repositories) => repositories.agenda.renew(owner, now + LEASE));
  };

  /** Rows whose end could not be written: nobody else is here, so what does not run in this process does not run. */
  const releaseLost = async () => {
    const leases = await store.autocommit.agenda.leases({ limit: 1000 });
    const over = leases.filter(({ id, until }) => !active.has(id) && leftOf(until, LEASE, clock.now()) === 0);
    // Seen twice: what was claimed this very moment is not among the active ones yet.
    const lost = over.filter(({ id, until }) => overBefore.get(id) === until);
    overBefore = new Map(over.map(({ id, until }) => [id, until]));
    if (lost.length > 0) await store.transaction((repositories) => repositories.agenda.releaseAbandoned(lost));
  };

  const look = async (): Promise<void> => {
    if (!started) return;
    let wait: number = POLL;
    try {
      if (paused === 0) {
        await renew();
        await releaseLost();
        await Promise.all(lanes.map(fill));
        const due = (await store.autocommit.agenda.nextDue()) ?? Number.POSITIVE_INFINITY;
        // What is due and not claimed waits for a place, and a place that gets free looks for itself.
        if (due > clock.now()) wait = Math.min(POLL, due - clock.now());
      }
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    }
    if (started) handle = timer.set(() => void own.runInAsyncScope(look), wait);
  };

  /** Claims are under way for moments only; what runs ends by itself. */
  const settled = async () => {
    while (active.size > 0 || lanes.some((place) => place.filling)) {
      await Promise.all([...active.values()].map((running) => running.ended));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const runAllDue = async (): Promise<number> => {
    paused += 1;
    try {
      await settled();
      let count = 0;
      for (;;) {
        const [row] = await claim(1, {});
        if (row === undefined) return count;
        await execute(row);
        count += 1;
      }
    } finally {
      paused -= 1;
      fillAll();
    }
  };

  return {
    async start() {
      if (started) return;
      const left = await store.transaction((repositories) => repositories.agenda.releaseOwned(undefined));
      if (left > 0) logger.info({ rows: left }, 'rows that were left running are planned again');
      started = true;
      forget = store.onPlanned(backlog.told);
      await own.runInAsyncScope(look);
    },
    async stop(graceMs) {
      started = false;
      forget();
      timer.clear(handle);
      let grace: unknown;
      const enough = new Promise<'late'>((resolve) => {
        grace = timer.set(() => resolve('late'), graceMs);
      });
      const end = await Promise.race([settled(), enough]);
      timer.clear(grace);
      if (end !== 'late') return;
      // What still runs finds that its row is no longer ours, and its effects come to nothing.
      const left = await store.transaction((repositories) => repositories.agenda.releaseOwned(owner));
      logger.warn({ rows: left }, 'stopped before all work was done; it is planned again');
    },
    wake: fillAll,
    runDue() {
      const result = turn.then(() => own.runInAsyncScope(runAllDue));
      turn = result.catch(() => undefined);
      return result;
    },
    async pauseWhile(work) {
      paused += 1;
      try {
        return await work();
      } finally {
        paused -= 1;
        fillAll();
      }
    },
    nextDue: () => store.autocommit.agenda.nextDue(),
  };
}
