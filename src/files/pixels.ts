import type { FileType } from '../ports/files.js';

/** How many dots a picture says it has; undefined for other files, and where it does not say. */
export function pixelsOf(type: FileType, bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'png') return bytes.byteLength < 24 ? undefined : view.getUint32(16) * view.getUint32(20);
  return type === 'jpg' ? pixelsOfJpeg(view) : undefined;
}

/** Goes from one segment to the next, up to the one that holds the size. */
function pixelsOfJpeg(view: DataView): number | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
