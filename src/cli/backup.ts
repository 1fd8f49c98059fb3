import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { systemClock } from '../core/time.js';
import { phrase } from '../language/index.js';
import { writeArchive } from '../store/transfer/archive.js';
import { dump } from '../store/transfer/dump.js';
import type { Piece } from '../store/transfer/pieces.js';
import { createBlobs } from './blobs.js';
import { makeFolder } from './files.js';
import { openExisting } from './move.js';
import type { Output } from './output.js';

/**
 * `mudhif backup [FILE]`: writes a consistent snapshot of the community to one file, while the bot may run.
 *
 * @throws {SetupError} If the file exists already.
 */
export async function backUp(environment: Environment, output: Output, file?: string): Promise<number> {
  const now = systemClock.now();
  const target =
    file ?? join(environment.DATA_DIR, 'backups', `mudhif-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}.backup`);
  if (existsSync(target)) throw new SetupError(`${target} exists`, phrase('cli.backup.exists', { file: target }));
  makeFolder(dirname(target));
  const database = openExisting(environment.DATABASE_URL);
  try {
    const counted = { rows: 0 };
    const files = { files: 0, missing: 0 };
    await writeArchive(target, counting(dump(database, now, { blobs: createBlobs(environment), counted: files }), counted));
    output.line(output.say.plain('cli.backup.done', { file: target, rows: counted.rows, bytes: (await stat(target)).size }));
    if (files.files > 0) output.line(output.say.plain('cli.backup.files', { count: files.files }));
    if (files.missing === 0) return 0;
    output.line(output.say.plain('cli.backup.missing', { count: files.missing }));
    return 1;
  } finally {
    await database.close();
  }
}

async function* counting(pieces: AsyncIterable<Piece>, counted: { rows: number }): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    if (piece.piece === 'row') counted.rows += 1;
    yield piece;
  }
}
