import { z } from 'zod';
import { LANGUAGES, type Language } from '../core/language.js';
import { localTime } from '../core/settings.js';
import type { Text } from '../core/text.js';
import { type LocalTime, toLocalTime, WEEKDAYS, type Weekday, type Zone } from '../core/time.js';
import { choiceField, choicesField, type FieldType, integerField, mappedField, textField, timeField } from '../feature-api/index.js';
import { formatList, isolate, type MessageKey, phrase, speaker, wordOf } from '../language/index.js';
import { type Setting, type SimpleSetting, setting } from './setting.js';

interface Declared<T> extends Pick<SimpleSetting<T>, 'label' | 'formName' | 'hint'> {
  readonly schema?: z.ZodType<T>;
}

/** A short text that an organiser writes; the audit log keeps only that it changed. `max` in code points. */
export function textSetting(
  declared: Declared<string> & { readonly max: number; readonly default: string; readonly tidy?: (text: string) => string },
): Setting<string> {
  const { label, max, tidy, schema = z.string().trim().min(1).max(max).default(declared.default) } = declared;
  return setting({
    ...declared,
    schema,
    field: textField({ label, max, required: true, ...(tidy && { tidy }) }),
    show: (value) => [value],
    code: () => true,
    word: (code) => (code === true ? undefined : isolate(String(code))),
  });
}

/** A whole number from `min` to `max`. */
export function integerSetting(
  declared: Declared<number> & { readonly min: number; readonly max: number; readonly default: number },
): Setting<number> {
  const { label, min, max } = declared;
  return setting({
    ...declared,
    schema: declared.schema ?? z.int().min(min).max(max).default(declared.default),
    field: integerField({ label, min, max }),
    show: (value) => [String(value)],
    code: (value) => value,
    word: (code) => isolate(String(code)),
  });
}

/** A time of day on the community's clock. */
export function timeSetting(declared: Declared<LocalTime> & { readonly default: LocalTime }): Setting<LocalTime> {
  return setting({
    ...declared,
    schema: declared.schema ?? localTime.default(declared.default),
    field: timeField({ label: declared.label }),
    show: (value) => [value],
    code: (value) => value,
    word: (code) => isolate(String(code)),
  });
}

/** One of a few codes, each with a word of its own; `words` gives their keys, or what is shown in their place. */
export function choiceSetting<const W extends string>(
  declared: Declared<W> & {
    readonly choices: readonly [W, ...W[]];
    readonly words: Readonly<Record<W, MessageKey>> | ((value: W) => string);
    readonly default: NoInfer<W>;
  },
): Setting<W> {
  const { label, choices, words } = declared;
  const wordFor = (value: W, language: Language): string =>
    typeof words === 'function' ? words(value) : speaker(language).plainKey(words[value]);
  const schema: z.ZodType<W> = z
    .custom<W>((value) => choices.some((known) => known === value))
    .optional()
    .transform((value) => value ?? declared.default);
  return setting<W>({
    ...declared,
    schema: declared.schema ?? schema,
    field: choiceField({ label, choices, choiceLabel: wordFor }),
    show: (value, language) => [wordFor(value, language)],
    code: (value) => value,
    word(code, language) {
      const known = choices.find((value) => value === code);
      return known === undefined ? String(code) : wordFor(known, language);
    },
  });
}

/** A day of the week. */
export function weekdaySetting(declared: { readonly label: MessageKey; readonly default: Weekday }): Setting<Weekday> {
  const words = {
    sun: 'common.weekday.sun',
    mon: 'common.weekday.mon',
    tue: 'common.weekday.tue',
    wed: 'common.weekday.wed',
    thu: 'common.weekday.thu',
    fri: 'common.weekday.fri',
    sat: 'common.weekday.sat',
  } as const;
  return choiceSetting<Weekday>({ ...declared, choices: WEEKDAYS, words });
}

/** Yes or no. */
export function yesNoSetting(declared: Declared<boolean> & { readonly default: boolean }): Setting<boolean> {
  const wordFor = (value: boolean, language: Language): string => speaker(language).plain(value ? 'common.yes' : 'common.no');
  const field = choiceField({
    label: declared.label,
    choices: ['no', 'yes'],
    choiceLabel: (value, language) => wordFor(value === 'yes', language),
  });
  return setting({
    ...declared,
    schema: declared.schema ?? z.boolean().default(declared.default),
    field: mappedField(
      field,
      (value) => ({ value: value === 'yes' }),
      (value) => (value ? 'yes' : 'no'),
    ),
    show: (value, language) => [wordFor(value, language)],
    code: (value) => value,
    word: (code, language) => wordFor(code === true, language),
  });
}

/** Languages that the bot speaks. The order counts: the first one leads. */
export function languagesSetting(
  declared: Declared<Language[]> & {
    readonly schema: z.ZodType<Language[]>;
    readonly fieldHint?: MessageKey;
  },
): Setting<Language[]> {
  const { label, fieldHint, formName } = declared;
  const wordFor = (code: string, language: Language): string => wordOf(`common.language.${code}`, code, language);
  const listed = (codes: readonly string[], language: Language): string =>
    formatList(
      codes.map((code) => wordFor(code, language)),
      language,
    );
  const field = choicesField({ label, ...(fieldHint && { hint: fieldHint }), choices: LANGUAGES, choiceLabel: wordFor, required: true });
  const made = setting<Language[]>({
    ...declared,
    field: mappedField(
      field,
      (chosen) => ({ value: [...chosen] }),
      (value) => value,
    ),
    show: (value, language) => [listed(value, language)],
    code: (value) => value.join(' '),
    word: (code, language) => listed(String(code).split(' '), language),
  });
  return {
    ...made,
    // The community's own come first, because the chosen ones come back in the order of the options.
    prepare: (key, value, settings, language) => ({
      ...made.prepare(key, value, settings, language),
      options: {
        [formName ?? key]: [...new Set([...value, ...LANGUAGES])].map((code) => ({ value: code, label: wordFor(code, language) })),
      },
    }),
  };
}

/** Days of the week, in the order of the week. */
export function weekdaysSetting(declared: Declared<Weekday[]> & { readonly schema: z.ZodType<Weekday[]> }): Setting<Weekday[]> {
  const listed = (days: readonly string[], language: Language): string =>
    formatList(
      days.map((day) => weekdayWord(day, language)),
      language,
    );
  return setting<Weekday[]>({
    ...declared,
    field: weekdaysField(declared.label),
    show: (value, language) => [listed(value, language)],
    code: (value) => value.join(' '),
    word: (code, language) => listed(String(code).split(' '), language),
  });
}

/** At least one day of the week, in the order of the week. */
function weekdaysField(label: MessageKey): FieldType<Weekday[]> {
  const field = choicesField({ label, choices: WEEKDAYS, choiceLabel: weekdayWord, required: true });
  return mappedField(
    field,
    (chosen) => ({ value: WEEKDAYS.filter((day) => chosen.includes(day)) }),
    (days) => days,
  );
}

/** The name of a day of the week; the day itself where the catalogue has none. */
export function weekdayWord(day: string, language: Language): string {
  return wordOf(`common.weekday.${day}`, day, language);
}

/** A time zone. `find` gives the zone that a typed city or name means. */
export function zoneSetting(
  declared: Declared<Zone> & {
    readonly schema: z.ZodType<Zone>;
    readonly fieldHint?: MessageKey;
    readonly find: (typed: string) => Zone | undefined;
  },
): Setting<Zone> {
  const { label, fieldHint, find } = declared;
  const field = textField({ label, ...(fieldHint && { hint: fieldHint }), max: 60, required: true });
  const shown = (zone: string): string => zone.replaceAll('_', ' ');
  return setting({
    ...declared,
    field: mappedField(
      field,
      (text) => {
        const value = find(text);
        return value === undefined ? { error: phrase('common.error.zone', { text: text.slice(0, 40) }) } : { value };
      },
      (value) => value,
    ),
    show: (value) => [shown(value)],
    code: (value) => value,
    word: (code) => isolate(shown(String(code))),
  });
}

export interface Span {
  readonly start: LocalTime;
  readonly end: LocalTime;
}

/** Hours of the day from a start to an end, in two form fields. */
export function spanSetting(declared: {
  readonly label: MessageKey;
  readonly schema: z.ZodType<Span>;
  readonly start: { readonly name: string; readonly label: MessageKey };
  readonly end: { readonly name: string; readonly label: MessageKey };
}): Setting<Span> {
  const { start, end } = declared;
  const show = (value: Span, language: Language): Text => speaker(language)('common.hours', value);
  const made = setting<Span>({
    ...declared,
    show,
    code: (value) => `${value.start}–${value.end}`,
    word(code, language) {
      const [from = '', to = ''] = String(code).split('–');
      return speaker(language).plain('common.hours', { start: from, end: to });
    },
  });
  return {
    ...made,
    formFields: () => ({ [start.name]: timeField({ label: start.label }), [end.name]: timeField({ label: end.label }) }),
    prepare: (_key, value) => ({ values: { [start.name]: value.start, [end.name]: value.end } }),
    read: (_key, filled) => ({ start: toLocalTime(String(filled[start.name])), end: toLocalTime(String(filled[end.name])) }),
  };
}
