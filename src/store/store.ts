import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommunityId } from '../core/ids.js';
import { defaultSettings, type Settings } from '../core/settings.js';
import type { PlannedRow } from '../ports/agenda.js';
import type { Store } from '../ports/store.js';
import type { Database } from './database.js';
import { createSettingsReader } from './repositories/community.js';
import type { Context, Isolation } from './repositories/context.js';
import { createRepositories } from './repositories/index.js';
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
export function createStore({ database, communityId }: { readonly database: Database; readonly communityId: CommunityId }): Store {
  const open = new AsyncLocalStorage<{ ended: boolean }>();
  const { db, traits, priority } = database;
  const readSettings = createSettingsReader();
  const listeners = new Set<(rows: readonly PlannedRow[]) => void>();
  const tell = (rows: readonly PlannedRow[]) => {
    if (rows.length > 0) for (const listener of listeners) listener(rows);
  };

  const refuseInside = (what: string) => {
    // A timer or promise that outlives its transaction counts as outside.
    if (open.getStore()?.ended === false) throw new Error(`${what} inside a transaction: use the repositories that it was given`);
  };

  const attempt = async <T>(
    work: (context: Context) => Promise<T>,
    isolation: Isolation,
  ): Promise<{ readonly result: T; readonly erased: boolean }> => {
    const state = { ended: false, erased: false };
    const planned: PlannedRow[] = [];
    const result = await open.run(state, async () => {
      try {
        return await db.transaction().execute(async (trx) => {
          if (isolation === 'serialized') await traits.acquireAdvisoryLock?.(communityId).execute(trx);
          const inside: Context = {
            db: trx,
            community: communityId,
            traits,
            readSettings,
            atomically: (steps) => steps(inside),
            erased: () => {
              state.erased = true;
            },
            planned: (row) => void planned.push(row),
          };
          return work(inside);
        });
      } finally {
        state.ended = true;
      }
    });
    tell(planned);
    return { result, erased: state.erased };
  };

  // Serialized transactions of this process queue here, so that those that wait hold no connection.
  const localQueue = traits.acquireAdvisoryLock === null ? undefined : priority.semaphore(1);
  const transaction = async <T>(work: (context: Context) => Promise<T>, isolation: Isolation = 'serialized'): Promise<T> => {
    const release = isolation === 'serialized' ? await localQueue?.acquire() : undefined;
    const { result, erased } = await retrying(() => attempt(work, isolation)).finally(release);
    // This is slow, and only the caller who erased waits for it.
    if (erased) await scrubIfDue(database, communityId);
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
    autocommit: createRepositories(outside),
    async transaction(work) {
      refuseInside('a transaction');
      return transaction((inside) => work(createRepositories(inside)));
    },
    prioritise: priority.prioritise,
    onPlanned(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => database.close(),
  };
}
