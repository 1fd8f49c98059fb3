import type { AgendaId } from '../core/ids.js';
import { after, type Clock, latest } from '../core/time.js';
import type { Context, Contexts } from '../feature-api/index.js';
import type { JobOutcome } from '../feature-api/job.js';
import { createBatcher } from '../kit/batching.js';
import { createGroupCommit } from '../kit/group-commit.js';
import { type AgendaRow, LeaseLostError } from '../ports/agenda.js';

export interface LedgerDeps {
  readonly store: Contexts;
  readonly clock: Clock;
  /** Identifies this process in the rows that it runs. */
  readonly owner: string;
  /** How long a claimed row belongs to this process, in milliseconds. */
  readonly leaseMs: number;
}

type Outcome = JobOutcome;

/** Writes which rows this process runs, and how they ended. */
export interface Ledger {
  /** Claims a row if it is due and no process has it. */
  claim(id: AgendaId): Promise<AgendaRow | undefined>;
  /**
   * Writes the end of a row and its effects, both or neither.
   * @throws {LeaseLostError} If the row no longer belongs to this process.
   */
  end(row: AgendaRow, outcome: Outcome): Promise<void>;
}

interface Claim {
  readonly type: 'claim';
  readonly id: AgendaId;
}
interface End {
  readonly type: 'end';
  readonly row: AgendaRow;
  readonly outcome: Outcome;
}

/** What was written for one request. */
interface Written {
  /** The row that was claimed. */
  readonly row: AgendaRow | undefined;
  /** Whether the row that ended was no longer ours. */
  readonly lost: boolean;
}

/** The largest number of rows in one transaction; a longer one delays everyone else who writes. */
const MAX_BATCH = 200;

/** A ledger with group commit: claims and ends that arrive together share a transaction. */
export function createLedger({ store, clock, owner, leaseMs }: LedgerDeps): Ledger {
  const claimIn = async ({ agenda }: Context, claims: readonly Claim[]): Promise<ReadonlyMap<AgendaId, AgendaRow>> => {
    const now = clock.now();
    const ids = claims.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await agenda.claimThese({ ids, now, owner, leaseUntil: after(now, leaseMs) });
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Returns the ends whose rows no longer belonged to this process. */
  const endIn = async (repositories: Context, ends: readonly End[]): Promise<ReadonlySet<End>> => {
    const lost = new Set<End>();
    const done = ends.filter(({ outcome }) => outcome.type === 'done').map(({ row }) => row.id);
    // The end comes before the effects, so that a row may plan itself again.
    const owned = new Set(done.length === 0 ? [] : await repositories.agenda.finishDone(done, { at: clock.now(), owner }));
    for (const end of ends) {
      const { row, outcome } = end;
      if (outcome.type === 'done' && !owned.has(row.id)) lost.add(end);
      else await endOne(repositories, row, outcome);
    }
    return lost;
  };

  const endOne = async (repositories: Context, row: AgendaRow, outcome: Outcome): Promise<void> => {
    const at = clock.now();
    switch (outcome.type) {
      case 'done':
        return outcome.effects(repositories);
      case 'dropped':
        return repositories.agenda.finish(row.id, { state: 'dropped', at, reason: outcome.reason, owner });
      case 'failed':
        await repositories.agenda.finish(row.id, { state: 'failed', at, reason: outcome.reason, owner });
        return outcome.effects?.(repositories);
      case 'later': {
        // The row must move forward in time, or it could be claimed again and again.
        const wanted = typeof outcome.at === 'number' ? outcome.at : await outcome.at(repositories);
        const dueAt = latest(wanted, after(row.dueAt, 1));
        await repositories.agenda.release(row.id, { dueAt, reason: outcome.reason, free: true, owner });
        return outcome.effects?.(repositories);
      }
      default:
        return outcome satisfies never;
    }
  };

  const apply = async (repositories: Context, requests: readonly (Claim | End)[]): Promise<readonly Written[]> => {
    const lost = await endIn(
      repositories,
      requests.filter((request) => request.type === 'end'),
    );
    const taken = await claimIn(
      repositories,
      requests.filter((request) => request.type === 'claim'),
    );
    return requests.map((request) => ({
      row: request.type === 'claim' ? taken.get(request.id) : undefined,
      lost: request.type === 'end' && lost.has(request),
    }));
  };
  /** Claims need no serialized transaction, because they only take rows that nobody holds. */
  const claimConcurrently = async (claims: readonly Claim[]) => {
    const taken = await claimIn(store.autocommit, claims);
    return claims.map(({ id }) => ({ row: taken.get(id), lost: false }));
  };

  const write = createGroupCommit(store, { maxSize: MAX_BATCH, apply });
  const claim = store.concurrentWrites ? createBatcher({ maxSize: MAX_BATCH, run: claimConcurrently, retryIndividually: true }) : write;
  return {
    claim: async (id) => (await claim({ type: 'claim', id })).row,
    async end(row, outcome) {
      const { lost } = await write({ type: 'end', row, outcome });
      if (lost) throw new LeaseLostError(`agenda row ${row.id} is no longer held by ${owner}`);
    },
  };
}
