import type { Generated } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import { defineTables, type Flag, type Json, type Owned } from '../../../sql/tables.js';
import type { CheckIn, Enrolment, MatchId, Outcome, Participation, RoundId, RoundState } from '../types.js';

export type CoffeeTables = {
  /** Whom a member does not want to meet. */
  avoidances: Owned & { member_id: MemberId; avoided_id: MemberId };
  coffee_enrolments: Owned & {
    member_id: MemberId;
    state: Enrolment['state'];
    paused_until: LocalDate | null;
    unanswered: number;
    volunteer: Flag;
    joined_at: Instant;
  };
  coffee_rounds: Owned & {
    id: Generated<RoundId>;
    number: number;
    state: RoundState;
    invitation_at: Instant;
    matching_at: Instant;
    nudge_at: Instant;
    check_in_at: Instant;
    closing_at: Instant;
    seed: number;
    explanation: Json | null;
  };
  coffee_participations: Owned & {
    id: Generated<number>;
    round_id: RoundId;
    member_id: MemberId | null;
    answer: Participation['answer'];
    result: Participation['result'];
    reason: string | null;
    responded: Flag;
    /** What the matching was given of the member, without their words; null before, and once it is dropped. */
    given: Generated<Json | null>;
  };
  coffee_matches: Owned & {
    id: Generated<MatchId>;
    round_id: RoundId;
    first_to_write: MemberId | null;
    score: number;
    reasons: Json;
    common_languages: Json;
    last_word_at: Instant | null;
  };
  coffee_match_members: Owned & {
    id: Generated<number>;
    match_id: MatchId;
    round_id: RoundId;
    /** 1, or 2 for a volunteer's second match, or more after a merge of two people: unique with round and member. */
    seat: number;
    member_id: MemberId | null;
    organisation_id: OrganisationId | null;
    check_in: CheckIn | null;
    outcome: Outcome | null;
    note: string | null;
    later_outcome: Outcome | null;
  };
};

export const coffeeTables = defineTables<CoffeeTables>({
  avoidances: { key: ['member_id', 'avoided_id'], refersTo: ['members'] },
  coffee_enrolments: { key: ['member_id'], refersTo: ['members'] },
  coffee_rounds: { key: ['id'] },
  coffee_participations: { key: ['id'], refersTo: ['coffee_rounds', 'members'] },
  coffee_matches: { key: ['id'], refersTo: ['coffee_rounds', 'members'] },
  coffee_match_members: { key: ['id'], refersTo: ['coffee_matches', 'coffee_rounds', 'members', 'organisations'] },
});
