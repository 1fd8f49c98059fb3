import { nameKey } from '../../../core/fold.js';
import { cleanLine } from '../text.js';

/** The parts into which lists divide a name, in the order in which they are said. */
const PARTS = {
  'given-name': ['First name', 'Given name', 'Forename', 'الاسم الأول', 'ناوی یەکەم'],
  'father-name': ['Middle name', 'Father’s name', 'Father name', 'Second name', 'اسم الأب', 'ناوی باوک'],
  'family-name': ['Last name', 'Surname', 'Family name', 'Family', 'اللقب', 'اسم العائلة', 'الكنية', 'ناوی خێزان', 'نازناو'],
} as const;
export type NamePart = keyof typeof PARTS;

const ORDER: readonly NamePart[] = ['given-name', 'father-name', 'family-name'];
const BY_HEADER: ReadonlyMap<string, NamePart> = new Map(
  ORDER.flatMap((part) => PARTS[part].map((name) => [nameKey(name), part] as const)),
);

/** The part of a name that a header means. `key`: the header, folded. */
export function namePartOf(key: string): NamePart | undefined {
  return BY_HEADER.get(key);
}

export function isNamePart(column: string | undefined): column is NamePart {
  return ORDER.some((part) => part === column);
}

const wordsOf = (name: string): readonly string[] => cleanLine(name).split(' ').map(nameKey);

/** One name of what stands in several columns. `name`: a column for the whole, which may hold the parts already. */
export function joinedName(name: string, parts: Readonly<Partial<Record<NamePart, string>>>): string {
  const whole = wordsOf(name);
  const isSaid = (part: string) => whole.length > 1 && wordsOf(part).every((word) => whole.includes(word));
  const added = ORDER.map((part) => cleanLine(parts[part] ?? '')).filter((part) => part !== '' && !isSaid(part));
  return [name, ...added].join(' ').trim();
}
