import { LANGUAGES, type Language } from '../../../core/language.js';
import { attachmentToSend, type Context } from '../../../feature-api/index.js';
import { BlobMissingError } from '../../../ports/blobs.js';
import { nameInArchive } from '../rules/file-names.js';
import { FILE_MAX_MB, MB } from '../rules/limits.js';
import type { Edition } from '../types.js';
import type { Taken } from './chosen.js';
import { pageOfResults } from './list.js';

/** What the files of one archive may have together: with its pages it is no larger than what a platform passes on. */
export const ARCHIVE_MAX = (FILE_MAX_MB - 1) * MB;

/** The files that an archive has room for, in the order of the results. */
export function withRoom(taken: readonly Taken[]): ReadonlyMap<Edition, string> {
  const paths = new Map<Edition, string>();
  let left = ARCHIVE_MAX;
  for (const { resource, editions } of taken) {
    for (const edition of editions) {
      const { file, id, language } = edition;
      if (file === null || file.size > left) continue;
      left -= file.size;
      paths.set(edition, nameInArchive({ resource: resource.id, title: resource.title, language, type: file.type }, id));
    }
  }
  return paths;
}

async function readBytes(context: Context, { id, file }: Edition): Promise<Uint8Array | undefined> {
  if (file === null) return undefined;
  const { hash, name } = file;
  try {
    return (await attachmentToSend(context, { hash, name, mediaType: '' })).bytes;
  } catch (error) {
    if (!(error instanceof BlobMissingError)) throw error;
    context.logger.error({ edition: id }, 'the bytes of a file are missing');
    return undefined;
  }
}

const pageName = (each: Language, own: Language): string => (each === own ? 'index.html' : `index-${each}.html`);

/**
 * One archive to read without a connection: a page in each language, the reader's first, and the files. Their bytes go into it as they are
 * read, one file at a time. A file whose bytes are gone is left out, and its name leads nowhere. Throws what the packing or the storage
 * throws.
 */
export async function archiveOf(context: Context, taken: readonly Taken[], words: string, language: Language): Promise<Uint8Array> {
  // Loaded when first needed, since most processes make no archive.
  const { Zip, ZipDeflate, ZipPassThrough } = await import('fflate');
  const chunks: Uint8Array[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) failures.push(error);
    else chunks.push(chunk);
  });
  const present = new Map<Edition, string>();
  for (const [edition, path] of withRoom(taken)) {
    const bytes = await readBytes(context, edition);
    if (!bytes) continue;
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    entry.push(bytes, true);
    present.set(edition, path);
  }
  for (const each of LANGUAGES) {
    const others = LANGUAGES.filter((other) => other !== each).map((other) => ({ language: other, name: pageName(other, language) }));
    const entry = new ZipDeflate(pageName(each, language));
    zip.add(entry);
    entry.push(
      pageOfResults(taken, words, each, (edition) => present.get(edition), others),
      true,
    );
  }
  zip.end();
  const [failure] = failures;
  if (failure) throw failure;
  return new Uint8Array(Buffer.concat(chunks));
}
