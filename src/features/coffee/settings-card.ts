// TO BE REPLACED: coffee's settings card, forms and editor move to a section declared with `defineSection` (settings.ts).
import { z } from 'zod';
import { paragraph } from '../../core/blocks.js';
import type { Cadence } from '../../core/cadence.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import {
  actionId,
  type Button,
  type Card,
  type Choice,
  type Field,
  type Form,
  type FormValues,
  privately,
  type Reply,
} from '../../core/message.js';
import type { Request } from '../../core/request.js';
import { plain, type Text } from '../../core/text.js';
import { WEEKDAYS } from '../../core/time.js';
import { readInteger, readTime } from '../../core/written.js';
import type { Context, Handler } from '../../feature-api/index.js';
import { type MessageKey, phrase, speaker } from '../../language/index.js';
import { momentNode } from './cards/labels.js';
import { warnings } from './cards/round.js';
import { FEATURE } from './keys.js';
import { planRounds } from './plan-rounds.js';
import { longestInvitation } from './rules/timeline.js';
import { coffeeSettingsSchema, readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { CoffeeSettings, Round, SettingsWithCoffee } from './types.js';

export const SETTINGS_FORMS = ['rhythm', 'rules', 'weights', 'more-weights'] as const;
export type SettingsForm = (typeof SETTINGS_FORMS)[number];

export type WeightName = keyof CoffeeSettings['weights'];
export const WEIGHTS: Readonly<Record<'weights' | 'more-weights', readonly WeightName[]>> = {
  weights: ['organisationsNeverMet', 'offerMeetsWant', 'commonSectors', 'differentTypes', 'differentGovernorates'],
  'more-weights': ['overlappingHours', 'newcomerWithExperienced', 'timeSinceLastMeeting'],
};

const WHICH = ['1', '2', '3', '4', '5'] as const;
const CADENCES = ['manual', 'week', 'two-weeks', 'month'] as const;

export function settingsCard(settings: SettingsWithCoffee, round: Round | undefined, language: Language, lead?: Text): Card {
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

function nextLine({ timezone }: SettingsWithCoffee, round: Round | undefined, language: Language): Text {
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

export function settingsForm(form: SettingsForm, settings: SettingsWithCoffee, language: Language): Form {
  const say = speaker(language);
  return {
    id: actionId(FEATURE, 'settings', form),
    language,
    title: say.plain(`coffee-organisers.settings.${form}`),
    submit: say.plain('common.save'),
    fields: fieldsOf(form, settings, language),
  };
}

function fieldsOf(form: SettingsForm, settings: SettingsWithCoffee, language: Language): readonly Field[] {
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

function button(action: string, id: string, label: string): Button {
  return { type: 'button', action: actionId(FEATURE, action, id), label };
}

/** `/coffee settings`. */
export async function settingsReply(context: Context, { language }: Request): Promise<Reply> {
  return privately(settingsCard(await readSettings(context), await coffeeStore(context.tx).currentRound(), language));
}

/** The buttons `coffee:settings:<form>` and the forms that they open. */
export const settingsHandlers: readonly Handler[] = [
  {
    feature: FEATURE,
    name: 'settings',
    kind: 'action',
    access: 'organiser',
    run: async (context, { language }, { id }) => ({
      type: 'form',
      form: settingsForm(formNamed(id), await readSettings(context), language),
    }),
  },
  {
    feature: FEATURE,
    name: 'settings',
    kind: 'form',
    access: 'organiser',
    run: (context, request, { id, values }) =>
      saveSettings(context, request, formNamed(id), Array.isArray(values) ? {} : (values as FormValues)),
  },
];

function formNamed(id: string): SettingsForm {
  const form = SETTINGS_FORMS.find((name) => name === id);
  if (!form) throw new NotFoundError(`no settings form ${id.slice(0, 40)}`, phrase('common.error.unknown-choice'));
  return form;
}

type Change = Partial<Omit<CoffeeSettings, 'weights'>> & { readonly weights?: Partial<CoffeeSettings['weights']> };

/**
 * Changes the settings and plans the next round again. Throws an `InputError` where a value is out of its range, and for an
 * invitation that would go out before the previous round has had its time.
 */
async function changeSettings(context: Context, { actor }: Request, wanted: Change): Promise<SettingsWithCoffee> {
  const before = await readSettings(context);
  const parsed = coffeeSettingsSchema.safeParse({
    ...before.coffee,
    ...wanted,
    weights: { ...before.coffee.weights, ...wanted.weights },
  });
  if (!parsed.success) throw new InputError(z.prettifyError(parsed.error), phrase('coffee-organisers.error.settings'));
  const coffee = parsed.data;
  const most = longestInvitation(coffee.cadence);
  if (coffee.invitationDays > most) {
    throw new InputError('invitation too early', phrase('coffee-organisers.error.invitation-days', { most }));
  }
  const settings = { ...before, coffee };
  await context.community.saveSettings(settings);
  const details = changedFields(before.coffee, coffee);
  if (Object.keys(details).length > 0) {
    await context.audit.append({ at: context.now, actor: actor.id, action: 'settings.change', details: { area: 'coffee', ...details } });
  }
  await planRounds(context, { settings });
  return settings;
}

function changedFields(before: CoffeeSettings, after: CoffeeSettings): Record<string, string | number | boolean> {
  const flat = ({ weights, cadence, ...rest }: CoffeeSettings): Record<string, string | number | boolean> => ({
    ...rest,
    ...weights,
    cadence: Object.values(cadence).join(' '),
  });
  const old = flat(before);
  return Object.fromEntries(Object.entries(flat(after)).filter(([name, value]) => old[name] !== value));
}

async function saveSettings(context: Context, request: Request, form: SettingsForm, values: FormValues): Promise<Reply> {
  const read = createReader(values, request);
  let change: Change = {};
  switch (form) {
    case 'rhythm':
      change = {
        cadence: cadenceOf(read),
        time: read.time('time'),
        invitationDays: read.number('invitationDays', 1, 14),
      };
      break;
    case 'rules':
      change = {
        participation: read.oneOf('participation', ['standing', 'each-round']),
        odd: read.oneOf('odd', ['trio', 'volunteer']),
        noRepeatRounds: read.number('noRepeatRounds', 0, 1000),
        allowSameOrganisation: read.oneOf('allowSameOrganisation', ['yes', 'no']) === 'yes',
        pauseAfterUnanswered: read.number('pauseAfterUnanswered', 1, 20),
      };
      break;
    case 'weights':
    case 'more-weights':
      change = {
        weights: Object.fromEntries(WEIGHTS[form].map((name) => [name, read.number(name, 0, 100)])),
        ...(form === 'more-weights' && { followUpDays: read.number('followUpDays', 7, 365) }),
      };
      break;
    default:
      form satisfies never;
  }
  if (Object.keys(read.errors).length > 0) return { type: 'form-errors', errors: read.errors };
  try {
    const settings = await changeSettings(context, request, change);
    const round = await coffeeStore(context.tx).currentRound();
    const say = speaker(request.language);
    return privately(settingsCard(settings, round, request.language, say('coffee-organisers.settings.saved')));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const errors = { [form === 'rhythm' ? 'invitationDays' : '']: plain(speaker(request.language).phrase(error.humanError)) };
    return { type: 'form-errors', errors };
  }
}

type Reader = ReturnType<typeof createReader>;

/** Reads a form's values and collects what is wrong with them, a sentence beside each field. */
function createReader(values: FormValues, { language }: Request) {
  const say = speaker(language);
  const errors: Record<string, string> = {};
  const wrong = (name: string, sentence: string) => {
    errors[name] = sentence;
  };
  return {
    errors,
    number(name: string, min: number, max: number): number {
      const value = readInteger(text(values, name)) ?? Number.NaN;
      if (!(value >= min && value <= max)) wrong(name, say.plain('common.error.number', { min, max }));
      return value;
    },
    time(name: string): string {
      const value = readTime(text(values, name));
      if (value === undefined) wrong(name, say.plain('common.error.time'));
      return value ?? '';
    },
    oneOf<V extends string>(name: string, allowed: readonly [V, ...V[]]): V {
      const given = text(values, name);
      const value = allowed.find((one) => one === given);
      if (value === undefined) wrong(name, say.plain('common.error.unknown-choice'));
      return value ?? allowed[0];
    },
  };
}

function cadenceOf(read: Reader): Cadence {
  const every = read.oneOf('cadence', ['month', 'week', 'two-weeks', 'manual']);
  if (every === 'manual') return { every };
  const weekday = read.oneOf('weekday', WEEKDAYS);
  return every === 'month' ? { every, weekday, which: Number(read.oneOf('which', ['1', '2', '3', '4', '5'])) } : { every, weekday };
}

/** One value as text: selects give lists. */
function text(values: FormValues, name: string): string {
  const value = values[name];
  if (typeof value === 'string') return value.trim();
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : '';
}
