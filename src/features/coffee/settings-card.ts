import { paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import { actionId, type Card, type Choice, type Field, type Form } from '../../../core/message.js';
import type { Cadence, CoffeeSettings, Settings } from '../../../core/settings.js';
import type { Text } from '../../../core/text.js';
import { WEEKDAYS } from '../../../core/time.js';
import { type MessageKey, speaker } from '../../../language/index.js';
import type { Round } from '../types.js';
import { warnings } from './round.js';
import { button, momentNode } from './labels.js';

export const SETTINGS_FORMS = ['rhythm', 'rules', 'weights', 'more-weights'] as const;
export type SettingsForm = (typeof SETTINGS_FORMS)[number];

export type WeightName = keyof CoffeeSettings['weights'];
export const WEIGHTS: Readonly<Record<'weights' | 'more-weights', readonly WeightName[]>> = {
  weights: ['organisationsNeverMet', 'offerMeetsWant', 'commonSectors', 'differentTypes', 'differentGovernorates'],
  'more-weights': ['overlappingHours', 'newcomerWithExperienced', 'timeSinceLastMeeting'],
};

const WHICH = ['1', '2', '3', '4', '5'] as const;
const CADENCES = ['manual', 'week', 'two-weeks', 'month'] as const;

export function settingsCard(settings: Settings, round: Round | undefined, language: Language, lead?: Text): Card {
  const say = speaker(language);
  const { coffee } = settings;
  const fact = (label: Text, value: Text | string | number) => ({ label, value: typeof value === 'object' ? value : [String(value)] });
  const next = nextLine(settings, round, language);
  return {
    language,
    blocks: [
      { type: 'heading', text: say('coffee-organisers.settings.title') },
      ...(lead ? [paragraph(lead)] : []),
      {
        type: 'facts',
        items: [
          fact(say('coffee-organisers.settings.cadence'), cadenceText(coffee.cadence, language)),
          fact(say('coffee-organisers.settings.time'), coffee.time),
          fact(say('coffee-organisers.settings.invitation-days'), coffee.invitationDays),
          fact(say('coffee-organisers.settings.participation'), say(`coffee-organisers.settings.participation.${coffee.participation}`)),
          fact(say('coffee-organisers.settings.odd'), say(`coffee-organisers.settings.odd.${coffee.odd}`)),
          fact(say('coffee-organisers.settings.no-repeat'), coffee.noRepeatRounds),
          fact(say('coffee-organisers.settings.same-organisation'), coffee.allowSameOrganisation ? say('common.yes') : say('common.no')),
          fact(say('coffee-organisers.settings.pause-after'), coffee.pauseAfterUnanswered),
          fact(say('coffee-organisers.settings.follow-up'), coffee.followUpDays),
        ],
      },
      paragraph([{ type: 'bold', text: say.plain('coffee-organisers.settings.what-counts') }]),
      {
        type: 'facts',
        items: [...WEIGHTS.weights, ...WEIGHTS['more-weights']].map((name) =>
          fact(say(`coffee-organisers.settings.weight.${name}`), coffee.weights[name]),
        ),
      },
      paragraph(next),
      ...(round ? warnings(round, settings, language) : []),
      {
        type: 'actions',
        controls: SETTINGS_FORMS.map((form) => button('settings', form, say.plain(`coffee-organisers.settings.${form}`))),
      },
    ],
  };
}

function nextLine({ timezone }: Settings, round: Round | undefined, language: Language): Text {
  const say = speaker(language);
  if (!round) return say('coffee-organisers.settings.next-none');
  if (round.state === 'planned' || round.state === 'invited') {
    return say('coffee-organisers.settings.next', { date: momentNode(round.matchingAt, timezone, language) });
  }
  return say('coffee-organisers.settings.next-after', {
    round: round.number,
    date: momentNode(round.closingAt, timezone, language),
  });
}

/** How often, and on which day: «the first Sunday of the month». */
export function cadenceText(cadence: Cadence, language: Language): string {
  const say = speaker(language);
  if (cadence.every === 'manual') return say.plain('coffee-organisers.settings.cadence.manual');
  const weekday = say.plain(`common.weekday.${cadence.weekday}`);
  switch (cadence.every) {
    case 'week':
      return say.plain('coffee-organisers.settings.cadence-week', { weekday });
    case 'two-weeks':
      return say.plain('coffee-organisers.settings.cadence-two-weeks', { weekday });
    case 'month': {
      const which = WHICH[cadence.which - 1] ?? '1';
      return say.plain('coffee-organisers.settings.cadence-month', {
        weekday,
        which: say.plain(`coffee-organisers.settings.which.${which}`),
      });
    }
    default:
      return cadence satisfies never;
  }
}

export function settingsForm(form: SettingsForm, settings: Settings, language: Language): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'settings', form),
    language,
    title: say.plain(`coffee-organisers.settings.${form}`),
    submit: say.plain('common.save'),
    fields: fieldsOf(form, settings, language),
  };
}

function fieldsOf(form: SettingsForm, settings: Settings, language: Language): readonly Field[] {
  const { coffee } = settings;
  const say = speaker(language);
  const select = (name: string, label: string, options: readonly Choice[], value: string): Field => ({
    type: 'select',
    name,
    label,
    options,
    value: [value],
    required: true,
  });
  const number = (name: string, label: string, value: number, hint?: string): Field => ({
    type: 'text',
    name,
    label,
    value: String(value),
    maxLength: 5,
    required: true,
    ...(hint !== undefined && { hint }),
  });
  const choices = <V extends string>(values: readonly V[], key: (value: V) => MessageKey): readonly Choice[] =>
    values.map((value) => ({ value, label: plainOf(key(value)) }));
  const plainOf = (key: MessageKey) =>
    say
      .phrase({ key })
      .filter((part) => typeof part === 'string')
      .join('');
  const label = (key: MessageKey) => plainOf(key);
  switch (form) {
    case 'rhythm': {
      const { cadence } = coffee;
      return [
        select(
          'cadence',
          label('coffee-organisers.settings.cadence'),
          choices(CADENCES, (value) => `coffee-organisers.settings.cadence.${value}`),
          cadence.every,
        ),
        select(
          'weekday',
          label('coffee-organisers.settings.weekday'),
          choices(WEEKDAYS, (value) => `common.weekday.${value}`),
          cadence.every === 'manual' ? 'sun' : cadence.weekday,
        ),
        select(
          'which',
          label('coffee-organisers.settings.which'),
          choices(WHICH, (value) => `coffee-organisers.settings.which.${value}`),
          cadence.every === 'month' ? String(cadence.which) : '1',
        ),
        {
          type: 'time',
          name: 'time',
          label: label('coffee-organisers.settings.time'),
          hint: say.plain('coffee-organisers.settings.time-hint', { zone: settings.timezone }),
          value: coffee.time,
          required: true,
        },
        number('invitationDays', label('coffee-organisers.settings.invitation-days'), coffee.invitationDays),
      ];
    }
    case 'rules':
      return [
        select(
          'participation',
          label('coffee-organisers.settings.participation'),
          choices(['standing', 'each-round'] as const, (value) => `coffee-organisers.settings.participation.${value}`),
          coffee.participation,
        ),
        select(
          'odd',
          label('coffee-organisers.settings.odd'),
          choices(['trio', 'volunteer'] as const, (value) => `coffee-organisers.settings.odd.${value}`),
          coffee.odd,
        ),
        number('noRepeatRounds', label('coffee-organisers.settings.no-repeat'), coffee.noRepeatRounds),
        select(
          'allowSameOrganisation',
          label('coffee-organisers.settings.same-organisation'),
          choices(['no', 'yes'] as const, (value) => `common.${value}`),
          coffee.allowSameOrganisation ? 'yes' : 'no',
        ),
        number('pauseAfterUnanswered', label('coffee-organisers.settings.pause-after'), coffee.pauseAfterUnanswered),
      ];
    case 'weights':
    case 'more-weights': {
      const hint = label('coffee-organisers.settings.weight-hint');
      const weights = WEIGHTS[form].map((name) =>
        number(name, label(`coffee-organisers.settings.weight.${name}`), coffee.weights[name], hint),
      );
      if (form === 'weights') return weights;
      return [...weights, number('followUpDays', label('coffee-organisers.settings.follow-up'), coffee.followUpDays)];
    }
    default:
      return form satisfies never;
  }
}
