import type { Personal } from '../../ports/files.js';
import { type CleanBytes, cleanJpeg } from './jpeg.js';
import { cleanPng } from './png.js';
import { rewriteArchive } from './zip.js';

/** What takes the place of a name where a program needs one. */
const NOBODY = 'Author';

interface Rule {
  readonly parts: RegExp;
  readonly what: RegExp;
  /** `$1` and `$2` are what stands on both sides. */
  readonly by: string;
  readonly is: Personal;
}

/** Text of an element, and the value of an attribute, with what stands on both sides. An empty one is none. */
const element = (names: string): RegExp => new RegExp(`(<(?:[\\w.-]+:)?(?:${names})(?:\\s[^>]*)?>)[^<]+(</)`, 'g');
const attribute = (names: string): RegExp => new RegExp(`(\\s(?:[\\w.-]+:)?(?:${names})=")[^"]+(")`, 'g');

const RULES: readonly Rule[] = [
  { parts: /^docProps\/core\.xml$/, what: element('creator|lastModifiedBy'), by: '$1$2', is: 'author' },
  { parts: /^docProps\/app\.xml$/, what: element('Manager|Company|HyperlinkBase|Template'), by: '$1$2', is: 'author' },
  {
    parts: /^docProps\/custom\.xml$/,
    what: /(<(?:[\w.-]+:)?Properties(?:\s[^>]*)?>)[^]+(<\/(?:[\w.-]+:)?Properties>)/g,
    by: '$1$2',
    is: 'other',
  },
  { parts: /^word\/people\.xml$/, what: /(<w15:people(?:\s[^>]*)?>)[^]+(<\/w15:people>)/g, by: '$1$2', is: 'comments' },
  { parts: /^word\/.*\.xml$/, what: attribute('author|initials'), by: `$1${NOBODY}$2`, is: 'comments' },
  { parts: /^ppt\/(?:commentAuthors|authors)\.xml$/, what: attribute('name|initials|userId'), by: `$1${NOBODY}$2`, is: 'comments' },
  { parts: /^xl\/comments[^/]*\.xml$/, what: element('author'), by: `$1${NOBODY}$2`, is: 'comments' },
  { parts: /^xl\/persons\/.*\.xml$/, what: attribute('displayName|userId'), by: `$1${NOBODY}$2`, is: 'comments' },
  { parts: /^xl\/workbook\.xml$/, what: attribute('url|userName'), by: '$1$2', is: 'author' },
  { parts: /\.rels$/, what: /(\sTarget="file:\/\/\/)[^"]+(")/g, by: '$1$2', is: 'author' },
  { parts: /^meta\.xml$/, what: element('initial-creator|creator|printed-by|user-defined'), by: '$1$2', is: 'author' },
  { parts: /^(?:content|styles)\.xml$/, what: element('creator|creator-initials'), by: `$1${NOBODY}$2`, is: 'comments' },
];

const JPEG = /\.jpe?g$/i;
const PNG = /\.png$/i;
const INSIDE = /\.(docx|pptx|xlsx|odt|odp|ods)$/i;
/** What may tell of persons too, and nobody here can look into. */
const CLOSED = /(?:^|\/)(?:embeddings\/.*\.(?:bin|docm?|xls[mb]?|pptm?|pdf|msg)|[^/]*\.(?:tiff?|heic|mp4|m4v|mov|avi|wmv|mp3|m4a|wav))$/i;
/** Documents in documents in documents. */
const DEPTH_MAX = 2;

/**
 * An office document without the names of who wrote, changed and commented it, and with clean pictures. What it says stays as it is.
 * Throws a `RangeError` for one that holds what nobody here can look into.
 */
export async function cleanOffice(bytes: Uint8Array, depth = 0): Promise<CleanBytes> {
  const removed = new Set<Personal>();
  const note = ({ bytes: clean, removed: more }: CleanBytes): Uint8Array | undefined => {
    for (const each of more) removed.add(each);
    return more.length === 0 ? undefined : clean;
  };
  const cleaned = await rewriteArchive(
    bytes,
    (name) => JPEG.test(name) || PNG.test(name) || INSIDE.test(name) || CLOSED.test(name) || RULES.some(({ parts }) => parts.test(name)),
    async (name, part) => {
      if (CLOSED.test(name) || (INSIDE.test(name) && depth >= DEPTH_MAX)) throw new RangeError('a part that cannot be looked into');
      if (JPEG.test(name)) return note(cleanJpeg(part));
      if (PNG.test(name)) return note(cleanPng(part));
      if (INSIDE.test(name)) return note(await cleanOffice(part, depth + 1));
      return note(cleanXml(name, part));
    },
  );
  return { bytes: removed.size === 0 ? bytes : cleaned, removed: [...removed] };
}

function cleanXml(name: string, part: Uint8Array): CleanBytes {
  const removed: Personal[] = [];
  let text = Buffer.from(part).toString('utf8');
  for (const { what, by, is } of RULES.filter(({ parts }) => parts.test(name))) {
    const changed = text.replace(what, by);
    if (changed !== text) removed.push(is);
    text = changed;
  }
  return { bytes: Buffer.from(text, 'utf8'), removed };
}
