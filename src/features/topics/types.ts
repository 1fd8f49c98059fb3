import type { Id, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant, LocalDate } from '../../core/time.js';
import type { PageNumbers } from '../../kit/paging.js';
import type { MessageRef } from '../../ports/chat.js';
import type {
  FacilitationRole,
  FacilitationState,
  Mark,
  ProposalState,
  RecommendationOutcome,
  TemplateKind,
  TopicOrigin,
  TopicState,
} from './codes.js';
import type { ChoiceReason } from './rules/choice-types.js';
import type { Month } from './rules/month.js';
import type { OpeningDay } from './rules/openings.js';

export * from './codes.js';

export type ProposalId = Id<'topic-proposal'>;
export type TopicId = Id<'topic'>;
export type TemplateId = Id<'topic-template'>;
export type ContributionId = Id<'topic-contribution'>;
export type PollId = Id<'topic-poll'>;
export type RecommendationId = Id<'topic-recommendation'>;

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
  /** Whether others were merged into it. */
  readonly joined: boolean;
  /** The topic that it became, or that what it was merged into became, once that has opened; `over`: it is closed. */
  readonly discussed: { readonly topic: TopicId; readonly month: Month; readonly over: boolean } | null;
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

export interface Page extends PageNumbers {
  readonly proposals: readonly Proposal[];
}

/** A proposal that is not sent yet. */
export interface Draft extends ProposalText {
  readonly savedAt: Instant;
}

/** `called`: proposals were called for. `draft`: advisers have it before them. */
export type PlanState = 'called' | 'draft' | 'approved';

/** The plan of a month. Its topics are the ones of that month. */
export interface Plan {
  readonly month: Month;
  readonly state: PlanState;
  /** Grows with each change, so that nobody approves what they have not seen. */
  readonly version: number;
  readonly calledAt: Instant | null;
  readonly draftedAt: Instant | null;
  readonly approvedAt: Instant | null;
  readonly approvedBy: 'advisers' | 'silence' | null;
  /** The days that it was made for, as many as its quota; null where nobody noted them. */
  readonly openings: readonly OpeningDay[] | null;
}

/** Somebody who approved a version of a plan. */
export interface PlanAnswer {
  readonly member: MemberId;
  readonly version: number;
  readonly at: Instant;
}

/** An entry of the evergreen or the annual list. */
export interface Template {
  readonly id: TemplateId;
  readonly kind: TemplateKind;
  /** One that Mudhif brings; its texts are in the catalogues where `texts` has none. */
  readonly code: string | null;
  readonly sector: string | null;
  /** Of annual topics: 1 to 12. */
  readonly monthOfYear: number | null;
  /** Of annual topics: which of the month's topics it is. */
  readonly slot: number | 'last' | null;
  readonly texts: TopicTexts;
  /** It is not chosen any more. */
  readonly removed: boolean;
}

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

/** What became of asking somebody to facilitate a topic, or to learn beside its facilitator. */
export interface Facilitation {
  readonly topic: TopicId;
  readonly member: MemberId;
  readonly role: FacilitationRole;
  readonly state: FacilitationState;
  /** Theirs when they were asked. */
  readonly organisation: OrganisationId | null;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
}

/** Somebody who would facilitate any topic; `learns`: beside a facilitator first. */
export interface TopicVolunteer {
  readonly learns: boolean;
  readonly since: Instant;
}

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
  /** In bytes. */
  readonly size: number;
  /** It is named only: too large or too many to be copied, or its platform did not give it. */
  readonly left?: true;
  /** The hash of its bytes, as long as they are kept for copies. */
  readonly blob?: string;
  /** When they were no longer kept. */
  readonly until?: Instant;
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

/** What the closing of a topic says, in its writer's words. */
export interface SummaryText {
  readonly language: Language;
  readonly lessons: readonly string[];
  readonly challenges: readonly string[];
  /** Addresses, or titles. */
  readonly resources: readonly string[];
}

/** What a summary says in another language than its writer's. */
export interface SummaryTranslation {
  readonly lessons: readonly string[];
  readonly challenges: readonly string[];
  /** Words by the number of the recommendation. */
  readonly recommendations: Readonly<Record<string, string>>;
}

export type SummaryTranslations = Readonly<Partial<Record<Language, SummaryTranslation>>>;

export interface Summary extends SummaryText {
  readonly translations: SummaryTranslations;
  readonly topic: TopicId;
  /** `asked`: somebody is asked to write it, or to write it anew after the topic was reopened. */
  readonly state: 'asked' | 'written';
  /** Grows with each change, so that nobody overwrites what they have not read. */
  readonly version: number;
  /** Whoever is asked; null while that is the organisers together. */
  readonly asked: MemberId | null;
  readonly askedAt: Instant | null;
  readonly writtenBy: MemberId | null;
  /** When it was posted first; null until then. */
  readonly writtenAt: Instant | null;
}

export interface RecommendationText {
  readonly words: string;
  /** Who sees to it: a person, an organisation, a group. */
  readonly responsible: string;
  /** When the bot asks what became of it. */
  readonly reviewOn: LocalDate | null;
}

export interface Recommendation extends RecommendationText {
  readonly id: RecommendationId;
  readonly topic: TopicId;
  readonly position: number;
  readonly outcome: RecommendationOutcome | null;
  readonly outcomeWords: string | null;
  readonly reviewedAt: Instant | null;
}

/** A summary as it was posted, with its recommendations as they were then. */
export interface PostedSummary extends SummaryText {
  readonly translations: SummaryTranslations;
  readonly writtenBy: MemberId | null;
  readonly writtenAt: Instant;
  readonly recommendations: readonly Omit<Recommendation, 'topic' | 'position' | 'reviewedAt'>[];
}

/** A contribution with how often it was marked as what. */
export interface MarkedContribution extends Contribution {
  readonly marks: Readonly<Record<Mark, number>>;
}

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
