import { localDateOf } from '../../../calendar/wall-clock.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { type PageNumbers, pageOf } from '../../../kit/paging.js';
import { sectorLabel } from '../../members/public.js';
import { similarTo } from '../rules/similar.js';
import { isFound, type Searched, type TopicQuery } from '../rules/topic-query.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { PostedSummary, Topic, TopicId } from '../types.js';
import { postedSummary } from './posted.js';

const PAGE_SIZE = 8;
const EARLIER_MAX = 3;

export interface TopicPage extends PageNumbers {
  readonly records: readonly TopicRecord[];
  readonly zone: string;
}

/** A page of topics that are open, planned or closed and fit the query: the open ones first, then the last openings. */
export async function browseTopics(context: Context, query: TopicQuery): Promise<TopicPage> {
  const { timezone: zone } = await context.community.settings();
  const all = await topicsStore(context.tx).topicRecords();
  const found = all.filter((record) => isFound(searched(record, zone), query));
  const sorted = [...found.filter(({ topic }) => topic.state === 'open'), ...found.filter(({ topic }) => topic.state !== 'open')];
  const { shown: records, ...numbers } = pageOf(sorted, query.page, PAGE_SIZE);
  return { ...numbers, records, zone };
}

/** What is searched of a topic: its year, its texts in all languages, its sector's names, and its posted summaries. */
function searched(record: TopicRecord, zone: string): Searched {
  const { sector, texts, openedAt, opensAt } = record.topic;
  const posted = postedSummary(record);
  const year = localDateOf(openedAt ?? opensAt, zone).slice(0, 4);
  return {
    sector,
    year: Number(year),
    texts: [
      // A year is also found as a word.
      year,
      ...Object.values(texts).flatMap(({ title, question }) => [title, question]),
      ...(sector === null ? [] : LANGUAGES.map((language) => sectorLabel(sector, language))),
      ...[...record.earlier, ...(posted ? [posted] : [])].flatMap(wordsOf),
    ],
  };
}

function wordsOf({ lessons, challenges, resources, recommendations, translations }: PostedSummary): readonly string[] {
  return [
    ...lessons,
    ...challenges,
    ...resources,
    ...recommendations.flatMap(({ words, responsible }) => [words, responsible]),
    ...Object.values(translations).flatMap((one) => [...one.lessons, ...one.challenges, ...Object.values(one.recommendations)]),
  ];
}

/** A topic that is about the same as a proposal. */
export interface EarlierTopic {
  readonly id: TopicId;
  readonly title: string;
  readonly opened: Topic['opensAt'];
  /** What there is of it: a summary, none yet, or the discussion itself, which goes on or comes. */
  readonly has: 'summary' | 'no-summary' | 'open' | 'planned';
}

/** Topics that members may know of and that are about the same as a text, the most alike first. */
export async function earlierTopics(
  context: Context,
  text: { readonly title: string; readonly question: string },
): Promise<readonly EarlierTopic[]> {
  const records = await topicsStore(context.tx).topicRecords();
  const texts = records.flatMap((record) => Object.values(record.topic.texts).map((one) => ({ ...one, record })));
  const alike = new Set(similarTo(text, texts, EARLIER_MAX * LANGUAGES.length).map(({ record }) => record));
  return [...alike].slice(0, EARLIER_MAX).map((record) => {
    const { topic } = record;
    return { id: topic.id, title: titleIn(topic, topic.language), opened: topic.openedAt ?? topic.opensAt, has: whatThereIs(record) };
  });
}

function whatThereIs(record: TopicRecord): EarlierTopic['has'] {
  const { state } = record.topic;
  if (state === 'open' || state === 'planned') return state;
  return postedSummary(record) === undefined ? 'no-summary' : 'summary';
}
