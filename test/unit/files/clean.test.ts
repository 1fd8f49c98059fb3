import { deflateSync } from 'node:zlib';
import { CommentRangeEnd, CommentRangeStart, CommentReference, Document, Packer, Paragraph, TextRun } from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchiveList } from '../../../src/files/archive.js';
import { crc32 } from '../../../src/files/clean/crc32.js';
import { cleanFile } from '../../../src/files/clean/index.js';
import { detectType } from '../../../src/files/detect.js';
import { shownSize } from '../../../src/files/pixels.js';
import { readOffice } from '../../../src/files/read/documents.js';
import type { FileType, Personal } from '../../../src/ports/files.js';
import { typeset } from '../../../src/print/typeset.js';
import { documentWith, zipped } from '../../support/documents.js';
import { pagesOf } from '../../support/pdf.js';

const NAME = 'Zainab Kareem';
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** The clean copy; what it tells of persons no longer stands in it. */
async function cleaned(type: FileType, bytes: Uint8Array, removed: readonly Personal[]): Promise<Uint8Array> {
  const clean = await cleanFile(type, bytes);
  expect(clean).toMatchObject({ type: 'cleaned', removed: expect.arrayContaining([...removed]) });
  if (clean.type !== 'cleaned') throw new Error('not cleaned');
  expect((await cleanFile(type, clean.bytes)).type).toBe('same');
  return clean.bytes;
}

const segment = (marker: number, payload: Uint8Array | string): Uint8Array => {
  const data = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : Buffer.from(payload);
  return Buffer.concat([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]);
};
/** EXIF with the artist, the place and how the picture is turned, as cameras write it. */
function exif(): Buffer {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 3, 0]);
  const entries = [entry(0x0112, 3, 1, 6), entry(0x013b, 2, NAME.length + 1, 50), entry(0x8825, 4, 1, 70)];
  return Buffer.concat([head, ...entries, Buffer.alloc(4), Buffer.from(`${NAME}\0 GPS 30.5N 47.8E`, 'latin1')]);
}
const TABLES = segment(0xdb, 'quantization');
const SCAN = Buffer.concat([segment(0xda, 'scan'), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]);
const jpeg = (...segments: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat([Uint8Array.of(0xff, 0xd8), ...segments, TABLES, SCAN, Uint8Array.of(0xff, 0xd9)]);
const PHOTO = jpeg(
  segment(0xe0, 'JFIF\0\x01\x01'),
  segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif()])),
  segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<dc:creator>${NAME}</dc:creator>`),
  segment(0xe2, 'ICC_PROFILE\0colours'),
  segment(0xed, `Photoshop 3.0\0${NAME}`),
  segment(0xfe, NAME),
);

describe('a picture', () => {
  it('loses place, camera and names, and keeps its colours and how it is turned', async () => {
    const clean = await cleaned('jpg', Buffer.concat([PHOTO, Buffer.from(`behind the end: ${NAME}`)]), [
      'author',
      'place',
      'device',
      'other',
    ]).catch((error: unknown) => error);
    // What says how it is turned stays, so a second look finds it again and leaves it.
    expect(clean).toBeInstanceOf(Uint8Array);
    const text = latin1(clean as Uint8Array);
    expect(text).not.toMatch(/Zainab|30\.5N|xap/);
    expect(text).toContain('ICC_PROFILE');
    expect(text).toContain(latin1(TABLES) + latin1(SCAN));
    expect(text).toContain('Exif');
    expect(text.endsWith('\u00ff\u00d9')).toBe(true);
  });

  it('without any of that is left as it is, and one that breaks off is not cleaned', async () => {
    expect(await cleanFile('jpg', jpeg(segment(0xe0, 'JFIF\0\x01\x01')))).toEqual({ type: 'same' });
    for (const end of [3, 30, PHOTO.byteLength - 3])
      expect(await cleanFile('jpg', PHOTO.subarray(0, end)), String(end)).toEqual({ type: 'failed' });
  });

  it('as PNG loses words and EXIF', async () => {
    const chunk = (name: string, data: Uint8Array | string) => {
      const body = Buffer.concat([Buffer.from(name), Buffer.from(data as string, 'latin1')]);
      const [head, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      head.writeUInt32BE(body.length - 4);
      sum.writeUInt32BE(crc32(body));
      return Buffer.concat([head, body, sum]);
    };
    const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');
    const [ihdr, idat, iend] = [chunk('IHDR', '\0'.repeat(13)), chunk('IDAT', 'picture'), chunk('IEND', '')];
    const png = Buffer.concat([
      signature,
      ihdr,
      chunk('tEXt', `Author\0${NAME}`),
      chunk('eXIf', exif().toString('latin1')),
      idat,
      iend,
      Buffer.from(NAME),
    ]);
    const clean = await cleaned('png', png, ['author', 'place', 'other']);
    expect(latin1(clean)).not.toContain('Zainab');
    expect(latin1(clean)).toContain(latin1(ihdr));
    expect(latin1(clean).endsWith(latin1(iend))).toBe(true);
    expect(await cleanFile('png', Buffer.concat([signature, ihdr, idat, iend]))).toEqual({ type: 'same' });
    expect(await cleanFile('png', png.subarray(0, 60))).toEqual({ type: 'failed' });
  });

  it('as WebP loses words and EXIF, keeps how it is turned, and does not move', async () => {
    const chunk = (name: string, data: Uint8Array) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(data.byteLength);
      return Buffer.concat([Buffer.from(name, 'latin1'), size, data, Buffer.alloc(data.byteLength % 2)]);
    };
    const webp = (...chunks: readonly Uint8Array[]) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(4 + Buffer.concat(chunks).byteLength);
      return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), ...chunks]);
    };
    const head = (flags: number) => chunk('VP8X', Uint8Array.of(flags, 0, 0, 0, 0x8f, 1, 0, 0x2b, 1, 0));
    const dots = chunk('VP8 ', Buffer.from('picture'));
    const whole = webp(head(0x0c), dots, chunk('EXIF', exif()), chunk('XMP ', Buffer.from(`<dc:creator>${NAME}</dc:creator>`)));
    const clean = await cleaned('webp', Buffer.concat([whole, Buffer.from(NAME)]), ['author', 'place', 'device', 'other']);
    expect(latin1(clean)).not.toMatch(/Zainab|30\.5N|XMP/);
    expect(latin1(clean)).toContain(latin1(dots));
    expect(latin1(clean)).toContain(latin1(head(0x08)));
    expect(clean.byteLength).toBe(8 + Buffer.from(clean).readUInt32LE(4));
    expect(shownSize('webp', clean)).toEqual({ width: 400, height: 300 });
    expect(await detectType({ name: 'photo.webp', bytes: clean })).toBe('webp');
    const huge = webp(chunk('VP8X', Uint8Array.of(0, 0, 0, 0, 0xff, 0xff, 0, 0xff, 0xff, 0)), dots);
    await expect(detectType({ name: 'photo.webp', bytes: huge })).rejects.toThrow('a huge picture');
    expect(await cleanFile('webp', webp(dots))).toEqual({ type: 'same' });
    for (const bytes of [webp(head(2), chunk('ANMF', dots)), whole.subarray(0, 40), webp(head(0))]) {
      expect(await cleanFile('webp', bytes)).toEqual({ type: 'failed' });
    }
    expect(shownSize('webp', whole.subarray(0, 13))).toBeUndefined();
  });

  it('says how it is shown, also turned', () => {
    const frame = segment(0xc0, Buffer.from([8, 0, 30, 0, 40, 3]));
    expect(shownSize('jpg', jpeg(frame))).toEqual({ width: 40, height: 30 });
    const turned = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif()]));
    expect(shownSize('jpg', jpeg(turned, frame))).toEqual({ width: 30, height: 40 });
    expect(shownSize('jpg', jpeg(turned, frame).subarray(0, 20))).toBeUndefined();
  });
});

describe('an office document', () => {
  it('loses its author, who changed it, and who commented it, and says what it said', async () => {
    const docx = await Packer.toBuffer(
      new Document({
        creator: NAME,
        lastModifiedBy: NAME,
        customProperties: [{ name: 'Owner', value: NAME }],
        comments: { children: [{ id: 0, author: NAME, initials: 'ZK', children: [new Paragraph('Is this right?')] }] },
        sections: [
          {
            children: [
              new Paragraph({
                children: [new CommentRangeStart(0), new TextRun('خط ساخن hotline'), new CommentRangeEnd(0), new CommentReference(0)],
              }),
            ],
          },
        ],
      }),
    );
    const parts = {
      ...unzipSync(docx),
      'word/media/photo.jpg': new Uint8Array(PHOTO),
      'word/_rels/settings.xml.rels': strToU8(`<Relationship Target="file:///C:\\Users\\${NAME}\\a.dotx"/>`),
    };
    const clean = await cleaned('docx', zipSync(parts), ['author', 'comments', 'place', 'other']);
    const after = unzipSync(clean);
    expect(Object.keys(after)).toEqual(Object.keys(parts));
    for (const [name, bytes] of Object.entries(after)) expect(latin1(bytes), name).not.toMatch(/Zainab|"ZK"/);
    expect(latin1(after['word/comments.xml'] ?? new Uint8Array())).toContain('Is this right?');
    expect(await readOffice('docx', clean)).toEqual(await readOffice('docx', zipSync(parts)));
    expect(await readArchiveList(clean)).toContain('word/document.xml');
  });

  it('loses them in sheets, slides and OpenDocument too, and in documents inside', async () => {
    const core = `<cp:coreProperties><dc:title>Plan</dc:title><dc:creator>${NAME}</dc:creator><cp:lastModifiedBy>${NAME}</cp:lastModifiedBy></cp:coreProperties>`;
    const app = `<Properties><Company>Tigris</Company><Manager>${NAME}</Manager><Pages>3</Pages></Properties>`;
    const xlsx = zipped({
      '[Content_Types].xml': '<Types/>',
      'docProps/core.xml': core,
      'docProps/app.xml': app,
      'xl/workbook.xml': `<workbook><x15ac:absPath url="C:\\Users\\${NAME}\\"/></workbook>`,
      'xl/comments1.xml': `<comments><authors><author>${NAME}</author></authors></comments>`,
      'xl/persons/person.xml': `<person displayName="${NAME}" id="{1}" userId="z@example.org"/>`,
    });
    const pptx = zipped({
      '[Content_Types].xml': '<Types/>',
      'ppt/commentAuthors.xml': `<p:cmAuthor id="1" name="${NAME}" initials="ZK"/>`,
    });
    const inside = zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8('<w:p/>'),
      'word/embeddings/a.xlsx': xlsx,
    });
    const odt = zipped({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:annotation><dc:creator>${NAME}</dc:creator><text:p>Sure?</text:p></office:annotation>`,
      'meta.xml': `<office:meta><meta:initial-creator>${NAME}</meta:initial-creator><dc:creator>${NAME}</dc:creator><dc:title>Plan</dc:title></office:meta>`,
    });
    for (const [type, bytes, removed] of [
      ['xlsx', xlsx, ['author', 'comments']],
      ['pptx', pptx, ['comments']],
      ['docx', inside, ['author']],
      ['odt', odt, ['author', 'comments']],
    ] as const) {
      const clean = unzipSync(await cleaned(type, bytes, removed));
      const texts = Object.values(clean).map(latin1).join('\n');
      expect(texts, type).not.toMatch(/Zainab|z@example|Tigris/);
      if (type === 'xlsx' || type === 'odt') expect(texts).toContain('Plan');
    }
    expect(latin1((await cleaned('odt', odt, [])).subarray(30, 38 + 39))).toContain('mimetypeapplication/vnd.oasis.opendocument.text');
  });

  it('with what nobody can look into is not cleaned, and one that tells nothing stays as it is', async () => {
    for (const part of ['word/embeddings/oleObject1.bin', 'word/media/film.mp4', 'word/media/scan.tiff']) {
      expect(await cleanFile('docx', zipped({ '[Content_Types].xml': '<Types/>', [part]: 'x' })), part).toEqual({ type: 'failed' });
    }
    expect(await cleanFile('docx', strToU8('no archive'))).toEqual({ type: 'failed' });
    expect(await cleanFile('pptx', await documentWith('pptx', 'Text'))).toEqual({ type: 'same' });
    expect(await cleanFile('txt', strToU8(NAME))).toEqual({ type: 'same' });
  });
});

/** A PDF of objects, with a table of where they stand. */
function pdf(objects: readonly string[], trailer: string): Uint8Array {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
const stream = (dictionary: string, data: string): string => `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`;
const packed = (dictionary: string, data: string): string =>
  stream(`${dictionary} /Filter /FlateDecode`, deflateSync(Buffer.from(data, 'latin1'), { level: 1 }).toString('latin1'));
const PAGES = [
  '<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Annots [7 0 R << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Zainab Kareem) /Contents (Inline) >>] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /I 8 0 R >> >> >>',
  stream('', 'BT /F 12 Tf 20 100 Td (The hotline \\(day\\) answers) Tj ET'),
];
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description><dc:creator><rdf:Seq><rdf:li>${NAME}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>${' '.repeat(200)}`;
const REST = [
  stream('/Type /Metadata /Subtype /XML', XMP),
  '<< /Type /Annot /Subtype /Highlight /Rect [0 0 9 9] /T <FEFF005A00610069006E00610062> /Contents (Here) >>',
  stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode', latin1(PHOTO)),
];

describe('a PDF', () => {
  it('loses its author, who commented it, and what its pictures tell, and reads as before', async () => {
    const info = `<< /Title (Plan) /Author (Zainab \\) Kareem) /Company 9 0 R /Producer (Word) /CreationDate (D:20260101) >>`;
    const bytes = pdf([...PAGES, info, ...REST, '(Zainab Ltd)'], '/Info 5 0 R');
    expect(await pagesOf(bytes)).toEqual(['The hotline (day) answers']);
    const clean = await cleaned('pdf', bytes, ['author', 'comments', 'place', 'other']);
    expect(latin1(clean)).not.toMatch(/Zainab|005A0061|30\.5N/);
    expect(latin1(clean)).toMatch(/\/Title \(Plan\).*\/Producer \(Word\) \/CreationDate \(D:20260101\)/);
    expect(clean.byteLength).toBe(bytes.byteLength);
    expect(await pagesOf(clean)).toEqual(['The hotline (day) answers']);
  });

  it('loses them where objects are packed, and in versions that a later one has replaced', async () => {
    const inside = `5 0 10 70 << /Author (${NAME}) /Title (Plan) >>${' '.repeat(40)}`;
    const first = inside.indexOf('<<');
    const objects = [
      ...PAGES,
      packed(`/Type /ObjStm /N 1 /First ${first}`, inside.replace('10 70 ', '      ')),
      packed('/Type /Metadata /Subtype /XML', XMP),
      ...REST.slice(1),
    ];
    const old = pdf([...objects, `<< /Author (${NAME}) >>`], '/Info 9 0 R');
    const bytes = Buffer.concat([
      old,
      Buffer.from('10 0 obj\n<< /Author (Nobody) >>\nendobj\ntrailer\n<< /Size 11 /Root 1 0 R /Info 5 0 R >>\n', 'latin1'),
    ]);
    const clean = await cleanFile('pdf', bytes);
    expect(clean).toMatchObject({ type: 'cleaned' });
    if (clean.type !== 'cleaned') return;
    const after = latin1(clean.bytes);
    expect(after).not.toContain('Zainab');
    const at = after.indexOf('stream\n', after.indexOf('/ObjStm')) + 7;
    const { inflateSync } = await import('node:zlib');
    expect(inflateSync(Buffer.from(clean.bytes).subarray(at), { finishFlush: 2 }).toString()).toMatch(
      /\/Author \( {13}\) \/Title \(Plan\)/,
    );
  });

  it('of Typst is cleaned, in Arabic too', async () => {
    const template = `#set document(author: "${NAME}", title: "Plan")\n#set page(width: 300pt, height: 200pt)\n#set text(lang: "ar")\nالخط الساخن`;
    const [bytes = new Uint8Array()] = typeset([{ template, data: {} }]);
    expect(latin1(bytes)).toContain(NAME);
    const clean = await cleaned('pdf', bytes, ['author']);
    expect(latin1(clean)).not.toContain('Zainab');
    expect(await pagesOf(clean)).toEqual(await pagesOf(bytes));
  });

  it('that is encrypted, signed, broken, or holds files is not cleaned', async () => {
    const info = `<< /Author (${NAME}) >>`;
    const plain = pdf([...PAGES, info, ...REST], '/Info 5 0 R');
    const broken = [
      pdf([...PAGES, info, ...REST], '/Info 5 0 R /Encrypt << /Filter /Standard >>'),
      pdf([...PAGES, info, ...REST, '<< /Type /Sig /ByteRange [0 1 2 3] /Name (Z) >>'], '/Info 5 0 R'),
      pdf([...PAGES, info, ...REST, stream('/Type /EmbeddedFile', 'x')], '/Info 5 0 R'),
      pdf([...PAGES, info, ...REST, `<< ${'[ '.repeat(500)}`], '/Info 5 0 R'),
      plain.subarray(0, 400),
      strToU8('no PDF'),
    ];
    for (const [index, bytes] of broken.entries()) {
      const { type } = await cleanFile('pdf', bytes);
      expect(type === 'failed' || (index === 5 && type === 'same'), String(index)).toBe(true);
    }
  });
});
