import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery } from 'kysely';
import type { CommunityId } from '../core/ids.js';
import { defaultSettings, type Settings, type SettingsCodec } from '../core/settings.js';
import { createBatcher } from '../kit/batching.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';
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
 * The transactions of all stores that the running code is inside. All stores share it, because Node 20 copies every
 * `AsyncLocalStorage` ever used to each new promise, even after its owner is gone.
 */
const open = new AsyncLocalStorage<readonly { readonly store: symbol; ended: boolean }[]>();

/**
 * The store of one community.
 *
 * Inside `transaction` only the repositories passed to `work` may be used. `store.autocommit` and `store.transaction` throw
 * there: on SQLite they would wait for the only connection forever, and on PostgreSQL they would see another state.
 */
export function createStore({ database, communityId, settings }: StoreOptions): Store {
  const own = Symbol('store');
  const { db, traits, priority } = database;
  const readSettings = createSettingsReader(settings);
  const listeners = new Set<(rows: readonly PlannedRow[]) => void>();
  const tell = (rows: readonly PlannedRow[]) => {
    if (rows.length > 0) for (const listener of listeners) listener(rows);
  };

  const refuseInside = (what: string) => {
    // A timer or promise that outlives its transaction counts as outside.
    const isInside = open.getStore()?.some(({ store, ended }) => store === own && !ended);
    if (isInside) throw new Error(`${what} inside a transaction: use the repositories that it was given`);
  };

  /** Runs one piece of work on an open transaction, and notes what is to be done once it has committed. */
  const runInside = async <T>(trx: Context['db'], work: (context: Context) => Promise<T>, after: AfterCommit): Promise<T> => {
    const state = { store: own, ended: false };
    const around = open.getStore()?.filter(({ ended }) => !ended) ?? [];
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
    try {
      return await open.run([...around, state], () => work(inside));
    } finally {
      state.ended = true;
    }
  };

  const attempt = async <T>(
    work: (context: Context) => Promise<T>,
    isolation: Isolation,
  ): Promise<{ readonly result: T; readonly after: AfterCommit }> => {
    const after: AfterCommit = { erased: false, planned: [] };
    const result = await db.transaction().execute(async (trx) => {
      if (isolation === 'serialized') await traits.acquireAdvisoryLock?.(communityId).execute(trx);
      return runInside(trx, work, after);
    });
    return { result, after };
  };

  /** Several pieces of work in one transaction, each behind a savepoint: one that fails is undone alone. */
  const attemptGroup = async (group: readonly GroupedWork[]): Promise<readonly GroupedResult[]> =>
    db.transaction().execute(async (trx) => {
      await traits.acquireAdvisoryLock?.(communityId).execute(trx);
      const results: GroupedResult[] = [];
      for (const work of group) {
        const after: AfterCommit = { erased: false, planned: [] };
        await trx.executeQuery(SAVEPOINT.begin);
        try {
          const result = await work.restore(() => runInside(trx, work.run, after));
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
  const localQueue = traits.acquireAdvisoryLock === null ? undefined : priority.semaphore(1);
  const transaction = async <T>(work: (context: Context) => Promise<T>, isolation: Isolation = 'serialized'): Promise<T> => {
    const release = isolation === 'serialized' ? await localQueue?.acquire() : undefined;
    const { result, after } = await retrying(() => attempt(work, isolation)).finally(release);
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
    run: (group) =>
      priority.prioritise(async () => {
        const [only] = group;
        if (only && group.length === 1) {
          const release = await localQueue?.acquire();
          try {
            const { result, after } = await retrying(() => attempt((inside) => only.restore(() => only.run(inside)), 'serialized'));
            return [{ ok: true, result, after }];
          } catch (error) {
            return [{ ok: false, error }];
          } finally {
            release?.();
          }
        }
        const release = await localQueue?.acquire();
        return retrying(() => attemptGroup(group)).finally(release);
      }),
  });

  const outside: Context = {
    db: db.withPlugin({
      // Called for each statement in the context of its caller.
      transformQuery({ node }) {
        refuseInside('a statement of its own');
        return node;
      },
      transformResult: async ({ result }) => result,
    }),
    community: communityId,
    traits,
    readSettings,
    async atomically(work, isolation) {
      refuseInside('a write of its own');
      return transaction(work, isolation);
    },
    erased: () => {
      throw new Error('nothing is erased outside a transaction');
    },
    planned: (row) => tell([row]),
  };

  return {
    concurrentWrites: traits.acquireAdvisoryLock !== null,
    autocommit: createEngines(outside, false),
    async transaction(work) {
      refuseInside('a transaction');
      return transaction((inside) => work(createEngines(inside, true)));
    },
    async groupedTransaction(work) {
      refuseInside('a transaction');
      const settled = await grouped({ restore: AsyncLocalStorage.snapshot(), run: (inside) => work(createEngines(inside, true)) });
      if (!settled.ok) throw settled.error;
      // The result is that of this very piece of work.
      return finish(settled.result as Awaited<ReturnType<typeof work>>, settled.after);
    },
    prioritise: priority.prioritise,
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

interface GroupedWork {
  readonly run: (context: Context) => Promise<unknown>;
  /** Runs a function in the asynchronous context of the caller. */
  readonly restore: <T>(run: () => T) => T;
}

type GroupedResult =
  | { readonly ok: true; readonly result: unknown; readonly after: AfterCommit }
  | { readonly ok: false; readonly error: unknown };
