import type { AgendaId } from '../core/ids.js';
import type { JobOutcome } from '../core/job.js';
import type { Clock } from '../core/time.js';
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

interface Entry<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}
type Claim = Entry<AgendaId, AgendaRow | undefined>;
type End = Entry<{ readonly row: AgendaRow; readonly outcome: Outcome }, void>;

/** So many rows share a transaction. More would keep others waiting for the database. */
const BATCH = 200;

/**
 * Claims and ends of rows that run side by side share a transaction: a commit waits for the disk, and one wait serves all.
 * If something in it throws, each of them is written alone, so that a bad one takes no other with it.
 */
export function createLedger({ store, clock, owner, leaseMs }: LedgerDeps): Ledger {
  const claims: Claim[] = [];
  const ends: End[] = [];
  let writing = false;

  const claimIn = async ({ agenda }: Repositories, ids: readonly AgendaId[]): Promise<ReadonlyMap<AgendaId, AgendaRow>> => {
    const now = clock.now();
    const rows = ids.length === 0 ? [] : await agenda.claimThese({ ids, now, owner, leaseUntil: now + leaseMs });
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Returns those that were no longer ours. */
  const endIn = async (repositories: Repositories, batch: readonly End[]): Promise<ReadonlySet<End>> => {
    const lost = new Set<End>();
    const done = batch.filter(({ request }) => request.outcome.type === 'done').map(({ request }) => request.row.id);
    // First the end, then the effects: so a row may plan itself again.
    const held = new Set(done.length === 0 ? [] : await repositories.agenda.finishDone(done, { at: clock.now(), owner }));
    for (const end of batch) {
      const { row, outcome } = end.request;
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

  const write = async (claiming: readonly Claim[], ending: readonly End[]): Promise<void> => {
    try {
      const { lost, taken } = await store.transaction(async (repositories) => ({
        lost: await endIn(repositories, ending),
        taken: await claimIn(
          repositories,
          claiming.map(({ request }) => request),
        ),
      }));
      for (const end of ending) {
        if (lost.has(end)) end.reject(new LeaseLostError(`agenda row ${end.request.row.id} is no longer held by ${owner}`));
        else end.resolve();
      }
      for (const { request, resolve } of claiming) resolve(taken.get(request));
    } catch (error) {
      if (claiming.length + ending.length > 1) {
        for (const end of ending) await write([], [end]);
        for (const claim of claiming) await write([claim], []);
        return;
      }
      for (const { reject } of [...claiming, ...ending]) reject(error);
    }
  };

  const writeAll = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    try {
      // What comes in at the same moment goes out together.
      await new Promise((resolve) => setImmediate(resolve));
      while (claims.length + ends.length > 0) {
        const [claiming, ending] = [claims.splice(0, BATCH), ends.splice(0, BATCH)];
        await write(claiming, ending);
      }
    } finally {
      writing = false;
    }
  };

  return {
    claim: (request) =>
      new Promise((resolve, reject) => {
        claims.push({ request, resolve, reject });
        void writeAll();
      }),
    end: (row, outcome) =>
      new Promise((resolve, reject) => {
        ends.push({ request: { row, outcome }, resolve, reject });
        void writeAll();
      }),
  };
}
