import type { Id, MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';

export type ProposalId = Id<'topic-proposal'>;

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
