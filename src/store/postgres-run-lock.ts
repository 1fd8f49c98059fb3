import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SetupError } from '../core/errors.js';
import { LOCK } from './advisory-locks.js';
import type { RunLock } from './database.js';
import { storePhrase } from './errors.js';
import { mapPostgresError } from './postgres-errors.js';

const AGAIN_MS = 1000;

/**
 * A lock of the session: PostgreSQL lets go of it when the connection ends. After a lost connection it is taken again as
 * soon as can be. Nothing rests on that moment, for every row has an owner and a lease; it keeps out whoever would start
 * or move the community meanwhile.
 */
export async function lockPostgresRun({
  url,
  location,
  mode,
}: {
  readonly url: string;
  readonly location: string;
  readonly mode: 'alone' | 'together';
}): Promise<RunLock> {
  const state: { client: pg.Client | undefined; released: boolean } = { client: undefined, released: false };
  const take = mode === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';

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
    while (!state.released && !(await acquire().catch(() => false))) await sleep(AGAIN_MS, undefined, { ref: false });
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
