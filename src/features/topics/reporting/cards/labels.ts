import type { Language } from '../../../../core/language.js';
import { DAY, HOUR, MINUTE } from '../../../../core/time.js';
import { calendarNames, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import { type Month, monthOfYear } from '../../rules/month.js';
import type { Held } from '../../rules/report.js';

export function monthName(month: Month, language: Language): string {
  return calendarNames(language).months[monthOfYear(month) - 1] ?? month;
}

/** Null: of no sector. */
export function sectorName(sector: string | null, language: Language): string {
  return sector === null ? speaker(language).plain('topics-report.no-sector') : sectorLabel(sector, language);
}

/** «24 of 24 topics held in 2027.» */
export function donorsSentence({ held, due, year, over }: Held, language: Language): string {
  const say = speaker(language);
  const values = { held, due, year: String(year) };
  return over ? say.plain('topics-report.sentence', values) : say.plain('topics-report.sentence-so-far', values);
}

/** A span in its largest unit: minutes, hours from the first on, days from the second on. */
export function spanText(ms: number, language: Language): string {
  const say = speaker(language);
  if (ms < HOUR) return say.plain('topics-report.minutes', { count: Math.max(1, Math.round(ms / MINUTE)) });
  if (ms < 2 * DAY) return say.plain('topics-report.hours', { count: Math.round(ms / HOUR) });
  return say.plain('topics-report.days', { count: Math.round(ms / DAY) });
}
