import type { Language } from '../../core/language.js';
import { calendarNames, speaker, withoutDirectionControls } from '../../language/index.js';
import type { LetterMonth } from './rules/times.js';

/** «December 2026» in the reader's language. */
export function monthName(month: LetterMonth, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  const name = calendarNames(language).months[Number(number) - 1] ?? number;
  return withoutDirectionControls(speaker(language).plain('letter.month', { month: name, year }));
}
