import { inflateSync } from 'node:zlib';
import { type Entries, readValue, referredTo, type Span, skipSpace } from './pdf-syntax.js';

/** An object of a PDF, as it stands in the file: also one that a later version of it has replaced. */
export interface PdfObject {
  readonly number: number;
  /** Where its value stands, without the bytes of a stream. */
  readonly value: Span;
  /** The dictionary that it is, if it is one. */
  readonly entries: Entries;
  /** The bytes of a stream. */
  readonly stream?: Span;
}

/** The largest thing that is unpacked. */
const UNPACKED_MAX = 60 * 1024 * 1024;
const OBJECT = /(?<![\d])(\d{1,9})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-z])/g;
const NOTHING: Entries = new Map();

/** All objects of a file, in their order. Throws a `RangeError` for one that cannot be read. */
export function objectsOf(text: string): readonly PdfObject[] {
  const found: PdfObject[] = [];
  const pattern = new RegExp(OBJECT);
  for (let each = pattern.exec(text); each; each = pattern.exec(text)) {
    const start = skipSpace(text, pattern.lastIndex);
    const object = readObject(text, Number(each[1]), start);
    found.push(object);
    pattern.lastIndex = object.stream?.end ?? object.value.end;
  }
  return found;
}

function readObject(text: string, number: number, start: number): PdfObject {
  let entries = NOTHING;
  const end = readValue(text, start, (found, span) => {
    if (span.start === start) entries = found;
  });
  const value = { start, end };
  const keyword = skipSpace(text, end);
  if (entries === NOTHING || !text.startsWith('stream', keyword)) return { number, value, entries };
  const data = keyword + 'stream'.length + (text.startsWith('\r\n', keyword + 'stream'.length) ? 2 : 1);
  return { number, value, entries, stream: { start: data, end: endOfStream(text, entries, data) } };
}

/** Finds the end of a stream by its length where that is right, and otherwise by the word that ends it. */
function endOfStream(text: string, entries: Entries, start: number): number {
  const length = Number(textOf(text, entries, 'Length'));
  if (Number.isSafeInteger(length) && length >= 0 && /^\s*endstream/.test(text.slice(start + length, start + length + 20)))
    return start + length;
  const end = text.indexOf('endstream', start);
  if (end === -1) throw new RangeError('a stream without an end');
  const line = text.slice(start, end).search(/\r?\n?$/);
  return line === -1 ? end : start + line;
}

/** What is written at a key; empty for nothing. */
export function textOf(text: string, entries: Entries, key: string): string {
  const span = entries.get(key);
  return span ? text.slice(span.start, span.end) : '';
}

/**
 * The numbers of the objects that the trailers of all versions of a file name as what it tells of itself.
 *
 * @throws {RangeError} For an encrypted file.
 */
export function infoNumbers(text: string, objects: readonly PdfObject[]): ReadonlySet<number> {
  const trailers: Entries[] = objects.filter(({ entries }) => textOf(text, entries, 'Type') === '/XRef').map(({ entries }) => entries);
  for (const { index } of text.matchAll(/\btrailer(?=\s*<<)/g)) {
    const start = skipSpace(text, index + 'trailer'.length);
    readValue(text, start, (entries, span) => {
      if (span.start === start) trailers.push(entries);
    });
  }
  if (trailers.some((entries) => entries.has('Encrypt'))) throw new RangeError('an encrypted file');
  return new Set(trailers.flatMap((entries) => referredTo(textOf(text, entries, 'Info')) ?? []));
}

/** The bytes of a stream as they are meant. Undefined for a packing that is not looked into. */
export function unpackedStream(bytes: Uint8Array, text: string, { entries, stream }: PdfObject): Buffer | undefined {
  if (!stream) return undefined;
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset + stream.start, stream.end - stream.start);
  const filter = textOf(text, entries, 'Filter').replace(/[[\]\s]/g, '');
  if (filter === '') return raw;
  if (filter !== '/FlateDecode' || (entries.has('DecodeParms') && !/null/.test(textOf(text, entries, 'DecodeParms')))) return undefined;
  return inflateSync(raw, { maxOutputLength: UNPACKED_MAX });
}
