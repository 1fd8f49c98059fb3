import { latinDigits } from '../../../../core/written.js';

/** Digits and capitals that are not mistaken for one another, in print or by ear. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const HALF = 5;

/** A certificate's number, `7K3Q9-XFA2M`: others can't be guessed from it. `random` are ten numbers. */
export function numberFrom(random: ArrayLike<number>): string {
  const letters = Array.from({ length: 2 * HALF }, (_, index) => LETTERS[(random[index] ?? 0) % LETTERS.length]).join('');
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}

/** A number as it was typed, in any script of digits, with or without its hyphen; undefined if it is none. */
export function readNumber(typed: string): string | undefined {
  const letters = latinDigits(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (letters.length !== 2 * HALF || ![...letters].every((letter) => LETTERS.includes(letter))) return undefined;
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}
