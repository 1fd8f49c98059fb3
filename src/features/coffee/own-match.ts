import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { coffeeStore } from './store/index.js';
import type { Match, MatchId, MatchMember, Round } from './types.js';

/** A member's own part in a match. */
export interface Answer {
  readonly match: Match;
  readonly seat: MatchMember;
  readonly round: Round;
}

/** What a member may write about a match, in characters. */
export const NOTE_MAX = 500;

/** The member's own part in a match; undefined for others' matches and for matches that never existed. */
export async function findOwnMatch(context: Context, member: MemberId, id: MatchId): Promise<Answer | undefined> {
  const store = coffeeStore(context.tx);
  const match = await store.match(id);
  const seat = match?.members.find((one) => one.member === member);
  const round = match && seat && (await store.round(match.round));
  return match && seat && round && { match, seat, round };
}

/** Throws the same `NotFoundError` for others' matches and for matches that never existed. */
export async function ownMatch(context: Context, member: MemberId, id: MatchId): Promise<Answer> {
  const answer = await findOwnMatch(context, member, id);
  if (answer) return answer;
  throw new NotFoundError(`match ${id} is not of member ${member}`, phrase('coffee.error.not-your-match', { command: '/coffee status' }));
}

/** Throws an `InputError` unless the member has said that they met. */
export async function metMatch(context: Context, member: MemberId, id: MatchId): Promise<Answer> {
  const answer = await ownMatch(context, member, id);
  if (answer.seat.checkIn !== 'met') throw new InputError('has not met', phrase('coffee.error.not-met'));
  return answer;
}

type Change = Partial<Pick<MatchMember, 'checkIn' | 'outcome' | 'note' | 'laterOutcome'>>;

/** Writes a change of the member's own seat, and returns the answer with it. */
export async function saveSeat(context: Context, answer: Answer, member: MemberId, change: Change): Promise<Answer> {
  await coffeeStore(context.tx).updateMatchMember(answer.match.id, member, change);
  const seat = { ...answer.seat, ...change };
  const members = answer.match.members.map((one) => (one === answer.seat ? seat : one));
  return { ...answer, seat, match: { ...answer.match, members } };
}

/** Any sign of life in a round counts as a response, however late. */
export async function noteResponse(context: Context, round: Round, member: MemberId): Promise<void> {
  const store = coffeeStore(context.tx);
  const participation = await store.participation(round.id, member);
  if (participation && !participation.responded) await store.saveParticipations([{ ...participation, responded: true }]);
  const enrolment = await store.enrolment(member);
  if (enrolment && enrolment.unanswered > 0) await store.saveEnrolment({ ...enrolment, unanswered: 0 });
}

/** A note in the member's own words, cut where it is longer than `NOTE_MAX`. */
export function tidyNote(text: string): string {
  return text.trim().slice(0, NOTE_MAX);
}
