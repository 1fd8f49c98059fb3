import { type Lookup, lookup, lookups } from '../../../core/lookup.js';
import type { LocalDate } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import { addMonths, type Month, toMonth } from '../rules/month.js';
import type { Author, CountedTopic, HeldInput } from '../rules/report.js';
import type { Topic } from '../types.js';
import type { TopicsTables } from './tables.js';
import { topicTextsColumn } from './topics.js';

/** A topic as a report names it. */
export type ReportedTopic = CountedTopic & Pick<Topic, 'id' | 'texts' | 'language' | 'origin'>;

export interface ReportedRecommendation {
  readonly topic: Topic['id'];
  readonly words: string;
  readonly responsible: string;
  readonly reviewOn: LocalDate | null;
  readonly outcome: TopicsTables['topic_recommendations']['outcome'];
  readonly outcomeWords: string | null;
}

/** A year's topics with what the quota asked for. */
type HeldYear<Topic> = Pick<HeldInput, 'since' | 'quotas'> & { readonly topics: readonly Topic[] };

export interface ReportedYear extends HeldYear<ReportedTopic> {
  readonly authors: readonly Author[];
  readonly recommendations: readonly ReportedRecommendation[];
}

/** What reports count. */
export function reportStore(tx: Tx) {
  const { db, community } = placeIn<TopicsTables>(tx);
  const since = () =>
    db
      .selectFrom('topics')
      .select(({ fn }) => fn.min('month').as('month'))
      .where('community_id', '=', community)
      .where('opened_at', 'is not', null);
  const topicsOf = (year: number) => {
    const first = toMonth(`${year}-01`);
    return db
      .selectFrom('topics')
      .where('topics.community_id', '=', community)
      .where('topics.month', '>=', first)
      .where('topics.month', '<', addMonths(first, 12))
      .where('topics.state', '!=', 'skipped');
  };
  const quotasOf = (year: number) => {
    const first = toMonth(`${year}-01`);
    return db
      .selectFrom('topic_plans')
      .select(['month', 'quota'])
      .where('community_id', '=', community)
      .where('month', '>=', first)
      .where('month', '<', addMonths(first, 12))
      .where('quota', 'is not', null);
  };
  const toQuotas = (rows: readonly { readonly month: Month; readonly quota: number | null }[]) =>
    new Map(rows.flatMap(({ month, quota }) => (quota === null ? [] : [[month, quota] as const])));
  return {
    /** A year's topics against the quota, in one statement. */
    heldYear(year: number): Lookup<HeldYear<HeldInput['topics'][number]>> {
      const topics = topicsOf(year).select(['topics.month', 'topics.state', 'topics.opens_at', 'topics.opened_at']);
      return lookups({
        since: lookup(since(), ([first]) => first?.month ?? null),
        quotas: lookup(quotasOf(year), toQuotas),
        topics: lookup(topics, (rows) =>
          rows.map(({ month, state, opens_at, opened_at }) => ({ month, state, opensAt: opens_at, openedAt: opened_at })),
        ),
      });
    },
    /** How many topics are open. */
    openCount(): Lookup<number> {
      const open = db
        .selectFrom('topics')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('community_id', '=', community)
        .where('state', '=', 'open');
      return lookup(open, ([row]) => row?.count ?? 0);
    },
    /** How much was written in all topics. */
    contributionCount(): Lookup<number> {
      const written = db
        .selectFrom('topic_contributions')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('community_id', '=', community)
        .where('deleted_at', 'is', null)
        .where('hidden_at', 'is', null);
      return lookup(written, ([row]) => row?.count ?? 0);
    },
    /** Everything that counts for a year, in one statement. What is deleted or hidden does not count. */
    async reportedYear(year: number): Promise<ReportedYear> {
      const ofYear = topicsOf(year);
      const written = db
        .selectFrom('topic_contributions as written')
        .where('written.community_id', '=', community)
        .where('written.topic_id', 'in', ofYear.select('topics.id'))
        .where('written.deleted_at', 'is', null)
        .where('written.hidden_at', 'is', null);
      const read = await readInOneStatement(tx, {
        since: since(),
        quotas: quotasOf(year),
        topics: ofYear
          // A topic that was reopened has the row of its earlier summary until the next one is written.
          .leftJoin('topic_summaries as summary', (join) =>
            join.onRef('summary.topic_id', '=', 'topics.id').on('summary.state', '=', 'written'),
          )
          .select([
            'topics.id',
            'topics.month',
            'topics.state',
            'topics.origin',
            'topics.sector',
            'topics.language',
            'topics.texts',
            'topics.opens_at',
            'topics.opened_at',
            'topics.closed_at',
            'summary.written_at as summary_at',
          ])
          .orderBy('topics.month')
          .orderBy('topics.opens_at')
          .orderBy('topics.id'),
        counts: written
          .innerJoin('topics', 'topics.id', 'written.topic_id')
          .select(({ fn, eb }) => [
            'written.topic_id',
            fn.countAll<number>().as('contributions'),
            // The facilitator's contributions are no replies, because they write first.
            fn
              .min(
                eb
                  .case()
                  .when(eb('written.member_id', '=', eb.ref('topics.facilitator_id')))
                  .then(null)
                  .else(eb.ref('written.written_at'))
                  .end(),
              )
              .as('first_reply_at'),
          ])
          .groupBy('written.topic_id'),
        authors: written
          .where('written.member_id', 'is not', null)
          .select(({ fn }) => ['written.member_id', 'written.organisation_id', fn.max('written.written_at').as('last_at')])
          .groupBy(['written.member_id', 'written.organisation_id'])
          .orderBy('written.member_id')
          .orderBy('written.organisation_id'),
        recommendations: db
          .selectFrom('topic_recommendations as recommended')
          .where('recommended.community_id', '=', community)
          .where('recommended.topic_id', 'in', ofYear.select('topics.id'))
          .select([
            'recommended.topic_id',
            'recommended.words',
            'recommended.responsible',
            'recommended.review_on',
            'recommended.outcome',
            'recommended.outcome_words',
          ])
          .orderBy('recommended.topic_id')
          .orderBy('recommended.position')
          .orderBy('recommended.id'),
      });
      const counts = new Map(read.counts.map((row) => [row.topic_id, row]));
      return {
        since: read.since[0]?.month ?? null,
        quotas: toQuotas(read.quotas),
        topics: read.topics.map((row) => ({
          id: row.id,
          month: row.month,
          state: row.state,
          origin: row.origin,
          sector: row.sector,
          language: row.language,
          texts: topicTextsColumn.read(row.texts),
          opensAt: row.opens_at,
          openedAt: row.opened_at,
          closedAt: row.closed_at,
          summaryAt: row.summary_at,
          contributions: counts.get(row.id)?.contributions ?? 0,
          firstReplyAt: counts.get(row.id)?.first_reply_at ?? null,
        })),
        authors: read.authors.flatMap(({ member_id, organisation_id, last_at }) =>
          member_id === null ? [] : [{ member: member_id, organisation: organisation_id, lastAt: last_at }],
        ),
        recommendations: read.recommendations.map((row) => ({
          topic: row.topic_id,
          words: row.words,
          responsible: row.responsible,
          reviewOn: row.review_on,
          outcome: row.outcome,
          outcomeWords: row.outcome_words,
        })),
      };
    },
  };
}
