import type { MatchId, MemberId, OrganisationId, RoundId } from '../core/ids.js';
import type { Instant, LocalDate } from '../core/time.js';

/** A member's standing will to take part. No row: never joined. */
export interface Enrolment {
  readonly member: MemberId;
  readonly state: 'in' | 'paused' | 'left';
  /** With `paused`: the day they come back by themselves, on the community's calendar; null = until they say so. */
  readonly pausedUntil: LocalDate | null;
  /** Rounds in a row without any answer. */
  readonly unanswered: number;
  /** Agreed to a second match when the number is odd. */
  readonly volunteer: boolean;
  readonly joinedAt: Instant;
}

/**
 * planned → invited → matched → introduced → checking-in → closed; cancelled from any but the last.
 */
export const ROUND_STATES = ['planned', 'invited', 'matched', 'introduced', 'checking-in', 'closed', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export interface Round {
  readonly id: RoundId;
  /** 1, 2, 3 … in the community. */
  readonly number: number;
  readonly state: RoundState;
  readonly invitationAt: Instant;
  readonly matchingAt: Instant;
  readonly nudgeAt: Instant;
  readonly checkInAt: Instant;
  readonly closingAt: Instant;
  /** Makes the round repeatable, with `input`. */
  readonly seed: number;
  /** What the matching was given and what it proved, as JSON, so that a round can be explained and repeated; null before. */
  readonly explanation: string | null;
}

/** What a member said to a round's invitation, and what became of it. */
export interface Participation {
  readonly round: RoundId;
  readonly member: MemberId;
  /** `invited`: said nothing yet. */
  readonly answer: 'invited' | 'in' | 'skip' | 'paused';
  readonly result: 'pending' | 'matched' | 'left-out';
  /** Why nobody could be found, in the matching's code; null otherwise. */
  readonly reason: string | null;
  /** Said or did anything in this round: an answer, a word in the group, a check-in. */
  readonly responded: boolean;
}

/** What the matching was given of one member. */
export interface Given {
  readonly member: MemberId;
  readonly given: string;
}

export interface ParticipationCounts {
  readonly invited: number;
  readonly in: number;
  readonly skipped: number;
  readonly paused: number;
  readonly matched: number;
  readonly leftOut: number;
  readonly responded: number;
}

export const CHECK_INS = ['met', 'planned', 'could-not', 'not-a-good-match'] as const;
export type CheckIn = (typeof CHECK_INS)[number];
/** What came of a meeting, each step further than the last. */
export const OUTCOMES = ['contact', 'exchange', 'joint-activity', 'agreement'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface MatchMember {
  /** Null once the person was forgotten; organisation and type stay for the counts. */
  readonly member: MemberId | null;
  readonly organisation: OrganisationId | null;
  readonly checkIn: CheckIn | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
  /** The answer of the second asking, after `followUpDays`; null = not answered. */
  readonly laterOutcome: Outcome | null;
}

export interface Match {
  readonly id: MatchId;
  readonly round: RoundId;
  readonly members: readonly MatchMember[];
  /** Who was named to write first. */
  readonly firstToWrite: MemberId | null;
  readonly score: number;
  /** The pairing's reasons as JSON. */
  readonly reasons: string;
  readonly commonLanguages: readonly string[];
  /** When somebody last said something in their group; null = never. */
  readonly lastWordAt: Instant | null;
}

export interface CoffeeRepository {
  enrolment(member: MemberId): Promise<Enrolment | undefined>;
  enrolments(): Promise<readonly Enrolment[]>;
  saveEnrolment(enrolment: Enrolment): Promise<void>;

  round(id: RoundId): Promise<Round | undefined>;
  /** The newest round that is neither closed nor cancelled. */
  currentRound(): Promise<Round | undefined>;
  /** Newest first. */
  rounds(page: { readonly limit: number; readonly offset?: number }): Promise<readonly Round[]>;
  /** Rounds whose matching falls into [from, to), oldest first. */
  roundsBetween(from: Instant, to: Instant): Promise<readonly Round[]>;
  insertRound(round: Omit<Round, 'id'>): Promise<RoundId>;
  updateRound(id: RoundId, change: Partial<Omit<Round, 'id' | 'number'>>): Promise<void>;

  participation(round: RoundId, member: MemberId): Promise<Participation | undefined>;
  participations(round: RoundId): Promise<readonly Participation[]>;
  /** A round's numbers, also of people who have been forgotten since. */
  participationCounts(round: RoundId): Promise<ParticipationCounts>;
  /**
   * Inserts or replaces, by round and member. `given` is what the matching was given of some of them, as JSON; what was
   * kept of the others stays.
   */
  saveParticipations(participations: readonly Participation[], given?: ReadonlyMap<MemberId, string>): Promise<void>;

  /** What was kept, by member. Empty once it was dropped, or somebody who took part was forgotten. */
  given(round: RoundId): Promise<readonly Given[]>;
  /** Drops it for all rounds whose number is below `number`. */
  dropGivenBefore(number: number): Promise<void>;

  match(id: MatchId): Promise<Match | undefined>;
  matches(round: RoundId): Promise<readonly Match[]>;
  matchesOf(member: MemberId): Promise<readonly Match[]>;
  /** Throws if a member is in another match of the round already, unless `second` names them as a volunteer. */
  insertMatch(match: Omit<Match, 'id'> & { readonly second?: readonly MemberId[] }): Promise<MatchId>;
  updateMatch(id: MatchId, change: Partial<Pick<Match, 'firstToWrite' | 'lastWordAt'>>): Promise<void>;
  updateMatchMember(
    match: MatchId,
    member: MemberId,
    change: Partial<Pick<MatchMember, 'checkIn' | 'outcome' | 'note' | 'laterOutcome'>>,
  ): Promise<void>;
  /** Every pair that was introduced, newest first, with the number of its round; a trio gives three. */
  meetings(): Promise<readonly { readonly a: MemberId; readonly b: MemberId; readonly round: number }[]>;
  /** Every two organisations whose people were introduced. */
  organisationMeetings(): Promise<readonly { readonly a: OrganisationId; readonly b: OrganisationId }[]>;
}
