import { z } from 'zod';
import { paragraph } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import { type Block, FORM_FIELDS_MAX, FORM_TITLE_MAX } from '../core/message.js';
import type { BaseSettings, Settings } from '../core/settings.js';
import { type AnyFields, assertFits, assertFormFields, type Prepared, renderFields } from '../feature-api/fields.js';
import type { SettingsIssue, SettingsSection } from '../feature-api/index.js';
import { type MessageKey, speaker } from '../language/index.js';
import { type Filled, labelled, type Setting } from './setting.js';

type SettingsOf<T> = { readonly [K in keyof T]: Setting<T[K]> };

interface FormDeclaration<T> {
  readonly title: MessageKey;
  readonly fields: readonly string[];
  /** What the form can explain better than the schema, for values of several fields together. */
  readonly check?: (change: Partial<T>) => readonly SettingsIssue[];
}

export interface SectionDeclaration<T, G extends string> {
  /** The feature's name; the empty string for the community's own settings. */
  readonly name: string;
  /** What the section is called, for the audit log. */
  readonly title: MessageKey;
  /** In the order of the settings card. */
  readonly fields: SettingsOf<T>;
  /** The forms, each with at most five form fields: names of settings, or of single form fields of one. */
  readonly forms: Readonly<Record<G, FormDeclaration<T>>>;
  /** What can't be so although each setting by itself can. */
  readonly checks?: (own: T, settings: Settings) => readonly SettingsIssue[];
  readonly onChange?: SettingsSection['onChange'];
  /** What the guided set-up asks for too. `about` is the setting that the answer goes into. */
  readonly setup?: {
    readonly about: keyof T & string;
    readonly fields: AnyFields;
    readonly values: (own: T) => Readonly<Record<string, unknown>>;
    readonly apply: (own: T, values: Readonly<Record<string, unknown>>, wanted: Partial<BaseSettings>) => Partial<T>;
  };
}

/** One form of a section. */
export interface SectionForm<T> {
  readonly title: MessageKey;
  readonly fields: AnyFields;
  readonly prepare: (settings: Settings, language: Language) => Prepared<AnyFields>;
  /** What a filled form changes, given the section as it is. */
  readonly read: (filled: Filled, before: T) => Partial<T>;
  readonly check: (change: Partial<T>) => readonly SettingsIssue[];
}

/** A part of the settings, as its feature sees it. */
export interface Section<T, G extends string = string> extends SettingsSection {
  readonly schema: z.ZodType<T>;
  readonly forms: Readonly<Record<G, SectionForm<T>>>;
  /** The section in all settings, with defaults for what is missing. Throws a `ZodError` for values that can't be. */
  of(settings: Settings): T;
  /** A change of the section as a change of all settings. */
  changed(settings: Settings, change: Partial<T>): Partial<Settings>;
  /** The lines of the settings card. */
  cardBlocks(settings: Settings, language: Language): readonly Block[];
}

/**
 * Makes a section of the settings from one declaration. Throws a `RangeError` for a form with more fields than platforms
 * show, for a text of a form that is too long, and for a form field that no setting has.
 */
export function defineSection<T extends object, const G extends string>(declared: SectionDeclaration<T, G>): Section<T, G> {
  const { name, title, checks, onChange, setup } = declared;
  if (setup) assertFormFields(`of the set-up of ${name}`, setup.fields);
  const settings = Object.entries<Setting<unknown>>(declared.fields);
  // The shape is made from the declared settings.
  const schema = z.object(Object.fromEntries(settings.map(([key, { schema: own }]) => [key, own]))) as unknown as z.ZodType<T>;
  const forms = Object.fromEntries(
    (Object.entries(declared.forms) as [G, FormDeclaration<T>][]).map(([group, form]) => [
      group,
      formOf<T>(`${name}:${group}`, form, settings, (all) => of(all)),
    ]),
  ) as Readonly<Record<G, SectionForm<T>>>;
  const parsed = new WeakMap<object, T>();

  const of = (all: Settings): T => {
    // The community's own settings lie at the top level and are typed there.
    if (name === '') return all as unknown as T;
    const stored = all[name] ?? {};
    if (typeof stored !== 'object') return schema.parse(stored);
    const known = parsed.get(stored) ?? schema.parse(stored);
    parsed.set(stored, known);
    return known;
  };
  const valueOf = (own: T, key: string): unknown => own[key as keyof T];

  return {
    name,
    schema,
    forms,
    of,
    changed: (all, change) => (name === '' ? change : { [name]: { ...of(all), ...change } }),
    check: (all) => checks?.(of(all), all) ?? [],
    changes(before, after) {
      const [old, now] = [of(before), of(after)];
      const changed = settings.filter(([key]) => JSON.stringify(valueOf(old, key)) !== JSON.stringify(valueOf(now, key)));
      const entries = changed.flatMap(([key, each]) => {
        const [was, is] = [each.codes(key, valueOf(old, key)), each.codes(key, valueOf(now, key))];
        const codes = Object.entries(is);
        // A setting of several codes tells only those that changed; one of a single code is told although its code stays.
        return codes.length === 1 ? codes : codes.filter(([field, code]) => was[field] !== code);
      });
      return Object.fromEntries(entries);
    },
    describeChange(field, code, language) {
      if (name !== '' && field === 'area') return code === name ? speaker(language).plainKey(title) : undefined;
      if (name !== '' && field === name) {
        const about = setup && (declared.fields[setup.about] as Setting<unknown>);
        return labelled(title, about?.word(code, language) ?? String(code), language);
      }
      for (const [key, each] of settings) {
        const words = each.describe(key, field, code, language);
        if (words !== undefined) return words;
      }
      return undefined;
    },
    cardBlocks: (all, language) =>
      cardBlocks(
        settings.map(([key, each]) => [each, valueOf(of(all), key)] as const),
        language,
      ),
    rows: (all, language) =>
      settings.map(([key, each]) => ({
        key,
        facts: each.facts(valueOf(of(all), key), language),
        choices: choicesOf(each.formFields(key), each.prepare(key, valueOf(of(all), key), all, language), language),
      })),
    ...(onChange && { onChange }),
    ...(setup && {
      setup: {
        fields: setup.fields,
        values: (all: Settings) => setup.values(of(all)),
        apply: (all: Settings, values: Readonly<Record<string, unknown>>, wanted: Partial<BaseSettings>) =>
          name === '' ? setup.apply(of(all), values, wanted) : { [name]: { ...of(all), ...setup.apply(of(all), values, wanted) } },
      },
    }),
  };
}

/** The choices of a setting's form fields; none for what is typed. */
function choicesOf(fields: AnyFields, prepared: Prepared<AnyFields>, language: Language): readonly string[] {
  // One by one, since a setting may have more fields than one form.
  return Object.entries(fields)
    .flatMap(([name, field]) => renderFields({ [name]: field }, prepared, language))
    .flatMap((field) => (field.type === 'select' ? field.options.map(({ label }) => label) : []));
}

function formOf<T>(
  where: string,
  { title, fields: names, check = () => [] }: FormDeclaration<T>,
  settings: readonly (readonly [string, Setting<unknown>])[],
  of: (all: Settings) => T,
): SectionForm<T> {
  const shown = settings
    .map(([key, each]) => {
      const own = Object.keys(each.formFields(key));
      return { key, each, fields: names.includes(key) ? own : own.filter((field) => names.includes(field)) };
    })
    .filter(({ fields }) => fields.length > 0);
  const known = shown.flatMap(({ key, fields }) => [key, ...fields]);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) throw new RangeError(`the settings form ${where} names ${missing}, which no setting has`);
  // The order is that of the form, not of the section.
  const position = (key: string, inner: readonly string[]) => names.findIndex((name) => name === key || inner.includes(name));
  const ordered = shown.toSorted((a, b) => position(a.key, a.fields) - position(b.key, b.fields));
  const fields: AnyFields = Object.fromEntries(
    ordered.flatMap(({ key, each, fields: inner }) => {
      const all = each.formFields(key);
      const own = names.includes(key) ? inner : names.filter((name) => inner.includes(name));
      return own.flatMap((field) => (all[field] ? [[field, all[field]] as const] : []));
    }),
  );
  const count = Object.keys(fields).length;
  if (count > FORM_FIELDS_MAX) throw new RangeError(`the settings form ${where} has ${count} fields: platforms show ${FORM_FIELDS_MAX}`);
  assertFits(`the title of the settings form ${where}`, title, FORM_TITLE_MAX);
  assertFormFields(`of the settings ${where}`, fields);
  return {
    title,
    fields,
    check,
    prepare(all, language) {
      const own = of(all);
      const parts = ordered.map(({ key, each }) => each.prepare(key, own[key as keyof T], all, language));
      return {
        values: Object.assign({}, ...parts.map(({ values }) => values)),
        options: Object.assign({}, ...parts.map(({ options }) => options)),
        hints: Object.assign({}, ...parts.map(({ hints }) => hints)),
      };
    },
    read: (filled, before) =>
      Object.fromEntries(ordered.map(({ key, each }) => [key, each.read(key, filled, before[key as keyof T])])) as Partial<T>,
  };
}

/** Facts of the simple settings first, then the settings of several lines, each under its title. */
function cardBlocks(settings: readonly (readonly [Setting<unknown>, unknown])[], language: Language): readonly Block[] {
  const simple = settings.filter(([{ title }]) => title === undefined);
  return [
    { type: 'facts', items: simple.flatMap(([each, value]) => each.facts(value, language)) },
    ...settings.flatMap(([each, value]): Block[] =>
      each.title === undefined
        ? []
        : [
            paragraph([{ type: 'bold', text: speaker(language).plainKey(each.title) }]),
            { type: 'facts', items: each.facts(value, language) },
          ],
    ),
  ];
}
