import { z } from 'zod';
import { LANGUAGES, type Language } from '../../core/language.js';
import { localTime, type Settings } from '../../core/settings.js';
import { WEEKDAYS } from '../../core/time.js';
import { type FieldType, textField } from '../../feature-api/index.js';
import { formatList, isolate, phrase, speaker } from '../../language/index.js';
import { defineSection, integerSetting, type Setting, setting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { type KeptFree, readKeptFree, type WeekdayNames } from './rules/kept-free.js';
import { kindSetting } from './settings-kinds.js';
import { EVENT_KINDS, type EventKind } from './types.js';

const WINDOWS_MAX = 10;
const LABEL_MAX = 80;

const WEEKDAY_NAMES: WeekdayNames = LANGUAGES.flatMap((language) =>
  WEEKDAYS.map((day) => [speaker(language).plain(`common.weekday.${day}`), day] as const),
);

/** A window as organisers write and read it. */
function keptFreeLine({ days, start, end, label }: KeptFree, language: Language): string {
  const names = days.length === WEEKDAYS.length ? [] : days.map((day) => speaker(language).plain(`common.weekday.${day}`));
  return [names.join(language === 'en' ? ', ' : '، '), `${start}-${end}`, label].filter((part) => part !== '').join(' ');
}

const windowsText = textField({
  label: 'events-settings.kept-free',
  hint: 'events-settings.kept-free-hint',
  max: 1000,
  multiline: true,
});

/** One window a line. */
const windowsField: FieldType<KeptFree[]> = {
  texts: windowsText.texts,
  render: (name, { value, ...look }, language) =>
    windowsText.render(name, { ...look, ...(value && { value: value.map((each) => keptFreeLine(each, language)).join('\n') }) }, language),
  read(raw) {
    const text = windowsText.read(raw);
    if ('error' in text) return text;
    const lines = text.value.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > WINDOWS_MAX) return { error: phrase('events-settings.error.many', { max: WINDOWS_MAX }) };
    const value: KeptFree[] = [];
    for (const line of lines) {
      const read = readKeptFree(line, WEEKDAY_NAMES, WEEKDAYS);
      if (!read || [...read.label].length > LABEL_MAX)
        return { error: phrase('events-settings.error.window', { line: line.slice(0, 60) }) };
      value.push(read);
    }
    return { value };
  },
};

function keptFreeSetting(): Setting<KeptFree[]> {
  return setting<KeptFree[]>({
    label: 'events-settings.kept-free',
    schema: z
      .array(z.object({ days: z.array(z.enum(WEEKDAYS)), start: localTime, end: localTime, label: z.string().max(LABEL_MAX) }))
      .max(WINDOWS_MAX)
      .default([]),
    field: windowsField,
    show: (value, language) =>
      value.length === 0
        ? [speaker(language).plain('events-settings.none')]
        : [
            formatList(
              value.map((each) => isolate(keptFreeLine(each, language))),
              language,
            ),
          ],
    // The log keeps no words of people.
    code: (value) => value.length,
    word: (code) => isolate(String(code)),
  });
}

const kinds = Object.fromEntries(EVENT_KINDS.map((kind) => [kind, kindSetting(kind)])) as {
  readonly [K in EventKind]: ReturnType<typeof kindSetting>;
};
const kindForms = Object.fromEntries(
  EVENT_KINDS.map((kind) => [kind, { title: `events.kind.${kind}` as const, fields: [kind] }]),
) as unknown as { readonly [K in EventKind]: { readonly title: `events.kind.${K}`; readonly fields: [K] } };

/** The settings of events: what each kind is like, the plan of the year, and hours that are kept free. */
export const eventsSection = defineSection({
  name: FEATURE,
  title: 'events-settings.area',
  fields: {
    ...kinds,
    /** Hours in which no events are wanted; organisers are warned, nothing is refused. */
    keptFree: keptFreeSetting(),
    /** How many days before it an event of a series is announced. */
    seriesAnnounceDays: integerSetting({ label: 'events-settings.announce-days', min: 1, max: 60, default: 7 }),
    /** For how many days members can say what is wrong in the draft of minutes. */
    correctionDays: integerSetting({ label: 'events-settings.correction-days', min: 1, max: 30, default: 5 }),
    /** How many days after its end the attendance of an event is complete by itself, so that shares are shown. */
    completeDays: integerSetting({ label: 'events-shares.setting', min: 1, max: 60, default: 7 }),
    /** Whether people who are in the voice channel of an event count as attending it. */
    voice: yesNoSetting({ label: 'events-voice.setting', default: false }),
    /** Files in the threads of events are also taken where the platform shows them only to a bot that may read messages. */
    threadFiles: yesNoSetting({ label: 'events-slides.setting', default: false }),
  },
  forms: {
    ...kindForms,
    general: { title: 'events-settings.general', fields: ['keptFree', 'seriesAnnounceDays', 'correctionDays'] },
    attendance: { title: 'events-shares.settings', fields: ['completeDays', 'voice', 'threadFiles'] },
  },
});

/** How many events of each kind are planned for a year; kinds without a plan are left out. */
export function plannedPerYear(settings: Settings): Readonly<Partial<Record<EventKind, number>>> {
  const own = eventsSection.of(settings);
  return Object.fromEntries(EVENT_KINDS.map((kind) => [kind, own[kind].planned]).filter(([, planned]) => planned !== 0));
}
