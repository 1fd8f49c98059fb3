import type { CleanedFile, FileType } from '../../ports/files.js';
import { isOffice, isPlain } from '../families.js';
import type { CleanBytes } from './jpeg.js';

/** Parts that are packed anew take a little more. */
const SLACK = 64 * 1024;

/** A file without what it tells of persons besides what it says. Runs in the process that reads documents. */
export async function cleanFile(type: FileType, bytes: Uint8Array): Promise<CleanedFile> {
  try {
    const { bytes: clean, removed } = await cleaned(type, bytes);
    // Leaving something out makes nothing much larger: entries of an archive may share what they hold.
    if (clean.byteLength > 2 * bytes.byteLength + SLACK) return { type: 'failed' };
    return removed.length === 0 ? { type: 'same' } : { type: 'cleaned', bytes: clean, removed };
  } catch {
    return { type: 'failed' };
  }
}

async function cleaned(type: FileType, bytes: Uint8Array): Promise<CleanBytes> {
  if (isPlain(type)) return { bytes, removed: [] };
  if (isOffice(type)) return (await import('./office.js')).cleanOffice(bytes);
  switch (type) {
    case 'jpg':
      return (await import('./jpeg.js')).cleanJpeg(bytes);
    case 'png':
      return (await import('./png.js')).cleanPng(bytes);
    case 'webp':
      return (await import('./webp.js')).cleanWebp(bytes);
    case 'pdf':
      return cleanedPdf(bytes);
    default:
      return type satisfies never;
  }
}

/** Another program has to read the same text in it as before. */
async function cleanedPdf(bytes: Uint8Array): Promise<CleanBytes> {
  const [{ cleanPdf }, { readPdf }] = await Promise.all([import('./pdf.js'), import('../read/pdf.js')]);
  const clean = cleanPdf(bytes);
  if (clean.removed.length === 0) return clean;
  const [before, after] = [await readPdf(bytes), await readPdf(clean.bytes)];
  if (JSON.stringify(before) !== JSON.stringify(after)) throw new RangeError('a PDF reads differently');
  return clean;
}
