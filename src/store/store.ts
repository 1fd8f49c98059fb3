import { CompiledQuery } from 'kysely';
import type { CommunityId } from '../core/ids.js';
import { defaultSettings, type Settings, type SettingsCodec } from '../core/settings.js';
import { createBatcher } from '../kit/batching.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Store, Transactions } from '../ports/store.js';
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
 */
export function createStore({ database, communityId, settings, guard }: StoreOptions): Store {
  const { traits } = database;
  const dbOf = (isUrgent: boolean) => (isUrgent ? database.urgent : database.db);
  const readSettings = createSettingsReader(settings);
  const listeners = new Set<(rows: readonly PlannedRow[]) => void>();
  const tell = (rows: readonly PlannedRow[]) => {
    if (rows.length > 0) for (const listener of listeners) listener(rows);
  };

  /** Runs one piece of work on an open transaction, and notes what is to be done once it has committed. */
  const runInside = async <T>(trx: Context['db'], work: (context: Context) => Promise<T>, after: AfterCommit): Promise<T> => {
    const inside: Context = {
      db: trx,
      community: communityId,
      traits,
      readSettings,
      atomically: (steps) => steps(inside),
      erased: () => {
        after.erased = true;
      },
      planned: (row) => void after.planned.push(row),
    };
    return guard ? guard.inside(() => work(inside)) : work(inside);
  };

  const attempt = async <T>(
    work: (context: Context) => Promise<T>,
    { isolation, isUrgent }: Manner,
  ): Promise<{ readonly result: T; readonly after: AfterCommit }> => {
    const after: AfterCommit = { erased: false, planned: [] };
    const result = await dbOf(isUrgent)
      .transaction()
      .execute(async (trx) => {
        if (isolation === 'serialized') await traits.acquireAdvisoryLock?.(communityId).execute(trx);
        return runInside(trx, work, after);
      });
    return { result, after };
  };

  /** Several pieces of work in one transaction, each behind a savepoint: one that fails is undone alone. */
  const attemptGroup = async (group: readonly GroupedWork[]): Promise<readonly GroupedResult[]> =>
    database.urgent.transaction().execute(async (trx) => {
      await traits.acquireAdvisoryLock?.(communityId).execute(trx);
      const results: GroupedResult[] = [];
      for (const work of group) {
        const after: AfterCommit = { erased: false, planned: [] };
        await trx.executeQuery(SAVEPOINT.begin);
        try {
          const result = await runInside(trx, work, after);
          await trx.executeQuery(SAVEPOINT.release);
          results.push({ ok: true, result, after });
        } catch (error) {
          // The database itself failed: the whole group is tried again, one by one.
          if (error instanceof StoreError) throw error;
          await trx.executeQuery(SAVEPOINT.rollback);
          await trx.executeQuery(SAVEPOINT.release);
          results.push({ ok: false, error });
        }
      }
      return results;
    });

  // Transactions that exclude one another queue here rather than each holding a connection.
  const localQueue = traits.acquireAdvisoryLock === null ? undefined : createConnectionQueue(1, {});
  const transaction = async <T>(work: (context: Context) => Promise<T>, manner: Manner): Promise<T> => {
    const release = manner.isolation === 'serialized' ? await localQueue?.acquire(manner.isUrgent) : undefined;
    const { result, after } = await retrying(() => attempt(work, manner)).finally(release);
    return finish(result, after);
  };
  const finish = async <T>(result: T, after: AfterCommit): Promise<T> => {
    tell(after.planned);
    // Takes a while: only the caller who erased waits for it.
    if (after.erased) await scrubIfDue(database, communityId);
    return result;
  };

  const grouped = createBatcher<GroupedWork, GroupedResult>({
    maxSize: GROUP_MAX,
    retryIndividually: true,
    async run(group) {
      const release = await localQueue?.acquire(true);
      try {
        const [only] = group;
        if (!only || group.length > 1) return await retrying(() => attemptGroup(group));
        const { result, after } = await retrying(() => attempt(only, { isolation: 'serialized', isUrgent: true }));
        return [{ ok: true, result, after }];
      } catch (error) {
        if (group.length > 1) throw error;
        return [{ ok: false, error }];
      } finally {
        release?.();
      }
    },
  });

  const outside = (isUrgent: boolean): Context => ({
    db: guard ? guarded(dbOf(isUrgent), guard) : dbOf(isUrgent),
    community: communityId,
    traits,
    readSettings,
    async atomically(work, isolation = 'serialized') {
      guard?.outside('a write of its own');
      return transaction(work, { isolation, isUrgent });
    },
    erased: () => {
      throw new Error('nothing is erased outside a transaction');
    },
    planned: (row) => tell([row]),
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
    async groupedTransaction(work) {
      guard?.outside('a transaction');
      const settled = await grouped((inside) => work(createEngines(inside, true)));
      if (!settled.ok) throw settled.error;
      // The result is that of this very piece of work.
      return finish(settled.result as Awaited<ReturnType<typeof work>>, settled.after);
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

/** Compiled once, because each piece of work in a group runs them. */
const SAVEPOINT = {
  begin: CompiledQuery.raw('savepoint work'),
  release: CompiledQuery.raw('release savepoint work'),
  rollback: CompiledQuery.raw('rollback to savepoint work'),
};

/** Pieces of work that share one commit at most: more would keep the first ones waiting. */
const GROUP_MAX = 64;

interface AfterCommit {
  erased: boolean;
  readonly planned: PlannedRow[];
}

/** How a transaction runs. `isUrgent`: a person waits for it. */
interface Manner {
  readonly isolation: Isolation;
  readonly isUrgent: boolean;
}

type GroupedWork = (context: Context) => Promise<unknown>;

type GroupedResult =
  | { readonly ok: true; readonly result: unknown; readonly after: AfterCommit }
  | { readonly ok: false; readonly error: unknown };
