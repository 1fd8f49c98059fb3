import type { Instant } from '../../../core/time.js';
import type { PersonHooks } from '../../../feature-api/index.js';
import { marksOfMember } from '../store/index.js';
import { countVotes } from './poll.js';

const day = (at: Instant) => new Date(at).toISOString();

/** Their rows are erased and merged with those of the other parts. */
export const marksPerson: PersonHooks = {
  async exportPersonalData(context, member) {
    const { marks, reports, polls, votes, follows, sectors, digest } = await marksOfMember(context.tx, member);
    return {
      marks: marks.map(({ topic, mark, at }) => ({ topic, mark, at: day(at) })),
      reports: reports.map(({ topic, state, at }) => ({ topic, state, at: day(at) })),
      polls: polls.map(({ topic, question, options, at }) => ({ topic, question, options, at: day(at) })),
      votes: votes.map(({ topic, question, choice }) => ({ topic, question, choice })),
      follows: follows.map(({ topic, follows: isFollowing, at }) => ({ topic, follows: isFollowing, since: day(at) })),
      followsSectors: sectors.map(({ sector, at }) => ({ sector, since: day(at) })),
      weeklyDigestSince: digest === undefined ? null : day(digest),
    };
  },
  onMemberRemoved: (context, member) => countVotes(context, member, false),
  onMembersMerged: async () => {},
  onMemberReturned: (context, member) => countVotes(context, member, true),
  async sentencesOf(context, member) {
    const { polls } = await marksOfMember(context.tx, member);
    return polls.flatMap(({ question, options }) => [question, ...options]).filter((text) => text.split(/\s+/).length > 2);
  },
};
