/** Letters that people interchange, in pairs: each first one was folded to the second when migration 0015 was released. */
const LETTERS = 'ٱا ىي یي ېي ێي کك ڪك ةه ەه ھه ہه ۀه ۆو ڕر ڵل';
const VARIANTS = new Map(LETTERS.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));
const IGNORED =
  /['"`´‘’‚‛“”„‟‹›«»′″＇＂\u02B0-\u02FF\p{Pd}\u2043\u2212\p{M}\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u061C\u00AD\s]/gu;

/** A name as `nameKey` of `core/fold.ts` gave it when migration 0015 was released; a later change there is a migration of its own. */
export function folded(name: string): string {
  const digits = name.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/[´\u02B0-\u02FF]/g, '');
  const letters = digits.normalize('NFKD').toLowerCase().normalize('NFKD').replace(IGNORED, '');
  return Array.from(letters, (letter) => VARIANTS.get(letter) ?? letter).join('');
}
