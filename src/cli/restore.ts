import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { type Instant, systemClock, toInstant } from '../core/time.js';
import type { StandstillTexts } from '../feature-api/index.js';
import { features } from '../features/index.js';
import { phrase } from '../language/index.js';
import { readArchive } from '../store/transfer/archive.js';
import { load } from '../store/transfer/load.js';
import { createBlobs } from './blobs.js';
import { openDatabase } from './database.js';
import { whileLocked } from './move.js';
import { erasuresOf, offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';
import { OWN_NAME } from './own-name.js';

/**
 * `mudhif restore FILE`: loads a backup into an empty database. The copy runs nothing until `mudhif resume`.
 *
 * @throws {SetupError} If there is no such file.
 */
export async function restore(environment: Environment, output: Output, file: string): Promise<number> {
  if (!existsSync(file)) throw new SetupError(`there is no ${file}`, phrase('cli.no-file', { file }));
  const database = openDatabase(environment.DATABASE_URL, { patient: true });
  const made: { at: Instant } = { at: toInstant(0) };
  try {
    const sums = await whileLocked([database], () =>
      load(database, {
        pieces: readArchive(file),
        blobs: createBlobs(environment),
        held: { at: systemClock.now() },
        onHead: (at) => {
          made.at = at;
        },
      }),
    );
    const rows = [...sums.values()].reduce((sum, one) => sum + one.rows, 0);
    output.line(output.say.plain('cli.restore.done', { file, rows, to: database.location }));
  } finally {
    await database.close();
  }
  await eraseAgain(environment, output, made.at);
  return showHeld(environment, output);
}

/** Erases the people who were erased after the backup was made, and tells the operator. */
async function eraseAgain(environment: Environment, { line, say }: Output, madeAt: Instant): Promise<void> {
  const isErased = await erasuresOf(environment).since(madeAt);
  if (!isErased) {
    line(say.plain('cli.restore.no-erasures', { folder: join(environment.DATA_DIR, 'erasures') }));
    return;
  }
  const { store } = await openStore(environment);
  try {
    const { erased, kept } = await offlineContexts(store, environment).autocommit.people.eraseAll(isErased);
    line(say.plain('cli.restore.erased', { count: erased }));
    if (kept > 0) line(say.plain('cli.restore.not-erased', { count: kept }));
    if (environment.REDIS_URL !== undefined || !environment.DATABASE_URL.startsWith('sqlite:')) line(say.plain('cli.restore.shared'));
  } finally {
    await store.close();
  }
}

/**
 * `mudhif resume`: ends the standstill of a restored copy. With `showOnly`, it only prints what has become due.
 *
 * @throws {SetupError} If the database can’t be used.
 */
export async function resume(environment: Environment, output: Output, { showOnly }: { readonly showOnly: boolean }): Promise<number> {
  if (showOnly) return showHeld(environment, output);
  const { store } = await openStore(environment);
  try {
    await offlineContexts(store, environment).transaction((context) => standstill().end(context));
    output.line(output.say.plain('cli.resume.done'));
    return 0;
  } finally {
    await store.close();
  }
}

/** The standstill of the one feature that provides it. */
function standstill(): StandstillTexts {
  const [provided] = features.all.flatMap((feature) => feature.standstill ?? []);
  if (!provided) throw new RangeError('no feature describes a restored copy');
  return provided;
}

async function showHeld(environment: Environment, { line, say, language }: Output): Promise<number> {
  const { store } = await openStore(environment);
  try {
    const { held, lines } = await standstill().describe(offlineContexts(store, environment).autocommit, language);
    for (const each of lines) line(each);
    if (held) line(say.plain('cli.restore.then', { program: OWN_NAME }));
    return 0;
  } finally {
    await store.close();
  }
}
