import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetupError } from '../core/errors.js';
import { LOCK } from './advisory-locks.js';
import type { RunLock } from './database.js';
import { storePhrase } from './errors.js';
import { mapPostgresError } from './postgres-errors.js';

const RETRY_MS = 1000;

/**
 * A session lock, which PostgreSQL releases when the connection ends. After a lost connection it is acquired again as soon as
 * possible. The gap is harmless, because every row has an owner and a lease; the lock only keeps other processes from starting
 * or moving the community.
 * @throws {SetupError} If another process runs in a conflicting mode.
 */
export async function lockPostgresRun({
  url,
  location,
  mode,
}: {
  readonly url: string;
  readonly location: string;
  readonly mode: 'exclusive' | 'shared';
}): Promise<RunLock> {
  const state: { client: pg.Client | undefined; released: boolean } = { client: undefined, released: false };
  const take = mode === 'exclusive' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';

  const acquire = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: url, application_name: 'mudhif run', keepAlive: true });
    let held = false;
    client.on('error', () => {});
    client.once('end', () => {
      if (held && !state.released) void acquireAgain();
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ taken: boolean }>(`select ${take}($1, 0) as taken`, [LOCK.run]);
      held = rows[0]?.taken === true;
    } catch (error) {
      await client.end().catch(() => {});
      throw mapPostgresError(error);
    }
    if (held && !state.released) state.client = client;
    else await client.end();
    return held;
  };
  const acquireAgain = async () => {
    while (!state.released && !(await acquire().catch(() => false))) await sleep(RETRY_MS, undefined, { ref: false });
  };

  if (!(await acquire())) {
    throw new SetupError(`another process runs on ${location}`, storePhrase('store.alreadyRunning', { file: location }));
  }
  return {
    async release() {
      state.released = true;
      await state.client?.end().catch(() => {});
    },
  };
}
