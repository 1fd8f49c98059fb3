import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat, PART_TYPE } from 'intl-messageformat';
import { directionOf, type Language } from '../core/language.js';
import type { SharedLabel } from '../core/message.js';
import type { ListedWords, NamedSentences, Phrase, PhraseValue } from '../core/phrase.js';
import { type Inline, plain, type Text } from '../core/text.js';
import { catalogues } from './catalogues/index.js';
import { formatLocalDate, localeOf } from './dates.js';
import { isolate } from './isolate.js';
import type { MessageKey, Messages } from './messages.generated.js';

/** Values are asked for exactly where a message has placeholders. */
type ValuesOf<K extends MessageKey> = Messages[K] extends null ? [] : [values: Messages[K]];

/** Speaks one language: messages by key, with their values checked by the compiler. */
export interface Speaker {
  <K extends MessageKey>(key: K, ...values: ValuesOf<K>): Text;
  /** The same as one plain string, for labels and names of files. */
  plain<K extends MessageKey>(key: K, ...values: ValuesOf<K>): string;
  /** A phrase whose key was checked where it was made. Throws a `RangeError` for a key that is in no catalogue. */
  phrase(phrase: Phrase): Text;
  /** A message without values, by a key that is only known at run time. */
  plainKey(key: MessageKey): string;
  readonly language: Language;
}

/** Makes a phrase whose key and values the compiler has checked. */
export function phrase<K extends MessageKey>(key: K, ...values: ValuesOf<K>): Phrase {
  const [given] = values;
  return given ? { key, values: given } : { key };
}

/** Words that a phrase lists in its reader's language, such as the choices of a column. */
export function listed(keys: readonly MessageKey[]): ListedWords {
  return { type: 'listed', keys };
}

const speakers = new Map<Language, Speaker>();

/** The speaker of a language. Formats are parsed once for each key; there is no other state. */
export function speaker(language: Language): Speaker {
  const known = speakers.get(language);
  if (known) return known;
  const made = createSpeaker(language);
  speakers.set(language, made);
  return made;
}

function createSpeaker(language: Language): Speaker {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (key: string): IntlMessageFormat => {
    const known = formats.get(key);
    if (known) return known;
    const source = messageOf(language, key);
    const format = new IntlMessageFormat(source, localeOf(language), undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  const format = (key: string, values?: Readonly<Record<string, PhraseValue>>): Text => {
    const parsed = formatOf(key);
    const parts = parsed.formatToParts<Inline>(prepared(values, selectorsOf(parsed.getAst()), language));
    return merged(parts.map((part) => (part.type === PART_TYPE.literal ? part.value : asInline(part.value))));
  };
  const say = <K extends MessageKey>(key: K, ...values: ValuesOf<K>): Text => format(key, values[0] ?? undefined);
  return Object.assign(say, {
    plain: <K extends MessageKey>(key: K, ...values: ValuesOf<K>): string => plain(format(key, values[0] ?? undefined)),
    phrase: (given: Phrase): Text => format(given.key, given.values),
    plainKey: (key: MessageKey): string => plain(format(key)),
    language,
  });
}

/** The ICU source of a key; keys are `feature.name`. Throws a `RangeError` when there is none. */
function messageOf(language: Language, key: string): string {
  const dot = key.indexOf('.');
  const catalogue: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogues[language];
  const message = catalogue[key.slice(0, dot)]?.[key.slice(dot + 1)];
  if (message === undefined) throw new RangeError(`no message ${key} in ${language}`);
  return message;
}

/** A message in one language as its catalogue has it; undefined for one with placeholders, because their values are known only later. */
export function fixedText(key: MessageKey, language: Language): string | undefined {
  const source = messageOf(language, key);
  // Without a brace a message has no placeholder and nothing that is quoted.
  return source.includes('{') ? undefined : source;
}

/** The placeholders that choose a form (`select`): their values are codes of ours, and are compared as they are. */
function selectorsOf(elements: readonly MessageFormatElement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.select) names.add(element.value);
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      for (const option of Object.values(element.options)) for (const name of selectorsOf(option.value)) names.add(name);
    }
  }
  return names;
}

function prepared(
  values: Readonly<Record<string, PhraseValue>> = {},
  selectors: ReadonlySet<string>,
  language: Language,
): Record<string, Inline | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, selectors.has(name) ? value : isolate(value, directionOf(language))];
      if (typeof value === 'object' && value.type === 'day') return [name, isolate(formatLocalDate(value.date, language, 'long-date'))];
      if (typeof value === 'object' && value.type === 'listed') return [name, isolate(listIn(value, language), directionOf(language))];
      if (typeof value === 'object' && value.type === 'named') return [name, isolate(namedIn(value, language), directionOf(language))];
      return [name, value];
    }),
  );
}

function namedIn({ of }: NamedSentences, language: Language): string {
  const say = speaker(language);
  return of.map(({ name, key }) => `${isolate(name)}: ${plain(say.phrase({ key }))}`).join(' ');
}

function listIn({ keys }: ListedWords, language: Language): string {
  const say = speaker(language);
  return keys.map((key) => isolate(plain(say.phrase({ key })), directionOf(language))).join(directionOf(language) === 'rtl' ? '، ' : ', ');
}

function asInline(value: unknown): Inline {
  if (typeof value === 'object' && value !== null && 'type' in value) return value as Inline;
  return String(value);
}

/** Neighbouring strings become one, so that adapters and tests see whole sentences. */
function merged(inlines: readonly Inline[]): Text {
  const result: Inline[] = [];
  for (const inline of inlines) {
    const last = result.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') result[result.length - 1] = last + inline;
    else result.push(inline);
  }
  return result;
}

/** The label of a button that several languages share: joined, and in each of them. */
export function sharedLabel<K extends MessageKey>(languages: readonly Language[], key: K, ...values: ValuesOf<K>): SharedLabel {
  return {
    label: inLanguages(languages, key, ...values),
    labels: Object.fromEntries(languages.map((language) => [language, speaker(language).plain(key, ...values)])),
  };
}

/** The same short label in several languages, for a control that all share: «Join · انضمام». Repeats are left out. */
export function inLanguages<K extends MessageKey>(languages: readonly Language[], key: K, ...values: ValuesOf<K>): string {
  return [...new Set(languages.map((language) => speaker(language).plain(key, ...values)))].join(' · ');
}
