import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { CheckIn, Outcome, RoundState } from './codes.js';
import type { MatchId, RoundId } from './ids.js';
import type { Explanation, GivenParticipant, StoredReason } from './stored.js';

export type { Member, Organisation, OrganisationType } from '../members/public.js';
export { ORGANISATION_TYPES } from '../members/public.js';
export * from './codes.js';
export type { MatchId, RoundId } from './ids.js';
export type { CoffeeSettings, SettingsWithCoffee } from './settings.js';
export type { Explanation, StoredReason } from './stored.js';

/** Whether a member takes part in the rounds. Without a row they never joined. */
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
/** In which nothing follows any more. */
export const STATES_OVER: readonly RoundState[] = ['closed', 'cancelled'];

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
  /** Decides between equally good matches, so that the same input gives the same round. */
  readonly seed: number;
  /** What the matching was given and what it proved; null before the matching. */
  readonly explanation: Explanation | null;
}

/** A member's answer to a round's invitation, and its result. */
export interface Participation {
  readonly round: RoundId;
  readonly member: MemberId;
  /** `invited`: no answer yet. */
  readonly answer: 'invited' | 'in' | 'skip' | 'paused';
  readonly result: 'pending' | 'matched' | 'left-out';
  /** Why they have no partner, as a code of the matching; null otherwise. */
  readonly reason: string | null;
  /** Whether they did anything in this round: answered, wrote in the group, or checked in. */
  readonly responded: boolean;
}

/** What the matching was given of one member. */
export interface Given {
  readonly member: MemberId;
  readonly given: GivenParticipant;
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

export interface MatchMember {
  /** Null once the person was erased; the organisation stays for the counts. */
  readonly member: MemberId | null;
  readonly organisation: OrganisationId | null;
  readonly checkIn: CheckIn | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
  /** The answer to the second question, after `followUpDays`; null = not answered. */
  readonly laterOutcome: Outcome | null;
}

export interface Match {
  readonly id: MatchId;
  readonly round: RoundId;
  readonly members: readonly MatchMember[];
  /** Who was asked to write first. */
  readonly firstToWrite: MemberId | null;
  readonly score: number;
  readonly reasons: readonly StoredReason[];
  readonly commonLanguages: readonly string[];
  /** When somebody last wrote in their group; null = never. */
  readonly lastWordAt: Instant | null;
}

/** Two people who were matched in the round with this number. */
export interface Meeting {
  readonly a: MemberId;
  readonly b: MemberId;
  readonly round: number;
}

/** A round without what its matching was given and proved, which is long. */
export interface RoundInBrief extends Omit<Round, 'explanation'> {
  readonly matched: boolean;
}

/** What every matching is made from. */
export interface Records {
  /** Newest first. */
  readonly rounds: readonly RoundInBrief[];
  readonly enrolments: readonly Enrolment[];
  readonly avoided: readonly { readonly member: MemberId; readonly avoids: MemberId }[];
  /** Every pair that was matched, newest first, with the number of its round; a trio gives three. */
  readonly meetings: readonly Meeting[];
  /** Every two organisations whose people were matched. */
  readonly organisationMeetings: readonly OrganisationMeeting[];
}

/** Two organisations whose people were matched. */
export interface OrganisationMeeting {
  readonly a: OrganisationId;
  readonly b: OrganisationId;
}
