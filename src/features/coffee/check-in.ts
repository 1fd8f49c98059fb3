import { InputError, NotFoundError } from '../../core/errors.js';
import type { MatchId, MemberId } from '../../core/ids.js';
import { DAY, HOUR, type Instant } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { CheckIn, Match, MatchMember, Outcome, Round } from '../../ports/coffee.js';
import type { Repositories } from '../../ports/store.js';
import { type CoffeeDependencies, FEATURE } from './coffee.js';

/** What somebody said of a match, after it was written down. */
export interface Answer {
  readonly match: Match;
  readonly seat: MatchMember;
  readonly round: Round;
}

export const NOTE_MAX = 500;
/** One word is enough to know that a group is alive; more often it need not be written down. */
const WORD_INTERVAL = HOUR;

export function createCheckIns({ store, clock }: Pick<CoffeeDependencies, 'store' | 'clock'>) {
  /**
   * Takes down how it went. It can be corrected until the round is closed; a first answer, or one after «planned», is
   * welcome at any time. Throws a `NotFoundError` for a match that isn't the member's, an `InputError` where it is too late.
   */
  async function checkIn(member: MemberId, id: MatchId, said: CheckIn): Promise<Answer> {
    return store.transaction(async (r) => {
      const { match, seat, round } = await own(r, member, id);
      const final = round.state === 'closed' && seat.checkIn !== null && seat.checkIn !== 'planned' && seat.checkIn !== said;
      if (final)
        throw new InputError(
          `round ${round.id} is closed`,
          phrase('coffee.error.answer-final', { round: round.number, command: '/coffee status' }),
        );
      const backFromMet = seat.checkIn === 'met' && said !== 'met';
      await r.coffee.updateMatchMember(id, member, {
        checkIn: said,
        ...(backFromMet && { outcome: null, laterOutcome: null }),
        // A sentence belongs to the answer it was written for: a complaint must not become praise.
        ...(seat.checkIn !== said && { note: null }),
      });
      await heard(r, round, member);
      if (said === 'met') {
        const { coffee } = await r.community.settings();
        await r.deliveries.plan({
          key: `coffee:follow-up:${match.id}:${member}`,
          kind: 'coffee.follow-up',
          args: { match: match.id, member },
          to: { to: 'member', member },
          dueAt: clock.now() + coffee.followUpDays * DAY,
        });
      }
      return own(r, member, id);
    });
  }

  /** What came of the meeting. Once the round is closed and a step was told, it is a later one, and the first stays. */
  async function outcome(member: MemberId, id: MatchId, reached: Outcome): Promise<Answer> {
    return store.transaction(async (r) => {
      const { seat, round } = await met(r, member, id);
      const later = round.state === 'closed' && seat.outcome !== null && seat.outcome !== reached;
      await r.coffee.updateMatchMember(id, member, later ? { laterOutcome: reached } : { outcome: reached });
      await heard(r, round, member);
      return own(r, member, id);
    });
  }

  /** The answer to the second asking; `null` = it went no further than told before. */
  async function laterOutcome(member: MemberId, id: MatchId, reached: Outcome | null): Promise<Answer> {
    return store.transaction(async (r) => {
      const { seat } = await met(r, member, id);
      await r.coffee.updateMatchMember(id, member, { laterOutcome: reached ?? seat.outcome ?? 'contact' });
      return own(r, member, id);
    });
  }

  /** A sentence in the member's own words; an empty one takes the last one back. */
  async function note(member: MemberId, id: MatchId, text: string): Promise<Answer> {
    return store.transaction(async (r) => {
      await own(r, member, id);
      await r.coffee.updateMatchMember(id, member, { note: tidy(text) });
      return own(r, member, id);
    });
  }

  /** Tells the organisers, because the member wants it. A second time changes nothing. */
  async function tellOrganisers(member: MemberId, id: MatchId, words: string): Promise<Answer> {
    return store.transaction(async (r) => {
      const { match, seat } = await own(r, member, id);
      if (seat.checkIn !== 'not-a-good-match') throw new InputError('nothing to tell', phrase('coffee.error.nothing-to-tell'));
      await r.coffee.updateMatchMember(id, member, { note: tidy(words) });
      await r.deliveries.plan({
        key: `coffee:told:${match.id}:${member}`,
        kind: 'coffee.told',
        args: { match: match.id, member },
        to: { to: 'channel', channel: 'organisers' },
        dueAt: clock.now(),
      });
      return own(r, member, id);
    });
  }

  /** Somebody wrote in a match's private group. Only the fact and the hour are kept. Groups of others are none of our business. */
  async function said(groupKey: string, member: MemberId, at: Instant): Promise<void> {
    const id = new RegExp(`^${FEATURE}:(\\d{1,15})$`).exec(groupKey)?.[1];
    if (id === undefined) return;
    const known = await store.autocommit.coffee.match(Number(id) as MatchId);
    if (!known || (known.lastWordAt !== null && at - known.lastWordAt < WORD_INTERVAL && (await hasResponded(known, member)))) return;
    await store.transaction(async (r) => {
      const match = await r.coffee.match(known.id);
      const round = match && (await r.coffee.round(match.round));
      if (!match || !round || !match.members.some((seat) => seat.member === member)) return;
      await r.coffee.updateMatch(match.id, { lastWordAt: Math.max(at, match.lastWordAt ?? 0) });
      await heard(r, round, member);
    });
  }

  async function hasResponded(match: Match, member: MemberId): Promise<boolean> {
    return (await store.autocommit.coffee.participation(match.round, member))?.responded ?? true;
  }

  return {
    checkIn,
    outcome,
    laterOutcome,
    note,
    tellOrganisers,
    said,
    own: (member: MemberId, id: MatchId) => own(store.autocommit, member, id),
  };
}

/** A match that the member is in. Others' matches and matches that never were look the same from outside. */
async function own(r: Repositories, member: MemberId, id: MatchId): Promise<Answer> {
  const match = await r.coffee.match(id);
  const seat = match?.members.find((one) => one.member === member);
  const round = match && (await r.coffee.round(match.round));
  if (!match || !seat || !round)
    throw new NotFoundError(`match ${id} is not of member ${member}`, phrase('coffee.error.not-your-match', { command: '/coffee status' }));
  return { match, seat, round };
}

async function met(r: Repositories, member: MemberId, id: MatchId): Promise<Answer> {
  const answer = await own(r, member, id);
  if (answer.seat.checkIn !== 'met') throw new InputError('has not met', phrase('coffee.error.not-met'));
  return answer;
}

/** Any sign of life counts, however late. */
async function heard(r: Repositories, round: Round, member: MemberId): Promise<void> {
  const participation = await r.coffee.participation(round.id, member);
  if (participation && !participation.responded) await r.coffee.saveParticipations([{ ...participation, responded: true }]);
  const enrolment = await r.coffee.enrolment(member);
  if (enrolment && enrolment.unanswered > 0) await r.coffee.saveEnrolment({ ...enrolment, unanswered: 0 });
}

function tidy(words: string): string | null {
  const text = words.trim().slice(0, NOTE_MAX);
  return text === '' ? null : text;
}
