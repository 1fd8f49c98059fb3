import type { Language } from '../core/language.js';
import type { Inline } from '../core/text.js';
import { type Instant, type LocalDate, toInstant, type Zone } from '../core/time.js';

/** Iraq's month names, and Latin digits everywhere, as the platforms themselves show them. */
const LOCALES = { en: 'en-GB-u-nu-latn', ar: 'ar-IQ-u-nu-latn', ckb: 'ckb-IQ-u-nu-latn' } as const satisfies Record<Language, string>;

/** The locale (BCP 47) by which dates and numbers of a language are formatted. */
export function localeOf(language: Language): string {
  return LOCALES[language];
}

const STYLES = {
  date: { weekday: 'long', day: 'numeric', month: 'long' },
  'long-date': { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  'short-date': { day: 'numeric', month: 'short', year: 'numeric' },
  'short-date-time': { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  'date-time': { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof STYLES;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in a language and on the wall clock of a zone: «Sunday 6 December at 10:00». */
export function formatInstant(instant: Instant, zone: Zone, language: Language, style: DateStyle): string {
  const name = `${language}|${zone}|${style}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf(language), { ...STYLES[style], timeZone: zone });
    formats.set(name, format);
  }
  switch (language) {
    case 'en':
      return format.format(instant);
    case 'ar':
      return arabic(format.formatToParts(instant));
    case 'ckb':
      return kurdish(format.formatToParts(instant));
    default:
      return language satisfies never;
  }
}

/** «الأحد 6 كانون الأول 2026، الساعة 10:00»: ICU's «في 10:00» names no hour, and versions of it differ. */
function arabic(parts: readonly Intl.DateTimeFormatPart[]): string {
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  const date = [of('weekday'), of('day'), of('month'), of('year')].filter((part) => part !== undefined).join(' ');
  const hour = of('hour');
  if (hour === undefined) return date;
  const time = `${hour}:${of('minute')}`;
  return date === '' ? time : `${date}، الساعة\u00a0${time}`;
}

/** «یەکشەممە، 6ی کانوونی یەکەمی 2026، کاتژمێر 10:00»: ICU puts the year of a Sorani date first, as nobody writes it. */
function kurdish(parts: readonly Intl.DateTimeFormatPart[]): string {
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  const [weekday, day, month, year, hour, minute] = [of('weekday'), of('day'), of('month'), of('year'), of('hour'), of('minute')];
  const date = day === undefined ? undefined : `${day}ی ${spelled(month ?? '')}${year === undefined ? '' : `ی ${year}`}`;
  const time = hour === undefined ? undefined : `${date === undefined ? '' : 'کاتژمێر '}${hour}:${minute}`;
  const dayName = weekday === undefined ? undefined : spelled(weekday);
  return [dayName, date, time].filter((part) => part !== undefined).join('، ');
}

/** The locale data writes the Kurdish December with one letter less than January, and Friday with a letter that Sorani does not have. */
function spelled(name: string): string {
  return name.replace(/^کانونی/, 'کانوونی').replaceAll('\u06be', 'ه');
}

interface CalendarNames {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

const knownNames = new Map<Language, CalendarNames>();

/** The days of the week, Sunday first, and the months, for who puts a date together elsewhere. */
export function calendarNames(language: Language): CalendarNames {
  const known = knownNames.get(language) ?? namesIn(language);
  knownNames.set(language, known);
  return known;
}

/** 2023 began on a Sunday. */
function namesIn(language: Language): CalendarNames {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: 'UTC' });
  const [weekday, month] = [format({ weekday: 'long' }), format({ month: 'long' })];
  return {
    weekdays: Array.from({ length: 7 }, (_, index) => spelled(weekday.format(Date.UTC(2023, 0, index + 1)))),
    months: Array.from({ length: 12 }, (_, index) => spelled(month.format(Date.UTC(2023, index, 15)))),
  };
}

/** A day of the calendar in a language. */
export function formatLocalDate(date: LocalDate, language: Language, style: 'date' | 'long-date' | 'short-date' = 'date'): string {
  return formatInstant(toInstant(Date.parse(`${date}T12:00:00Z`)), 'UTC', language, style);
}

/** A moment as a node: platforms that can show it in the reader's own zone do, others show our words. */
export function timeNode(instant: Instant, zone: Zone, language: Language, style: 'date' | 'time' | 'date-time'): Inline {
  return { type: 'time', instant, zone, style, label: formatInstant(instant, zone, language, style) };
}

/**
 * Items in one sentence: «a, b and c». ICU has no Kurdish list pattern, so that one is ours. Its Arabic one joins with
 * «و» alone, in which an item that holds one itself («الإغاثة والتعافي») would be lost: then there are commas too.
 */
export function formatList(items: readonly string[], language: Language): string {
  if (language === 'ar' && items.length > 1 && items.some((item) => item.includes(' و'))) {
    return `${items.slice(0, -1).join('، ')}، و${items.at(-1)}`;
  }
  if (language === 'ckb') return items.length < 2 ? items.join('') : `${items.slice(0, -1).join('، ')} و ${items.at(-1)}`;
  return new Intl.ListFormat(localeOf(language), { style: 'long', type: 'conjunction' }).format(items);
}

const displayNames = new Map<Language, Intl.DisplayNames>();

/** The name of a spoken language (`ckb` → «Central Kurdish»); ours are named in the catalogue. */
export function languageName(code: string, language: Language): string {
  let names = displayNames.get(language);
  if (!names) {
    names = new Intl.DisplayNames([localeOf(language)], { type: 'language', fallback: 'code' });
    displayNames.set(language, names);
  }
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
