import { type Cadence, cadenceSchema } from '../core/cadence.js';
import type { Language } from '../core/language.js';
import { WEEKDAYS, type Weekday } from '../core/time.js';
import { rawText } from '../feature-api/fields.js';
import { choiceField, type FieldType } from '../feature-api/index.js';
import { type MessageKey, speaker } from '../language/index.js';
import { type Setting, setting } from './setting.js';
import { weekdayWord } from './types.js';

const CADENCES = ['manual', 'week', 'two-weeks', 'month'] as const;
/** The guided set-up offers the usual ones first. */
const SETUP_CADENCES = ['week', 'two-weeks', 'month', 'manual'] as const;
const WHICH = ['1', '2', '3', '4', '5'] as const;

type Every = Cadence['every'];

/** How often something recurs, and on which day: three form fields, `<key>`, `weekday` and `which`. */
export function cadenceSetting(declared: { readonly label: MessageKey; readonly default: Cadence }): Setting<Cadence> {
  const { label } = declared;
  const made = setting<Cadence>({
    label,
    schema: cadenceSchema.default(declared.default),
    show: (value, language) => [cadenceText(value, language)],
    code: (value) => Object.values(value).join(' '),
    word(code, language) {
      const [every, weekday, which] = String(code).split(' ');
      const parsed = cadenceSchema.safeParse({ every, weekday, which: Number(which) });
      return parsed.success ? cadenceText(parsed.data, language) : String(code);
    },
  });
  return {
    ...made,
    formFields: (key) => ({
      [key]: choiceField({ label, choices: CADENCES, choiceLabel: everyWord }),
      weekday: orNothing(choiceField({ label: 'settings.cadence.weekday', choices: WEEKDAYS, choiceLabel: weekdayWord })),
      which: orNothing(
        choiceField({
          label: 'settings.cadence.which',
          choices: WHICH,
          choiceLabel: (which, language) => speaker(language).plainKey(`settings.cadence.which.${which}`),
        }),
      ),
    }),
    prepare: (key, value) => ({
      values: {
        [key]: value.every,
        weekday: value.every === 'manual' ? 'sun' : value.weekday,
        which: value.every === 'month' ? String(value.which) : '1',
      },
    }),
    read(key, filled, before) {
      const weekday = (filled.weekday as Weekday | undefined) ?? ('weekday' in before ? before.weekday : 'sun');
      return cadenceOf(filled[key] as Every, weekday, Number(filled.which ?? 1));
    },
  };
}

/** Reads a field that is left empty as undefined: not every cadence needs a day. */
function orNothing<T>(field: FieldType<T>): FieldType<T | undefined> {
  return { ...field, read: (raw) => (rawText(raw) === '' ? { value: undefined } : field.read(raw)) };
}

/** The one question of the guided set-up about a cadence: how often. `manual` words the choice of no cadence. */
export function cadenceSetupField(declared: { readonly label: MessageKey; readonly manual: MessageKey }): FieldType<Every> {
  return choiceField({
    label: declared.label,
    choices: SETUP_CADENCES,
    choiceLabel: (every, language) => (every === 'manual' ? speaker(language).plainKey(declared.manual) : everyWord(every, language)),
  });
}

/** The cadence after the set-up's question; a day that was chosen more finely before stays. `weekday`: the day of a new one. */
export function cadenceAfterSetup(before: Cadence, every: Every, weekday: Weekday): Cadence {
  return before.every === every ? before : cadenceOf(every, weekday, 1);
}

/** How often, and on which day: "Every month, on the first Sunday". */
export function cadenceText(cadence: Cadence, language: Language): string {
  const say = speaker(language);
  if (cadence.every === 'manual') return everyWord('manual', language);
  const weekday = weekdayWord(cadence.weekday, language);
  switch (cadence.every) {
    case 'week':
      return say.plain('settings.cadence.on-week', { weekday });
    case 'two-weeks':
      return say.plain('settings.cadence.on-two-weeks', { weekday });
    case 'month': {
      const which = WHICH[cadence.which - 1] ?? '1';
      return say.plain('settings.cadence.on-month', { weekday, which: say.plain(`settings.cadence.which.${which}`) });
    }
    default:
      return cadence satisfies never;
  }
}

function everyWord(every: Every, language: Language): string {
  return speaker(language).plainKey(`settings.cadence.${every}`);
}

function cadenceOf(every: Every, weekday: Weekday, which: number): Cadence {
  switch (every) {
    case 'manual':
      return { every };
    case 'month':
      return { every, weekday, which };
    case 'week':
    case 'two-weeks':
      return { every, weekday };
    default:
      return every satisfies never;
  }
}
