import { z } from 'zod';
import type { Compute } from '../ports/compute.js';

/** A document to print: a template in Typst, and what it reads as `json(bytes(sys.inputs.data))`. The data are never evaluated. */
export interface Sheet {
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const MODULE = new URL('./typeset.js', import.meta.url);
const printed = z.array(z.instanceof(Uint8Array));

/** Prints documents as PDF, beside the event loop. Throws an `Error` for a template that is wrong. */
export async function printPdfs(compute: Compute, sheets: readonly Sheet[]): Promise<readonly Uint8Array[]> {
  return printed.parse(await compute.run({ module: MODULE, name: 'typeset', input: sheets }));
}

/** Which characters our font has no picture for: emoji, and signs that are drawn in colours elsewhere. */
const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u20e3\ufe0e\ufe0f]/gu;

/** Letters in a row that no line holds may be parted. */
const LONG_RUN = /\S{40}(?=\S)/gu;

/**
 * What people wrote, as a line of print holds it: without emoji, controls and marks that turn the direction; the joiners of
 * Arabic letters stay. A long run of letters may be parted.
 */
export function printable(text: string): string {
  return text
    .replace(PICTURES, '')
    .replace(/[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]|\p{Cs}|\p{Co}|\p{Cn}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(LONG_RUN, '$&\u200b');
}
