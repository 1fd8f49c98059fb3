import { type Action, defineAction } from '../../core/action.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Id, MatchId, MemberId, RoundId } from '../../core/ids.js';
import { toId } from '../../core/ids.js';
import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import { phrase, speaker } from '../../language/index.js';
import { CHECK_INS, OUTCOMES, type Outcome } from '../../ports/coffee.js';
import { createAnswers } from './answers.js';
import { NOTE_MAX } from './check-in.js';
import { FEATURE } from './coffee.js';
import { avoidCard, avoidedCard } from './messages/avoid.js';
import { noteForm, outcomeCard, tellForm } from './messages/check-in.js';
import { dateForm } from './messages/round.js';
import { SETTINGS_FORMS, settingsForm } from './messages/settings.js';
import { pauseForm } from './messages/standing.js';
import { sentence } from './messages/words.js';
import type { CoffeeService } from './service.js';

type Run = Action['run'];

/** The buttons and menus of the coffee chats; docs/action-ids.md lists them, and old messages keep theirs for years. */
export function coffeeActions(service: CoffeeService): readonly Action[] {
  return [...enrolmentActions(service), ...matchActions(service), ...organiserActions(service)];
}

function action(name: string, access: Action['access'], run: Run): Action {
  return defineAction({ feature: FEATURE, name, access, run });
}

function enrolmentActions(service: CoffeeService): readonly Action[] {
  const { enrolments, avoidance } = service;
  const answers = createAnswers(service);
  const join: Run = async (request) =>
    answers.joinedReply(request, answers.standingReply(request, await enrolments.join(request.actor.id)));
  return [
    action('join', 'member', join),
    action('back', 'member', join),
    action('leave', 'member', async (request) => answers.standingReply(request, await enrolments.leave(request.actor.id))),
    action('in', 'member', async (request, { id }) =>
      answers.joinedReply(request, answers.answeredReply(request, await enrolments.takePart(request.actor.id, roundId(id)), 'in')),
    ),
    action('skip', 'member', async (request, { id }) =>
      answers.answeredReply(request, await enrolments.skip(request.actor.id, roundId(id)), 'skip'),
    ),
    action('pause', 'member', async (request) => answers.pausedReply(request, await enrolments.pause(request.actor.id, undefined))),
    action('pause-until', 'member', async (request, { values }) => {
      const [value = ''] = values;
      return answers.pausedReply(request, await enrolments.pause(request.actor.id, value === 'open' ? null : value));
    }),
    action('pause-date', 'member', async ({ language }) => ({ type: 'form', form: pauseForm(language) })),
    action('volunteer', 'member', async (request) => answers.standingReply(request, await enrolments.volunteer(request.actor.id, true))),
    action('one-chat', 'member', async (request) => answers.standingReply(request, await enrolments.volunteer(request.actor.id, false))),
    action('avoid', 'member', async (request, { id }) => {
      const person = await avoidance.add(request.actor.id, memberId(id));
      return privately(avoidedCard(person, request.language));
    }),
    action('unavoid', 'member', async (request, { id, values }) => {
      const [chosen = id] = values;
      await avoidance.remove(request.actor.id, memberId(chosen));
      const say = speaker(request.language);
      return privately(avoidCard(await avoidance.list(request.actor.id), request.language, say('coffee.avoid.removed-unknown')));
    }),
  ];
}

function matchActions(service: CoffeeService): readonly Action[] {
  const { checkIns } = service;
  const answers = createAnswers(service);
  return [
    ...CHECK_INS.map((said) =>
      action(said, 'member', async (request, { id }) =>
        answers.checkedInReply(request, await checkIns.checkIn(request.actor.id, matchId(id), said)),
      ),
    ),
    action('outcome', 'member', async (request, { id, values }) => {
      const answer = await checkIns.outcome(request.actor.id, matchId(id), outcomeOf(values));
      return answers.reply(request, outcomeCard(answer, request.language));
    }),
    action('later', 'member', async (request, { id, values }) => {
      const reached = values[0] === 'no-further' ? null : outcomeOf(values);
      await checkIns.laterOutcome(request.actor.id, matchId(id), reached);
      return answers.reply(request, sentence(request.language, speaker(request.language)('coffee.follow-up.thanks')));
    }),
    action('note', 'member', async (request, { id }) => ({
      type: 'form',
      form: noteForm(await answers.own(request, matchId(id)), request.language, NOTE_MAX),
    })),
    action('tell', 'member', async (request, { id }) => ({
      type: 'form',
      form: tellForm(await answers.own(request, matchId(id)), request.language, NOTE_MAX),
    })),
  ];
}

function organiserActions(service: CoffeeService): readonly Action[] {
  const answers = createAnswers(service);
  return [
    action('start', 'organiser', async (request) => {
      const round = await service.startRound(request.actor.id);
      return answers.roundReply(request, speaker(request.language)('coffee-organisers.round.started', { round: round.number }));
    }),
    action('date', 'organiser', async ({ language }) => ({ type: 'form', form: dateForm(language) })),
    action('cancel-round', 'organiser', async (request, { id }) => {
      const round = await service.cancelRound(request.actor.id, roundId(id));
      return answers.roundReply(request, speaker(request.language)('coffee-organisers.round.cancelled', { round: round.number }));
    }),
    action('settings', 'organiser', async (request, { id }) => openSettings(service, request, id)),
  ];
}

async function openSettings(service: CoffeeService, { language }: Request, id: string): Promise<Reply> {
  const form = SETTINGS_FORMS.find((name) => name === id);
  if (!form) throw new NotFoundError(`no settings form ${id.slice(0, 40)}`, phrase('coffee.error.unknown-choice'));
  return { type: 'form', form: settingsForm(form, await service.store.autocommit.community.settings(), language) };
}

function outcomeOf([value]: readonly string[]): Outcome {
  const outcome = OUTCOMES.find((step) => step === value);
  if (!outcome) throw new InputError('no such outcome', phrase('coffee.error.unknown-choice'));
  return outcome;
}

/** Ids in buttons come from outside: one that is none looks like one that is gone. */
function idOr<T extends Id<string>>(value: string, otherwise: () => NotFoundError): T {
  try {
    return toId<T>(value);
  } catch (error) {
    if (error instanceof RangeError) throw otherwise();
    throw error;
  }
}

function roundId(value: string): RoundId {
  return idOr<RoundId>(value, () => new NotFoundError('not a round', phrase('coffee.error.no-round', { command: '/coffee status' })));
}

export function matchId(value: string): MatchId {
  return idOr<MatchId>(value, () => new NotFoundError('not a match', phrase('coffee.error.not-your-match', { command: '/coffee status' })));
}

function memberId(value: string): MemberId {
  return idOr<MemberId>(value, () => new NotFoundError('not a member', phrase('coffee.error.no-member')));
}
