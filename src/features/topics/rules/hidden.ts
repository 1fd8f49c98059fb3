import { HIDDEN_REASONS, type HiddenReason } from '../types.js';

/** Why a contribution was hidden: a code, which the audit log keeps too, and the organiser's own words, which only stand beside it. */
export interface WhyHidden {
  readonly reason: HiddenReason;
  /** Empty without. */
  readonly words: string;
}

/** Both as one text. */
export function writeWhy({ reason, words }: WhyHidden): string {
  return words === '' ? reason : `${reason}\n${words}`;
}

/** Reads what `writeWhy` wrote: a code in the first line, and the organiser's words in the following ones. */
export function readWhy(text: string): WhyHidden {
  const [code, ...lines] = text.split('\n');
  return { reason: HIDDEN_REASONS.find((known) => known === code) ?? 'other', words: lines.join('\n') };
}
