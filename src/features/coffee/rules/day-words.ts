import { fold } from '../../../core/fold.js';

/** What a word says about a day or a length of time; `number` is a count, a day of the month or a year, and `ahead` a number of days. */
export type Meaning =
  | { readonly is: 'until' | 'next' | 'this' | 'filler' | 'open' }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'unit'; readonly unit: Unit; readonly count?: number }
  | { readonly is: 'month'; readonly month: number }
  | { readonly is: 'weekday'; readonly weekday: number }
  | { readonly is: 'day'; readonly ahead: number };

export type Unit = 'day' | 'week' | 'month' | 'year';

const plain = (is: 'until' | 'next' | 'this' | 'filler' | 'open', words: string) => ({ meaning: { is } as Meaning, words });
const number = (value: number, words: string) => ({ meaning: { is: 'number', value } as Meaning, words });
const unit = (name: Unit, words: string, count?: number) => ({
  meaning: { is: 'unit', unit: name, ...(count !== undefined && { count }) } as Meaning,
  words,
});
const month = (value: number, words: string) => ({ meaning: { is: 'month', month: value } as Meaning, words });
const weekday = (value: number, words: string) => ({ meaning: { is: 'weekday', weekday: value } as Meaning, words });
const day = (ahead: number, words: string) => ({ meaning: { is: 'day', ahead } as Meaning, words });

/** English, Arabic (with both kinds of names of months) and Kurdish, as people write them. */
const TABLE: readonly { readonly meaning: Meaning; readonly words: string }[] = [
  plain('until', 'until, untill, till, til, to, by, حتى, لغاية, إلى, لحد, لحين, تا, هەتا, تاکو, هەتاکو, تاوەکو'),
  plain('next', 'next, coming, following, القادم, القادمة, المقبل, المقبلة, الجاي, الجاية, داهاتوو, داهاتوودا, ئایندە, ئاینده'),
  plain('this', 'this, current, rest of the, rest of this, هذا, هذه, هالشهر, الحالي, الحالية, ئەم, ئەمەی'),
  plain(
    'filler',
    'for, in, the, of, from now, please, on, about, only, more, st, nd, rd, th, لمدة, مدة, بعد, خلال, من, في, شهر كامل, نهاية, end, end of, بۆ, بە, ماوەی, بۆ ماوەی, دوای, لە, تر, دیکە, ی, کۆتایی',
  ),
  plain(
    'open',
    'indefinitely, forever, open, i come back, i am back, im back, i return, further notice, أعود, عودتي, أرجع, إشعار آخر, أجل غير مسمى, دەگەڕێمەوە, بگەڕێمەوە, دێمەوە, نادیار',
  ),
  number(1, 'a, an, one, واحد, واحدة, یەک'),
  number(2, 'two, couple, a couple, a couple of, اثنين, اثنان, ثنين, دوو'),
  number(3, 'three, ثلاثة, ثلاث, تلاتة, سێ'),
  number(4, 'four, أربعة, أربع, چوار'),
  number(5, 'five, خمسة, خمس, پێنج'),
  number(6, 'six, ستة, ست, شەش'),
  number(7, 'seven, سبعة, سبع, حەوت'),
  number(8, 'eight, ثمانية, ثماني, هەشت'),
  number(9, 'nine, تسعة, تسع, نۆ'),
  number(10, 'ten, عشرة, عشر, دە'),
  number(11, 'eleven, أحد عشر, یازدە'),
  number(12, 'twelve, اثنا عشر, دوازدە'),
  unit('day', 'day, days, يوم, يوماً, أيام, ڕۆژ, ڕۆژی, ڕۆژێک'),
  unit('day', 'يومين, يومان', 2),
  unit('week', 'week, weeks, wk, wks, أسبوع, أسبوعاً, أسابيع, هەفتە, هەفتەی, هەفتەیەک'),
  unit('week', 'fortnight, أسبوعين, أسبوعان', 2),
  unit('month', 'month, months, شهر, شهراً, أشهر, شهور, مانگ, مانگی, مانگە, مانگێک'),
  unit('month', 'شهرين, شهران', 2),
  unit('year', 'year, years, سنة, سنوات, عام, ساڵ, ساڵی, ساڵێک'),
  month(1, 'january, jan, كانون الثاني, يناير, کانوونی دووەم'),
  month(2, 'february, feb, شباط, فبراير, شوبات'),
  month(3, 'march, mar, آذار, اذار, مارس, ئازار, ئادار'),
  month(4, 'april, apr, نيسان, أبريل, ابريل'),
  month(5, 'may, أيار, ايار, مايو, ئایار, مایس'),
  month(6, 'june, jun, حزيران, يونيو, حوزەیران'),
  month(7, 'july, jul, تموز, يوليو, تەمووز, تەممووز'),
  month(8, 'august, aug, آب, أغسطس, اغسطس, ئاب'),
  month(9, 'september, sept, sep, أيلول, ايلول, سبتمبر, ئەیلوول, ئەیلول'),
  month(10, 'october, oct, تشرين الأول, أكتوبر, اكتوبر, تشرینی یەکەم'),
  month(11, 'november, nov, تشرين الثاني, نوفمبر, تشرینی دووەم'),
  month(12, 'december, dec, كانون الأول, ديسمبر, کانوونی یەکەم'),
  weekday(0, 'sunday, sun, الأحد, یەکشەممە, یەک شەممە'),
  weekday(1, 'monday, mon, الاثنين, الإثنين, دووشەممە, دوو شەممە'),
  weekday(2, 'tuesday, tue, الثلاثاء, سێشەممە, سێ شەممە'),
  weekday(3, 'wednesday, wed, الأربعاء, چوارشەممە, چوار شەممە'),
  weekday(4, 'thursday, thu, الخميس, پێنجشەممە, پێنج شەممە'),
  weekday(5, 'friday, fri, الجمعة, هەینی'),
  weekday(6, 'saturday, sat, السبت, شەممە'),
  day(0, 'today, اليوم, ئەمڕۆ'),
  day(1, 'tomorrow, غداً, غد, بكرة, باچر, سبەی, سبەینێ'),
  day(2, 'the day after tomorrow, day after tomorrow, بعد غد, دووسبەی'),
];

/** A word as it is compared: folded, and without the Arabic article. */
const bare = (word: string): string => word.replace(/^ال(?=.{2})/u, '');

const keyOf = (text: string): string => fold(text).split(' ').map(bare).join(' ');

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  TABLE.flatMap(({ meaning, words }) => words.split(', ').map((word) => [keyOf(word), meaning] as const)),
);

/** The most words that have one meaning together. */
const LONGEST = 4;

/** What the words of a text mean, the longest matches first; undefined if one of them means nothing here. */
export function meaningsOf(text: string): readonly Meaning[] | undefined {
  // Digits stand apart from letters: `2weeks`, `15ی`.
  const words = keyOf(text.replaceAll(/(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})/gu, ' ').replaceAll(/[.,،!؟?]/gu, ' ')).split(' ');
  const found: Meaning[] = [];
  for (let at = 0; at < words.length; ) {
    const [meaning, length] = firstOf(words.slice(at, at + LONGEST));
    if (!meaning) return undefined;
    found.push(meaning);
    at += length;
  }
  return found;
}

function firstOf(words: readonly string[]): readonly [Meaning | undefined, number] {
  for (let length = words.length; length > 0; length--) {
    const meaning = MEANINGS.get(words.slice(0, length).join(' '));
    if (meaning) return [meaning, length];
  }
  const [word = ''] = words;
  return [/^\d{1,4}$/.test(word) ? { is: 'number', value: Number(word) } : undefined, 1];
}
