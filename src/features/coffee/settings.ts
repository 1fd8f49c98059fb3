import type { Cadence } from '../../core/cadence.js';
import type { Settings } from '../../core/settings.js';
import { toLocalTime } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import {
  cadenceAfterSetup,
  cadenceSetting,
  cadenceSetupField,
  choiceSetting,
  defineSection,
  integerSetting,
  timeSetting,
  weightsSetting,
  yesNoSetting,
} from '../../settings/index.js';
import { FEATURE } from './keys.js';
import { USUAL_NO_REPEAT } from './rules/no-repeat.js';
import { longestInvitation } from './rules/timeline.js';

/** Coffee's part of the community's settings. */
export const coffeeSection = defineSection({
  name: FEATURE,
  title: 'coffee-organisers.settings.area',
  fields: {
    cadence: cadenceSetting({ label: 'coffee-organisers.settings.cadence', default: { every: 'month', weekday: 'sun', which: 1 } }),
    /** When people are matched and introduced, on the community's wall clock. */
    time: timeSetting({
      label: 'coffee-organisers.settings.time',
      default: toLocalTime('10:00'),
      hint: ({ timezone }, language) => speaker(language).plain('coffee-organisers.settings.time-hint', { zone: timezone }),
    }),
    /** The invitation goes out this many days before. */
    invitationDays: integerSetting({ label: 'coffee-organisers.settings.invitation-days', min: 0, max: 14, default: 3 }),
    /** `standing`: who joined is in each round unless they skip; `each-round`: only who says yes to the invitation. */
    participation: choiceSetting({
      label: 'coffee-organisers.settings.participation',
      choices: ['standing', 'each-round'],
      words: {
        standing: 'coffee-organisers.settings.participation.standing',
        'each-round': 'coffee-organisers.settings.participation.each-round',
      },
      default: 'standing',
    }),
    odd: choiceSetting({
      label: 'coffee-organisers.settings.odd',
      choices: ['trio', 'volunteer'],
      words: { trio: 'coffee-organisers.settings.odd.trio', volunteer: 'coffee-organisers.settings.odd.volunteer' },
      default: 'trio',
    }),
    noRepeatRounds: integerSetting({
      label: 'coffee-organisers.settings.no-repeat',
      min: 0,
      max: 1000,
      default: USUAL_NO_REPEAT,
      hint: (_settings, language) => speaker(language).plain('coffee-organisers.settings.no-repeat-hint', { usual: USUAL_NO_REPEAT }),
    }),
    allowSameOrganisation: yesNoSetting({ label: 'coffee-organisers.settings.same-organisation', default: false }),
    pauseAfterUnanswered: integerSetting({ label: 'coffee-organisers.settings.pause-after', min: 1, max: 20, default: 3 }),
    followUpDays: integerSetting({ label: 'coffee-organisers.settings.follow-up', min: 7, max: 365, default: 60 }),
    /** How much each criterion counts when pairs are chosen: 0 = not at all, 100 = most. */
    weights: weightsSetting({
      title: 'coffee-organisers.settings.what-counts',
      hint: 'coffee-organisers.settings.weight-hint',
      min: 0,
      max: 100,
      weights: {
        organisationsNeverMet: { label: 'coffee-organisers.settings.weight.organisationsNeverMet', default: 40 },
        offerMeetsWant: { label: 'coffee-organisers.settings.weight.offerMeetsWant', default: 30 },
        commonSectors: { label: 'coffee-organisers.settings.weight.commonSectors', default: 12 },
        differentTypes: { label: 'coffee-organisers.settings.weight.differentTypes', default: 12 },
        differentGovernorates: { label: 'coffee-organisers.settings.weight.differentGovernorates', default: 8 },
        overlappingHours: { label: 'coffee-organisers.settings.weight.overlappingHours', default: 8 },
        newcomerWithExperienced: { label: 'coffee-organisers.settings.weight.newcomerWithExperienced', default: 10 },
        timeSinceLastMeeting: { label: 'coffee-organisers.settings.weight.timeSinceLastMeeting', default: 20 },
      },
    }),
  },
  forms: {
    rhythm: { title: 'coffee-organisers.settings.rhythm', fields: ['cadence', 'time', 'invitationDays'] },
    rules: {
      title: 'coffee-organisers.settings.rules',
      fields: ['participation', 'odd', 'noRepeatRounds', 'allowSameOrganisation', 'pauseAfterUnanswered'],
    },
    weights: {
      title: 'coffee-organisers.settings.weights',
      fields: ['organisationsNeverMet', 'offerMeetsWant', 'commonSectors', 'differentTypes', 'differentGovernorates'],
    },
    'more-weights': {
      title: 'coffee-organisers.settings.more-weights',
      fields: ['overlappingHours', 'newcomerWithExperienced', 'timeSinceLastMeeting', 'followUpDays'],
    },
  },
  checks({ cadence, invitationDays: days, participation }) {
    if (days === 0 && participation === 'each-round') {
      const error = phrase('coffee-organisers.error.no-notice');
      return [{ field: 'invitationDays', error, elsewhere: error }];
    }
    const most = longestInvitation(cadence);
    if (days <= most) return [];
    const command = { type: 'code', text: '/coffee settings' } as const;
    return [
      {
        field: 'invitationDays',
        error: phrase('coffee-organisers.error.invitation-days', { most }),
        elsewhere: phrase('coffee-organisers.error.invitation-days-elsewhere', { most, days, command }),
      },
    ];
  },
  setup: {
    about: 'cadence',
    fields: { cadence: cadenceSetupField({ label: 'coffee-organisers.settings.area', manual: 'coffee-organisers.settings.setup-manual' }) },
    values: ({ cadence }) => ({ cadence: cadence.every }),
    apply: ({ cadence: before }, { cadence }, { workingWeek }) => ({
      cadence: cadenceAfterSetup(before, cadence as Cadence['every'], workingWeek?.[0] ?? 'sun'),
    }),
  },
});

export type CoffeeSettings = ReturnType<typeof coffeeSection.of>;

/** What applies until an organiser changes it; also the weights that tests and benches pair with. */
export const DEFAULT_COFFEE_SETTINGS: CoffeeSettings = coffeeSection.schema.parse({});

/** The community's settings with coffee's section as its declaration types it. */
export type SettingsWithCoffee = Settings & { readonly coffee: CoffeeSettings };

export function withCoffeeSection(settings: Settings): SettingsWithCoffee {
  return { ...settings, coffee: coffeeSection.of(settings) };
}

/** One read of the settings, for everything that the caller does. */
export async function readSettings(context: Pick<Context, 'community'>): Promise<SettingsWithCoffee> {
  return withCoffeeSection(await context.community.settings());
}
