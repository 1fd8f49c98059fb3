import { deflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { collect, eachEntry, unpackEntry } from '../archive.js';
import { crc32 } from './crc32.js';

const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, the first day of archives: when a part was written is nobody's business. */
const FIRST_DAY = 0x00_21;
const UTF8 = 0x08_00;
/** What the parts that are looked at may have together, whatever the list of contents says. */
const UNPACKED_MAX = 150 * 1024 * 1024;

/** A part of an archive as it stands in a new one. */
interface Packed {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  /** In bytes, when unpacked. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/**
 * Writes an archive anew with the same parts in the same order. `change` gets those for which it has an answer, unpacked; undefined
 * leaves a part as it is, byte for byte.
 *
 * @throws {ArchiveError} If the archive is broken.
 */
export async function rewriteArchive(
  bytes: Uint8Array,
  isLookedAt: (name: string) => boolean,
  change: (name: string, part: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const parts: Packed[] = [];
  const budget = { left: UNPACKED_MAX };
  await eachEntry(bytes, async (entry, archive) => {
    const changed = isLookedAt(entry.fileName) ? await change(entry.fileName, await unpacked(archive, entry, budget)) : undefined;
    parts.push(changed === undefined ? await asItIs(archive, entry) : packed(entry, changed));
  });
  return written(parts);
}

async function unpacked(archive: ZipFile, entry: Entry, budget: { left: number }): Promise<Uint8Array> {
  return unpackEntry(archive, entry, (size) => {
    budget.left -= size;
    if (budget.left < 0) throw new RangeError('an archive grows too large');
  });
}

async function asItIs(archive: ZipFile, entry: Entry): Promise<Packed> {
  const { fileName, compressionMethod: method, crc32: crc, uncompressedSize: size } = entry;
  const raw = await archive.openReadStreamPromise(entry, {
    decompress: method === DEFLATED ? false : null,
    decrypt: null,
    start: null,
    end: null,
  });
  return { name: Buffer.from(fileName, 'utf8'), method, crc, size, bytes: await collect(raw, () => {}) };
}

function packed({ fileName, compressionMethod }: Entry, bytes: Uint8Array): Packed {
  const method = compressionMethod === STORED ? STORED : DEFLATED;
  const name = Buffer.from(fileName, 'utf8');
  return { name, method, crc: crc32(bytes), size: bytes.byteLength, bytes: method === STORED ? bytes : deflateRawSync(bytes) };
}

function written(parts: readonly Packed[]): Uint8Array {
  const files: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  for (const { name, method, crc, size, bytes } of parts) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt16LE(FIRST_DAY, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(bytes.byteLength, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.byteLength, 22);
    files.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, name, bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    list.push(Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'), common, rest, name);
    at += 30 + name.byteLength + bytes.byteLength;
  }
  const listSize = list.reduce((sum, part) => sum + part.byteLength, 0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listSize, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...files, ...list, end]));
}
