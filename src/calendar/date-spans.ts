import type { LocalDate } from '../core/time.js';
import { latinDigits, readDate, typedText } from '../core/written.js';

/** Days, both included. */
export interface DateSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What stands between the first and the last day, in any language. */
const UNTIL = /\s*(?:-|\bto\b|\buntil\b|إلى|حتى|تا|بۆ)\s*/giu;
const FROM = /^(?:from|من|لە)\s+/iu;

/** Reads days and spans of days, several on a line or one a line. Returns the first piece that is none. */
export function readDateSpans(text: string): readonly DateSpan[] | { readonly unread: string } {
  const spans: DateSpan[] = [];
  const plain = latinDigits(typedText(text)).replace(/[\p{Pd}\u2212]/gu, '-');
  for (const piece of plain.split(/[\n,;،؛]/u).map((each) => each.trim())) {
    if (piece === '') continue;
    const span = readSpan(piece.replace(FROM, ''));
    if (span === undefined || span.from > span.to) return { unread: piece };
    spans.push(span);
  }
  return spans;
}

function readSpan(piece: string): DateSpan | undefined {
  const day = readDate(piece);
  if (day !== undefined) return { from: day, to: day };
  for (const { index, 0: between } of piece.matchAll(UNTIL)) {
    const [from, to] = [readDate(piece.slice(0, index)), readDate(piece.slice(index + between.length))];
    if (from !== undefined && to !== undefined) return { from, to };
  }
  return undefined;
}
