import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { type Context, defineNotification, lasting, type Notification } from '../../../feature-api/index.js';
import { composedGone, wheneverPossible, withinDays } from '../../../feature-api/lateness.js';
import { changed, ofRecommendation, ofTopic } from '../message-args.js';
import { lastCallBefore } from '../rules/closing-times.js';
import { topicsSection } from '../settings.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import type { TopicState } from '../types.js';
import { closedCard, lastCallCard, reopenedCard, reviewCard, summaryAskedCard, summaryOverdueCard } from './cards/notices.js';
import { postedCards } from './cards/summary.js';
import { replacedSummaries } from './posted.js';
import { thanksFor } from './thanks.js';

type Languages = readonly [Language, ...Language[]];

/** A message about a topic, as long as it is in this state. */
function about(
  kind: string,
  notice: Notification['notice'],
  state: TopicState,
  rest: Pick<Notification, 'lateness' | 'onUnknownOutcome' | 'patient'>,
  cardsOf: (context: Context, record: TopicRecord, languages: Languages) => Promise<readonly Card[] | undefined>,
): Notification {
  return defineNotification({ kind, notice, ...rest, args: ofTopic }, async (context, { topic }, { audience: { languages } }) => {
    const record = await topicsStore(context.tx).topicRecord(topic);
    if (!record) return composedGone;
    const cards = record.topic.state === state ? await cardsOf(context, record, languages) : undefined;
    return cards ? { message: { cards } } : changed;
  });
}

const inAll = (languages: Languages, cardIn: (language: Language) => Card): readonly Card[] => languages.map(cardIn);
const zoneOf = async (context: Context) => (await context.community.settings()).timezone;
/** In the topic's thread, in its place, as long as it is true. */
const inThread = { lateness: wheneverPossible, onUnknownOutcome: 'hold', patient: true } as const;

const summaryAsked = defineNotification(
  {
    kind: 'topics.closing.summary-asked',
    notice: 'topics.facilitating',
    ...lasting,
    args: ofTopic,
  },
  async (context, { topic: id }, { audience: { members } }) => {
    const member = members[0]?.id;
    const record = await topicsStore(context.tx).topicRecord(id);
    if (!record) return composedGone;
    const { topic, summary } = record;
    if (topic.state !== 'closed' || summary?.state !== 'asked' || member === undefined || summary.asked !== member) return changed;
    const { summaryDays } = topicsSection.of(await context.community.settings());
    const facilitated = topic.facilitator === member;
    return (language) => summaryAskedCard(topic, { facilitated }, summaryDays, language);
  },
);

function review(kind: string, notice: Notification['notice']): Notification {
  return defineNotification(
    { kind, notice, lateness: withinDays(30), onUnknownOutcome: 'resend', args: ofRecommendation },
    async (context, { recommendation: id }, { audience: { languages } }) => {
      const recommendation = await topicsStore(context.tx).recommendation(id);
      const topic = recommendation && (await topicsStore(context.tx).topic(recommendation.topic));
      if (!topic) return composedGone;
      if (recommendation.outcome !== null) return changed;
      return { message: { cards: inAll(languages, (language) => reviewCard(topic, recommendation, language)) } };
    },
  );
}

export const closingMessages: readonly Notification[] = [
  about('topics.closing.last-call', 'posted', 'open', inThread, async (context, { topic }, languages) => {
    const settings = await context.community.settings();
    // One that comes late, of an earlier closing, would call too soon.
    if (topic.closesAt === null || context.now < lastCallBefore(topic.closesAt, settings)) return undefined;
    const zone = settings.timezone;
    return inAll(languages, (language) => lastCallCard(topic, zone, language));
  }),
  about('topics.closing.closed', 'posted', 'closed', inThread, async (_context, _record, languages) => inAll(languages, closedCard)),
  about('topics.closing.reopened', 'posted', 'open', inThread, async (context, { topic }, languages) => {
    const zone = await zoneOf(context);
    return inAll(languages, (language) => reopenedCard(topic, zone, language));
  }),
  about('topics.closing.summary', 'posted', 'closed', inThread, async (context, record, languages) => {
    const { topic, summary } = record;
    if (summary?.state !== 'written') return undefined;
    const earlier = replacedSummaries(record)[0];
    const replaced = earlier && { at: earlier.writtenAt, zone: await zoneOf(context) };
    return postedCards(record, summary, await thanksFor(context, topic), languages, replaced);
  }),
  about(
    'topics.closing.summary-overdue',
    'topics.organisers',
    'closed',
    { lateness: withinDays(30), onUnknownOutcome: 'resend' },
    async (_context, { topic, summary }, languages) =>
      summary?.state === 'asked' ? inAll(languages, (language) => summaryOverdueCard(topic, language)) : undefined,
  ),
  summaryAsked,
  review('topics.closing.review-member', 'topics.review'),
  review('topics.closing.review-organisers', 'topics.organisers'),
];
