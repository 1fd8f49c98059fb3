import { CompiledQuery } from 'kysely';
import type { CommunityId } from '../core/ids.js';
import { defaultSettings, type Settings, type SettingsCodec } from '../core/settings.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { ErasureList } from '../ports/erasures.js';
import type { Committed, Savepoint, Store, Transactions } from '../ports/store.js';
import { createConnectionQueue } from './connections.js';
import type { Database } from './database.js';
import { StoreError } from './errors.js';
import { createSettingsReader } from './repositories/community.js';
import type { Context, Isolation } from './repositories/context.js';
import { createEngines } from './repositories/index.js';
import { retrying } from './retrying.js';
import { scrubIfDue } from './scrub.js';

/** Returns the community of this deployment, and creates it with these settings if there is none. */
export async function ensureCommunity(database: Database, settings: Settings = defaultSettings): Promise<CommunityId> {
  const community = await database.db.transaction().execute(async (trx) => {
    // Two processes may start at the same time.
    await database.traits.acquireAdvisoryLock?.(0 as CommunityId).execute(trx);
    const known = await trx.selectFrom('communities').select('id').orderBy('id').executeTakeFirst();
    if (known !== undefined) return known.id;
    const made = await trx
      .insertInto('communities')
      .values({ settings: JSON.stringify(settings) })
      .returning('id')
      .executeTakeFirstOrThrow();
    return made.id;
  });
  await scrubIfDue(database, community);
  return community;
}

/**
 * The store of one community.
 *
 * Inside `transaction` only the repositories passed to `work` may be used. `store.autocommit` and `store.transaction` would see
 * another state there, or wait for a connection until they fail; a `guard` refuses them at once.
 *
 * @returns A store whose `transaction` rejects with what its work throws.
 */
export function createStore({ database, communityId, settings, guard, erasures }: StoreOptions): Store {
  const { traits } = database;
  const dbOf = (isUrgent: boolean) => (isUrgent ? database.urgent : database.db);
  const readSettings = createSettingsReader(settings);
  const listeners = new Set<(rows: readonly PlannedRow[]) => void>();
  const tell = (rows: readonly PlannedRow[]) => {
    if (rows.length > 0) for (const listener of listeners) listener(rows);
  };

  const attempt = async <T>(work: Work<T>, { isolation, isUrgent }: Manner): Promise<Attempted<T>> => {
    const after: AfterCommit = { erased: false, planned: [] };
    const result = await dbOf(isUrgent)
      .transaction()
      .execute(async (trx) => {
        if (isolation === 'serialized') await traits.acquireAdvisoryLock?.(communityId).execute(trx);
        // Settings are read once in a serialized transaction, because a change of settings waits for its end.
        const settingsRead: Context['settingsRead'] = isolation === 'serialized' ? { current: undefined } : undefined;
        const inside: Context = {
          db: trx,
          community: communityId,
          traits,
          readSettings,
          settingsRead,
          atomically: (steps) => steps(inside),
          erased: () => {
            after.erased = true;
          },
          planned: (row) => void after.planned.push(row),
          erasures,
        };
        return asInside(() => work(inside, savepointOf(trx, after, settingsRead)));
      });
    return { result, after };
  };

  /** Runs what may use the open transaction. */
  const asInside = <T>(work: () => Promise<T>): Promise<T> => (guard ? guard.inside(work) : work());

  const savepointOf =
    (trx: Context['db'], after: AfterCommit, settingsRead: Context['settingsRead']): Savepoint =>
    async (steps) => {
      const before = { erased: after.erased, planned: after.planned.length };
      after.erased = false;
      await trx.executeQuery(SAVEPOINT.begin);
      try {
        const result = await asInside(steps);
        await trx.executeQuery(SAVEPOINT.release);
        const { erased } = after;
        after.erased ||= before.erased;
        return { ok: true, result, erased };
      } catch (error) {
        // The database itself failed, and may have rolled back the whole transaction.
        if (error instanceof StoreError) throw error;
        await trx.executeQuery(SAVEPOINT.rollback);
        await trx.executeQuery(SAVEPOINT.release);
        if (settingsRead) settingsRead.current = undefined;
        after.erased = before.erased;
        after.planned.splice(before.planned);
        return { ok: false, error };
      }
    };

  // Transactions that exclude one another queue here rather than each holding a connection.
  const localQueue = traits.acquireAdvisoryLock === null ? undefined : createConnectionQueue(1, {});
  const commit = async <T>(work: Work<T>, manner: Manner): Promise<Committed<T>> => {
    const release = manner.isolation === 'serialized' ? await localQueue?.acquire(manner.isUrgent) : undefined;
    const { result, after } = await retrying(() => attempt(work, manner)).finally(release);
    tell(after.planned);
    const cleaned = after.erased ? scrubIfDue(database, communityId) : Promise.resolve();
    // Callers that await `cleaned` still receive the failure.
    cleaned.catch(() => undefined);
    return { result, cleaned };
  };
  /** Waits for clean files too, because the person who erased somebody is told that nothing is left. */
  const transaction = async <T>(work: Work<T>, manner: Manner): Promise<T> => {
    const { result, cleaned } = await commit(work, manner);
    await cleaned;
    return result;
  };

  const outside = (isUrgent: boolean): Context => ({
    db: guard ? guarded(dbOf(isUrgent), guard) : dbOf(isUrgent),
    community: communityId,
    traits,
    readSettings,
    settingsRead: undefined,
    async atomically(work, isolation = 'serialized') {
      guard?.outside('a write of its own');
      return transaction(work, { isolation, isUrgent });
    },
    erased: () => {
      throw new Error('nothing is erased outside a transaction');
    },
    planned: (row) => tell([row]),
    erasures,
  });

  const createTransactions = (isUrgent: boolean): Transactions => ({
    autocommit: createEngines(outside(isUrgent), false),
    async transaction(work) {
      guard?.outside('a transaction');
      return transaction((inside) => work(createEngines(inside, true)), { isolation: 'serialized', isUrgent });
    },
  });

  return {
    concurrentWrites: traits.acquireAdvisoryLock !== null,
    ...createTransactions(false),
    urgent: createTransactions(true),
    async sharedTransaction(work) {
      guard?.outside('a transaction');
      const shared: Manner = { isolation: 'serialized', isUrgent: true };
      return commit((inside, savepoint) => work(createEngines(inside, true), savepoint), shared);
    },
    onPlanned(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => database.close(),
  };
}

export interface StoreOptions {
  readonly database: Database;
  readonly communityId: CommunityId;
  /** How the stored settings are read: with the sections of all features. */
  readonly settings: SettingsCodec;
  readonly guard?: TransactionGuard;
  /** Remembers who was erased outside the database. */
  readonly erasures?: ErasureList;
}

/** Notices in tests what asks for another connection inside a transaction. */
export interface TransactionGuard {
  /** Runs what may use nothing but an open transaction. */
  inside<T>(work: () => Promise<T>): Promise<T>;
  /** Called by each use of another connection. Throws in what `inside` runs. */
  outside(use: string): void;
}

function guarded(db: Context['db'], guard: TransactionGuard): Context['db'] {
  return db.withPlugin({
    // Called for each statement in the context of its caller.
    transformQuery({ node }) {
      guard.outside('a statement of its own');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
}

/** Compiled once, because each event of a group runs them. */
const SAVEPOINT = {
  begin: CompiledQuery.raw('savepoint work'),
  release: CompiledQuery.raw('release savepoint work'),
  rollback: CompiledQuery.raw('rollback to savepoint work'),
};

/** How a transaction runs. `isUrgent`: a person waits for it. */
interface Manner {
  readonly isolation: Isolation;
  readonly isUrgent: boolean;
}

type Work<T> = (inside: Context, savepoint: Savepoint) => Promise<T>;

interface AfterCommit {
  erased: boolean;
  readonly planned: PlannedRow[];
}

interface Attempted<T> {
  readonly result: T;
  readonly after: AfterCommit;
}
