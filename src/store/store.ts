import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery } from 'kysely';
import type { CommunityId } from '../core/ids.js';
import { defaultSettings, type Settings, type SettingsCodec } from '../core/settings.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Committed, Savepoint, Store } from '../ports/store.js';
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
 * Inside `transaction` only the repositories passed to `work` may be used. `store.autocommit` and `store.transaction` throw
 * there: on SQLite they would wait for the only connection forever, and on PostgreSQL they would see another state.
 */
export function createStore({ database, communityId, settings }: StoreOptions): Store {
  const open = new AsyncLocalStorage<{ ended: boolean }>();
  const { db, traits, priority } = database;
  const readSettings = createSettingsReader(settings);
  const listeners = new Set<(rows: readonly PlannedRow[]) => void>();
  const tell = (rows: readonly PlannedRow[]) => {
    if (rows.length > 0) for (const listener of listeners) listener(rows);
  };

  const refuseInside = (what: string) => {
    // A timer or promise that outlives its transaction counts as outside.
    if (open.getStore()?.ended === false) throw new Error(`${what} inside a transaction: use the repositories that it was given`);
  };

  const attempt = async <T>(work: Work<T>, isolation: Isolation): Promise<Attempted<T>> => {
    const after: AfterCommit = { erased: false, planned: [] };
    const result = await db.transaction().execute(async (trx) => {
      if (isolation === 'serialized') await traits.acquireAdvisoryLock?.(communityId).execute(trx);
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
      return asInside(() => work(inside, savepointOf(trx, after)));
    });
    return { result, after };
  };

  /** Runs what may use the open transaction; a timer or promise that outlives it counts as outside. */
  const asInside = async <T>(work: () => Promise<T>): Promise<T> => {
    const state = { ended: false };
    try {
      return await open.run(state, work);
    } finally {
      state.ended = true;
    }
  };

  const savepointOf =
    (trx: Context['db'], after: AfterCommit): Savepoint =>
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
        after.erased = before.erased;
        after.planned.splice(before.planned);
        return { ok: false, error };
      }
    };

  // Transactions that exclude one another queue here rather than each holding a connection.
  const localQueue = traits.acquireAdvisoryLock === null ? undefined : priority.semaphore(1);
  const commit = async <T>(work: Work<T>, isolation: Isolation = 'serialized'): Promise<Committed<T>> => {
    const release = isolation === 'serialized' ? await localQueue?.acquire() : undefined;
    const { result, after } = await retrying(() => attempt(work, isolation)).finally(release);
    tell(after.planned);
    const cleaned = after.erased ? scrubIfDue(database, communityId) : Promise.resolve();
    // Whoever waits for it is told of a failure.
    cleaned.catch(() => undefined);
    return { result, cleaned };
  };
  /** Waits for clean files too, because whoever erased somebody is told that nothing is left. */
  const transaction = async <T>(work: Work<T>, isolation?: Isolation): Promise<T> => {
    const { result, cleaned } = await commit(work, isolation);
    await cleaned;
    return result;
  };

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
    async sharedTransaction(work) {
      refuseInside('a transaction');
      return commit((inside, savepoint) => work(createEngines(inside, true), savepoint));
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

/** Compiled once, because each event of a group runs them. */
const SAVEPOINT = {
  begin: CompiledQuery.raw('savepoint work'),
  release: CompiledQuery.raw('release savepoint work'),
  rollback: CompiledQuery.raw('rollback to savepoint work'),
};

type Work<T> = (inside: Context, savepoint: Savepoint) => Promise<T>;

interface AfterCommit {
  erased: boolean;
  readonly planned: PlannedRow[];
}

interface Attempted<T> {
  readonly result: T;
  readonly after: AfterCommit;
}
