import { localDateOf } from '../../calendar/wall-clock.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { LocalDate } from '../../core/time.js';
import { type Context, type Handled, type Handler, handleControls } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { skip, takePart } from './answer-invitation.js';
import { avoid, avoidedBy, stopAvoiding } from './avoid.js';
import { avoidCard, avoidedCard } from './cards/avoid.js';
import { outcomeCard } from './cards/check-in.js';
import { dayText, sentence } from './cards/labels.js';
import { startCard } from './cards/start.js';
import { checkIn } from './check-in.js';
import { controls, memberId } from './controls.js';
import { join } from './join.js';
import { leave } from './leave.js';
import { saveNote, tellOrganisers } from './note.js';
import { beforeStart, cancelRound, dateRound, startRound } from './organise-rounds.js';
import { saveLaterOutcome, saveOutcome } from './outcome.js';
import { dayOf, pause } from './pause.js';
import {
  answeredReply,
  asNewMessage,
  asUpdate,
  checkedInReply,
  joinedReply,
  openRoundReply,
  pausedReply,
  reply,
  roundReply,
  standingReply,
} from './replies.js';
import { type CheckIn, type MatchId, OUTCOMES, type Outcome } from './types.js';
import { stopVolunteering, volunteer } from './volunteer.js';

export const handlers: readonly Handler[] = handleControls(controls, {
  join: joinAndReply,
  back: joinAndReply,
  leave: async (context, request) => standingReply(request, await leave(context, request.actor.id)),
  in: async (context, request, { id }) =>
    joinedReply(context, request, answeredReply(request, await takePart(context, request.actor.id, id), 'in')),
  skip: async (context, request, { id }) => answeredReply(request, await skip(context, request.actor.id, id), 'skip'),
  pause: async (context, request) => pausedReply(request, await pause(context, request.actor.id, undefined)),
  'pause-until': async (context, request, { values: [value = ''] }) =>
    pausedReply(request, await pause(context, request.actor.id, value === 'open' ? null : dayOf(value))),
  'pause-date': async (context, request, { values: { until } }) =>
    asNewMessage(pausedReply(request, await pause(context, request.actor.id, until))),
  volunteer: async (context, request) => standingReply(request, await volunteer(context, request.actor.id)),
  'one-chat': async (context, request) => standingReply(request, await stopVolunteering(context, request.actor.id)),
  avoid: async (context, { actor, language }, { id }) => privately(avoidedCard(await avoid(context, actor.id, id), language)),
  unavoid: async (context, { actor, language }, { id, values: [chosen] }) => {
    const member = chosen === undefined ? id : memberId.decode(chosen);
    if (member === undefined) throw new NotFoundError('nobody chosen', phrase('coffee.error.no-member'));
    await stopAvoiding(context, actor.id, member);
    const lead = speaker(language)('coffee.avoid.removed-unknown');
    return privately(avoidCard(await avoidedBy(context, actor.id), language, lead));
  },
  met: checkInAs('met'),
  planned: checkInAs('planned'),
  'could-not': checkInAs('could-not'),
  'not-a-good-match': checkInAs('not-a-good-match'),
  outcome: async (context, request, { id, values }) => {
    const answer = await saveOutcome(context, request.actor.id, id, outcomeOf(values));
    return reply(request, outcomeCard(answer, request.language));
  },
  later: async (context, request, { id, values }) => {
    await saveLaterOutcome(context, request.actor.id, id, values[0] === 'no-further' ? null : outcomeOf(values));
    return reply(request, sentence(request.language, speaker(request.language)('coffee.follow-up.thanks')));
  },
  note: async (context, { actor, language }, { id, values: { note } }) => {
    await saveNote(context, actor.id, id, note);
    return privately(sentence(language, speaker(language)('coffee.check-in.thanks-note')));
  },
  tell: async (context, { actor, language }, { id, values: { words } }) => {
    await tellOrganisers(context, actor.id, id, words);
    return privately(sentence(language, speaker(language)('coffee.check-in.thanks-told')));
  },
  start: async (context, { language }) => replacing(startCard(await beforeStart(context), language)),
  'start-now': async (context, request, { id }) => {
    const organised = await startRound(context, request.actor.id, { notice: id === 'invite' });
    const lead = speaker(request.language)('coffee-organisers.round.started', { round: organised.round.number });
    return asUpdate(await roundReply(context, request, organised, lead));
  },
  'show-round': async (context, request) => asUpdate(await openRoundReply(context, request)),
  date: (context, request, { values: { date } }) => dateAndReply(context, request, date),
  'cancel-round': async (context, request, { id }) => {
    const organised = await cancelRound(context, request.actor.id, id);
    const lead = speaker(request.language)('coffee-organisers.round.cancelled', { round: organised.round.number });
    return roundReply(context, request, organised, lead);
  },
});

export async function joinAndReply(context: Context, request: Request): Promise<Reply> {
  return joinedReply(context, request, standingReply(request, await join(context, request.actor.id)));
}

/** Sets the day of the next matching and tells what became of it, also where a day off moved it. */
export async function dateAndReply(context: Context, request: Request, date: LocalDate): Promise<Reply> {
  const organised = await dateRound(context, request.actor.id, date);
  const { round, settings } = organised;
  const say = speaker(request.language);
  const matched = localDateOf(round.matchingAt, settings.timezone);
  const lead = say('coffee-organisers.round.dated', { round: round.number, date: dayText(matched, request.language) });
  return roundReply(context, request, organised, lead, ...(matched === date ? [] : [say('coffee-organisers.round.moved')]));
}

function checkInAs(said: CheckIn) {
  return async (context: Context, request: Request, { id }: { readonly id: MatchId }): Handled =>
    checkedInReply(context, request, await checkIn(context, request.actor.id, id, said));
}

function outcomeOf([value]: readonly string[]): Outcome {
  const outcome = OUTCOMES.find((step) => step === value);
  if (!outcome) throw new InputError('no such outcome', phrase('common.error.unknown-choice'));
  return outcome;
}
