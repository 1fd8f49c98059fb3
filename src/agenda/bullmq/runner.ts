import type { AgendaId } from '../../core/ids.js';
import { after, SECOND } from '../../core/time.js';
import { systemTimer } from '../../kit/timer.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { Platform } from '../../ports/chat.js';
import type { AgendaRunner } from '../../ports/runner.js';
import { createExecutor } from '../execute.js';
import { createJobRegistry } from '../jobs.js';
import { createLedger } from '../ledger.js';
import { createManualControl } from '../manual-control.js';
import { createRowSorter, type QueueName, queueNames } from '../queues.js';
import type { RunnerDeps } from '../runner-deps.js';
import { createFeeder, WINDOW } from './feeder.js';
import { concurrencyOf } from './names.js';
import type { QueueService, QueueWorker } from './service.js';
import { withinReal } from './within.js';

export interface BullmqRunnerDeps extends RunnerDeps {
  readonly platforms: readonly Platform[];
  readonly createService: (options: { readonly names: readonly QueueName[]; readonly onError: (error: unknown) => void }) => QueueService;
  /** Whether this process runs rows; if not, it only adds them to the queue. */
  readonly works?: boolean;
  /** Replaces `LEASE` and `SWEEP`, for tests in real time. Must be the same in every process. */
  readonly times?: { readonly leaseMs: number; readonly sweepMs: number };
  /** Replaces `WINDOW`, for tests with few rows. */
  readonly window?: number;
}

/** How long a claimed row belongs to this process, in milliseconds; each sweep renews it. */
export const LEASE = 30 * SECOND;
export const SWEEP = 10 * SECOND;
/** How long each step of closing may take, in real milliseconds. */
const CLOSE_TIMEOUT_MS = SECOND;

/**
 * The agenda runner on BullMQ, for any number of processes. SQL is the source of truth and the queue only wakes up rows: a job
 * contains row ids, and the process that gets it claims the rows in SQL. Rows that are planned here are added to the queue at
 * once; a sweep adds whatever is missing.
 *
 * @throws {Error} If two jobs have the same kind, or none is for deliveries.
 */
export function createBullmqRunner(deps: BullmqRunnerDeps): AgendaRunner & { readonly service: QueueService } {
  const { store, clock, logger, owner, timer = systemTimer, works = true } = deps;
  const { leaseMs, sweepMs } = deps.times ?? { leaseMs: LEASE, sweepMs: SWEEP };
  const jobs = createJobRegistry(deps.jobs);
  const ledger = createLedger({ store, clock, owner, leaseMs });
  const execute = createExecutor({ store, clock, jobs, logger, owner, ledger, metrics: deps.metrics, timer });
  const names = queueNames(deps.platforms);
  const onError = (error: unknown) => logger.debug({ error }, 'the queue reported an error');
  const service = deps.createService({ names, onError });
  const active = new Map<AgendaId, { readonly ended: Promise<void>; readonly abandon: () => void }>();
  const sort = createRowSorter({ store, jobs, platforms: deps.platforms });
  const feeder = createFeeder({
    store,
    clock,
    sort,
    service,
    logger,
    isActive: (id) => active.has(id),
    abandonedAfter: Math.ceil(leaseMs / sweepMs),
    window: deps.window ?? WINDOW,
  });

  let started = false;
  let handle: unknown;
  let workers: readonly QueueWorker[] = [];
  let unsubscribe = () => {};
  let justPlanned: PlannedRow[] = [];
  let enqueueing: Promise<void> = Promise.resolve();

  const enqueuePlanned = async (): Promise<void> => {
    // Rows that are planned at the same moment are added together.
    await new Promise((resolve) => setImmediate(resolve));
    const rows = justPlanned;
    justPlanned = [];
    // While the runner is paused, the caller runs the rows; the next sweep adds the rest.
    if (!manual.isPaused()) await feeder.enqueue(rows);
  };
  const onPlanned = (rows: readonly PlannedRow[]): void => {
    if (justPlanned.length === 0) enqueueing = enqueuePlanned();
    justPlanned.push(...rows);
  };

  /** Renews the leases of this process, then adds missing rows to the queue. */
  const sweep = async (): Promise<void> => {
    try {
      if (active.size > 0) await store.autocommit.agenda.renew([...active.keys()], { owner, leaseUntil: after(clock.now(), leaseMs) });
      if (!manual.isPaused()) await feeder.sweep();
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    }
  };
  const sweepAgain = async (): Promise<void> => {
    await sweep();
    if (!manual.isPaused())
      await feeder.reclaimAbandoned().catch((error: unknown) => logger.error({ error }, 'the agenda could not be read'));
    if (started) handle = timer.set(() => void sweepAgain(), sweepMs);
  };

  const run = async (id: AgendaId): Promise<void> => {
    const row = await ledger.claim(id);
    if (row !== undefined) await execute(row);
  };

  const workOn = async (id: AgendaId): Promise<void> => {
    // The row may have planned itself again while its handler is about to end.
    await active.get(id)?.ended;
    if (!started || manual.isPaused()) return;
    let abandon = () => {};
    const abandoned = new Promise<void>((resolve) => {
      abandon = resolve;
    });
    const ended = run(id).finally(() => active.delete(id));
    active.set(id, { ended, abandon });
    // At a stop the row is released: the call ends, and the handler finds that the row is no longer ours.
    await Promise.race([ended, abandoned]);
  };
  /** Processes one call, its rows concurrently. A repeated or outdated call has no effect. */
  const work = async (ids: readonly AgendaId[]): Promise<void> => {
    await Promise.all(ids.map(workOn));
  };

  const settled = async (): Promise<void> => {
    while (active.size > 0) await Promise.allSettled([...active.values()].map(({ ended }) => ended));
  };

  const manual = createManualControl({
    async claimFirst() {
      const now = clock.now();
      const [row] = await store.transaction(({ agenda }) => agenda.claim({ now, owner, leaseUntil: after(now, leaseMs), limit: 1 }));
      return row;
    },
    execute,
    settled,
    resume: () => {
      if (started && !manual.isPaused()) void sweep();
    },
  });

  /** Plans our running rows again. If this fails, their leases expire. */
  const releaseRows = async (): Promise<void> => {
    const released = store.transaction(({ agenda }) => agenda.releaseOwned(owner));
    const left = await withinReal(CLOSE_TIMEOUT_MS, released, 'the store does not answer').catch((error: unknown) => {
      logger.error({ error }, 'running work could not be released');
      return 0;
    });
    if (left > 0) logger.warn({ rows: left }, 'stopped before all work was done; it is planned again');
    for (const { abandon } of active.values()) abandon();
  };

  return {
    service,
    async start() {
      if (started) return;
      await service.open();
      started = true;
      unsubscribe = store.onPlanned(onPlanned);
      if (!works) return;
      const onDrained = (name: QueueName) => {
        if (feeder.hasMore(name)) void sweep();
      };
      workers = names.map((name) =>
        service.worker(name, { concurrency: concurrencyOf(name), run: work, onDrained: () => onDrained(name), onError }),
      );
      for (const worker of workers) worker.start();
      await sweepAgain();
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
      if (end === 'late') await releaseRows();
      await withinReal(CLOSE_TIMEOUT_MS, closing, 'the workers do not close').catch(onError);
      // The released rows are added to the queue for other processes.
      unsubscribe();
      await withinReal(CLOSE_TIMEOUT_MS, enqueueing, 'the queue does not take calls').catch(onError);
      await service.close();
    },
    wake() {},
    runDue: manual.runDue,
    pauseWhile: manual.pauseWhile,
    nextDue: () => store.autocommit.agenda.nextDue(),
  };
}
