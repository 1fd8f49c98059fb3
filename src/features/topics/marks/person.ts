import type { Instant } from '../../../core/time.js';
import type { PersonHooks } from '../../../feature-api/index.js';
import { type EverythingOf, topicsStore } from '../store/index.js';
import { countVotes, erasePolls, forgetVoter } from './poll.js';
import { forgetInReports } from './report.js';

const day = (at: Instant) => new Date(at).toISOString();

/** What a member marked, reported, asked, voted for and follows, for their export. */
export function marksExport({ marked }: EverythingOf) {
  const { marks, reports, polls, votes, follows, sectors, digest } = marked();
  return {
    marks: marks.map(({ topic, mark, at }) => ({ topic, mark, at: day(at) })),
    reports: reports.map(({ topic, state, at }) => ({ topic, state, at: day(at) })),
    polls: polls.map(({ topic, question, options, at }) => ({ topic, question, options, at: day(at) })),
    votes: votes.map(({ topic, question, choice }) => ({ topic, question, choice })),
    follows: follows.map(({ topic, follows: isFollowing, at }) => ({ topic, follows: isFollowing, since: day(at) })),
    followsSectors: sectors.map(({ sector, at }) => ({ sector, since: day(at) })),
    weeklyDigestSince: digest === undefined ? null : day(digest),
  };
}

/** Their rows are erased, merged and exported with those of the other parts. */
export const marksPerson: PersonHooks = {
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    await countVotes(context, member, false);
    if (how !== 'erased') return;
    await forgetVoter(context, member);
    await forgetInReports(context, member);
    await erasePolls(context, member);
  },
  onMembersMerged: async () => {},
  onMemberReturned: (context, member) => countVotes(context, member, true),
  async sentencesOf(context, member) {
    const polls = await topicsStore(context.tx).pollsOfOneself(member);
    return polls.flatMap(({ question, options }) => [question, ...options]).filter((text) => text.split(/\s+/).length > 2);
  },
};
