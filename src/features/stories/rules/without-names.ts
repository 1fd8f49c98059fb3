/** Letters of the Arabic script that people interchange. */
const ALIKE = ['اأإآٱ', 'يىیئێې', 'هةەھ', 'كک', 'وؤۆ', 'رڕ', 'لڵ'] as const;
/** Marks that may stand behind any letter: vowels, and the line that lengthens words. */
const MARKS = '[\\p{M}\\u0640\\u200c\\u200d]*';
/** Prefixes that are written together with the name that follows: and, with, for, like. */
const BEFORE = '(?<![\\p{L}\\p{N}])([وفبلك]?)';
/** Endings that Arabic and Kurdish write together with a name. */
const ENDING = '(?:(?<=\\p{Script=Arabic}\\p{M}*)[\\p{Script=Arabic}\\p{M}]{0,4})?(?![\\p{L}\\p{N}])';
/** The shortest part of a name that is replaced, in letters: shorter ones such as `al` are parts of many other words. */
const PART_MIN = 3;

/** A text in which `word` stands for everyone of these names, however they are written, and for each longer part of a name. */
export function withoutNames(text: string, names: readonly string[], word: () => string): string {
  return names.reduce((without, name) => replaceParts(replaceWhole(without, name, word), name, word), text);
}

/** The same for whole names only: for people whom the text is not known to be about. */
export function replaceWhole(text: string, name: string, word: () => string): string {
  const parts = partsOf(name);
  return parts.length === 0 ? text : replace(text, parts.map(patternOf).join('[\\s\\p{Pd}]*'), word);
}

function replaceParts(text: string, name: string, word: () => string): string {
  return partsOf(name)
    .filter((part) => [...part].length >= PART_MIN)
    .reduce((without, part) => replace(without, patternOf(part), word), text);
}

const replace = (text: string, pattern: string, word: () => string): string =>
  text.replace(new RegExp(`${BEFORE}${pattern}${ENDING}`, 'giu'), (_found, before: string) => `${before}${word()}`);

const partsOf = (name: string): readonly string[] =>
  name
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '');

const patternOf = (part: string): string =>
  [...part.replace(/[\p{M}\u0640]/gu, '')]
    .map((letter) => `${ALIKE.find((set) => set.includes(letter))?.replace(/.+/u, '[$&]') ?? letter}${MARKS}`)
    .join('');
