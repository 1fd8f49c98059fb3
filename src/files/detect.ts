import { isUtf8 } from 'node:buffer';
import { InputError } from '../core/errors.js';
import { phrase } from '../language/index.js';
import { FILE_TYPES, type FileType } from '../ports/files.js';
import { ArchiveError, type ArchiveFault, readArchiveList } from './archive.js';
import { pixelsOf } from './pixels.js';

/** More dots than a screen or a printer shows; opening such a picture takes gigabytes. */
const PIXELS_MAX = 100_000_000;
/** How a document with a password is called in the directory of its container. */
const PASSWORD = Buffer.from('EncryptedPackage', 'utf16le');
const TEXTS: readonly FileType[] = ['txt', 'csv', 'md'];
/** Other spellings of an extension. */
const SPELLINGS: Readonly<Record<string, FileType>> = { jpeg: 'jpg', text: 'txt', markdown: 'md' };

const lockedFile = (): InputError => new InputError('a document with a password', phrase('files.error.encrypted'));

/** A PDF has its end mark within this many bytes of its end, because some programs write a little after the mark. */
const END_WITHIN = 64 * 1024;

/**
 * Whether a PDF names how it is encrypted, or does not say that it ends. Many of the first can be opened by everyone, and only limit
 * what is done with them.
 */
export function mayBeClosed(pdf: Uint8Array): boolean {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  return bytes.includes('/Encrypt') || !bytes.subarray(-END_WITHIN).includes('%%EOF');
}

/** Throws an `InputError` for a document that nobody can open. */
export function requireOpen(opening: 'open' | 'locked' | 'broken'): void {
  if (opening === 'locked') throw lockedFile();
  if (opening === 'broken') throw new InputError('a broken document', phrase('files.error.broken'));
}

/** The type that a file's name claims. */
function claimed(name: string): FileType | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
  return FILE_TYPES.find((type) => type === (SPELLINGS[extension] ?? extension));
}

/**
 * The type of a file, by its bytes and its name, which have to agree.
 * @throws {InputError} With a sentence for the person who sent it.
 */
export async function detectType({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<FileType> {
  if (bytes.byteLength === 0) throw new InputError('an empty file', phrase('files.error.empty'));
  const type = claimed(name);
  const found = await typeOfBytes(bytes, type);
  if (type === undefined) throw new InputError('a type that is not taken', phrase('files.error.type', { types: FILE_TYPES.join(', ') }));
  if (found === undefined) throw new InputError('the name says another type', phrase('files.error.inside', { name: type }));
  if (found !== type) throw new InputError('the name says another type', phrase('files.error.extension', { name: type, found }));
  const pixels = pixelsOf(found, bytes);
  if (pixels !== undefined && pixels > PIXELS_MAX) throw new InputError('a huge picture', phrase('files.error.pixels'));
  return found;
}

async function typeOfBytes(bytes: Uint8Array, claimedType: FileType | undefined): Promise<FileType | undefined> {
  if (startsWith(bytes, 'PK')) return typeOfArchive(bytes);
  const { fileTypeFromBuffer } = await import('file-type');
  const known = await fileTypeFromBuffer(bytes);
  if (known?.ext === 'pdf' || known?.ext === 'png' || known?.ext === 'jpg' || known?.ext === 'webp') return known.ext;
  if (known?.ext === 'cfb' && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(PASSWORD)) {
    throw lockedFile();
  }
  if (known !== undefined) return undefined;
  if (claimedType === undefined || !TEXTS.includes(claimedType)) return undefined;
  // No text in UTF-8 has this sign.
  if (!isUtf8(bytes) || bytes.includes(0)) throw new InputError('text in another encoding', phrase('files.error.encoding'));
  return claimedType;
}

const REFUSALS = {
  broken: 'files.error.broken',
  encrypted: 'files.error.encrypted',
  'too-large': 'files.error.grows',
  archive: 'files.error.archive',
  macros: 'files.error.macros',
} as const satisfies Readonly<Record<ArchiveFault, `files.error.${string}`>>;

/** What an office document is, by the parts that it has to have. */
async function typeOfArchive(bytes: Uint8Array): Promise<FileType | undefined> {
  try {
    const names = new Set(await readArchiveList(bytes));
    if (names.has('[Content_Types].xml')) {
      if (names.has('word/document.xml')) return 'docx';
      if (names.has('ppt/presentation.xml')) return 'pptx';
      return names.has('xl/workbook.xml') ? 'xlsx' : undefined;
    }
    if (!names.has('content.xml') || !names.has('mimetype')) return undefined;
    // It is the first entry and never packed, so that it stands at the same place in every file.
    const mimetype = Buffer.from(bytes.subarray(38, 38 + 80)).toString('latin1');
    const kind = /^application\/vnd\.oasis\.opendocument\.(text|presentation|spreadsheet)/.exec(mimetype)?.[1];
    return kind === 'text' ? 'odt' : kind === 'presentation' ? 'odp' : kind === 'spreadsheet' ? 'ods' : undefined;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new InputError(error.message, phrase(REFUSALS[error.fault]), { cause: error });
  }
}

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
