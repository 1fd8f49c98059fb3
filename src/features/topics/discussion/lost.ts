import { DAY, periodAt } from '../../../core/time.js';
import type { Context, Listener } from '../../../feature-api/index.js';
import type { Platform } from '../../../ports/chat.js';
import { ORGANISERS } from '../../members/public.js';
import { inThread, threadKey, topicOfThread } from '../keys.js';
import { sendPollsAnew } from '../marks/polls-anew.js';
import { wordsKeptSince } from '../rules/sharing.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';
import { sendCopiesAnew } from './copies.js';

type Lost = Parameters<NonNullable<Listener['threadGone']>>[1];

/** How many topics are read again at most: those of two years, which takes minutes. */
const FOLLOWED_MAX = 48;

/** How organisers hear of it: `once-more` is left to them, because somebody may have meant it. */
export const LOST = ['anew', 'once-more', 'channel', 'locked'] as const;
export type LostThread = (typeof LOST)[number];

/** Sees to the threads of open topics: one that somebody deleted is opened anew once, and organisers hear what they have to do. */
export const lostThreads: Pick<Listener, 'threadGone' | 'threadAnew' | 'openThreads' | 'keptThreads'> = {
  async threadGone(context, lost) {
    const id = topicOfThread(lost.key);
    const topic = id && (await topicsStore(context.tx).topic(id));
    if (topic?.state !== 'open') return false;
    const what = await seeTo(context, topic, lost);
    if (what !== undefined) await tellOrganisers(context, topic, lost, what);
    return true;
  },
  async threadAnew(context, { key, platform }) {
    const id = topicOfThread(key);
    const topic = id && (await topicsStore(context.tx).topic(id));
    if (topic) await fillAnew(context, topic, platform);
  },
  openThreads: async ({ tx }) => (await topicsStore(tx).topicsIn(['open'])).map(({ id }) => threadKey(id)),
  /** The threads of closed topics, which are followed until their topic's texts are erased. */
  async keptThreads({ tx, now, community }) {
    const from = wordsKeptSince(now, topicsSection.of(await community.settings()).keepWordsMonths);
    const closed = await topicsStore(tx).topicsIn(['closed'], { newestFirst: true, limit: FOLLOWED_MAX });
    return closed.filter(({ closedAt }) => closedAt !== null && closedAt >= from).map(({ id }) => threadKey(id));
  },
};

/** What organisers are told of a lost thread; undefined while it is being repaired already. */
async function seeTo(context: Context, topic: Topic, { platform, how }: Lost): Promise<LostThread | undefined> {
  const thread = inThread(topic, platform);
  switch (how) {
    case 'locked':
      return 'locked';
    case 'channel-deleted':
      // The platform knows nothing of such a thread any more, so it is not asked.
      if (await context.deliveries.openAgain(thread, platform, context.now)) await fillAnew(context, topic, platform);
      return 'channel';
    case 'deleted': {
      const key = `topics:mend:${topic.id}:${platform}`;
      const before = await context.deliveries.find(key);
      if (before !== undefined) return before.state === 'sent' ? 'once-more' : undefined;
      await context.deliveries.reopenThread({ key, thread, dueAt: context.now });
      return 'anew';
    }
    default:
      return how satisfies never;
  }
}

/** What the bot had posted in a deleted thread, or would have posted in one that was missing, follows in the new one. */
export async function fillAnew(context: Context, topic: Topic, platform: Platform): Promise<void> {
  await sendPollsAnew(context, topic, platform);
  await sendCopiesAnew(context, topic, platform);
}

async function tellOrganisers(context: Context, { id }: Topic, { platform }: Lost, what: LostThread): Promise<void> {
  const { now } = context;
  await context.deliveries.plan({
    // Each post of the bot in a locked thread is an event, and each message that fails in a deleted one.
    key: `topics:thread-lost:${id}:${platform}:${what}:${periodAt(now, DAY)}`,
    kind: 'topics.discussion.thread-lost',
    args: { topic: id, platform, what },
    to: { to: 'channel', channel: ORGANISERS },
    dueAt: now,
  });
}
