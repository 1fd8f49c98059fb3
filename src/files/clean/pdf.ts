import { deflateSync } from 'node:zlib';
import type { Personal } from '../../ports/files.js';
import { blankJpeg, type CleanBytes } from './jpeg.js';
import { infoNumbers, objectsOf, type PdfObject, textOf, unpackedStream } from './pdf-objects.js';
import { readValue, referredTo, type Span, skipSpace } from './pdf-syntax.js';
import { CLEAN_XMP, isImpersonal, personalInXmp } from './xmp.js';

/** What a file may tell of itself: everything else in its information is somebody's. */
const IMPERSONAL = new Set([
  'Title',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
  'Trapped',
  'PTEX.Fullbanner',
]);
const MARKUP =
  /^\/(?:Text|FreeText|Line|Square|Circle|Polygon|PolyLine|Highlight|Underline|Squiggly|StrikeOut|Stamp|Caret|Ink|Popup|FileAttachment|Sound|Redact)$/;
const SPACE = 0x20;

/**
 * A PDF without the names of its author and of who commented it, without what its pictures tell of a place or a device. Nothing moves:
 * what goes is overwritten where it stands, also in versions that a later one has replaced. Throws a `RangeError` for a file that
 * cannot be cleaned so: an encrypted or signed one, one with files inside, one that is broken.
 */
export function cleanPdf(bytes: Uint8Array): CleanBytes {
  const out = Buffer.from(bytes);
  const text = out.toString('latin1');
  const objects = objectsOf(text);
  const cleaner = new Cleaner(infoNumbers(text, objects));
  for (const object of objects) cleaner.collect(text, object.number, object.value);
  const packed = objects
    .filter(({ entries }) => textOf(text, entries, 'Type') === '/ObjStm')
    .map((object) => unpackObjects(out, text, object));
  for (const { text: inner, objects: inside } of packed) for (const each of inside) cleaner.collect(inner, each.number, each.value);
  for (const object of objects) {
    cleaner.blank(out, text, object.number, object.value);
    cleanStream(cleaner, out, text, object);
  }
  for (const { object, data, text: inner, objects: inside } of packed) {
    const before = cleaner.count;
    for (const each of inside) cleaner.blank(data, inner, each.number, each.value);
    if (cleaner.count > before) putBack(out, object, text, data);
  }
  return { bytes: cleaner.removed.size === 0 ? bytes : new Uint8Array(out), removed: [...cleaner.removed] };
}

/** Finds and overwrites what is personal in dictionaries. */
class Cleaner {
  readonly removed = new Set<Personal>();
  /** How often something was overwritten. */
  count = 0;
  readonly #info: ReadonlySet<number>;
  /** Strings that stand in objects of their own, and what they are. */
  readonly #apart = new Map<number, Personal>();

  constructor(info: ReadonlySet<number>) {
    this.#info = info;
  }

  /** Notes what is said elsewhere. Throws a `RangeError` for what cannot be cleaned. */
  collect(text: string, number: number, value: Span): void {
    this.#eachPersonal(text, number, value, (span, is) => {
      const apart = referredTo(text.slice(span.start, span.end));
      if (apart !== undefined) this.#apart.set(apart, is);
    });
  }

  blank(out: Buffer, text: string, number: number, value: Span): void {
    this.#eachPersonal(text, number, value, (span, is) => this.#blankString(out, text, span, is));
    const is = this.#apart.get(number);
    if (is !== undefined) this.#blankString(out, text, value, is);
  }

  note(personal: readonly Personal[]): void {
    for (const each of personal) this.removed.add(each);
    this.count += personal.length;
  }

  #eachPersonal(text: string, number: number, value: Span, found: (span: Span, is: Personal) => void): void {
    readValue(text, value.start, (entries, { start }) => {
      if (entries.has('ByteRange')) throw new RangeError('a signed file');
      if (textOf(text, entries, 'Type') === '/EmbeddedFile' || entries.has('EF')) throw new RangeError('a file in a file');
      if (this.#info.has(number) && start === value.start) {
        for (const [key, span] of entries) if (!IMPERSONAL.has(key)) found(span, key === 'Author' ? 'author' : 'other');
      }
      const author = MARKUP.test(textOf(text, entries, 'Subtype')) ? entries.get('T') : undefined;
      if (author) found(author, 'comments');
    });
  }

  #blankString(out: Buffer, text: string, { start, end }: Span, is: Personal): void {
    const isText = text[start] === '(';
    if (!isText && (text[start] !== '<' || text[start + 1] === '<')) return;
    const inside = text.slice(start + 1, end - 1);
    if (!/[^\s\0]/.test(isText ? inside : inside.replaceAll('20', ''))) return;
    if (isText) out.fill(SPACE, start + 1, end - 1);
    else
      for (let at = start + 1, digit = 0; at < end - 1; at += 1)
        if (/[\da-f]/i.test(text[at] ?? '')) out[at] = '20'.charCodeAt(digit++ % 2);
    this.note([is]);
  }
}

function cleanStream(cleaner: Cleaner, out: Buffer, text: string, object: PdfObject): void {
  const { entries, stream } = object;
  if (!stream) return;
  if (textOf(text, entries, 'Type') === '/Metadata' || textOf(text, entries, 'Subtype') === '/XML') {
    const xmp = unpackedStream(out, text, object)?.toString('utf8');
    if (xmp === undefined) throw new RangeError('information that cannot be read');
    if (isImpersonal(xmp)) return;
    putBack(out, object, text, Buffer.from(CLEAN_XMP, 'latin1'));
    cleaner.note(personalInXmp(xmp));
  }
  if (textOf(text, entries, 'Filter').replace(/[[\]\s]/g, '') === '/DCTDecode')
    cleaner.note(blankJpeg(out.subarray(stream.start, stream.end)));
}

interface Packed {
  readonly object: PdfObject;
  readonly data: Buffer;
  readonly text: string;
  readonly objects: readonly { readonly number: number; readonly value: Span }[];
}

/** The objects that are packed together in one stream. */
function unpackObjects(out: Buffer, text: string, object: PdfObject): Packed {
  const data = unpackedStream(out, text, object);
  const [first, count] = [Number(textOf(text, object.entries, 'First')), Number(textOf(text, object.entries, 'N'))];
  if (!data || !Number.isSafeInteger(first) || !Number.isSafeInteger(count)) throw new RangeError('packed objects that cannot be read');
  const copy = Buffer.from(data);
  const inner = copy.toString('latin1');
  const numbers = inner.slice(0, first).trim().split(/\s+/).map(Number);
  const objects = Array.from({ length: count }, (_, index) => {
    const [number = Number.NaN, offset = Number.NaN] = numbers.slice(2 * index, 2 * index + 2);
    const start = skipSpace(inner, first + offset);
    return { number, value: { start, end: readValue(inner, start, () => {}) } };
  });
  return { object, data: copy, text: inner, objects };
}

/** Writes other bytes into a stream, which must not be longer than what stood there; the rest is filled up. */
function putBack(out: Buffer, { entries, stream }: PdfObject, text: string, data: Buffer): void {
  if (!stream) return;
  const isPacked = entries.has('Filter');
  const room = stream.end - stream.start;
  const bytes = isPacked ? deflateSync(data, { level: 9 }) : data;
  if (bytes.byteLength > room && textOf(text, entries, 'Type') === '/ObjStm') throw new RangeError('no room for what was cleaned');
  // Information that has no room is left out.
  const put = bytes.byteLength <= room ? bytes : isPacked ? deflateSync(Buffer.alloc(0)) : Buffer.alloc(0);
  out.fill(isPacked ? 0 : SPACE, stream.start, stream.end);
  put.copy(out, stream.start);
}
