import type { Id, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { MessageRef } from '../../ports/chat.js';
import type { ChoiceReason } from './rules/choice-types.js';
import type { Month } from './rules/month.js';

export type ProposalId = Id<'topic-proposal'>;
export type TopicId = Id<'topic'>;
export type TemplateId = Id<'topic-template'>;
export type ContributionId = Id<'topic-contribution'>;
export type PollId = Id<'topic-poll'>;
export type RecommendationId = Id<'topic-recommendation'>;

/** `merged`: it goes on as part of another one. `withdrawn`: its texts are erased. */
export const PROPOSAL_STATES = ['open', 'merged', 'declined', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What a member writes about a topic that they propose. */
export interface ProposalText {
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly sector: string;
  readonly language: Language;
  /** Addresses of up to two resources. */
  readonly resources: readonly string[];
}

export interface Proposal extends ProposalText {
  readonly id: ProposalId;
  readonly state: ProposalState;
  /** Grows with each change, so that two people do not decide about different texts. */
  readonly version: number;
  readonly anonymous: boolean;
  readonly proposedAt: Instant;
  readonly reviewed: boolean;
  /** When the organisers last edited it, and what it was before. */
  readonly editedAt: Instant | null;
  readonly original: ProposalText | null;
  /** Why it was declined. */
  readonly reason: string | null;
  readonly mergedInto: ProposalId | null;
  readonly supporters: number;
  readonly organisations: number;
  readonly facilitators: number;
  /** How many proposals without a name it consists of, merged ones included. */
  readonly unnamed: number;
}

/** The number and version of a proposal, as a button of a reviewer carries it. */
export type Reviewed = Pick<Proposal, 'id' | 'version'>;

/** What a member has to do with a proposal. */
export interface Relation {
  readonly own: boolean;
  /** It is theirs, or one that was merged into it is. */
  readonly proposed: boolean;
  readonly supports: boolean;
  readonly facilitates: boolean;
}

/** A proposal as one reader sees it. */
export interface ProposalView {
  readonly proposal: Proposal;
  /** The names of those who proposed it under their names. */
  readonly proposers: readonly string[];
  readonly relation: Relation;
  readonly reviewer: boolean;
  readonly zone: string;
}

export interface Support {
  readonly member: MemberId;
  readonly organisation: OrganisationId | null;
  readonly at: Instant;
}

export interface Page {
  readonly proposals: readonly Proposal[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** A proposal that is not sent yet. */
export interface Draft extends ProposalText {
  readonly savedAt: Instant;
}

/** `skipped`: it was in a plan and is not held; its proposal may be chosen again. */
export const TOPIC_STATES = ['planned', 'open', 'closed', 'skipped'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

/** Where a topic comes from; `urgent`: an organiser added it outside the plan. */
export const TOPIC_ORIGINS = ['proposal', 'annual', 'evergreen', 'urgent'] as const;
export type TopicOrigin = (typeof TOPIC_ORIGINS)[number];

/** What a topic is called and asks, in one language or several. */
export type TopicTexts = Readonly<Partial<Record<Language, { readonly title: string; readonly question: string }>>>;

/** A discussion of the community: planned, then open, then closed. */
export interface Topic {
  readonly id: TopicId;
  /** The month for which it counts, also when it opens in another. */
  readonly month: Month;
  /** Which of the month's topics it is, from 1; null outside the plan. */
  readonly slot: number | null;
  readonly origin: TopicOrigin;
  readonly proposal: ProposalId | null;
  /** The entry of the annual or evergreen list. */
  readonly template: TemplateId | null;
  /** Why it was chosen; null outside the plan and where an adviser chose it. */
  readonly reason: ChoiceReason | null;
  readonly state: TopicState;
  /** Grows with each change of the plan, so that two people do not decide about different things. */
  readonly version: number;
  /** The language of the discussion. `texts` has it. */
  readonly language: Language;
  /** Null for a topic of no sector. */
  readonly sector: string | null;
  /** It is addressed to the people of its sector. */
  readonly forSector: boolean;
  readonly texts: TopicTexts;
  readonly why: string;
  /** Addresses. */
  readonly resources: readonly string[];
  /** Guiding questions that the facilitator wrote, in the topic's language; null: the usual ones. */
  readonly guiding: readonly string[] | null;
  /** The day that the pattern of openings gives. */
  readonly plannedDate: LocalDate;
  readonly opensAt: Instant;
  readonly openedAt: Instant | null;
  /** When the last call is made; null until it opens. */
  readonly closesAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Whoever agreed to facilitate it. */
  readonly facilitator: MemberId | null;
  /** Whoever learns beside the facilitator. */
  readonly shadow: MemberId | null;
  readonly lastWrittenAt: Instant | null;
  /** When the facilitator was last nudged, and when the bot last wrote a prompt in the thread. */
  readonly lastNudgeAt: Instant | null;
  readonly lastPromptAt: Instant | null;
}

export type NewTopic = Omit<
  Topic,
  'id' | 'version' | 'openedAt' | 'closesAt' | 'closedAt' | 'facilitator' | 'shadow' | 'lastWrittenAt' | 'lastNudgeAt' | 'lastPromptAt'
>;

export const MARKS = ['lesson', 'challenge', 'recommendation'] as const;
export type Mark = (typeof MARKS)[number];

/** What a contributor allows: that others may read it elsewhere (`share`), and under which name. */
export interface Consent {
  readonly member: MemberId;
  /** Null: asked, but not answered. */
  readonly share: 'yes' | 'no' | null;
  /** `organisation`: as "a member of …". */
  readonly credit: 'name' | 'organisation';
  /** An organiser stopped the mirroring of what they write. */
  readonly stopped: boolean;
}

/** A file that came with a contribution. */
export interface SharedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** What somebody wrote in a topic's thread. */
export interface Contribution {
  readonly id: ContributionId;
  readonly topic: TopicId;
  /** Null once the author was erased. */
  readonly member: MemberId | null;
  readonly organisation: OrganisationId | null;
  readonly message: MessageRef;
  readonly language: Language;
  /** Whether the author's consent covers it: only then `words` is there. */
  readonly shared: boolean;
  readonly words: string | null;
  readonly writtenAt: Instant;
  readonly editedAt: Instant | null;
  readonly deletedAt: Instant | null;
  readonly isQuestion: boolean;
  readonly questionAnsweredAt: Instant | null;
  readonly hiddenAt: Instant | null;
}

/** A contribution with how often it was marked as what. */
export interface MarkedContribution extends Contribution {
  readonly marks: Readonly<Record<Mark, number>>;
}

/** Why a contribution was hidden; the audit log keeps the code. */
export const HIDDEN_REASONS = ['personal-data', 'danger', 'insult', 'advertising', 'other'] as const;
export type HiddenReason = (typeof HIDDEN_REASONS)[number];

export const REPORT_STATES = ['open', 'hidden', 'kept'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** A question with answers to choose from, in a topic's thread. */
export interface Poll {
  readonly id: PollId;
  readonly topic: TopicId;
  /** Null once whoever asked was erased. */
  readonly member: MemberId | null;
  readonly language: Language;
  readonly question: string;
  readonly options: readonly string[];
  /** Several options can be chosen. */
  readonly multiple: boolean;
  readonly anonymous: boolean;
  readonly openedAt: Instant;
}

/** One option that a member chose; `choice` counts from 0. */
export interface Vote {
  readonly member: MemberId;
  readonly choice: number;
}
