import type { Generated } from 'kysely';
import type { CommunityId, MemberId, OrganisationId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import { defineTables } from '../../../sql/tables.js';
import type { ProposalId, ProposalState } from '../types.js';

type Flag = 0 | 1;
type Json = string;
type Owned = { community_id: CommunityId };
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
  topic_anonymous_proposers: Owned & { answer_key: string; proposal_id: ProposalId; member_id: MemberId };
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
};

export const topicsTables = defineTables<TopicsTables>({
  topic_proposals: { key: ['id'] },
  topic_proposers: { key: ['proposal_id'], refersTo: ['topic_proposals', 'members'] },
  topic_anonymous_proposers: { key: ['answer_key'], refersTo: ['topic_proposals', 'members'] },
  topic_supports: { key: ['proposal_id', 'member_id'], refersTo: ['topic_proposals', 'members', 'organisations'] },
  topic_drafts: { key: ['member_id'], refersTo: ['members'] },
});
