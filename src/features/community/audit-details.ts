import type { Language } from '../../core/language.js';
import { type CoffeeSettings, cadenceSchema, type Settings } from '../../core/settings.js';
import { agendaLabel, formatList, isolate, type MessageKey, speaker, wordOf } from '../../language/index.js';
import type { AuditEntry } from '../../ports/agenda.js';
import { cadenceText } from '../coffee/service.js';
import { platformName, sectorLabel, VERDICTS } from '../members/service.js';

/** An entry with the names of the members and organisations that it speaks of and that are still here. */
export type NamedAuditEntry = AuditEntry & {
  readonly members: ReadonlyMap<number, string>;
  readonly organisations: ReadonlyMap<number, string>;
};

type Value = string | number | boolean | null;

/** What each setting is called. A new one without a word fails to compile. */
const SETTINGS = {
  name: 'community.form.name',
  languages: 'community.form.languages',
  timezone: 'community.form.timezone',
  workingWeek: 'community.form.week',
  workingHours: 'community.settings.working-hours',
  quietHours: 'community.settings.quiet-hours',
  blackouts: 'community.area.blackouts',
  outages: 'community.area.outages',
  sectors: 'community.area.sectors',
  channels: 'community.area.channels',
  coffee: 'community.form.cadence',
} as const satisfies Record<keyof Settings, MessageKey>;

const COFFEE = {
  cadence: 'coffee-organisers.settings.cadence',
  time: 'coffee-organisers.settings.time',
  invitationDays: 'coffee-organisers.settings.invitation-days',
  participation: 'coffee-organisers.settings.participation',
  noRepeatRounds: 'coffee-organisers.settings.no-repeat',
  allowSameOrganisation: 'coffee-organisers.settings.same-organisation',
  odd: 'coffee-organisers.settings.odd',
  pauseAfterUnanswered: 'coffee-organisers.settings.pause-after',
  followUpDays: 'coffee-organisers.settings.follow-up',
  organisationsNeverMet: 'coffee-organisers.settings.weight.organisationsNeverMet',
  offerMeetsWant: 'coffee-organisers.settings.weight.offerMeetsWant',
  differentTypes: 'coffee-organisers.settings.weight.differentTypes',
  differentGovernorates: 'coffee-organisers.settings.weight.differentGovernorates',
  commonSectors: 'coffee-organisers.settings.weight.commonSectors',
  overlappingHours: 'coffee-organisers.settings.weight.overlappingHours',
  newcomerWithExperienced: 'coffee-organisers.settings.weight.newcomerWithExperienced',
  timeSinceLastMeeting: 'coffee-organisers.settings.weight.timeSinceLastMeeting',
} as const satisfies Record<keyof Omit<CoffeeSettings, 'weights'> | keyof CoffeeSettings['weights'], MessageKey>;

/** What an act was done to and what it changed, in words: the log itself holds ids and codes only. */
export function auditDetails(entry: NamedAuditEntry, language: Language): string {
  const parts = Object.entries(entry.details).flatMap(([key, value]) => detail(key, value, entry, language) ?? []);
  return parts.length > 0 ? parts.join(' · ') : '—';
}

/** Undefined for what says nothing to a reader: a number of ours, or what the act tells already. */
function detail(key: string, value: Value, entry: NamedAuditEntry, language: Language): string | undefined {
  const say = speaker(language);
  const labelled = (label: MessageKey, shown: string) => `${wordOf(label, key, language)}: ${shown}`;
  switch (key) {
    case 'member':
      return value === entry.actor ? undefined : isolate(entry.members.get(Number(value)) ?? say.plain('coffee.someone-forgotten'));
    case 'to':
      return labelled('community.audit.role-now', roleWord(value, language));
    case 'from':
      return labelled('community.audit.role-before', roleWord(value, language));
    case 'administrator':
      return say.plain('community.audit.administrator');
    case 'organisation':
    case 'into':
      return isolate(entry.organisations.get(Number(value)) ?? say.plain('community.audit.organisation-gone'));
    case 'organisations':
      return value === 0 ? undefined : labelled('community.import.new-organisations', String(value));
    case 'row':
      return undefined;
    case 'job':
    case 'message':
      return agendaLabel({ type: key, kind: String(value) }, language);
    case 'area':
      return entry.action === 'settings.change' && isSetting(value) ? wordOf(SETTINGS[value], value, language) : String(value);
    default:
      break;
  }
  if (isVerdict(key)) return value === 0 ? undefined : labelled(`members.import.verdict.${key}`, String(value));
  // The hour of the coffee chats and their rhythm stand beside `area`, the community's own settings alone.
  if (isCoffee(key)) return labelled(COFFEE[key], coffeeValue(key, value, language));
  if (isSetting(key))
    return value === true ? wordOf(SETTINGS[key], key, language) : labelled(SETTINGS[key], settingValue(key, value, language));
  // What a feature adds later is shown as it is.
  return value === true ? key : `${key}: ${String(value)}`;
}

function settingValue(key: keyof Settings, value: Value, language: Language): string {
  const say = speaker(language);
  const words = String(value).split(' ');
  switch (key) {
    case 'languages':
      return formatList(
        words.map((code) => wordOf(`common.language.${code}`, code, language)),
        language,
      );
    case 'workingWeek':
      return formatList(
        words.map((day) => wordOf(`common.weekday.${day}`, day, language)),
        language,
      );
    case 'sectors':
      return formatList(
        words.map((sector) => sectorLabel(sector, language)),
        language,
      );
    case 'blackouts':
    case 'outages':
      return say.plain('community.settings.count', { count: Number(value) });
    case 'channels':
      return channelsText(String(value), language);
    case 'coffee':
      return cadenceOf(value, language);
    case 'timezone':
      return isolate(String(value).replaceAll('_', ' '));
    case 'workingHours':
    case 'quietHours': {
      const [start = '', end = ''] = String(value).split('–');
      return say.plain('common.hours', { start, end });
    }
    case 'name':
      return isolate(String(value));
    default:
      return key satisfies never;
  }
}

/** `slack:coffee=tea` → «Slack, Coffee chats: tea»; a channel's name may have several words. */
function channelsText(codes: string, language: Language): string {
  const say = speaker(language);
  const texts = codes.split(/ (?=[a-z]+:(?:general|coffee|organisers)=)/).map((code) => {
    const [, platform, purpose, channel] = /^([a-z]+):(general|coffee|organisers)=(.*)$/.exec(code) ?? [];
    if (platform === undefined || channel === undefined) return code;
    const place = { platform: platformName(platform, language), purpose: wordOf(`people.channels.purpose.${purpose}`, '', language) };
    return say.plain('community.audit.channel', { ...place, channel });
  });
  return texts.map((text) => isolate(text)).join(' · ');
}

function coffeeValue(key: keyof typeof COFFEE, value: Value, language: Language): string {
  switch (key) {
    case 'cadence':
      return cadenceOf(value, language);
    case 'participation':
    case 'odd':
      return wordOf(`coffee-organisers.settings.${key}.${String(value)}`, String(value), language);
    case 'allowSameOrganisation':
      return speaker(language).plain(value === true ? 'common.yes' : 'common.no');
    default:
      return isolate(String(value));
  }
}

/** `month sun 1` → «the first Sunday of the month». */
function cadenceOf(code: Value, language: Language): string {
  const [every, weekday, which] = String(code).split(' ');
  const parsed = cadenceSchema.safeParse({ every, weekday, which: Number(which) });
  return parsed.success ? cadenceText(parsed.data, language) : String(code);
}

function roleWord(role: Value, language: Language): string {
  return wordOf(`members.role.${String(role)}`, String(role), language);
}

function isSetting(value: Value): value is keyof Settings {
  return typeof value === 'string' && Object.hasOwn(SETTINGS, value);
}

function isCoffee(key: string): key is keyof typeof COFFEE {
  return Object.hasOwn(COFFEE, key);
}

function isVerdict(key: string): key is (typeof VERDICTS)[number] {
  return VERDICTS.some((verdict) => verdict === key);
}
