import { MudhifError } from '../core/errors.js';
import { between, type Clock } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import { type JobOutcome, PayloadError } from '../feature-api/job.js';
import type { Timer } from '../kit/timer.js';
import { type AgendaRow, LeaseLostError } from '../ports/agenda.js';
import { DeliveryError } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';
import { nextAttempt, QUARANTINE_AFTER, QUARANTINE_TRIES_MAX } from './backoff.js';
import type { JobRegistry } from './jobs.js';
import type { Ledger } from './ledger.js';
import { createQuarantine } from './quarantine.js';

export interface ExecuteDeps {
  readonly store: Contexts;
  readonly clock: Clock;
  readonly jobs: JobRegistry;
  readonly logger: Logger;
  /** Identifies this process in the rows that it runs. */
  readonly owner: string;
  readonly ledger: Pick<Ledger, 'end'>;
  readonly metrics?: Metrics | undefined;
  readonly timer: Timer;
}

/** Isolation mode, and whether the lease must be re-checked. */
interface Start {
  /** Nothing else runs in this process at the same time. */
  readonly quarantined: boolean;
  /** The row waited after it was claimed, so its lease may be lost. */
  readonly waited: boolean;
}

/**
 * Runs one claimed row: its handler, then its effects in one transaction. Never throws: if even the failure cannot be
 * written (a full disk), the row keeps its lease and is run again when the lease expires.
 *
 * A row that ran when a process ended may have caused that, or may only have run at the same time. It is quarantined: it
 * runs alone, and each attempt is counted before it starts. A row with too many unfinished attempts has failed; innocent rows
 * finish in quarantine.
 */
export function createExecutor({
  store,
  clock,
  jobs,
  logger,
  owner,
  ledger,
  metrics,
  timer,
}: ExecuteDeps): (row: AgendaRow) => Promise<void> {
  const quarantine = createQuarantine(timer);

  const handle = async (row: AgendaRow, { quarantined, waited }: Start): Promise<JobOutcome> => {
    const job = jobs.get(row.kind);
    if (job === undefined) return { type: 'failed', reason: 'unknown-kind' };
    if (row.quarantineTries >= QUARANTINE_TRIES_MAX) return { type: 'failed', reason: 'interrupted' };
    if (quarantined || waited) await store.autocommit.agenda.begin(row.id, { owner, quarantined });
    const now = clock.now();
    metrics?.begun(row.kind, between(row.dueAt, now));
    if (job.lateness.policy === 'drop' && between(row.plannedFor, now) > job.lateness.afterMs)
      return { type: 'dropped', reason: 'too-late' };
    return job.run(store.autocommit, row.payload, { key: row.key, dueAt: row.plannedFor, now, attempt: row.attempts + 1 });
  };

  const fail = async (row: AgendaRow, error: unknown): Promise<void> => {
    const reason = reasonOf(error);
    const failures = row.attempts + 1;
    const again = error instanceof PayloadError ? undefined : nextAttempt(failures, clock.now());
    const fields = { agenda: row.id, kind: row.kind, attempt: failures, reason, error };
    if (again === undefined) {
      logger.error(fields, 'an agenda row failed for good');
      await store.transaction(async (repositories) => {
        await repositories.agenda.finish(row.id, { state: 'failed', at: clock.now(), reason, owner });
      });
      return;
    }
    logger.warn(fields, 'an agenda row failed and will be tried again');
    await store.transaction(async (repositories) => {
      await repositories.agenda.release(row.id, { dueAt: again, reason, free: false, owner });
    });
  };

  const run = async (row: AgendaRow, start: Start): Promise<void> => {
    try {
      try {
        const outcome = await handle(row, start);
        await ledger.end(row, outcome);
        logger.debug({ agenda: row.id, kind: row.kind, outcome: outcome.type }, 'an agenda row ran');
        if (outcome.type === 'dropped' || outcome.type === 'failed') {
          // A dropped row is normal; a failed one needs an organiser.
          const level = outcome.type === 'failed' ? 'warn' : 'info';
          logger[level]({ agenda: row.id, kind: row.kind, outcome: outcome.type, reason: outcome.reason }, 'an agenda row had no effect');
        }
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        await fail(row, error);
      }
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.info({ agenda: row.id, kind: row.kind }, 'an agenda row lost its lease while it ran');
        return;
      }
      logger.error({ agenda: row.id, kind: row.kind, error }, 'the end of an agenda row could not be written');
    }
  };

  return (row) =>
    row.interruptions >= QUARANTINE_AFTER
      ? quarantine.exclusive(row.quarantineTries, () => run(row, { quarantined: true, waited: true }))
      : quarantine.concurrent((waited) => run(row, { quarantined: false, waited }));
}

/** A code for organisers and logs; never an error's message, which may contain what a person wrote. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return `delivery:${error.outcome}`;
  if (error instanceof PayloadError) return 'bad-payload';
  if (error instanceof MudhifError) return error.humanError.key;
  return error instanceof Error ? `error:${error.name}` : 'error';
}
