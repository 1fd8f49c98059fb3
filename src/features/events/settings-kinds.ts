import { z } from 'zod';
import type { Language } from '../../core/language.js';
import type { AnyFields } from '../../feature-api/fields.js';
import type { AuditValue } from '../../feature-api/index.js';
import { booleanField, choicesField, integerField, mappedField } from '../../feature-api/index.js';
import { formatList, isolate, type MessageKey, speaker, wordsOf } from '../../language/index.js';
import type { Setting } from '../../settings/index.js';
import { KIND_DEFAULTS } from './rules/kinds.js';
import { DEFAULT_REMINDERS, REMINDER_MINUTES } from './rules/reminders.js';
import type { EventKind } from './types.js';

const PLANNED_MAX = 366;

/** What events of one kind are unless somebody says otherwise, and how many a year are planned. */
export interface KindSettings {
  /** In a year; 0: none are planned. */
  readonly planned: number;
  /** Minutes before the start. */
  readonly reminders: readonly number[];
  readonly feedback: boolean;
  readonly certificate: boolean;
  /** How much of its sessions a certificate asks for, in percent. */
  readonly share: number;
}

const MINUTES = REMINDER_MINUTES.map(String);

const BEFORE: Readonly<Record<number, MessageKey>> = {
  10080: 'events-settings.before.of-10080',
  4320: 'events-settings.before.of-4320',
  1440: 'events-settings.before.of-1440',
  180: 'events-settings.before.of-180',
  60: 'events-settings.before.of-60',
  15: 'events-settings.before.of-15',
  0: 'events-settings.before.of-0',
};

/** When the thread is reminded, in words. */
function remindersWords(minutes: readonly number[], language: Language): string {
  const say = speaker(language);
  if (minutes.length === 0) return say.plain('events-settings.no-reminders');
  return formatList(
    minutes.map((each) => say.plainKey(BEFORE[each] ?? 'events-settings.before.of-0')),
    language,
  );
}

const yesOrNo = (value: boolean, language: Language): string => speaker(language).plain(value ? 'common.yes' : 'common.no');

const yesNoField = (label: MessageKey) => booleanField({ label, choices: ['no', 'yes'], yes: 'yes', choiceLabel: wordsOf('common') });

const PARTS = ['planned', 'reminders', 'feedback', 'certificate', 'share'] as const;
type Part = (typeof PARTS)[number];

const LABELS: Readonly<Record<Part, MessageKey>> = {
  planned: 'events-settings.planned',
  reminders: 'events-settings.reminders',
  feedback: 'events-making.after.feedback',
  certificate: 'events-making.after.certificate',
  share: 'events-making.after.share',
};

const FIELDS: AnyFields = {
  planned: integerField({ label: LABELS.planned, min: 0, max: PLANNED_MAX }),
  reminders: mappedField(
    choicesField({
      label: LABELS.reminders,
      hint: 'events-settings.reminders-hint',
      choices: MINUTES,
      choiceLabel: (minutes, language) => remindersWords([Number(minutes)], language),
    }),
    (chosen) => ({ value: REMINDER_MINUTES.filter((minutes) => chosen.includes(String(minutes))).map(Number) }),
    (minutes) => MINUTES.filter((known) => minutes.includes(Number(known))),
  ),
  feedback: yesNoField(LABELS.feedback),
  certificate: yesNoField(LABELS.certificate),
  share: integerField({ label: LABELS.share, min: 1, max: 100 }),
};

/** What is kept of a value in the audit log. */
const codeOf = (value: KindSettings, part: Part): AuditValue => (part === 'reminders' ? value.reminders.join(' ') : value[part]);

function wordOf(part: Part, code: AuditValue, language: Language): string {
  if (part === 'reminders') return remindersWords(String(code).split(' ').filter(Boolean).map(Number), language);
  return part === 'feedback' || part === 'certificate' ? yesOrNo(code === true, language) : isolate(String(code));
}

/** All settings of one kind of events: one line of the card and one form. */
export function kindSetting(kind: EventKind): Setting<KindSettings> {
  const { certificate, feedback, requiredShare } = KIND_DEFAULTS[kind];
  const nameOf = (part: Part): string => `${kind}-${part}`;
  const kindWord = (language: Language): string => speaker(language).plain(`events.kind.${kind}`);
  return {
    schema: z
      .object({
        planned: z.int().min(0).max(PLANNED_MAX).default(0),
        reminders: z.array(z.int()).default([...DEFAULT_REMINDERS]),
        feedback: z.boolean().default(feedback),
        certificate: z.boolean().default(certificate),
        share: z.int().min(1).max(100).default(requiredShare),
      })
      .prefault({}),
    formFields: () => Object.fromEntries(PARTS.map((part) => [nameOf(part), FIELDS[part]])) as AnyFields,
    prepare: (_key, value) => ({ values: Object.fromEntries(PARTS.map((part) => [nameOf(part), value[part]])) }),
    // The form has read each value by its own field.
    read: (_key, filled) => Object.fromEntries(PARTS.map((part) => [part, filled[nameOf(part)]])) as unknown as KindSettings,
    facts: (value, language) => [{ label: [kindWord(language)], value: [lineOf(value, language)] }],
    codes: (_key, value) => Object.fromEntries(PARTS.map((part) => [nameOf(part), codeOf(value, part)])),
    word: () => undefined,
    describe(_key, field, code, language) {
      const part = PARTS.find((known) => nameOf(known) === field);
      if (part === undefined) return undefined;
      return `${kindWord(language)} · ${speaker(language).plainKey(LABELS[part])}: ${wordOf(part, code, language)}`;
    },
  };
}

function lineOf({ planned, reminders, feedback, certificate, share }: KindSettings, language: Language): string {
  const say = speaker(language);
  return [
    say.plain('events-settings.planned-count', { count: planned }),
    say.plain('events-settings.reminded', { when: remindersWords(reminders, language) }),
    ...(feedback ? [say.plain('events-settings.with-feedback')] : []),
    ...(certificate ? [say.plain('events-settings.with-certificate', { share })] : []),
  ].join(' · ');
}
