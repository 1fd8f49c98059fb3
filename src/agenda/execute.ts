import { MudhifError } from '../core/errors.js';
import { type JobOutcome, PayloadError } from '../core/job.js';
import type { Clock } from '../core/time.js';
import { type AgendaRow, LeaseLostError } from '../ports/agenda.js';
import { DeliveryError } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { Metrics } from '../ports/metrics.js';
import type { Repositories, Store } from '../ports/store.js';
import { INTERRUPTIONS_MAX, nextAttempt } from './backoff.js';
import type { JobRegistry } from './jobs.js';
import type { Ledger } from './ledger.js';

export interface ExecuteDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly jobs: JobRegistry;
  readonly logger: Logger;
  /** Who holds the rows. */
  readonly owner: string;
  readonly ledger: Pick<Ledger, 'end'>;
  readonly metrics?: Metrics | undefined;
}

/**
 * Runs one claimed row to its end: its handler, then what that leads to, in one transaction. Never throws: when even the
 * failure can't be written (a full disk), the row stays in our hands and comes back when its lease runs out.
 */
export function createExecutor({ store, clock, jobs, logger, owner, ledger, metrics }: ExecuteDeps): (row: AgendaRow) => Promise<void> {
  const handle = async (row: AgendaRow): Promise<JobOutcome<Repositories>> => {
    const job = jobs.get(row.kind);
    if (job === undefined) return { type: 'failed', reason: 'unknown-kind' };
    if (row.interruptions > INTERRUPTIONS_MAX) return { type: 'failed', reason: 'interrupted' };
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

  return async (row) => {
    try {
      try {
        const outcome = await handle(row);
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
}

/** A word or two for organisers: what kind of failure it was, never a message, which may hold people's words. */
function reasonOf(error: unknown): string {
  if (error instanceof DeliveryError) return `delivery:${error.outcome}`;
  if (error instanceof PayloadError) return 'bad-payload';
  if (error instanceof MudhifError) return error.humanError.key;
  return error instanceof Error ? `error:${error.name}` : 'error';
}
