import { LANGUAGES, type Language } from '../../core/language.js';
import { actionId, type Field, type Form } from '../../core/message.js';
import { SECTORS, type Settings } from '../../core/settings.js';
import { WEEKDAYS } from '../../core/time.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/service.js';

export const CADENCES = ['week', 'two-weeks', 'month', 'manual'] as const;

type Fields = { readonly [name: string]: Field };

/** Fields that several forms share, by name. */
function fieldsOf(settings: Settings, language: Language) {
  const say = speaker(language);
  const weekdays = WEEKDAYS.map((day) => ({ value: day, label: say.plain(`common.weekday.${day}`) }));
  return {
    name: { type: 'text', name: 'name', label: say.plain('community.form.name'), required: true, maxLength: 80, value: settings.name },
    languages: {
      type: 'select',
      name: 'languages',
      label: say.plain('community.form.languages'),
      hint: say.plain('community.form.languages-hint'),
      required: true,
      max: LANGUAGES.length,
      // The community's own first: what is chosen comes back in this order, and the first language leads.
      options: [...new Set([...settings.languages, ...LANGUAGES])].map((each) => ({
        value: each,
        label: say.plain(`common.language.${each}`),
      })),
      value: settings.languages,
    },
    timezone: {
      type: 'text',
      name: 'timezone',
      label: say.plain('community.form.timezone'),
      hint: say.plain('community.form.timezone-hint'),
      required: true,
      maxLength: 60,
      value: settings.timezone,
    },
    week: {
      type: 'select',
      name: 'week',
      label: say.plain('community.form.week'),
      required: true,
      max: 7,
      options: weekdays,
      value: settings.workingWeek,
    },
    days: { type: 'select', name: 'days', label: say.plain('community.form.days'), required: true, max: 7, options: weekdays },
    cadence: {
      type: 'select',
      name: 'cadence',
      label: say.plain('community.form.cadence'),
      required: true,
      options: CADENCES.map((every) => ({ value: every, label: say.plain(`community.cadence.${every}`) })),
      value: [settings.coffee.cadence.every],
    },
  } as const satisfies Fields;
}

function form(name: string, title: string, language: Language, fields: readonly Field[]): Form {
  return { id: actionId('community', name), language, title, submit: speaker(language).plain('common.save'), fields };
}

export function setupForm(settings: Settings, language: Language): Form {
  const { name, languages, timezone, week, cadence } = fieldsOf(settings, language);
  return form('setup', speaker(language).plain('community.setup.title'), language, [name, languages, timezone, week, cadence]);
}

export function generalForm(settings: Settings, language: Language): Form {
  const { name, languages, timezone } = fieldsOf(settings, language);
  return form('general', speaker(language).plain('community.area.general'), language, [name, languages, timezone]);
}

export function weekForm(settings: Settings, language: Language): Form {
  const say = speaker(language);
  const { week } = fieldsOf(settings, language);
  return form('week', say.plain('community.area.week'), language, [
    week,
    { type: 'time', name: 'work-start', label: say.plain('community.form.work-start'), required: true, value: settings.workingHours.start },
    { type: 'time', name: 'work-end', label: say.plain('community.form.work-end'), required: true, value: settings.workingHours.end },
    { type: 'time', name: 'quiet-start', label: say.plain('community.form.quiet-start'), required: true, value: settings.quietHours.start },
    { type: 'time', name: 'quiet-end', label: say.plain('community.form.quiet-end'), required: true, value: settings.quietHours.end },
  ]);
}

export function sectorsForm(settings: Settings, language: Language): Form {
  const say = speaker(language);
  const own = settings.sectors.filter((sector) => !SECTORS.some((known) => known === sector));
  return form('sectors', say.plain('community.area.sectors'), language, [
    {
      type: 'select',
      name: 'sectors',
      label: say.plain('community.area.sectors'),
      max: SECTORS.length,
      options: SECTORS.map((sector) => ({ value: sector, label: sectorLabel(sector, language) })),
      value: settings.sectors.filter((sector) => !own.includes(sector)),
    },
    {
      type: 'text',
      name: 'own',
      label: say.plain('community.form.own-sectors'),
      hint: say.plain('community.form.own-sectors-hint'),
      maxLength: 500,
      value: own.join(', '),
    },
  ]);
}

export function blackoutForm(language: Language): Form {
  const say = speaker(language);
  return form('blackout', say.plain('community.blackouts.add'), language, [
    { type: 'date', name: 'from', label: say.plain('community.form.from'), required: true },
    { type: 'date', name: 'to', label: say.plain('community.form.to'), hint: say.plain('community.form.to-hint') },
    { type: 'text', name: 'label', label: say.plain('community.form.blackout-label'), required: true, maxLength: 80 },
  ]);
}

export function outageForm(settings: Settings, language: Language): Form {
  const say = speaker(language);
  return form('outage', say.plain('community.outages.add'), language, [
    fieldsOf(settings, language).days,
    { type: 'time', name: 'start', label: say.plain('community.form.outage-start'), required: true },
    { type: 'time', name: 'end', label: say.plain('community.form.outage-end'), required: true },
    {
      type: 'text',
      name: 'warning',
      label: say.plain('community.form.warning'),
      hint: say.plain('community.form.warning-hint'),
      required: true,
      maxLength: 300,
      multiline: true,
    },
  ]);
}

export function importForm(language: Language): Form {
  const say = speaker(language);
  return {
    ...form('import', say.plain('community.import.title'), language, [
      { type: 'file', name: 'file', label: say.plain('community.import.file'), required: true, accept: ['.csv', 'text/csv'] },
    ]),
    introduction: say('community.import.form-text'),
    submit: say.plain('community.import.check'),
  };
}
