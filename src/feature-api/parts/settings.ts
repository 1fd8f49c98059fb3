import type { z } from 'zod';
import type { Language } from '../../core/language.js';
import type { Phrase } from '../../core/phrase.js';
import type { BaseSettings, Settings } from '../../core/settings.js';
import type { Text } from '../../core/text.js';
import type { AnyFields } from '../fields.js';
import type { AuditValue } from './audit-value.js';

/**
 * A part of the community's settings that belongs to one feature, as everything but the feature sees it. `defineSection`
 * of src/settings makes it from one declaration.
 */
export interface SettingsSection<C> {
  /** Its key in the stored document; the empty string for the community's own settings, which lie at the top level. */
  readonly name: string;
  /** Parses the section's part of the document; missing values get their defaults. */
  readonly schema: z.ZodType;
  /** What can't be so, each with the field it belongs to (a form's field name; the empty string for the whole). */
  readonly check: (settings: Settings) => readonly SettingsIssue[];
  /** What a change wrote, as codes for the audit log: field name to code. Empty if nothing changed. */
  readonly changes: (before: Settings, after: Settings) => Readonly<Record<string, AuditValue>>;
  /**
   * A changed field in words, for the audit log; undefined for a field of another section. The field `area` with the
   * section's name gives the section's title.
   */
  readonly describeChange: (field: string, code: AuditValue, language: Language) => string | undefined;
  /** Each setting as the settings card shows it, with the choices that its form offers, for docs/settings.md. */
  readonly rows: (settings: Settings, language: Language) => readonly SettingsRow[];
  /** Called in the transaction that changes the section or the community's own settings; what it throws undoes the change. */
  readonly onChange?: (context: C, change: { readonly before: Settings; readonly after: Settings }) => Promise<void>;
  /** Fields that the guided set-up asks for too. */
  readonly setup?: SetupFields;
}

export interface SettingsRow {
  readonly key: string;
  readonly facts: readonly { readonly label: Text; readonly value: Text }[];
  readonly choices: readonly string[];
}

export interface SettingsIssue {
  readonly field: string;
  readonly error: Phrase;
  /** Said instead where the field is not shown: it also tells where to change it. */
  readonly elsewhere?: Phrase;
}

export interface SetupFields {
  readonly fields: AnyFields;
  /** What they show at first. */
  readonly values: (settings: Settings) => Readonly<Record<string, unknown>>;
  /** What they change, given what else the set-up changes. */
  readonly apply: (settings: Settings, values: Readonly<Record<string, unknown>>, wanted: Partial<BaseSettings>) => Partial<Settings>;
}
