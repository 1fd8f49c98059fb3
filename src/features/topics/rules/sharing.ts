import type { Language } from '../../../core/language.js';
import { after, DAY, type Instant, intoPeriod } from '../../../core/time.js';
import type { SharedFile } from '../types.js';

interface Agreement {
  readonly share: 'yes' | 'no' | null;
  readonly stopped: boolean;
  readonly answeredAt: Instant | null;
}

/** Whether a member lets others read what they write. */
export function mayShare(consent: Agreement | undefined): boolean {
  return consent?.share === 'yes' && !consent.stopped;
}

/** Whether a member is still to be asked: nothing was shown to them yet, they have not answered, and no organiser has stopped it. */
export function isUnasked(consent: (Agreement & { readonly askedAt: Instant | null }) | undefined): boolean {
  return consent === undefined || (consent.share === null && consent.askedAt === null && !consent.stopped);
}

/** Whether a consent covers what was written at this moment: what came before the yes is not read later. */
export function covers(consent: Agreement | undefined, writtenAt: Instant): boolean {
  return mayShare(consent) && (consent?.answeredAt ?? writtenAt) <= writtenAt;
}

/** The mean length of a month. */
const MONTH = (365.25 / 12) * DAY;

/** Words in topics that closed before this moment are erased. */
export function wordsKeptSince(now: Instant, months: number): Instant {
  return after(now, -Math.round(months * MONTH));
}

/** Whether a text asks something: it ends with a question mark of one of our scripts, whatever decorates it. */
export function isQuestion(text: string): boolean {
  return /[?؟][\s"'»”’)\]*_!.…]*$/u.test(text);
}

/** Letters that Kurdish writes and Arabic does not. */
const KURDISH = /[ڕڵۆێەگچپڤژ]/u;

/** The language that a text is most likely in, by its letters; `usual` where they do not tell. */
export function languageOf(text: string, usual: Language): Language {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (arabic === latin) return usual;
  if (latin > arabic) return 'en';
  return KURDISH.test(text) ? 'ckb' : 'ar';
}

/** Edits within this many milliseconds become one, so that a message that is edited a hundred times costs few requests. */
const EDITS_MS = 5000;

/** When the copies of a message that was edited now are edited. */
export function refreshTime(now: Instant): Instant {
  return after(now, EDITS_MS - intoPeriod(now, EDITS_MS));
}

/** Whether an edit left the files as they were. */
export function isSameFiles(before: readonly SharedFile[], after: readonly SharedFile[]): boolean {
  return (
    before.length === after.length && before.every(({ name, size }, index) => after[index]?.name === name && after[index].size === size)
  );
}

/** For a reader: with one digit after the point, never 0. */
export function megabytes(bytes: number): number {
  return Math.max(1, Math.round((bytes / 1024 / 1024) * 10)) / 10;
}
