import type { Language } from '../core/language.js';
import { LANGUAGES } from '../core/language.js';
import {
  type Attachment,
  type Choice,
  FIELD_HINT_MAX,
  FIELD_LABEL_MAX,
  type Field,
  FORM_FIELDS_MAX,
  type FormValues,
  OPTION_LABEL_MAX,
  PLACEHOLDER_MAX,
  SELECT_OPTIONS_MAX,
} from '../core/message.js';
import type { Phrase } from '../core/phrase.js';
import { plain } from '../core/text.js';
import type { LocalDate, LocalTime } from '../core/time.js';
import { readDate, readInteger, readTime } from '../core/written.js';
import { fixedText, type MessageKey, phrase, speaker } from '../language/index.js';

/** A field of a form, declared once: how it looks, and how what was filled in is read. `T` is the type of its value. */
export interface FieldType<T> {
  /** The texts that it shows unless the form has others. */
  readonly texts: FieldTexts;
  /** `value`: what it shows at first. `prepared`: choices that are known only when the form opens. */
  render(name: string, look: Look<T>, language: Language): Field;
  /** Reads what was filled in. Returns a phrase for what can't be taken, which is shown beside the field. */
  read(raw: FormValues[string]): { readonly value: T } | { readonly error: Phrase };
}

export interface FieldTexts {
  readonly label: MessageKey;
  readonly hint?: MessageKey;
  readonly placeholder?: MessageKey;
}

export interface Look<T> {
  readonly value?: T | undefined;
  readonly options?: readonly Choice[] | undefined;
  /** In place of the declared label. */
  readonly label?: string | undefined;
  readonly hint?: string | undefined;
}

export type AnyFields = Readonly<Record<string, FieldType<never> | FieldType<unknown>>>;
type ValueOf<F> = F extends FieldType<infer T> ? T : never;
export type ValuesOf<F> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** What a form shows in its fields when it opens. */
export interface Prepared<F extends AnyFields> {
  readonly values?: Partial<ValuesOf<F>>;
  readonly options?: { readonly [K in keyof F]?: readonly Choice[] };
  readonly labels?: { readonly [K in keyof F]?: string };
  readonly hints?: { readonly [K in keyof F]?: string };
}

/**
 * Throws a `RangeError` that names the form, for more fields or choices than every platform can show, and for a text of a field that is
 * too long in some language. Texts with placeholders are known only when the form opens, so they are left out.
 */
export function assertFormFields(form: string, fields: AnyFields): void {
  // Others stand in for labels and hints, which may have placeholders.
  const none = Object.fromEntries(Object.keys(fields).map((name) => [name, '']));
  try {
    for (const [name, { texts }] of Object.entries(fields)) {
      assertFits(`the label of ${name}`, texts.label, FIELD_LABEL_MAX);
      if (texts.hint !== undefined) assertFits(`the hint of ${name}`, texts.hint, FIELD_HINT_MAX);
      if (texts.placeholder !== undefined) assertFits(`the placeholder of ${name}`, texts.placeholder, PLACEHOLDER_MAX);
    }
    for (const language of LANGUAGES) {
      for (const field of renderFields(fields, { labels: none, hints: none }, language)) {
        if (field.type !== 'select') continue;
        const long = field.options.find(({ label }) => label.length > OPTION_LABEL_MAX);
        if (long) throw new RangeError(`the option ${long.value} of ${field.name} is too long in ${language}: ${long.label}`);
      }
    }
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`the form ${form}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Throws a `RangeError` for a text of more than `max` characters in one of the languages, unless it has placeholders. */
export function assertFits(what: string, key: MessageKey, max: number): void {
  for (const language of LANGUAGES) {
    const { length } = fixedText(key, language) ?? '';
    if (length > max) throw new RangeError(`${what} has ${length} characters in ${language}: platforms show ${max}`);
  }
}

/** Throws a `RangeError` for more fields or options than every platform can show. */
export function renderFields<F extends AnyFields>(fields: F, prepared: Prepared<F>, language: Language): readonly Field[] {
  const entries = Object.entries(fields);
  if (entries.length > FORM_FIELDS_MAX) throw new RangeError(`a form of ${entries.length} fields: platforms show ${FORM_FIELDS_MAX}`);
  const { values, options, labels: ownLabels, hints }: Prepared<AnyFields> = prepared;
  return entries.map(([name, type]) => {
    const look: Look<unknown> = { value: values?.[name], options: options?.[name], label: ownLabels?.[name], hint: hints?.[name] };
    const field = (type as FieldType<unknown>).render(name, look, language);
    if (field.type === 'select' && field.options.length > SELECT_OPTIONS_MAX) {
      throw new RangeError(`the field ${name} has ${field.options.length} options: platforms show ${SELECT_OPTIONS_MAX}`);
    }
    return field;
  });
}

/** Reads all fields; each that can't be taken gets a sentence in the reader's language. */
export function readFields<F extends AnyFields>(
  fields: F,
  filled: FormValues,
  language: Language,
): { readonly values: ValuesOf<F> } | { readonly errors: Readonly<Record<string, string>> } {
  const values: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const [name, type] of Object.entries(fields)) {
    const read = (type as FieldType<unknown>).read(filled[name]);
    if ('error' in read) errors[name] = plain(speaker(language).phrase(read.error));
    else values[name] = read.value;
  }
  return Object.keys(errors).length > 0 ? { errors } : { values: values as ValuesOf<F> };
}

type Labelled = Omit<FieldTexts, 'placeholder'>;

/** A text as one string, without marks of direction and outer spaces; the first of a list. */
export function rawText(raw: FormValues[string]): string {
  const text = typeof raw === 'string' ? raw : Array.isArray(raw) ? ((raw as readonly string[])[0] ?? '') : '';
  return text.trim();
}

function rawList(raw: FormValues[string]): readonly string[] {
  if (typeof raw === 'string') return raw === '' ? [] : [raw];
  return Array.isArray(raw) ? [...new Set(raw as readonly string[])] : [];
}

function labels(name: string, { label, hint }: Labelled, look: Look<unknown>, language: Language) {
  const say = speaker(language);
  const shownHint = look.hint ?? (hint === undefined ? undefined : say.plainKey(hint));
  return { name, label: look.label ?? say.plainKey(label), ...(shownHint !== undefined && { hint: shownHint }) };
}

const valueOf = <V>({ value }: Look<V>) => (value === undefined ? {} : { value });

const EMPTY: Phrase = phrase('common.error.empty');

/** Text in people's own words, as they wrote it; empty where nothing was. `max` in code points. */
export function textField(
  declared: Labelled & {
    readonly max: number;
    readonly required?: boolean;
    /** A required text may consist of symbols alone, such as an emoji. */
    readonly symbolsSuffice?: boolean;
    readonly multiline?: boolean;
    readonly placeholder?: MessageKey;
    /** Says what to do about a text of `length` characters, which are too many; unless told, to shorten it. */
    readonly tooLong?: (found: { readonly length: number; readonly max: number }) => Phrase;
    /** Tidies what was written before it is measured. */
    readonly tidy?: (text: string) => string;
  },
): FieldType<string> {
  const { max, required = false, symbolsSuffice = false, multiline = false, placeholder, tidy = (text) => text.trim() } = declared;
  const { tooLong = (found) => phrase('common.error.long', found) } = declared;
  return {
    texts: declared,
    render: (name, look, language) => ({
      type: 'text',
      ...labels(name, declared, look, language),
      maxLength: max,
      ...(required && { required }),
      ...(multiline && { multiline }),
      ...(placeholder !== undefined && { placeholder: speaker(language).plainKey(placeholder) }),
      ...valueOf(look),
    }),
    read(raw) {
      const text = tidy(rawText(raw));
      const length = [...text].length;
      if (length > max) return { error: tooLong({ length, max }) };
      // A letter or a digit at least: invisible marks are no text.
      if (required && (text === '' || (!symbolsSuffice && !/[\p{L}\p{N}]/u.test(text)))) return { error: EMPTY };
      return { value: text };
    },
  };
}

/** A whole number from `min` to `max`, in digits of any script. */
export function integerField(declared: Labelled & { readonly min: number; readonly max: number }): FieldType<number> {
  const { min, max } = declared;
  return {
    texts: declared,
    render: (name, look, language) => ({
      type: 'text',
      ...labels(name, declared, look, language),
      maxLength: 5,
      required: true,
      ...(look.value !== undefined && { value: String(look.value) }),
    }),
    read(raw) {
      const value = readInteger(rawText(raw));
      return value !== undefined && value >= min && value <= max ? { value } : { error: phrase('common.error.number', { min, max }) };
    },
  };
}

/** `HH:MM` on a wall clock, in digits of any script. */
export function timeField(declared: Labelled): FieldType<LocalTime> {
  return {
    texts: declared,
    render: (name, look, language) => ({
      type: 'time',
      ...labels(name, declared, look, language),
      required: true,
      ...valueOf(look),
    }),
    read(raw) {
      const value = readTime(rawText(raw));
      return value === undefined ? { error: phrase('common.error.time') } : { value };
    },
  };
}

/** A day of the calendar. */
export function dateField(declared: Labelled & { readonly required: true }): FieldType<LocalDate>;
export function dateField(declared: Labelled): FieldType<LocalDate | undefined>;
export function dateField(declared: Labelled & { readonly required?: true }): FieldType<LocalDate> | FieldType<LocalDate | undefined> {
  const { required } = declared;
  const field: FieldType<LocalDate | undefined> = {
    texts: declared,
    render: (name, look, language) => ({
      type: 'date',
      ...labels(name, declared, look, language),
      ...(required && { required }),
      ...valueOf(look),
    }),
    read(raw) {
      const text = rawText(raw);
      if (text === '') return required ? { error: phrase('common.error.date') } : { value: undefined };
      const value = readDate(text);
      return value === undefined ? { error: phrase('common.error.date') } : { value };
    },
  };
  return field;
}

interface Choices<W extends string> {
  /** Left out where the options are known only when the form opens: then any value is read, and the handler checks it. */
  readonly choices?: readonly W[];
  readonly choiceLabel?: (value: W, language: Language) => string;
}

function optionsOf<W extends string>(
  { choices = [], choiceLabel = (value) => value }: Choices<W>,
  look: Look<unknown>,
  language: Language,
) {
  return look.options ?? choices.map((value) => ({ value, label: choiceLabel(value, language) }));
}

/** One of several choices. */
export function choiceField<const W extends string>(declared: Labelled & Choices<W>): FieldType<W> {
  return {
    texts: declared,
    render: (name, look, language) => ({
      type: 'select',
      ...labels(name, declared, look, language),
      required: true,
      options: optionsOf(declared, look, language),
      ...(look.value !== undefined && { value: [look.value] }),
    }),
    read(raw) {
      const text = rawText(raw);
      const value = declared.choices === undefined ? (text as W) : declared.choices.find((known) => known === text);
      return value === undefined || value === '' ? { error: phrase('common.error.unknown-choice') } : { value };
    },
  };
}

/** Some of several choices, in the order in which they were chosen; unknown ones are passed over. */
export function choicesField<const W extends string>(
  declared: Labelled & Choices<W> & { readonly required?: boolean; readonly max?: number },
): FieldType<readonly W[]> {
  const { choices, required = false } = declared;
  return {
    texts: declared,
    render(name, look, language) {
      const options = optionsOf(declared, look, language);
      return {
        type: 'select',
        ...labels(name, declared, look, language),
        ...(required && { required }),
        max: declared.max ?? options.length,
        options,
        ...valueOf(look),
      };
    },
    read(raw) {
      const value = rawList(raw).filter((item): item is W => choices === undefined || choices.some((known) => known === item));
      return required && value.length === 0 ? { error: phrase('common.error.none-chosen') } : { value };
    },
  };
}

/** An uploaded file. */
export function fileField(declared: Labelled & { readonly accept?: readonly string[] }): FieldType<Attachment> {
  const { accept } = declared;
  return {
    texts: declared,
    render: (name, look, language) => ({
      type: 'file',
      ...labels(name, declared, look, language),
      required: true,
      ...(accept && { accept }),
    }),
    read: (raw) => (typeof raw === 'object' && 'bytes' in raw ? { value: raw } : { error: phrase('common.error.no-file') }),
  };
}

/** The same field whose value is made from the read one by `then`, which may refuse it; `shown` gives back what was read. */
export function mappedField<A, B>(
  field: FieldType<A>,
  then: (value: A) => { readonly value: B } | { readonly error: Phrase },
  shown: (value: B) => A,
): FieldType<B> {
  return {
    texts: field.texts,
    render: (name, { value, ...look }, language) =>
      field.render(name, { ...look, ...(value !== undefined && { value: shown(value) }) }, language),
    read(raw) {
      const read = field.read(raw);
      return 'error' in read ? read : then(read.value);
    },
  };
}

/** One of two choices, of which `yes` stands for true. */
export function booleanField<const W extends string>(
  declared: Labelled & Choices<W> & { readonly choices: readonly [W, W]; readonly yes: W },
): FieldType<boolean> {
  const { choices, yes } = declared;
  const no = choices[0] === yes ? choices[1] : choices[0];
  return mappedField<W, boolean>(
    choiceField(declared),
    (choice) => ({ value: choice === yes }),
    (value) => (value ? yes : no),
  );
}
