import { z } from 'zod';
import { type Instant, toInstant } from '../../../core/time.js';
import {
  type Context,
  composedGone,
  defineJob,
  defineNotification,
  type Job,
  memberSpanSchema,
  type Notice,
  type Notification,
  planNext,
  wheneverPossible,
  withinDays,
} from '../../../feature-api/index.js';
import { isNewsFor, nextNews } from '../rules/weekly.js';
import { findingStore, resourcesStore } from '../store/index.js';
import type { Subscription } from '../types.js';
import { type News, newsCard } from './cards.js';

const KIND = 'resources.news.week';
const PREFIX = 'resources:news-week:';
/** How many new resources of one week are looked at, and how many are shown. */
const WEEK_MAX = 500;
const SHOWN_MAX = 8;

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Plans the next news; one that is planned stays, unless the community's clock has changed. */
export async function planNews(context: Context): Promise<void> {
  await planNext(context, KIND, async () => {
    const { date, at } = nextNews(context.now, (await context.community.settings()).timezone);
    return { key: `${PREFIX}${date}`, payload: {}, dueAt: at };
  });
}

/** One row a week: plans a message for each member who wants to hear of something that is new. */
const newsWeek = defineJob(
  { kind: KIND, class: 'normal', lateness: wheneverPossible, payload: z.object({}) },
  async (context, _payload, { key, now }) => {
    const subscriptions = await findingStore(context.tx).subscriptions();
    const from = toInstant(subscriptions.reduce((least, { toldUntil }) => Math.min(least, toldUntil), Number(now)));
    const news = subscriptions.length === 0 ? [] : await approvedIn(context, { from, to: now });
    const readers = subscriptions.filter((one) =>
      news.some((each) => each.at > one.toldUntil && isNewsFor(one, each.resource, each.languages)),
    );
    return {
      type: 'done',
      async effects(inside) {
        await inside.deliveries.plan(
          readers.map(({ member, toldUntil }) => ({
            key: `resources:news:${key.slice(PREFIX.length)}:${member}`,
            kind: 'resources.news.weekly',
            args: { member, from: toldUntil, to: now },
            to: { to: 'member', member } as const,
            dueAt: now,
          })),
        );
        await findingStore(inside.tx).toldUntil(
          subscriptions.map(({ member }) => member),
          now,
        );
        await planNews(inside);
      },
    };
  },
);

/** What was accepted within a span of time, the newest first. */
async function approvedIn(context: Context, { from, to }: Span) {
  const store = resourcesStore(context.tx);
  const resources = await store.approvedBetween(from, to, WEEK_MAX);
  const languages = await store.languagesOf(resources.map(({ id }) => id));
  return resources.map((resource) => ({ resource, at: resource.approvedAt ?? from, languages: languages.get(resource.id) ?? [] }));
}

/** What is new for one member, as they may see it now. */
async function newsFor(context: Context, subscription: Subscription, span: Span): Promise<News> {
  const news = (await approvedIn(context, span)).filter(({ resource, languages }) => isNewsFor(subscription, resource, languages));
  const shown = news
    .slice(0, SHOWN_MAX)
    .map(({ resource, languages }) => ({ resource, editions: languages.map((language) => ({ language })) }));
  return { resources: shown, more: news.length - shown.length };
}

const news = defineNotification(
  { kind: 'resources.news.weekly', notice: 'resources.news', lateness: withinDays(3), onUnknownOutcome: 'hold', args: memberSpanSchema },
  async (context, { member, ...span }) => {
    const subscription = await findingStore(context.tx).subscription(member);
    if (!subscription) return composedGone;
    const found = await newsFor(context, subscription, span);
    return found.resources.length === 0 ? { drop: 'nothing-new' } : (language) => newsCard(found, language);
  },
);

export const subscribingJobs: readonly Job[] = [newsWeek];
export const subscribingMessages: readonly Notification[] = [news];

/** What members asked to hear of. */
export const subscribingNotices: readonly Notice[] = [
  { name: 'resources.news', label: 'resources-news.notice', choices: ['here', 'off'], default: 'here' },
];
