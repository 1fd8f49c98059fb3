import type { AgendaId } from '../core/ids.js';
import { after, between, DISTANT_FUTURE, DISTANT_PAST, type Instant, leftOf, MINUTE, SECOND } from '../core/time.js';
import type { JobClass } from '../feature-api/job.js';
import { systemTimer } from '../kit/timer.js';
import type { AgendaRow } from '../ports/agenda.js';
import type { Platform } from '../ports/chat.js';
import type { AgendaRunner } from '../ports/runner.js';
import { createBacklog } from './backlog.js';
import { createExecutor } from './execute.js';
import { createJobRegistry } from './jobs.js';
import { createLedger } from './ledger.js';
import { createManualControl } from './manual-control.js';
import { createRowSorter, deliveryQueues } from './queues.js';
import type { RunnerDeps } from './runner-deps.js';

export interface EmbeddedRunnerDeps extends RunnerDeps {
  /** Platforms whose deliveries have a lane of their own; all other deliveries share one. */
  readonly platforms?: readonly Platform[];
}

/** How long a claimed row belongs to this process, in milliseconds. Renewed while it runs. */
const LEASE = 5 * MINUTE;
const POLL = SECOND;
/**
 * How many rows of a class run at once (deliveries: per platform). Each class has its own limit, so that neither a heavy job
 * nor a slow platform delays other messages.
 */
const CONCURRENCY: Readonly<Record<JobClass, number>> = { normal: 200, heavy: 1, delivery: 40 };

interface Running {
  readonly lane: Lane;
  readonly ended: Promise<void>;
}

interface Lane {
  readonly concurrency: number;
  /** Claims up to this many due rows. */
  readonly claim: (limit: number) => Promise<readonly AgendaRow[]>;
  filling: boolean;
  fillAgain: boolean;
}

/**
 * The agenda runner inside this process, without a queue. It must be the only runner of its database.
 * @throws {Error} If two jobs have the same kind.
 */
export function createEmbeddedRunner(deps: EmbeddedRunnerDeps): AgendaRunner {
  const { store, clock, logger, owner, timer = systemTimer } = deps;
  const jobs = createJobRegistry(deps.jobs);
  const ledger = createLedger({ store, clock, owner, leaseMs: LEASE });
  const execute = createExecutor({ store, clock, jobs, logger, owner, ledger, metrics: deps.metrics, timer });
  const heavy = jobs.kindsOf('heavy');
  const delivery = jobs.kindsOf('delivery');
  const active = new Map<AgendaId, Running>();
  const { platforms = [] } = deps;
  const sort = createRowSorter({ store, jobs, platforms });
  const backlog = createBacklog({ store, clock, sort, ledger });
  const claim = (limit: number, filter: { readonly kinds?: readonly string[]; readonly exceptKinds?: readonly string[] }) => {
    const now = clock.now();
    return store.transaction((repositories) => repositories.agenda.claim({ now, owner, leaseUntil: after(now, LEASE), limit, ...filter }));
  };
  const createLane = (concurrency: number, claim: Lane['claim']): Lane => ({ concurrency, claim, filling: false, fillAgain: false });
  // Rows of an unknown kind run, and fail, in the normal lane.
  const lanes: readonly Lane[] = [
    ...deliveryQueues(platforms).map((name) => createLane(CONCURRENCY.delivery, (limit) => backlog.claim(name, limit))),
    createLane(CONCURRENCY.normal, (limit) => claim(limit, { exceptKinds: [...heavy, ...delivery] })),
    createLane(CONCURRENCY.heavy, (limit) => claim(limit, { kinds: heavy })),
  ];

  let started = false;
  let handle: unknown;
  let unsubscribe = () => {};
  let renewedAt = DISTANT_PAST;
  let expiredBefore: ReadonlyMap<AgendaId, Instant> = new Map();

  /** Runs a row that was claimed again before its earlier run was seen to end. */
  const runAgain = async (row: AgendaRow, earlier: Running): Promise<void> => {
    await earlier.ended;
    try {
      // After the clock was moved, a row that runs here may look abandoned, and claiming it only renewed its lease.
      const current = await store.autocommit.agenda.find(row.key);
      if (current?.state === 'running') await execute(current);
    } catch (error) {
      logger.error({ agenda: row.id, error }, 'an agenda row that was claimed again could not be read');
    }
  };

  const start = (row: AgendaRow, lane: Lane) => {
    const earlier = active.get(row.id);
    const ended = (earlier === undefined ? execute(row) : runAgain(row, earlier)).finally(() => {
      if (active.get(row.id) === running) active.delete(row.id);
      // The row may have planned more rows of any class.
      fillAll();
    });
    const running: Running = { lane, ended };
    active.set(row.id, running);
  };

  const fill = async (lane: Lane): Promise<void> => {
    if (lane.filling) {
      lane.fillAgain = true;
      return;
    }
    lane.filling = true;
    try {
      do {
        lane.fillAgain = false;
        const busy = [...active.values()].filter((running) => running.lane === lane).length;
        if (!started || manual.isPaused() || busy >= lane.concurrency) continue;
        for (const row of await lane.claim(lane.concurrency - busy)) start(row, lane);
      } while (lane.fillAgain);
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    } finally {
      lane.filling = false;
    }
  };

  const fillAll = () => {
    if (!started || manual.isPaused()) return;
    for (const lane of lanes) void fill(lane);
  };

  const renew = async () => {
    const now = clock.now();
    if (active.size === 0 || Math.abs(between(renewedAt, now)) < LEASE / 3) return;
    renewedAt = now;
    await store.transaction((repositories) => repositories.agenda.renew([...active.keys()], { owner, leaseUntil: after(now, LEASE) }));
  };

  /** Plans rows again whose end could not be written: no other process runs rows, so what is not active here does not run. */
  const releaseOrphaned = async () => {
    const leases = await store.autocommit.agenda.leases({ limit: 1000 });
    const expired = leases.filter(({ id, until }) => !active.has(id) && leftOf(until, LEASE, clock.now()) === 0);
    // A row counts only when seen twice, because one that was claimed a moment ago is not active yet.
    const orphaned = expired.filter(({ id, until }) => expiredBefore.get(id) === until);
    expiredBefore = new Map(expired.map(({ id, until }) => [id, until]));
    if (orphaned.length > 0) await store.transaction((repositories) => repositories.agenda.releaseAbandoned(orphaned));
  };

  const look = async (): Promise<void> => {
    if (!started) return;
    let wait: number = POLL;
    try {
      if (!manual.isPaused()) {
        await renew();
        await releaseOrphaned();
        await Promise.all(lanes.map(fill));
        const due = (await store.autocommit.agenda.nextDue()) ?? DISTANT_FUTURE;
        // A due row that was not claimed waits for a free lane, and a lane fills itself when a row ends.
        if (due > clock.now()) wait = Math.min(POLL, between(clock.now(), due));
      }
    } catch (error) {
      logger.error({ error }, 'the agenda could not be read');
    }
    if (started) handle = timer.set(() => void look(), wait);
  };

  /** Resolves once no row runs and no claim is under way. */
  const settled = async () => {
    while (active.size > 0 || lanes.some((lane) => lane.filling)) {
      await Promise.all([...active.values()].map((running) => running.ended));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const manual = createManualControl({ claimFirst: async () => (await claim(1, {}))[0], execute, settled, resume: fillAll });

  return {
    async start() {
      if (started) return;
      const left = await store.transaction((repositories) => repositories.agenda.releaseOwned(undefined));
      if (left > 0) logger.info({ rows: left }, 'rows that were left running are planned again');
      started = true;
      unsubscribe = store.onPlanned(backlog.add);
      await look();
    },
    async stop(graceMs) {
      started = false;
      unsubscribe();
      timer.clear(handle);
      let grace: unknown;
      const enough = new Promise<'late'>((resolve) => {
        grace = timer.set(() => resolve('late'), graceMs);
      });
      const end = await Promise.race([settled(), enough]);
      timer.clear(grace);
      if (end !== 'late') return;
      // Handlers that still run find that their row is no longer ours, and their effects are rolled back.
      const left = await store.transaction((repositories) => repositories.agenda.releaseOwned(owner));
      logger.warn({ rows: left }, 'stopped before all work was done; it is planned again');
    },
    wake: fillAll,
    runDue: manual.runDue,
    pauseWhile: manual.pauseWhile,
    nextDue: () => store.autocommit.agenda.nextDue(),
  };
}
