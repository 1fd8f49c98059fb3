import type { AgendaId } from '../core/ids.js';
import type { JobOutcome } from '../core/job.js';
import type { Clock } from '../core/time.js';
import { createBatcher } from '../kit/batching.js';
import { createGroupCommit } from '../kit/group-commit.js';
import { type AgendaRow, LeaseLostError } from '../ports/agenda.js';
import type { Repositories, Store } from '../ports/store.js';

export interface LedgerDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Who holds the rows. */
  readonly owner: string;
  /** How long a claimed row is ours, in milliseconds. */
  readonly leaseMs: number;
}

type Outcome = JobOutcome<Repositories>;

/** What is written of rows: that we have them, and how they ended. */
export interface Ledger {
  /** Takes one row if it is due and nobody has it. */
  claim(id: AgendaId): Promise<AgendaRow | undefined>;
  /** Writes how a row ended and what that leads to, both or neither. Throws a `LeaseLostError` if it is no longer ours. */
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

/**
 * Claims and ends of rows that run side by side share a transaction: a commit waits for the disk, and one wait serves all.
 * If something in it throws, each of them is written alone, so that a bad one takes no other with it.
 */
export function createLedger({ store, clock, owner, leaseMs }: LedgerDeps): Ledger {
  const claimIn = async ({ agenda }: Repositories, claims: readonly Claim[]): Promise<ReadonlyMap<AgendaId, AgendaRow>> => {
    const now = clock.now();
    const ids = claims.map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await agenda.claimThese({ ids, now, owner, leaseUntil: now + leaseMs });
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Returns those that were no longer ours. */
  const endIn = async (repositories: Repositories, ends: readonly End[]): Promise<ReadonlySet<End>> => {
    const lost = new Set<End>();
    const done = ends.filter(({ outcome }) => outcome.type === 'done').map(({ row }) => row.id);
    // First the end, then the effects: so a row may plan itself again.
    const held = new Set(done.length === 0 ? [] : await repositories.agenda.finishDone(done, { at: clock.now(), owner }));
    for (const end of ends) {
      const { row, outcome } = end;
      if (outcome.type === 'done' && !held.has(row.id)) lost.add(end);
      else await endOne(repositories, row, outcome);
    }
    return lost;
  };

  const endOne = async (repositories: Repositories, row: AgendaRow, outcome: Outcome): Promise<void> => {
    const at = clock.now();
    switch (outcome.type) {
      case 'done':
        return outcome.effects(repositories);
      case 'dropped':
      case 'failed':
        return repositories.agenda.finish(row.id, { state: outcome.type, at, reason: outcome.reason, owner });
      case 'later': {
        // Always later than it was, or it could go round for ever.
        const wanted = typeof outcome.at === 'number' ? outcome.at : await outcome.at(repositories);
        const dueAt = Math.max(wanted, row.dueAt + 1);
        return repositories.agenda.release(row.id, { dueAt, reason: outcome.reason, free: true, owner });
      }
      default:
        return outcome satisfies never;
    }
  };

  const apply = async (repositories: Repositories, requests: readonly (Claim | End)[]): Promise<readonly Written[]> => {
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
