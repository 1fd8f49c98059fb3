import { MudhifError } from '../core/errors.js';
import { type JobOutcome, PayloadError } from '../core/job.js';
import type { Clock } from '../core/time.js';
import { type AgendaRow, LeaseLostError } from '../ports/agenda.js';
import { DeliveryError } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';
import type { Repositories, Store } from '../ports/store.js';
import { nextAttempt, QUARANTINE_AFTER, QUARANTINE_TRIES_MAX } from './backoff.js';
import type { JobRegistry } from './jobs.js';
import type { Ledger } from './ledger.js';
import { createQuarantine } from './quarantine.js';
import type { Timer } from './timer.js';

export interface ExecuteDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly jobs: JobRegistry;
  readonly logger: Logger;
  /** Who holds the rows. */
  readonly owner: string;
  readonly ledger: Pick<Ledger, 'end'>;
  readonly metrics?: Metrics | undefined;
  readonly timer: Timer;
}

/** How a row comes to run: with nothing beside it; after others, while which it may have been taken away. */
interface Begin {
  readonly quarantined: boolean;
  readonly waited: boolean;
}

/**
 * Runs one claimed row to its end: its handler, then what that leads to, in one transaction. Never throws: when even the
 * failure can't be written (a full disk), the row stays in our hands and comes back when its lease runs out.
 *
 * A row that processes ended with in their hands may be the cause, or only have been beside it. So it runs alone: each such
 * try is counted before it begins, and too many that had no end make it poison. The others come to their end alone.
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

  const handle = async (row: AgendaRow, { quarantined, waited }: Begin): Promise<JobOutcome<Repositories>> => {
    const job = jobs.get(row.kind);
    if (job === undefined) return { type: 'failed', reason: 'unknown-kind' };
    if (row.quarantineTries >= QUARANTINE_TRIES_MAX) return { type: 'failed', reason: 'interrupted' };
    if (quarantined || waited) await store.autocommit.agenda.begin(row.id, { owner, quarantined });
    const now = clock.now();
    metrics?.begun(row.kind, now - row.dueAt);
    if (job.lateness.policy === 'drop' && now - row.plannedFor > job.lateness.afterMs) return { type: 'dropped', reason: 'too-late' };
    return job.run(row.payload, { key: row.key, dueAt: row.plannedFor, now, attempt: row.attempts + 1 });
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

  const run = async (row: AgendaRow, begin: Begin): Promise<void> => {
    try {
      try {
        const outcome = await handle(row, begin);
        await ledger.end(row, outcome);
        logger.debug({ agenda: row.id, kind: row.kind, outcome: outcome.type }, 'an agenda row ran');
        if (outcome.type === 'dropped' || outcome.type === 'failed') {
          // What is dropped was no longer of use, which is daily life; what failed waits for an organiser.
          const level = outcome.type === 'failed' ? 'warn' : 'info';
          logger[level]({ agenda: row.id, kind: row.kind, outcome: outcome.type, reason: outcome.reason }, 'an agenda row came to nothing');
        }
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        await fail(row, error);
      }
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.info({ agenda: row.id, kind: row.kind }, 'an agenda row was taken away while it ran');
        return;
      }
      logger.error({ agenda: row.id, kind: row.kind, error }, 'the end of an agenda row could not be written');
    }
  };

  return (row) =>
    row.interruptions >= QUARANTINE_AFTER
      ? quarantine.alone(row.quarantineTries, () => run(row, { quarantined: true, waited: true }))
      : quarantine.beside((waited) => run(row, { quarantined: false, waited }));
}

/** A word or two for organisers: what kind of failure it was, never a message, which may hold people's words. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return `delivery:${error.outcome}`;
  if (error instanceof PayloadError) return 'bad-payload';
  if (error instanceof MudhifError) return error.humanError.key;
  return error instanceof Error ? `error:${error.name}` : 'error';
}
