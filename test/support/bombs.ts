import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

const MB = 1024 * 1024;

/** A part of an archive. */
export interface BombEntry {
  readonly name: string;
  /** What it holds; or, for the same bytes again, the index of the entry that they belong to. */
  readonly holds: Uint8Array | string | number;
  /** How large it says it is. */
  readonly declared?: number;
  /** Of Unix, such as 0o120777 for a link. */
  readonly mode?: number;
  /** Its bytes are packed already. */
  readonly packed?: { readonly bytes: Uint8Array; readonly size: number };
}

const u16 = (value: number) => Uint8Array.of(value & 255, (value >> 8) & 255);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const bytesOf = (text: Uint8Array | string) => (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text));

/** An archive that may lie: of sizes, and with entries that share their bytes. Checksums are not right, and nobody looks at them. */
export function archiveOf(entries: readonly BombEntry[]): Uint8Array {
  const files: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  const places: { readonly at: number; readonly packed: number; readonly size: number }[] = [];
  let at = 0;
  for (const { name, holds, declared, mode = 0o100644, packed: given } of entries) {
    const bytes = typeof holds === 'number' ? undefined : bytesOf(holds);
    const packed = given?.bytes ?? (bytes && deflateRawSync(bytes));
    const shared = typeof holds === 'number' ? places[holds] : undefined;
    const place = shared ?? { at, packed: packed?.byteLength ?? 0, size: given?.size ?? bytes?.byteLength ?? 0 };
    places.push(place);
    const raw = Buffer.from(name);
    const sizes = [u32(0), u32(place.packed), u32(declared ?? place.size), u16(raw.length), u16(0)];
    if (!shared && packed) {
      const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), u16(20), u16(0x800), u16(8), u32(0), ...sizes, raw]);
      files.push(local, packed);
      at += local.length + packed.length;
    }
    const central = [Buffer.from('PK\u0001\u0002'), u16(0x0314), u16(20), u16(0x800), u16(8), u32(0), ...sizes];
    list.push(Buffer.concat([...central, u16(0), u16(0), u16(0), u32(mode * 65_536), u32(place.at), raw]));
  }
  const directory = Buffer.concat(list);
  const count = u16(Math.min(entries.length, 65_535));
  const end = Buffer.concat([Buffer.from('PK\u0005\u0006'), u32(0), count, count, u32(directory.length), u32(at), u16(0)]);
  return new Uint8Array(Buffer.concat([...files, directory, end]));
}

/**
 * So many megabytes of one piece, packed to a thousandth, without ever being in memory: what is packed with a full flush can be put
 * together.
 */
export function packedMuch(megabytes: number, { before = '', piece = ' ', after = '' } = {}): { bytes: Uint8Array; size: number } {
  const flush = { finishFlush: 3 };
  const one = deflateRawSync(Buffer.alloc(MB, piece), { ...flush, level: 9 });
  const [first, last] = [deflateRawSync(before, flush), deflateRawSync(after)];
  const size = megabytes * MB + Buffer.byteLength(before) + Buffer.byteLength(after);
  return { bytes: Buffer.concat([first, ...Array.from({ length: megabytes }, () => one), last]), size };
}

const TYPES = '<Types/>';
const BODY = {
  docx: 'word/document.xml',
  pptx: 'ppt/slides/slide1.xml',
  xlsx: 'xl/worksheets/sheet1.xml',
  odt: 'content.xml',
  odp: 'content.xml',
  ods: 'content.xml',
} as const;
export type OfficeType = keyof typeof BODY;
export const OFFICE_TYPES = Object.keys(BODY) as readonly OfficeType[];
const KINDS = { odt: 'text', odp: 'presentation', ods: 'spreadsheet' } as const;

/** An office document whose text is this part; with other parts behind it. */
export function officeBomb(type: OfficeType, body: Omit<BombEntry, 'name'>, more: readonly BombEntry[] = []): Uint8Array {
  const part = { ...body, name: BODY[type] };
  if (type === 'odt' || type === 'odp' || type === 'ods') {
    const mimetype = `application/vnd.oasis.opendocument.${KINDS[type]}`;
    const first = { name: 'mimetype', holds: '', packed: { bytes: Buffer.from(mimetype), size: mimetype.length } };
    return archiveOf([first, part, ...more]);
  }
  const needed: readonly BombEntry[] = [
    { name: '[Content_Types].xml', holds: TYPES },
    ...(type === 'pptx' ? [{ name: 'ppt/presentation.xml', holds: '<p/>' }] : []),
    ...(type === 'xlsx' ? workbookParts() : []),
  ];
  return archiveOf([...needed, part, ...more]);
}

/** What a workbook needs besides its first sheet. */
function workbookParts(): readonly BombEntry[] {
  const relation = (target: string, kind: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  return [
    { name: '_rels/.rels', holds: `${relation('xl/workbook.xml', 'officeDocument')}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      holds:
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      holds: `${relation('worksheets/sheet1.xml', 'worksheet')}<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
  ];
}

const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const SHEET_END = '</sheetData></worksheet>';

/** Columns of a sheet, from 0. */
export const columnLetter = (column: number): string => String.fromCharCode(65 + column);

/** A workbook with these rows, and perhaps one text that its cells can share. */
export function workbookOf(rows: string, shared?: string): Uint8Array {
  const holds = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${shared ?? ''}</t></si></sst>`;
  return officeBomb('xlsx', { holds: `${SHEET}${rows}${SHEET_END}` }, [{ name: 'xl/sharedStrings.xml', holds }]);
}

/** 700 megabytes of text as 0.7 MB, and 1.4 GB as 1.4 MB for a workbook. `declared`: how large it says it is. */
export function growing(type: OfficeType, declared?: number): Uint8Array {
  const packed = packedMuch(type === 'xlsx' ? 1400 : 700, { before: '<a><t>', after: '</t></a>' });
  return officeBomb(type, { holds: '', packed, ...(declared !== undefined && { declared }) });
}

export const calendarWith = (line: string): string => `BEGIN:VCALENDAR\nBEGIN:VEVENT\n${line}\nEND:VEVENT\nEND:VCALENDAR\n`;

/** Entities that are ten to the ninth times as long as they look, and text that names the last. */
export function laughs(type: OfficeType): string {
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const head = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${entities}]>`;
  if (type === 'xlsx') return `${head}${SHEET}<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>${SHEET_END}`;
  if (type === 'docx') return `${head}<w:document><w:p><w:t>&l9;</w:t></w:p></w:document>`;
  if (type === 'pptx') return `${head}<p:sld><a:p><a:t>&l9;</a:t></a:p></p:sld>`;
  return `${head}<office:document-content><text:p>&l9;</text:p></office:document-content>`;
}

/** A PDF of objects, without a table of where they stand: readers look for them. */
export function pdfOf(objects: readonly (string | Uint8Array)[], trailer = '/Root 1 0 R'): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  for (const [index, object] of objects.entries())
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), bytesOf(object), Buffer.from('\nendobj\n'));
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(`trailer << /Size ${objects.length + 1} ${trailer} >>\n%%EOF`)]));
}

export const pdfStream = (entries: string, data: Uint8Array | string): Uint8Array => {
  const bytes = bytesOf(data);
  return Buffer.concat([Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
};

const FONT = '<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
const onePage = (contents: Uint8Array, more: readonly (string | Uint8Array)[] = [], resources = ''): Uint8Array =>
  pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources ${FONT} ${resources} >> >>`,
    contents,
    ...more,
  ]);

const zlibOfMuch = (megabytes: number): Uint8Array => {
  const { bytes } = packedMuch(megabytes);
  // zlib's head, and a wrong checksum at its end.
  return Buffer.concat([Uint8Array.of(0x78, 0x9c), bytes, u32(0)]);
};

export const PDF_BOMBS = {
  'streams in streams': () =>
    onePage(pdfStream('/Filter [/FlateDecode /FlateDecode /FlateDecode]', deflateSync(deflateSync(zlibOfMuch(1500))))),
  'a page of gigabytes': () => onePage(pdfStream('/Filter /FlateDecode', zlibOfMuch(2000))),
  'a million packed objects': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      pdfStream('/Type /ObjStm /N 99999999 /First 999999999 /Filter /FlateDecode', zlibOfMuch(1500)),
      pdfStream('/Type /XRef /W [1 4 2] /Size 99999999 /Root 1 0 R /Filter /FlateDecode', zlibOfMuch(1500)),
    ]),
  'pages without an end': () =>
    pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 99999999 /Parent 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 99999999 /Parent 2 0 R >>',
    ]),
  'text without an end': () => onePage(pdfStream('/Filter /FlateDecode', textOfMuch(40))),
} as const;

/** Megabytes of words on one page. */
function textOfMuch(megabytes: number): Uint8Array {
  const line = 'BT /F 1 Tf 1 1 Td (words words words words) Tj ET\n';
  return deflateSync(Buffer.from(line.repeat(Math.floor((megabytes * MB) / line.length))));
}

/** A page that shows a form twice, which shows a form twice, and so on: two to the power of `depth` words. */
export function endlessPdf(depth: number): Uint8Array {
  const form = (next: number | undefined): Uint8Array =>
    next === undefined
      ? pdfStream(`/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources ${FONT} >>`, 'BT /F 12 Tf 20 100 Td (word) Tj ET')
      : pdfStream(`/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X ${next} 0 R >> >>`, '/X Do /X Do');
  const forms = Array.from({ length: depth }, (_, index) => form(index + 1 === depth ? undefined : index + 6));
  return onePage(pdfStream('', '/X Do /X Do'), forms, '/XObject << /X 5 0 R >>');
}

/** A picture of 30,000 by 30,000 dots, all of one colour. */
export function hugePng(): Uint8Array {
  const chunk = (name: string, data: Uint8Array) => Buffer.concat([u32be(data.length), Buffer.from(name), data, u32(0)]);
  const size = Buffer.concat([u32be(30_000), u32be(30_000), Uint8Array.of(8, 0, 0, 0, 0)]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('IDAT', zlibOfMuch(859)),
    chunk('IEND', new Uint8Array()),
  ]);
}

const u32be = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** The same as JPEG. `hidden`: behind what some readers skip, and others take for the end of what they look at. */
export function hugeJpeg(hidden: 'plain' | 'filled' | 'second'): Uint8Array {
  const frame = (dots: number) => Uint8Array.of(0xff, 0xc0, 0, 11, 8, dots >> 8, dots & 255, dots >> 8, dots & 255, 1, 1, 0x11, 0);
  const app = Uint8Array.of(0xff, 0xe0, 0, 4, 0, 0);
  const before = hidden === 'filled' ? new Uint8Array(7).fill(0xff) : hidden === 'second' ? frame(10) : new Uint8Array();
  const scan = Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9);
  return Buffer.concat([Uint8Array.of(0xff, 0xd8), app, before, frame(30_000), scan]);
}

/** Two gigabytes as two megabytes. */
export const gzipBomb = (): Uint8Array => {
  const member = gzipSync(Buffer.alloc(20 * MB));
  return Buffer.concat(Array.from({ length: 100 }, () => member));
};
