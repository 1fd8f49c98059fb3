import type { MemberId } from '../../../core/ids.js';
import type { Context, PersonHooks } from '../../../feature-api/index.js';
import { exportedFacilitating } from '../facilitators/export.js';
import { type EverythingOf, eraseRows, everythingOf, mergeRows, ownWithOthers, partProposers, topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { ProposalText } from '../types.js';

/** What a member proposed, supports and is writing, for their export. */
export function proposalsExport({ proposals, supports, drafts, approved, summaries, ...facilitating }: EverythingOf) {
  return {
    proposals: proposals.map((proposal) => ({
      ...textOf(proposal),
      anonymous: proposal.anonymous,
      state: proposal.state,
      proposedAt: new Date(proposal.proposedAt).toISOString(),
      ...(proposal.original && { beforeItWasEdited: textOf(proposal.original) }),
      ...(proposal.reason !== null && { reason: proposal.reason }),
    })),
    supports: supports.map(({ title, facilitates, at }) => ({
      title,
      wouldFacilitate: facilitates,
      since: new Date(at).toISOString(),
    })),
    draft: drafts[0] ?? null,
    // Of advisers: the plans that they approved.
    ...(approved.length > 0 && { approvedPlans: approved.map(({ month, at }) => ({ month, at: new Date(at).toISOString() })) }),
    ...exportedFacilitating(facilitating),
    summaries: summaries.map(({ about, lessons, challenges, resources, recommendations, writtenAt }) => ({
      topic: about === undefined ? '' : titleIn(about, about.language),
      lessons,
      challenges,
      resources,
      recommendations: recommendations.map(({ words, responsible, reviewOn, outcome, outcomeWords }) => ({
        words,
        responsible,
        reviewOn,
        outcome,
        outcomeWords,
      })),
      ...(writtenAt !== null && { postedAt: new Date(writtenAt).toISOString() }),
    })),
  };
}

/** The export is read together with that of the other parts. */
export const topicsPerson: PersonHooks = {
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    if (how === 'left') return topicsStore(context.tx).setPresent(member, false);
    const alone = (await ownWithOthers(context.tx, member)).filter(({ shared }) => !shared);
    await topicsStore(context.tx).remove(alone.map(({ id }) => id));
    await eraseRows(context.tx, member);
  },
  onMembersMerged: (context, { from, into }) => mergeRows(context.tx, from, into),
  onMembersParted: (context, [stays, parted]) => partProposers(context.tx, stays, parted),
  onMemberReturned: (context, member) => topicsStore(context.tx).setPresent(member, true),
  sentencesOf,
};

function textOf({ title, question, why, sector, language, resources }: ProposalText): ProposalText {
  return { title, question, why, sector, language, resources };
}

/**
 * The words of proposals that are erased with their member; those that others have a part in stay. One or two words, such as
 * the name of a sector, are not theirs alone: erasing them would tear holes into what the bot said to others.
 */
async function sentencesOf(context: Context, member: MemberId): Promise<readonly string[]> {
  const { drafts } = await everythingOf(context.tx, member);
  const alone = (await ownWithOthers(context.tx, member)).filter(({ shared }) => !shared);
  const texts: readonly ProposalText[] = [...alone.flatMap((one) => [one, ...(one.original ? [one.original] : [])]), ...drafts];
  return texts.flatMap(({ title, question, why }) => [title, question, why]).filter((text) => text.split(/\s+/).length > 2);
}
