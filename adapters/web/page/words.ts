import type { Language } from '../../../src/core/language.js';
import ar from '../../../src/language/catalogues/ar/web.js';
import ckb from '../../../src/language/catalogues/ckb/web.js';
import en from '../../../src/language/catalogues/en/web.js';

export type Word = keyof typeof en;
type Values = Readonly<Record<string, string | number>>;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en, ar, ckb };

/** Names of the languages, each in its own language. */
export const AUTONYMS: Readonly<Record<Language, string>> = { en: 'English', ar: 'العربية', ckb: 'کوردی' };

export interface Words {
  (key: Word, values?: Values): string;
  /** Without direction isolates, for text that is not displayed, such as labels for screen readers. */
  label(key: Word, values?: Values): string;
  readonly language: Language;
}

/**
 * Formats the page's catalogue in one language. It supports the part of ICU MessageFormat that the catalogue uses:
 * placeholders, `plural` and `select`.
 */
export function createWords(language: Language): Words {
  // Few browsers know Kurdish; its plural rule is the same as the English one.
  const plural = new Intl.PluralRules([language, 'en']);
  const catalogue = CATALOGUES[language];
  const say = (key: Word, values: Values = {}): string => format(catalogue[key], values, plural, true);
  return Object.assign(say, { label: (key: Word, values: Values = {}) => format(catalogue[key], values, plural, false), language });
}

function format(source: string, values: Values, plural: Intl.PluralRules, isolated: boolean, count?: number): string {
  let result = '';
  for (let at = 0; at < source.length; ) {
    const letter = source.charAt(at);
    if (letter === '#' && count !== undefined) {
      result += count;
      at += 1;
    } else if (letter === '{') {
      const end = closing(source, at);
      result += placeholder(source.slice(at + 1, end), values, plural, isolated);
      at = end + 1;
    } else {
      result += letter;
      at += 1;
    }
  }
  return result;
}

function placeholder(inside: string, values: Values, plural: Intl.PluralRules, isolated: boolean): string {
  const [name = '', kind] = inside.split(',', 2).map((part) => part.trim());
  const value = values[name] ?? '';
  if (kind === undefined) return typeof value === 'string' && isolated ? `\u2068${value}\u2069` : String(value);
  const options = optionsOf(inside.slice(inside.indexOf(',', inside.indexOf(',') + 1) + 1));
  if (kind === 'select') return format(options.get(String(value)) ?? options.get('other') ?? '', values, plural, isolated);
  const count = Number(value);
  const chosen = options.get(`=${count}`) ?? options.get(plural.select(count)) ?? options.get('other') ?? '';
  return format(chosen, values, plural, isolated, count);
}

function optionsOf(source: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (let at = 0; ; ) {
    const open = source.indexOf('{', at);
    if (open < 0) return options;
    const end = closing(source, open);
    options.set(source.slice(at, open).trim(), source.slice(open + 1, end));
    at = end + 1;
  }
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    if (source[at] === '{') depth += 1;
    if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new RangeError(`unclosed placeholder: ${source}`);
}

/** The `dir` of a text field: by its first letter. An empty field has none, because `auto` would make it left to right. */
export function typedDirection(text: string): 'auto' | undefined {
  return text === '' ? undefined : 'auto';
}
