import type { FileType, PictureSize } from '../ports/files.js';
import { isTurned } from './clean/exif.js';
import { webpChunks } from './clean/webp.js';

/** The word with which the segment of EXIF begins, and how long all is in front of what follows. */
const [EXIF, EXIF_HEAD] = [0x45_78_69_66, 10];

/** How many dots a picture says it has; undefined for other files, and where it does not say. */
export function pixelsOf(type: FileType, bytes: Uint8Array): number | undefined {
  const size = shownSize(type, bytes);
  return size && size.width * size.height;
}

/** How wide and high a picture is shown, by what it says in front of its dots. Never throws. */
export function shownSize(type: FileType, bytes: Uint8Array): PictureSize | undefined {
  try {
    return sizeIn(type, bytes);
  } catch {
    // It breaks off before it says so.
    return undefined;
  }
}

function sizeIn(type: FileType, bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'png') return bytes.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
  if (type === 'webp') return sizeOfWebp(bytes);
  return type === 'jpg' ? sizeOfJpeg(bytes, view) : undefined;
}

/**
 * Goes from one segment to the next, up to the picture itself. Of several sizes the largest counts: who draws it may take any of
 * them.
 */
function sizeOfJpeg(bytes: Uint8Array, view: DataView): PictureSize | undefined {
  let most: PictureSize | undefined;
  let at = 2;
  let turned = false;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Any number of these may stand before a segment.
    if (marker === 0xff) at += 1;
    else {
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
      if (isFrame) {
        const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
        if (most === undefined || width * height > most.width * most.height) most = { width, height };
      }
      if (marker === 0xda) break;
      const next = at + 2 + view.getUint16(at + 2);
      if (marker === 0xe1 && view.getUint32(at + 4) === EXIF) {
        turned ||= isTurned(bytes.subarray(at + EXIF_HEAD, next));
      }
      at = next;
    }
  }
  return most && turned ? { width: most.height, height: most.width } : most;
}

/** The first chunk says it: the canvas of an extended picture, or that of the only image. */
function sizeOfWebp(bytes: Uint8Array): PictureSize | undefined {
  const first = webpChunks(bytes).next().value;
  if (!first || first.data.byteLength < 10) return undefined;
  const { name, data } = first;
  const byte = (at: number): number => data[at] ?? 0;
  switch (name) {
    case 'VP8X':
      return {
        width: 1 + (byte(4) | (byte(5) << 8) | (byte(6) << 16)),
        height: 1 + (byte(7) | (byte(8) << 8) | (byte(9) << 16)),
      };
    case 'VP8L':
      return {
        width: 1 + (((byte(2) & 0x3f) << 8) | byte(1)),
        height: 1 + (((byte(4) & 0x0f) << 10) | (byte(3) << 2) | (byte(2) >> 6)),
      };
    case 'VP8 ':
      return { width: (byte(6) | (byte(7) << 8)) & 0x3fff, height: (byte(8) | (byte(9) << 8)) & 0x3fff };
    default:
      return undefined;
  }
}
