import type { Personal } from '../../ports/files.js';
import { exifOf, isBareExif, readExif } from './exif.js';

export interface CleanBytes {
  readonly bytes: Uint8Array;
  readonly removed: readonly Personal[];
}

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda];
const [APP0, APP1, APP2, APP14, APP15, COM] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe];
const EXIF = 'Exif\0\0';

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;

/** Whether a segment is needed to show the picture. */
function isNeeded(marker: number, payload: Uint8Array): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  if (marker === APP1) return startsWith(payload, EXIF) && isBareExif(payload.subarray(EXIF.length));
  if (marker === APP0) return startsWith(payload, 'JFIF\0');
  if (marker === APP2) return startsWith(payload, 'ICC_PROFILE\0');
  return marker === APP14;
}

/** What goes with a segment that is left out. */
function personalOf(marker: number, payload: Uint8Array): readonly Personal[] {
  if (marker !== APP1) return ['other'];
  if (startsWith(payload, EXIF)) return readExif(payload.subarray(EXIF.length)).found;
  const text = Buffer.from(payload).toString('latin1');
  return [...(/creator|Author/i.test(text) ? (['author'] as const) : []), ...(/GPS/.test(text) ? (['place'] as const) : []), 'other'];
}

/**
 * A JPEG with the segments that show the picture and nothing else: no EXIF but how it is turned, no XMP, no IPTC, no remarks, and
 * nothing behind its end. Throws a `RangeError` for one that breaks off.
 */
export function cleanJpeg(bytes: Uint8Array): CleanBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0xff_00 + SOI) throw new RangeError('no JPEG');
  const kept: Uint8Array[] = [];
  const removed = new Set<Personal>();
  let orientation = 1;
  let at = 2;
  for (;;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) throw new RangeError('a JPEG without a marker');
    if (marker === EOI) break;
    const end = at + 2 + view.getUint16(at + 2);
    const payload = bytes.subarray(at + 4, end);
    if (end > bytes.byteLength) throw new RangeError('a JPEG breaks off');
    if (isNeeded(marker, payload)) {
      // How it is turned is written in front of all.
      if (marker !== APP1) kept.push(bytes.subarray(at, end));
    } else for (const each of personalOf(marker, payload)) removed.add(each);
    if (marker === APP1 && startsWith(payload, EXIF)) ({ orientation } = readExif(payload.subarray(EXIF.length)));
    at = end;
    if (marker === SOS) {
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(end, at));
    }
  }
  if (at + 2 < bytes.byteLength) removed.add('other');
  const head = orientation === 1 ? [] : [turned(orientation)];
  const parts = [Uint8Array.of(0xff, SOI), ...head, ...kept, Uint8Array.of(0xff, EOI)];
  return { bytes: new Uint8Array(Buffer.concat(parts)), removed: [...removed] };
}

/** Where the next segment begins after the picture's own data, in which no marker stands but those of restarts. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.byteLength; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('a JPEG without an end');
}

function turned(orientation: number): Uint8Array {
  const exif = exifOf(orientation);
  const size = 2 + EXIF.length + exif.byteLength;
  return new Uint8Array(Buffer.concat([Uint8Array.of(0xff, APP1, size >> 8, size & 0xff), Buffer.from(EXIF, 'latin1'), exif]));
}

/** The same for a picture whose bytes may not move: what is not needed becomes zeros. Returns what that was. */
export function blankJpeg(bytes: Uint8Array): readonly Personal[] {
  const removed = new Set<Personal>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === SOS || marker === EOI) break;
    const end = at + 2 + view.getUint16(at + 2);
    const payload = bytes.subarray(at + 4, end);
    if (!isNeeded(marker, payload) && payload.some((byte) => byte !== 0)) {
      for (const each of personalOf(marker, payload)) removed.add(each);
      payload.fill(0);
    }
    at = end;
  }
  return [...removed];
}
