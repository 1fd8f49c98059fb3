import type { Generated } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant, LocalDate } from '../../../core/time.js';
import type { Platform } from '../../../ports/chat.js';
import { defineTables, type Flag, type Json, type Owned } from '../../../sql/tables.js';
import type { Month } from '../rules/month.js';
import type {
  ContributionId,
  FacilitationRole,
  FacilitationState,
  Mark,
  PollId,
  ProposalId,
  ProposalState,
  RecommendationId,
  TemplateId,
  TopicId,
  TopicOrigin,
  TopicState,
} from '../types.js';

type Texts = { language: Language; sector: string; title: string; question: string; why: string; resources: Json };

export type TopicsTables = {
  topic_proposals: Owned &
    Texts & {
      id: Generated<ProposalId>;
      state: ProposalState;
      version: Generated<number>;
      anonymous: Flag;
      proposed_at: Instant;
      reviewed: Generated<Flag>;
      edited_at: Instant | null;
      original: Json | null;
      reason: string | null;
      merged_into: ProposalId | null;
    };
  topic_proposers: Owned & { proposal_id: ProposalId; member_id: MemberId; answer_key: string };
  /** Who proposed without a name: read only to answer them, to let them change it, to export to them and to erase. */
  topic_anonymous_proposers: Owned & {
    answer_key: string;
    proposal_id: ProposalId;
    member_id: MemberId;
    /** The numbers that the member had before merges of people, the oldest first, with commas between them. */
    joined_from: string | null;
  };
  topic_supports: Owned & {
    proposal_id: ProposalId;
    member_id: MemberId;
    organisation_id: OrganisationId | null;
    facilitates: Flag;
    /** 0 while the member has left: then they are not counted. */
    present: Generated<Flag>;
    supported_at: Instant;
  };
  topic_drafts: Owned & Texts & { member_id: MemberId; saved_at: Instant };
  topic_plans: Owned & {
    month: Month;
    state: 'called' | 'draft' | 'approved';
    version: Generated<number>;
    called_at: Instant | null;
    drafted_at: Instant | null;
    approved_at: Instant | null;
    approved_by: 'advisers' | 'silence' | null;
    openings: Json | null;
    quota: number | null;
  };
  /** Advisers and organisers who approved this version of a plan. */
  topic_plan_answers: Owned & { month: Month; member_id: MemberId; version: number; answered_at: Instant };
  /** The evergreen and the annual list. `code`: one that Mudhif brings. */
  topic_templates: Owned & {
    id: Generated<TemplateId>;
    kind: 'evergreen' | 'annual';
    code: string | null;
    sector: string | null;
    month_of_year: number | null;
    /** A number, or `last`. */
    slot: string | null;
    texts: Json;
    removed: Generated<Flag>;
  };
  topics: Owned & {
    id: Generated<TopicId>;
    month: Month;
    slot: number | null;
    origin: TopicOrigin;
    proposal_id: ProposalId | null;
    template_id: TemplateId | null;
    reason: Json | null;
    state: TopicState;
    version: Generated<number>;
    language: Language;
    sector: string | null;
    for_sector: Generated<Flag>;
    texts: Json;
    why: Generated<string>;
    resources: Json;
    guiding: Json | null;
    planned_date: LocalDate;
    opens_at: Instant;
    opened_at: Instant | null;
    closes_at: Instant | null;
    closed_at: Instant | null;
    facilitator_id: MemberId | null;
    shadow_id: MemberId | null;
    last_written_at: Instant | null;
    last_nudge_at: Instant | null;
    last_prompt_at: Instant | null;
  };
  /** Who would facilitate any topic; `learns`: as a shadow first. */
  topic_volunteers: Owned & { member_id: MemberId; learns: Flag; since: Instant };
  topic_facilitations: Owned & {
    topic_id: TopicId;
    member_id: MemberId;
    role: FacilitationRole;
    state: FacilitationState;
    organisation_id: OrganisationId | null;
    asked_at: Instant;
    answered_at: Instant | null;
  };
  topic_consents: Owned & {
    member_id: MemberId;
    share: 'yes' | 'no' | null;
    credit: 'name' | 'organisation';
    stopped: Generated<Flag>;
    asked_at: Instant | null;
    answered_at: Instant | null;
  };
  topic_follows: Owned & { topic_id: TopicId; member_id: MemberId; follows: Flag; since: Instant };
  topic_sector_follows: Owned & { member_id: MemberId; sector: string; since: Instant };
  /** Who asked for the weekly digest. */
  topic_digests: Owned & { member_id: MemberId; since: Instant };
  topic_contributions: Owned & {
    id: Generated<ContributionId>;
    topic_id: TopicId;
    platform: Platform;
    space: string;
    conversation: string;
    message: string;
    member_id: MemberId | null;
    organisation_id: OrganisationId | null;
    language: Language;
    shared: Generated<Flag>;
    words: string | null;
    files: Json | null;
    written_at: Instant;
    edited_at: Instant | null;
    deleted_at: Instant | null;
    is_question: Generated<Flag>;
    question_answered_at: Instant | null;
    hidden_at: Instant | null;
    hidden_by: MemberId | null;
    hidden_reason: string | null;
  };
  /** The bytes of files that are still to be copied into other spaces. */
  topic_files: Owned & { contribution_id: ContributionId; position: number; name: string; media_type: string; bytes: Uint8Array };
  topic_marks: Owned & { contribution_id: ContributionId; member_id: MemberId; mark: Mark; marked_at: Instant };
  topic_reports: Owned & {
    contribution_id: ContributionId;
    member_id: MemberId;
    state: 'open' | 'hidden' | 'kept';
    reported_at: Instant;
  };
  topic_polls: Owned & {
    id: Generated<PollId>;
    topic_id: TopicId;
    member_id: MemberId | null;
    language: Language;
    question: string;
    options: Json;
    multiple: Flag;
    anonymous: Flag;
    opened_at: Instant;
  };
  /** `present` is 0 while the member has left: then the vote is not counted. */
  topic_votes: Owned & { poll_id: PollId; member_id: MemberId; choice: number; present: Generated<Flag> };
  topic_summaries: Owned & {
    topic_id: TopicId;
    state: 'asked' | 'written';
    version: Generated<number>;
    asked_id: MemberId | null;
    asked_at: Instant | null;
    written_by: MemberId | null;
    written_at: Instant | null;
    language: Language;
    lessons: Json;
    challenges: Json;
    resources: Json;
    translations: Json | null;
  };
  topic_recommendations: Owned & {
    id: Generated<RecommendationId>;
    topic_id: TopicId;
    position: number;
    words: string;
    responsible: string;
    review_on: LocalDate | null;
    outcome: 'done' | 'partly' | 'not-done' | null;
    outcome_words: string | null;
    reviewed_at: Instant | null;
  };
  /** Posted summaries of topics that were reopened since, as they were then. */
  topic_earlier_summaries: Owned & {
    id: Generated<number>;
    topic_id: TopicId;
    written_by: MemberId | null;
    written_at: Instant;
    language: Language;
    lessons: Json;
    challenges: Json;
    resources: Json;
    recommendations: Json;
    translations: Json | null;
  };
};

export const topicsTables = defineTables<TopicsTables>({
  topic_proposals: { key: ['id'] },
  topic_proposers: { key: ['proposal_id'], refersTo: ['topic_proposals', 'members'] },
  topic_anonymous_proposers: { key: ['answer_key'], refersTo: ['topic_proposals', 'members'], partsItself: true },
  topic_supports: { key: ['proposal_id', 'member_id'], refersTo: ['topic_proposals', 'members', 'organisations'] },
  topic_drafts: { key: ['member_id'], refersTo: ['members'] },
  topic_plans: { key: ['community_id', 'month'] },
  topic_plan_answers: { key: ['month', 'member_id'], refersTo: ['members'] },
  topic_templates: { key: ['id'] },
  topics: { key: ['id'], refersTo: ['topic_proposals', 'topic_templates', 'members'] },
  topic_volunteers: { key: ['member_id'], refersTo: ['members'] },
  topic_facilitations: { key: ['topic_id', 'member_id', 'role'], refersTo: ['topics', 'members', 'organisations'] },
  topic_consents: { key: ['member_id'], refersTo: ['members'] },
  topic_follows: { key: ['topic_id', 'member_id'], refersTo: ['topics', 'members'] },
  topic_sector_follows: { key: ['member_id', 'sector'], refersTo: ['members'] },
  topic_digests: { key: ['member_id'], refersTo: ['members'] },
  topic_contributions: { key: ['id'], refersTo: ['topics', 'members', 'organisations'] },
  topic_files: { key: ['contribution_id', 'position'], refersTo: ['topic_contributions'] },
  topic_marks: { key: ['contribution_id', 'member_id', 'mark'], refersTo: ['topic_contributions', 'members'] },
  topic_reports: { key: ['contribution_id', 'member_id'], refersTo: ['topic_contributions', 'members'] },
  topic_polls: { key: ['id'], refersTo: ['topics', 'members'] },
  topic_votes: { key: ['poll_id', 'member_id', 'choice'], refersTo: ['topic_polls', 'members'] },
  topic_summaries: { key: ['topic_id'], refersTo: ['topics', 'members'] },
  topic_recommendations: { key: ['id'], refersTo: ['topics'] },
  topic_earlier_summaries: { key: ['id'], refersTo: ['topics', 'members'] },
});
