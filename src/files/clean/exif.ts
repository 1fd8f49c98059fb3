import type { Personal } from '../../ports/files.js';

const ORIENTATION = 0x01_12;
const GPS = 0x88_25;
/** Artist, copyright, the author of Windows, the owner of the camera. */
const NAMES: readonly number[] = [0x01_3b, 0x82_98, 0x9c_9d, 0xa4_30];

/** What EXIF tells of a person, and how the picture is turned. Never throws: whatever cannot be read is taken for a device's. */
export function readExif(tiff: Uint8Array): { readonly found: readonly Personal[]; readonly orientation: number } {
  const found = new Set<Personal>(['device']);
  let orientation = 1;
  try {
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
    const little = view.getUint16(0) === 0x49_49;
    const first = view.getUint32(4, little);
    const count = view.getUint16(first, little);
    for (let index = 0; index < count; index += 1) {
      const at = first + 2 + 12 * index;
      const tag = view.getUint16(at, little);
      if (tag === ORIENTATION) orientation = view.getUint16(at + 8, little);
      if (tag === GPS) found.add('place');
      if (NAMES.includes(tag)) found.add('author');
    }
  } catch {
    // A broken one goes like any other.
  }
  return { found: [...found], orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 };
}

/** Whether EXIF is what `exifOf` writes. */
export const isBareExif = (tiff: Uint8Array): boolean => Buffer.from(tiff).equals(exifOf(readExif(tiff).orientation));

/** EXIF that says how the picture is turned, and nothing else. */
export function exifOf(orientation: number): Uint8Array {
  return Uint8Array.of(0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);
}

/** Whether EXIF says that the picture is shown with its sides exchanged. */
export const isTurned = (tiff: Uint8Array): boolean => readExif(tiff).orientation >= 5;
