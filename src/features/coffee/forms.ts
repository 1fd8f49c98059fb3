import { localDateOf } from '../../calendar/wall-clock.js';
import { defineForm, type FormHandler } from '../../core/action.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { type FormValues, privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Cadence } from '../../core/settings.js';
import { plain } from '../../core/text.js';
import { WEEKDAYS } from '../../core/time.js';
import { readDate, readInteger, readTime } from '../../core/written.js';
import { phrase, speaker } from '../../language/index.js';
import { matchId } from './actions.js';
import { anew, createAnswers } from './answers.js';
import { FEATURE } from './coffee.js';
import { SETTINGS_FORMS, settingsCard, WEIGHTS } from './messages/settings.js';
import { dayWord, sentence } from './messages/words.js';
import type { CoffeeService } from './service.js';
import type { CoffeeSettingsChange } from './settings.js';

/** The forms of the coffee chats, by the same ids as the buttons that open them. */
export function coffeeForms(service: CoffeeService): readonly FormHandler[] {
  const answers = createAnswers(service);
  const form = (name: string, access: FormHandler['access'], run: FormHandler['run']) =>
    defineForm({ feature: FEATURE, name, access, run });
  return [
    form('pause-date', 'member', (request, { values }) =>
      besideField('until', request, async () =>
        anew(answers.pausedReply(request, await service.enrolments.pause(request.actor.id, date(values, 'until')))),
      ),
    ),
    form('note', 'member', async (request, { id, values }) => {
      await service.checkIns.note(request.actor.id, matchId(id), text(values, 'note'));
      return privately(sentence(request.language, speaker(request.language)('coffee.check-in.thanks-note')));
    }),
    form('tell', 'member', async (request, { id, values }) => {
      await service.checkIns.tellOrganisers(request.actor.id, matchId(id), text(values, 'words'));
      return privately(sentence(request.language, speaker(request.language)('coffee.check-in.thanks-told')));
    }),
    form('date', 'organiser', (request, { values }) =>
      besideField('date', request, async () => dateReply(service, request, date(values, 'date'))),
    ),
    form('settings', 'organiser', (request, { id, values }) => saveSettings(service, request, id, values)),
  ];
}

/** What was asked for and what became of it, also where a feast moved it. */
export async function dateReply(service: CoffeeService, request: Request, date: string): Promise<Reply> {
  const round = await service.planRound(request.actor.id, date);
  const say = speaker(request.language);
  const { timezone } = await service.store.autocommit.community.settings();
  const matched = localDateOf(round.matchingAt, timezone);
  const lead = say('coffee-organisers.round.dated', { round: round.number, date: dayWord(matched, request.language) });
  return createAnswers(service).roundReply(request, lead, ...(matched === date ? [] : [say('coffee-organisers.round.moved')]));
}

/** A value that can't be taken is explained beside its field, and the form stays open. */
async function besideField(field: string, { language }: Request, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { type: 'form-errors', errors: { [field]: plain(speaker(language).phrase(error.humanError)) } };
  }
}

async function saveSettings(service: CoffeeService, request: Request, id: string, values: FormValues): Promise<Reply> {
  const form = SETTINGS_FORMS.find((name) => name === id);
  const read = createReader(values, request);
  let change: CoffeeSettingsChange = {};
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
    case undefined:
      throw new NotFoundError(`no settings form ${id.slice(0, 40)}`, phrase('coffee.error.unknown-choice'));
    default:
      form satisfies never;
  }
  if (Object.keys(read.errors).length > 0) return { type: 'form-errors', errors: read.errors };
  return besideField(form === 'rhythm' ? 'invitationDays' : '', request, async () => {
    const settings = await service.settings.change(request.actor.id, change);
    const round = await service.store.autocommit.coffee.currentRound();
    const say = speaker(request.language);
    return privately(settingsCard(settings, round, request.language, say('coffee-organisers.settings.saved')));
  });
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
      if (!(value >= min && value <= max)) wrong(name, say.plain('coffee-organisers.error.number', { min, max }));
      return value;
    },
    time(name: string): string {
      const value = readTime(text(values, name));
      if (value === undefined) wrong(name, say.plain('coffee-organisers.error.time'));
      return value ?? '';
    },
    oneOf<V extends string>(name: string, allowed: readonly [V, ...V[]]): V {
      const given = text(values, name);
      const value = allowed.find((one) => one === given);
      if (value === undefined) wrong(name, say.plain('coffee.error.unknown-choice'));
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

/** A day as `YYYY-MM-DD`; unreadable text is returned as it is, for the use case to refuse. */
function date(values: FormValues, name: string): string {
  const typed = text(values, name);
  return readDate(typed) ?? typed;
}

/** One value as text: selects give lists. */
function text(values: FormValues, name: string): string {
  const value = values[name];
  if (typeof value === 'string') return value.trim();
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : '';
}
