import type { Personal } from '../../ports/files.js';

/** Elements and attributes of XMP that tell nothing of a person, by their names without prefix. */
const IMPERSONAL = new Set(
  [
    'begin id end xmpmeta xmptk RDF Description about Alt Seq Bag li lang parseType resource title description subject format language type date',
    'Keywords PDFVersion Producer Trapped CreatorTool CreateDate ModifyDate MetadataDate DocumentID InstanceID RenditionClass VersionID',
    'NPages part conformance amd rev PageLayout schemas prefix namespaceURI schema property name valueType category',
  ].flatMap((line) => line.split(' ')),
);

/** XMP that says nothing. */
export const CLEAN_XMP =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta><?xpacket end="w"?>';

/** Whether each thing that is said is of a kind that tells nothing of a person. */
export function isImpersonal(xmp: string): boolean {
  const named = [...xmp.matchAll(/<\/?(?:[\w.-]+:)?([\w.-]+)|\s(?!xmlns)(?:[\w.-]+:)?([\w.-]+)\s*=\s*["']/g)];
  return named.every(([whole, element, attribute]) => whole.includes('xpacket') || IMPERSONAL.has(element ?? attribute ?? ''));
}

/** What XMP metadata tells of persons, besides something else in any case. */
export function personalInXmp(xmp: string): readonly Personal[] {
  const author = /creator>|Author|lastModifiedBy/i.test(xmp) ? (['author'] as const) : [];
  return [...author, ...(/GPS/.test(xmp) ? (['place'] as const) : []), 'other'];
}
