import { existsSync } from 'node:fs';
import { type Environment, isDatabaseUrl } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { systemClock } from '../core/time.js';
import { phrase } from '../language/index.js';
import type { Database } from '../store/database.js';
import { dump } from '../store/transfer/dump.js';
import { load } from '../store/transfer/load.js';
import { createBlobs } from './blobs.js';
import { openDatabase } from './database.js';
import type { Output } from './output.js';

/**
 * `mudhif move --from URL --to URL`: copies a community to another database and compares both. The bot must not run on either.
 * The original is not changed. Members' files stay where they are, which is not in the database.
 *
 * @throws {SetupError} If `from` or `to` is no address of a database.
 */
export async function moveCommunity(
  environment: Environment,
  output: Output,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  for (const url of [from, to]) {
    if (!isDatabaseUrl(url))
      throw new SetupError('no database address', phrase('cli.move.address-wrong', { address: withoutPassword(url) }));
  }
  const source = openExisting(from);
  try {
    return await whileLocked([source], () => copyInto(environment, output, source, to));
  } finally {
    await source.close();
  }
}

/** Opens the target, which creates it, only after the source was found. */
async function copyInto(environment: Environment, output: Output, source: Database, to: string): Promise<number> {
  const target = openDatabase(to, { patient: true });
  try {
    const sums = await whileLocked([target], () =>
      load(target, {
        pieces: dump(source, systemClock.now()),
        onTable: (table, { rows, checksum }) => output.line(`✓ ${table}\t${rows}\t${checksum.slice(0, 12)}`),
      }),
    );
    const rows = [...sums.values()].reduce((sum, one) => sum + one.rows, 0);
    output.line(output.say.plain('cli.move.done', { tables: sums.size, rows, from: source.location, to: target.location }));
    const files = sums.get('blobs')?.rows ?? 0;
    if (files > 0) output.line(output.say.plain('cli.move.files', { count: files, place: createBlobs(environment).location }));
    return 0;
  } finally {
    await target.close();
  }
}

/** Runs `work` while the bot neither runs nor can start on these databases. Throws a `SetupError` if it runs. */
export async function whileLocked<T>(databases: readonly Database[], work: () => Promise<T>): Promise<T> {
  const [database, ...others] = databases;
  if (database === undefined) return work();
  const lock = await database.lockRun('exclusive');
  try {
    return await whileLocked(others, work);
  } finally {
    await lock.release();
  }
}

/** Opens a database for reading. Throws a `SetupError` if its file is missing, because opening would create it. */
export function openExisting(url: string): Database {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
  if (file !== undefined && !existsSync(file)) throw new SetupError(`there is no ${file}`, phrase('cli.no-database', { file }));
  return openDatabase(url, { patient: true });
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/[^@]*@/, '://…@').slice(0, 100);
}
