import type { MatchId } from '../../core/ids.js';
import { type Card, privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import { speaker } from '../../language/index.js';
import type { Match } from '../../ports/coffee.js';
import type { Member } from '../../ports/members.js';
import type { Answer } from './check-in.js';
import type { Answered, Standing } from './enrolment.js';
import { present, seatsOf } from './introductions.js';
import { answeredCard } from './messages/check-in.js';
import { type RoundView, roundCard } from './messages/round.js';
import { type OwnMatch, pausedCard, standingCard } from './messages/standing.js';
import type { CoffeeService } from './service.js';

/** The same answer as a message of its own: commands and forms have none to change. */
export function anew(reply: Reply): Reply {
  return reply.type === 'message' ? { ...reply, replace: false } : reply;
}

/** Answers that commands, buttons and forms share. Nothing here changes anything. */
export function createAnswers(service: CoffeeService) {
  const r = service.store.autocommit;

  /** In a direct message the old words give way to the new; elsewhere others read along, so the answer is private. */
  function reply(request: Request, ...cards: readonly Card[]): Reply {
    return request.conversation.kind === 'direct' ? replacing(...cards) : privately(...cards);
  }

  async function ownMatches(matches: readonly Match[], member: number): Promise<readonly OwnMatch[]> {
    const own: OwnMatch[] = [];
    for (const match of matches) {
      const round = await r.coffee.round(match.round);
      if (round && round.state !== 'matched') own.push({ match, round, others: await othersOf(match, member) });
    }
    return own;
  }

  async function othersOf(match: Match, member: number): Promise<readonly (Member | null)[]> {
    return seatsOf(r, { ...match, members: match.members.filter((seat) => seat.member !== member) });
  }

  async function standing(request: Pick<Request, 'actor' | 'language'>, state: Standing, lead?: Text): Promise<Card> {
    const matches = await ownMatches(state.matches, request.actor.id);
    return standingCard(state, matches, request.actor.id, request.language, lead);
  }

  /** Where the member stands, after whatever they just did. */
  async function standingReply(request: Request, state: Standing, lead?: Text): Promise<Reply> {
    return reply(request, await standing(request, state, lead));
  }

  async function answeredReply(request: Request, answered: Answered, said: 'in' | 'skip'): Promise<Reply> {
    if (answered.type === 'counted') return standingReply(request, answered.standing);
    const { round, standing: state } = answered;
    const isIn = state.round?.id === round.id && state.participation?.result === 'matched';
    if (said === 'in' && isIn) return standingReply(request, state);
    const over = round.state === 'closed' || round.state === 'cancelled';
    const key = over ? 'coffee.standing.too-late-over' : `coffee.standing.too-late-${said}`;
    return standingReply(request, state, speaker(request.language).phrase({ key, values: { round: round.number } }));
  }

  function pausedReply(request: Request, state: Standing): Reply {
    return reply(request, pausedCard(state, request.now, request.language));
  }

  async function checkedInReply(request: Request, answer: Answer): Promise<Reply> {
    const others = present(await othersOf(answer.match, request.actor.id));
    return reply(request, answeredCard(answer, others, request.language));
  }

  /** The open round for organisers. */
  async function roundReply(request: Request, ...lead: readonly Text[]): Promise<Reply> {
    const round = await r.coffee.currentRound();
    const counts = round && (await r.coffee.participationCounts(round.id));
    const enrolled = (await r.coffee.enrolments()).filter(({ state }) => state !== 'left').length;
    const view: RoundView = { round, counts, enrolled, settings: await r.community.settings() };
    return privately(roundCard(view, request.language, lead));
  }

  /** The answer to joining: how the bot may write to them, if that is still to be said. */
  async function joinedReply(request: Request, answered: Promise<Reply> | Reply): Promise<Reply> {
    const given = await answered;
    const offers = given.type === 'message' ? await service.offerDirect(request.account, request.language) : [];
    return given.type === 'message' ? { ...given, message: { ...given.message, cards: [...given.message.cards, ...offers] } } : given;
  }

  return {
    reply,
    standing,
    joinedReply,
    standingReply,
    answeredReply,
    pausedReply,
    checkedInReply,
    roundReply,
    own: (request: Request, match: MatchId) => service.checkIns.own(request.actor.id, match),
  };
}
