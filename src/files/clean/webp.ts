import type { Personal } from '../../ports/files.js';
import { exifOf, isBareExif, readExif } from './exif.js';
import type { CleanBytes } from './jpeg.js';
import { personalInXmp } from './xmp.js';

const HEAD = 12;
/** Chunks that show one picture. */
const NEEDED: readonly string[] = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP'];
/** Bits of the extended header that announce EXIF and XMP. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What a WebP is made of. Throws a `RangeError` where it breaks off. */
export function* webpChunks(bytes: Uint8Array): Generator<Chunk, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = HEAD, end = endOf(view); at + 8 <= end; ) {
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > end) throw new RangeError('a WebP breaks off');
    yield { name: Buffer.from(bytes.subarray(at, at + 4)).toString('latin1'), data: bytes.subarray(at + 8, at + 8 + size) };
    at += 8 + size + (size % 2);
  }
}

function endOf(view: DataView): number {
  const end = 8 + view.getUint32(4, true);
  if (end > view.byteLength) throw new RangeError('a WebP breaks off');
  return end;
}

/**
 * A WebP with the chunks that show the picture and nothing else: no EXIF but how it is turned, no XMP, nothing behind its end. Throws a
 * `RangeError` for one that breaks off or moves: its frames may hold anything.
 */
export function cleanWebp(bytes: Uint8Array): CleanBytes {
  const kept: Chunk[] = [];
  const removed = new Set<Personal>();
  let orientation = 1;
  for (const { name, data } of webpChunks(bytes)) {
    if (name === 'ANIM' || name === 'ANMF') throw new RangeError('a WebP that moves');
    if (NEEDED.includes(name)) kept.push({ name, data });
    else if (name === 'EXIF') {
      ({ orientation } = readExif(data));
      if (!isBareExif(data)) for (const each of readExif(data).found) removed.add(each);
    } else
      for (const each of name === 'XMP ' ? personalInXmp(Buffer.from(data).toString('latin1')) : (['other'] as const)) removed.add(each);
  }
  if (!kept.some(({ name }) => name === 'VP8 ' || name === 'VP8L')) throw new RangeError('a WebP without a picture');
  if (endOf(new DataView(bytes.buffer, bytes.byteOffset)) < bytes.byteLength - 1) removed.add('other');
  const turned = orientation === 1 ? [] : [{ name: 'EXIF', data: exifOf(orientation) }];
  return { bytes: written([...kept.map((chunk) => withFlags(chunk, turned.length > 0)), ...turned]), removed: [...removed] };
}

function withFlags({ name, data }: Chunk, turned: boolean): Chunk {
  if (name !== 'VP8X') return { name, data };
  const flags = ((data[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (turned ? HAS_EXIF : 0);
  return { name, data: Uint8Array.of(flags, ...data.subarray(1)) };
}

function written(chunks: readonly Chunk[]): Uint8Array {
  const body = Buffer.concat(
    chunks.flatMap(({ name, data }) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(data.byteLength);
      return [Buffer.from(name, 'latin1'), size, data, Buffer.alloc(data.byteLength % 2)];
    }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + body.byteLength);
  return new Uint8Array(Buffer.concat([Buffer.from('RIFF', 'latin1'), size, Buffer.from('WEBP', 'latin1'), body]));
}
