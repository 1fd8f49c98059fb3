import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { SetupError } from '../../core/errors.js';
import { storePhrase } from '../errors.js';
import { type Piece, pieceSchema } from './pieces.js';

/** The amount of text that is compressed at once. */
const CHUNK = 64 * 1024;

/**
 * Writes a copy to a gzip file with one line of JSON per piece. Only this account can read it, and it gets its name only once it
 * is complete and on the disk.
 * @throws {Error} With code EEXIST if the file exists.
 */
export async function writeArchive(file: string, pieces: AsyncIterable<Piece>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  // The file is created first, so that two backups never write to the same file.
  const claim = await open(file, 'wx', 0o600);
  try {
    await pipeline(Readable.from(lines(pieces)), createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
    await rename(unfinished, file);
  } catch (error) {
    await rm(file, { force: true });
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await claim.close();
  }
}

async function* lines(pieces: AsyncIterable<Piece>): AsyncGenerator<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += `${JSON.stringify(piece)}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/**
 * Reads a copy from a file.
 * @throws {SetupError} If the file is not a copy, or is damaged.
 */
export async function* readArchive(file: string): AsyncGenerator<Piece> {
  const source = createReadStream(file);
  const unpacked = createGunzip().setEncoding('utf8');
  // A read error must end the decompression with the same error.
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  try {
    let rest = '';
    for await (const chunk of unpacked) {
      const parts = `${rest}${String(chunk)}`.split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) yield pieceSchema.parse(JSON.parse(line));
    }
  } catch (error) {
    throw new SetupError(`${file} is damaged`, storePhrase('store.copyDamaged', { file }), { cause: error });
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}
