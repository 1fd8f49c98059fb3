import { directionOf, type Language } from '../../core/language.js';
import { type BaseSettings, baseSettingsSchema, defaultSettings, SECTORS } from '../../core/settings.js';
import { choicesField, type FieldType, lineField, mappedField } from '../../feature-api/index.js';
import { formatList, isolate, type MessageKey, phrase, purposeLabel, speaker } from '../../language/index.js';
import {
  defineSection,
  integerSetting,
  languagesSetting,
  type Setting,
  setting,
  spanSetting,
  textSetting,
  weekdaysSetting,
  zoneSetting,
} from '../../settings/index.js';
import { cleanLine, platformName, sectorLabel, zoneOf } from '../members/public.js';

const { shape } = baseSettingsSchema;
const SECTORS_MAX = 25;

/** The community's own settings. */
export const communitySection = defineSection({
  name: '',
  title: 'community.settings.title',
  fields: {
    name: textSetting({ label: 'community.form.name', max: 80, default: '', schema: shape.name, tidy: cleanLine }),
    languages: languagesSetting({
      label: 'community.form.languages',
      fieldHint: 'community.form.languages-hint',
      schema: shape.languages,
    }),
    timezone: zoneSetting({
      label: 'community.form.timezone',
      fieldHint: 'community.form.timezone-hint',
      schema: shape.timezone,
      find: (typed) => zoneOf(cleanLine(typed)),
    }),
    workingWeek: weekdaysSetting({ label: 'community.form.week', formName: 'week', schema: shape.workingWeek }),
    workingHours: spanSetting({
      label: 'community.settings.working-hours',
      schema: shape.workingHours,
      start: { name: 'work-start', label: 'community.form.work-start' },
      end: { name: 'work-end', label: 'community.form.work-end' },
    }),
    quietHours: spanSetting({
      label: 'community.settings.quiet-hours',
      schema: shape.quietHours,
      start: { name: 'quiet-start', label: 'community.form.quiet-start' },
      end: { name: 'quiet-end', label: 'community.form.quiet-end' },
    }),
    blackouts: listSetting<BaseSettings['blackouts']>('community.area.blackouts', shape.blackouts),
    outages: listSetting<BaseSettings['outages']>('community.area.outages', shape.outages),
    sectors: sectorsSetting(),
    channels: setting<BaseSettings['channels']>({
      label: 'community.area.channels',
      schema: shape.channels,
      code: channelCodes,
      word: (code, language) => channelsText(String(code), language),
    }),
    commandsPerMinute: numberOf('commandsPerMinute', 'community.form.commands', 5, 1000),
    clicksPerMinute: numberOf('clicksPerMinute', 'community.form.clicks', 10, 1000),
    postsPerMinute: numberOf('postsPerMinute', 'community.form.posts', 2, 1000),
    uploadsPerMinute: numberOf('uploadsPerMinute', 'community.form.uploads', 1, 100),
    exportsPerHour: numberOf('exportsPerHour', 'community.form.exports', 1, 100),
    storageMegabytes: numberOf('storageMegabytes', 'community.form.storage', 20, 100_000),
    idleDays: numberOf('idleDays', 'community.form.idle', 1, 14),
  },
  forms: {
    setup: { title: 'community.setup.title', fields: ['name', 'languages', 'timezone', 'workingWeek'] },
    general: { title: 'community.area.general', fields: ['name', 'languages', 'timezone'] },
    week: { title: 'community.area.week', fields: ['workingWeek', 'workingHours', 'quietHours'] },
    sectors: {
      title: 'community.area.sectors',
      fields: ['sectors'],
      check({ sectors = [] }) {
        if (sectors.length === 0) return [{ field: 'sectors', error: phrase('common.error.none-chosen') }];
        if (sectors.length <= SECTORS_MAX) return [];
        return [{ field: 'own', error: phrase('community.error.sectors-many', { max: SECTORS_MAX }) }];
      },
    },
    budgets: {
      title: 'community.area.budgets',
      fields: ['commandsPerMinute', 'clicksPerMinute', 'postsPerMinute', 'uploadsPerMinute', 'exportsPerHour'],
    },
    browser: { title: 'community.area.browser', fields: ['storageMegabytes', 'idleDays'] },
  },
  checks: ({ workingHours: { start, end } }) => (start < end ? [] : [{ field: 'work-end', error: phrase('common.error.hours') }]),
});

/** A whole number whose range and default the schema has; the form has the range too. */
function numberOf(
  key: 'commandsPerMinute' | 'clicksPerMinute' | 'postsPerMinute' | 'uploadsPerMinute' | 'exportsPerHour' | 'storageMegabytes' | 'idleDays',
  label: MessageKey,
  min: number,
  max: number,
): Setting<number> {
  return integerSetting({ label, min, max, schema: shape[key], default: defaultSettings[key] });
}

/** A list that is edited entry by entry; the card and the audit log tell how many there are. */
function listSetting<T extends BaseSettings['blackouts'] | BaseSettings['outages']>(
  label: MessageKey,
  schema: Setting<T>['schema'],
): Setting<T> {
  const counted = (count: number, language: Language): string => speaker(language).plain('community.settings.count', { count });
  return setting<T>({
    label,
    schema,
    show: (value, language) => [counted(value.length, language)],
    code: (value) => value.length,
    word: (code, language) => counted(Number(code), language),
  });
}

/** The sectors of the list in a menu, and the community's own as codes in a text field. */
function sectorsSetting(): Setting<BaseSettings['sectors']> {
  const listed = (codes: readonly string[], language: Language): string =>
    formatList(
      codes.map((code) => sectorLabel(code, language)),
      language,
    );
  const isOwn = (code: string): boolean => !SECTORS.some((known) => known === code);
  const made = setting<BaseSettings['sectors']>({
    label: 'community.area.sectors',
    schema: shape.sectors,
    show: (value, language) => [listed(value, language)],
    code: (value) => value.join(' '),
    word: (code, language) => listed(String(code).split(' '), language),
  });
  return {
    ...made,
    formFields: () => ({
      sectors: choicesField({ label: 'community.area.sectors', choices: SECTORS, choiceLabel: sectorLabel }),
      own: ownSectorsField(),
    }),
    prepare: (_key, value) => ({ values: { sectors: value.filter((code) => !isOwn(code)), own: value.filter(isOwn) } }),
    // The form refuses an empty list before it is used.
    read: (_key, { sectors, own }) =>
      [...new Set([...(sectors as readonly string[]), ...(own as readonly string[])])] as BaseSettings['sectors'],
  };
}

function ownSectorsField(): FieldType<readonly string[]> {
  const field = lineField({ label: 'community.form.own-sectors', hint: 'community.form.own-sectors-hint', max: 500 });
  return mappedField(
    field,
    (text) => {
      const codes = text
        .split(/[\s,،;|]+/)
        .map((code) => code.toLowerCase())
        .filter(Boolean);
      const wrong = codes.find((code) => !/^[a-z][a-z-]{1,40}$/.test(code));
      return wrong === undefined ? { value: codes } : { error: phrase('community.error.sector', { code: wrong.slice(0, 40) }) };
    },
    (codes) => codes.join(', '),
  );
}

function channelCodes(channels: BaseSettings['channels']): string {
  return Object.entries(channels)
    .flatMap(([platform, purposes]) => Object.entries(purposes).map(([purpose, channel]) => `${platform}:${purpose}=${channel}`))
    .join(' ');
}

/** `slack:general=news` → "Slack, General news: news". A channel's name may have several words. */
function channelsText(codes: string, language: Language): string {
  const say = speaker(language);
  const texts = codes.split(/ (?=[a-z]+:[a-z][a-z-]*=)/).map((code) => {
    const [, platform, purpose, channel] = /^([a-z]+):([a-z][a-z-]*)=(.*)$/.exec(code) ?? [];
    if (platform === undefined || purpose === undefined || channel === undefined) return code;
    return say.plain('community.audit.channel', {
      platform: platformName(platform, language),
      purpose: purposeLabel(purpose, language),
      channel,
    });
  });
  return texts.map((text) => isolate(text, directionOf(language))).join(' · ');
}
