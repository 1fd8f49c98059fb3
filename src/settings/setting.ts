import type { z } from 'zod';
import type { Language } from '../core/language.js';
import type { Settings } from '../core/settings.js';
import type { Text } from '../core/text.js';
import type { AnyFields, Prepared } from '../feature-api/fields.js';
import type { AuditValue, FieldType } from '../feature-api/index.js';
import { type MessageKey, speaker } from '../language/index.js';

export interface Fact {
  readonly label: Text;
  readonly value: Text;
}

/** Values of a form by field name, as the form's fields read them. */
export type Filled = Readonly<Record<string, unknown>>;

/** One setting, declared once: its schema with the default, its form fields, and how it is shown and written to the audit log. */
export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  /** The title above its lines on the settings card, where it has several lines. */
  readonly title?: MessageKey;
  /** Its form fields by name; empty for a setting that is edited elsewhere. `key` is the setting's name in its section. */
  formFields(key: string): AnyFields;
  /** What its form fields show when the form opens. */
  prepare(key: string, value: T, settings: Settings, language: Language): Prepared<AnyFields>;
  /** The value after a form was filled in; a form may show only some of its fields. */
  read(key: string, filled: Filled, before: T): T;
  /** Its lines on the settings card. */
  facts(value: T, language: Language): readonly Fact[];
  /** What the audit log keeps of a value, by field; no words of people. */
  codes(key: string, value: T): Readonly<Record<string, AuditValue>>;
  /** A kept code in words, without a label. */
  word(code: AuditValue, language: Language): string | undefined;
  /** A kept code in words, with its label; undefined for a field of another setting. */
  describe(key: string, field: string, code: AuditValue, language: Language): string | undefined;
}

export interface SimpleSetting<T> {
  readonly label: MessageKey;
  readonly schema: z.ZodType<T>;
  /** Left out for a setting that is edited elsewhere. */
  readonly field?: FieldType<T>;
  /** The form field's name, where it is not the setting's. */
  readonly formName?: string;
  /** A hint that depends on other settings. */
  readonly hint?: (settings: Settings, language: Language) => string;
  /** Its value on the settings card; left out for one that the card does not show. */
  readonly show?: (value: T, language: Language) => Text;
  readonly code: (value: T) => AuditValue;
  /** A code in words; undefined where the label says enough. */
  readonly word: (code: AuditValue, language: Language) => string | undefined;
}

/** A setting of one value with at most one form field. */
export function setting<T>(declared: SimpleSetting<T>): Setting<T> {
  const { label, schema, field, formName, hint, show, code, word } = declared;
  return {
    schema,
    formFields: (key) => (field ? { [formName ?? key]: field } : {}),
    prepare: (key, value, settings, language) => ({
      values: { [formName ?? key]: value },
      ...(hint && { hints: { [formName ?? key]: hint(settings, language) } }),
    }),
    // The form has read the value by this setting's own field.
    read: (key, filled) => filled[formName ?? key] as T,
    facts: (value, language) => (show ? [{ label: speaker(language).phrase({ key: label }), value: show(value, language) }] : []),
    codes: (key, value) => ({ [key]: code(value) }),
    word,
    describe: (key, name, kept, language) => (name === key ? labelled(label, word(kept, language), language) : undefined),
  };
}

/** `Label: value`, or the label alone. */
export function labelled(label: MessageKey, value: string | undefined, language: Language): string {
  const shown = speaker(language).plainKey(label);
  return value === undefined ? shown : `${shown}: ${value}`;
}
