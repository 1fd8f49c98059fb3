import { isAllowed } from '../../../core/access.js';
import { after } from '../../../core/time.js';
import { type Context, type FeaturePart, numbered } from '../../../feature-api/index.js';
import { wordsKeptSince } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import { sharingCard } from './cards/sharing.js';
import { openQuestion } from './consent.js';
import { FILES_KEPT, releaseFilesBefore } from './files.js';
import { discussionHandlers } from './handlers.js';
import { discussionJobs } from './jobs.js';
import { joinThreads } from './join.js';
import { discussionListener } from './listen.js';
import { lostThreads } from './lost.js';
import { discussionMessages } from './messages.js';
import { textNeeds } from './needs.js';
import { discussionPerson } from './person.js';

/** Topics open, what is written is noted, and what its authors agreed to is copied into the other spaces. */
export const discussionPart: FeaturePart = {
  handlers: discussionHandlers,
  messages: discussionMessages,
  jobs: discussionJobs,
  person: discussionPerson,
  auditActions: {
    'topics.open': 'topics-discussion.act.open',
  },
  auditDetails: {
    topic: numbered('topics-discussion.audit.topic'),
  },
  plan: joinThreads,
  listener: { heard: async () => {}, ...discussionListener, ...lostThreads },
  home: {
    async cards(context, member) {
      if (!isAllowed(member, 'member')) return [];
      const question = await openQuestion(context, member.id);
      return question ? [sharingCard(question, member.language)] : [];
    },
  },
  needs: textNeeds,
  tidy,
};

async function tidy(context: Context): Promise<void> {
  const store = topicsStore(context.tx);
  const { keepWordsMonths } = topicsSection.of(await context.community.settings());
  await context.atomically((inside) => releaseFilesBefore(inside, after(context.now, -FILES_KEPT)));
  await store.eraseFilesBefore(after(context.now, -FILES_KEPT));
  await store.eraseWordsClosedBefore(wordsKeptSince(context.now, keepWordsMonths));
}
