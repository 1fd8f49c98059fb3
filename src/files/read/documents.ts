import { StringDecoder } from 'node:string_decoder';
import type { Entry, ZipFile } from 'yauzl';
import type { TextPart } from '../../ports/files.js';
import { eachEntry } from '../archive.js';
import type { OfficeType } from '../families.js';
import { createXmlText, type XmlOptions } from './xml.js';

type Place = Pick<TextPart, 'place' | 'number'>;

/** More text than this is not read: a thick book has two million characters. */
export const TEXT_MAX = 2_000_000;
/** What the parts that are read may have together, whatever the list of contents says. */
const UNPACKED_MAX = 150 * 1024 * 1024;

const WHOLE: Place = { place: 'whole', number: 0 };
const OOXML: XmlOptions = { texts: new Set(['t']), lines: new Set(['p', 'si', 'br']), spaces: new Set(['tab']) };
const ODF: XmlOptions = { texts: new Set(['p', 'h']), lines: new Set(['p', 'h', 'line-break']), spaces: new Set(['s', 'tab']) };

/** Which entries hold text, and where in the document that is. */
function placeOf(type: OfficeType, name: string): Place | undefined {
  switch (type) {
    case 'docx':
      return /^word\/(?:document|footnotes|endnotes)\.xml$/.test(name) ? WHOLE : undefined;
    case 'xlsx':
      return /^xl\/(?:sharedStrings|worksheets\/sheet\d+)\.xml$/.test(name) ? WHOLE : undefined;
    case 'pptx': {
      const [, notes, number = ''] = /^ppt\/(?:slides\/slide|(notesSlides)\/notesSlide)(\d+)\.xml$/.exec(name) ?? [];
      return number === '' ? undefined : { place: notes === undefined ? 'slide' : 'notes', number: Number(number) };
    }
    case 'odt':
    case 'odp':
    case 'ods':
      return name === 'content.xml' ? WHOLE : undefined;
    default:
      return type satisfies never;
  }
}

/**
 * The text of an office document, in the order of its parts.
 *
 * @throws {ArchiveError} If the archive is broken.
 */
export async function readOffice(type: OfficeType, bytes: Uint8Array): Promise<readonly TextPart[]> {
  const parts: TextPart[] = [];
  const budget = { unpacked: UNPACKED_MAX, text: TEXT_MAX };
  await eachEntry(bytes, async (entry, archive) => {
    const place = placeOf(type, entry.fileName);
    if (place === undefined || budget.text <= 0) return;
    const text = await readXml(archive, entry, type.startsWith('od') ? ODF : OOXML, budget);
    if (text.trim() !== '') parts.push({ ...place, text });
  });
  return parts.sort((one, other) => one.number - other.number || (one.place < other.place ? 1 : -1));
}

async function readXml(archive: ZipFile, entry: Entry, options: XmlOptions, budget: { unpacked: number; text: number }): Promise<string> {
  let text = '';
  const xml = createXmlText(options, (more) => {
    const taken = more.slice(0, Math.max(0, budget.text));
    text += taken;
    budget.text -= taken.length;
  });
  const decoder = new StringDecoder('utf8');
  for await (const piece of await archive.openReadStreamPromise(entry)) {
    const chunk = piece as Buffer;
    budget.unpacked -= chunk.byteLength;
    if (budget.unpacked < 0) throw new RangeError('an archive grows too large');
    xml.write(decoder.write(chunk));
    if (budget.text <= 0) break;
  }
  return text;
}
