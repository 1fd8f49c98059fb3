import type { Personal } from '../../ports/files.js';
import { crc32 } from './crc32.js';
import { exifOf, isBareExif, readExif } from './exif.js';
import type { CleanBytes } from './jpeg.js';

const SIGNATURE = 8;
/** Chunks that show the picture; of those that need not be there, whatever else says something is left out. */
const NEEDED = /^(?:IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|hIST|sPLT|cICP|acTL|fcTL|fdAT)$/;

/** A PNG with the chunks that show the picture and nothing else, nothing behind its end. Throws a `RangeError` for one that breaks off. */
export function cleanPng(bytes: Uint8Array): CleanBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)];
  const removed = new Set<Personal>();
  for (let at = SIGNATURE; ; ) {
    const length = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    const end = at + 12 + length;
    if (end > bytes.byteLength) throw new RangeError('a PNG breaks off');
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (NEEDED.test(name)) kept.push(bytes.subarray(at, end));
    else if (name !== 'eXIf' || !isBareExif(data)) for (const each of personalOf(name, data)) removed.add(each);
    if (name === 'eXIf' && readExif(data).orientation !== 1) kept.push(chunk('eXIf', exifOf(readExif(data).orientation)));
    at = end;
    if (name === 'IEND') {
      if (at < bytes.byteLength) removed.add('other');
      return { bytes: new Uint8Array(Buffer.concat(kept)), removed: [...removed] };
    }
  }
}

function personalOf(name: string, data: Uint8Array): readonly Personal[] {
  if (name === 'eXIf') return readExif(data).found;
  if (name === 'tIME') return [];
  const text = Buffer.from(data).toString('latin1');
  return [...(/creator|Author/i.test(text) ? (['author'] as const) : []), ...(/GPS/.test(text) ? (['place'] as const) : []), 'other'];
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.byteLength);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}
