import { AsyncResource } from 'node:async_hooks';
import type { AgendaId } from '../../core/ids.js';
import { type Clock, SECOND } from '../../core/time.js';
import type { Context, Contexts } from '../../feature-api/index.js';
import type { Job } from '../../feature-api/job.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { Platform } from '../../ports/chat.js';
import type { Logger } from '../../ports/logger.js';
import type { Metrics } from '../../ports/metrics.js';
import type { AgendaRunner } from '../../ports/runner.js';
import { createExecutor } from '../execute.js';
import { createJobRegistry } from '../jobs.js';
import { createLedger } from '../ledger.js';
import { createManualControl } from '../manual-control.js';
import { createRowSorter, type QueueName, queueNames } from '../queues.js';
import { systemTimer, type Timer } from '../timer.js';
import { createFeeder, WINDOW } from './feeder.js';
import { placesOf } from './names.js';
import type { QueueService, QueueWorker } from './service.js';
import { withinReal } from './within.js';

export interface BullmqRunnerDeps {
  /** Told how late each row is begun. */
  readonly metrics?: Metrics | undefined;
  readonly store: Contexts;
  readonly clock: Clock;
  readonly jobs: readonly Job[];
  readonly logger: Logger;
  /** This process, in the rows that it holds. */
  readonly owner: string;
  readonly timer?: Timer;
  readonly platforms: readonly Platform[];
  readonly createService: (options: { readonly names: readonly QueueName[]; readonly onError: (error: unknown) => void }) => QueueService;
  /** Whether this process runs rows, or only plans them and calls others. */
  readonly works?: boolean;
  /** Other than `LEASE` and `SWEEP`, the same in each process: for tests that wait for real. */
  readonly times?: { readonly leaseMs: number; readonly sweepMs: number };
  /** Other than `WINDOW`: for tests with few rows. */
  readonly window?: number;
}

/** A row is ours for this long unless it is renewed, which each sweep does. */
export const LEASE = 30 * SECOND;
export const SWEEP = 10 * SECOND;
/** Real time for BullMQ to let go of calls whose rows were handed back. */
const CLOSE_TIMEOUT_MS = SECOND;

/**
 * The agenda's runner on BullMQ, in any number of processes. SQL is the truth, the queue only wakes it up: a job holds the
 * number of a row, and whoever gets it takes the row in SQL, if it is due and nobody has it. What is planned here is called
 * at once; a sweep brings whatever is missing in the queue, for whatever reason.
 */
export function createBullmqRunner(deps: BullmqRunnerDeps): AgendaRunner & { readonly service: QueueService } {
  const { store, clock, logger, owner, timer = systemTimer, works = true } = deps;
  const { leaseMs, sweepMs } = deps.times ?? { leaseMs: LEASE, sweepMs: SWEEP };
  const jobs = createJobRegistry(deps.jobs);
  const ledger = createLedger({ store, clock, owner, leaseMs });
  const execute = createExecutor({ store, clock, jobs, logger, owner, ledger, metrics: deps.metrics, timer });
  const names = queueNames(deps.platforms);
  const onError = (error: unknown) => logger.debug({ error }, 'the queue had a difficulty');
  const service = deps.createService({ names, onError });
  const active = new Map<AgendaId, { readonly ended: Promise<void>; readonly letGo: () => void }>();
  const sort = createRowSorter({ store, jobs, platforms: deps.platforms });
  const feeder = createFeeder({
    store,
    clock,
    sort,
    service,
    logger,
    isOurs: (id) => active.has(id),
    unchanged: Math.ceil(leaseMs / sweepMs),
    window: deps.window ?? WINDOW,
  });
  // A wake-up may come from within somebody's transaction; what we do then is not part of it.
  const own = new AsyncResource('agenda');

  let started = false;
  let handle: unknown;
  let workers: readonly QueueWorker[] = [];
  let forget = () => {};
  let nudged: PlannedRow[] = [];
  let bringing: Promise<void> = Promise.resolve();

  const bringNudged = async (): Promise<void> => {
    // What is planned at the same moment is brought together.
    await new Promise((resolve) => setImmediate(resolve));
    const rows = nudged;
    nudged = [];
    // Whoever moves the clock runs the rows; what is left is swept up afterwards.
    if (!manual.isPaused()) await feeder.bring(rows);
  };
  const nudge = (rows: readonly PlannedRow[]): void => {
    if (nudged.length === 0)
      own.runInAsyncScope(() => {
        bringing = bringNudged();
      });
    nudged.push(...rows);
  };

  /** Renews what is ours, then brings what is missing. */
  const sweep = async (): Promise<void> => {
    try {
      if (active.size > 0) await store.autocommit.agenda.renew(owner, clock.now() + leaseMs);
      if (!manual.isPaused()) await feeder.sweep();
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    }
  };
  const sweepAgain = async (): Promise<void> => {
    await sweep();
    if (!manual.isPaused())
      await feeder.takeUpAbandoned().catch((error: unknown) => logger.error({ error }, 'the agenda could not be read'));
    if (started) handle = timer.set(() => void own.runInAsyncScope(sweepAgain), sweepMs);
  };

  const run = async (id: AgendaId): Promise<void> => {
    const row = await ledger.claim(id);
    if (row !== undefined) await execute(row);
  };

  const workOn = async (id: AgendaId): Promise<void> => {
    // Planned again by its own handler, which is about to end.
    await active.get(id)?.ended;
    if (!started || manual.isPaused()) return;
    let letGo = () => {};
    const abandoned = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const ended = run(id).finally(() => active.delete(id));
    active.set(id, { ended, letGo });
    // Handed back at a stop: the call is over, and what still runs finds that its row is no longer ours.
    await Promise.race([ended, abandoned]);
  };
  /** Works on one call, its rows side by side. A doubled or stale one does nothing. */
  const work = async (ids: readonly AgendaId[]): Promise<void> => {
    await Promise.all(ids.map(workOn));
  };

  const settled = async (): Promise<void> => {
    while (active.size > 0) await Promise.allSettled([...active.values()].map(({ ended }) => ended));
  };

  const manual = createManualControl({
    async claimFirst() {
      const now = clock.now();
      const [row] = await store.transaction(({ agenda }) => agenda.claim({ now, owner, leaseUntil: now + leaseMs, limit: 1 }));
      return row;
    },
    execute,
    settled,
    resume: () => {
      if (started && !manual.isPaused()) own.runInAsyncScope(() => void sweep());
    },
  });

  /** Should it fail, the leases run out. */
  const handBack = async (): Promise<void> => {
    const released = store.transaction(({ agenda }) => agenda.releaseOwned(owner));
    const left = await withinReal(CLOSE_TIMEOUT_MS, released, 'the store does not answer').catch((error: unknown) => {
      logger.error({ error }, 'running work could not be handed back');
      return 0;
    });
    if (left > 0) logger.warn({ rows: left }, 'stopped before all work was done; it is planned again');
    for (const { letGo } of active.values()) letGo();
  };

  return {
    service,
    async start() {
      if (started) return;
      await service.open();
      started = true;
      forget = store.onPlanned(nudge);
      if (!works) return;
      const onDrained = (name: QueueName) => {
        if (feeder.hasMore(name)) own.runInAsyncScope(() => void sweep());
      };
      workers = names.map((name) => service.worker(name, { places: placesOf(name), run: work, onDrained: () => onDrained(name), onError }));
      for (const worker of workers) worker.start();
      await own.runInAsyncScope(sweepAgain);
    },
    async stop(graceMs) {
      if (!started) return;
      started = false;
      timer.clear(handle);
      const closing = Promise.all(workers.map((worker) => worker.close())).catch(onError);
      let grace: unknown;
      const enough = new Promise<'late'>((resolve) => {
        grace = timer.set(() => resolve('late'), graceMs);
      });
      const end = await Promise.race([closing, enough]);
      timer.clear(grace);
      if (end === 'late') await handBack();
      await withinReal(CLOSE_TIMEOUT_MS, closing, 'the workers do not close').catch(onError);
      // What was handed back is called once more, for others.
      forget();
      await withinReal(CLOSE_TIMEOUT_MS, bringing, 'the queue does not take calls').catch(onError);
      await service.close();
    },
    wake() {},
    runDue: manual.runDue,
    pauseWhile: manual.pauseWhile,
    nextDue: () => store.autocommit.agenda.nextDue(),
  };
}
