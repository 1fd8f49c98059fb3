import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { LANGUAGES } from '../../../core/language.js';
import { known, type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, json, jsonColumn, strings } from '../../../sql/columns.js';
import { allAs, firstAs, insertRow } from '../../../sql/rows.js';
import type { Month } from '../rules/month.js';
import type { NewTopic, ProposalId, Topic, TopicId, TopicState, TopicTexts } from '../types.js';
import { isPlanApproved } from './approved.js';
import { reasonColumn } from './reason.js';
import type { TopicsTables } from './tables.js';

/** A text in one language or several. */
export const topicTextsColumn = jsonColumn<TopicTexts>(
  z.partialRecord(z.enum(LANGUAGES), z.object({ title: z.string(), question: z.string() })),
);

/** By name, for statements that read several tables. */
export const TOPIC_COLUMNS = [
  'id',
  'community_id',
  'month',
  'slot',
  'origin',
  'proposal_id',
  'template_id',
  'reason',
  'state',
  'version',
  'language',
  'sector',
  'for_sector',
  'texts',
  'why',
  'resources',
  'guiding',
  'planned_date',
  'opens_at',
  'opened_at',
  'closes_at',
  'closed_at',
  'facilitator_id',
  'shadow_id',
  'last_written_at',
  'last_nudge_at',
  'last_prompt_at',
] as const;

export function toTopic(row: Selectable<TopicsTables['topics']>): Topic {
  return {
    id: row.id,
    month: row.month,
    slot: row.slot,
    origin: row.origin,
    proposal: row.proposal_id,
    template: row.template_id,
    reason: row.reason === null ? null : reasonColumn.read(row.reason),
    state: row.state,
    version: row.version,
    language: row.language,
    sector: row.sector,
    forSector: row.for_sector === 1,
    texts: topicTextsColumn.read(row.texts),
    why: row.why,
    resources: strings(row.resources),
    guiding: row.guiding === null ? null : strings(row.guiding),
    plannedDate: row.planned_date,
    opensAt: row.opens_at,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    facilitator: row.facilitator_id,
    shadow: row.shadow_id,
    lastWrittenAt: row.last_written_at,
    lastNudgeAt: row.last_nudge_at,
    lastPromptAt: row.last_prompt_at,
  };
}

function toRow(topic: Partial<Topic>) {
  const { reason, texts, resources, guiding, forSector } = topic;
  return {
    month: topic.month,
    slot: topic.slot,
    origin: topic.origin,
    proposal_id: topic.proposal,
    template_id: topic.template,
    reason: reason && reasonColumn.write(reason),
    state: topic.state,
    language: topic.language,
    sector: topic.sector,
    for_sector: forSector === undefined ? undefined : flag(forSector),
    texts: texts && topicTextsColumn.write(texts),
    why: topic.why,
    resources: resources && json(resources),
    guiding: guiding && json(guiding),
    planned_date: topic.plannedDate,
    opens_at: topic.opensAt,
    opened_at: topic.openedAt,
    closes_at: topic.closesAt,
    closed_at: topic.closedAt,
    facilitator_id: topic.facilitator,
    shadow_id: topic.shadow,
    last_written_at: topic.lastWrittenAt,
    last_nudge_at: topic.lastNudgeAt,
    last_prompt_at: topic.lastPromptAt,
  };
}

/** The topics that are planned, open or closed. */
export function topicStore(tx: Tx) {
  const { db: base, community } = tx;
  const db = base.withTables<TopicsTables>();
  const select = () => db.selectFrom('topics').selectAll().where('community_id', '=', community);
  const ofMonth = (month: Month): Lookup<readonly Topic[]> => {
    const rows = db.selectFrom('topics').select(TOPIC_COLUMNS).where('community_id', '=', community).where('month', '=', month);
    return lookup(rows.orderBy('slot').orderBy('opens_at').orderBy('id'), (found) => {
      const topics = found.map(toTopic);
      return [...topics.filter(({ slot }) => slot !== null), ...topics.filter(({ slot }) => slot === null)];
    });
  };
  return {
    insertTopic(topic: NewTopic): Promise<TopicId> {
      const { language, origin, month, slot, proposal, template, reason, state, sector, forSector, texts, why, resources, guiding } = topic;
      return insertRow({ db, community }, 'topics', {
        month,
        slot,
        origin,
        proposal_id: proposal,
        template_id: template,
        reason: reason && reasonColumn.write(reason),
        state,
        language,
        sector,
        for_sector: flag(forSector),
        texts: topicTextsColumn.write(texts),
        why,
        resources: json(resources),
        guiding: guiding && json(guiding),
        planned_date: topic.plannedDate,
        opens_at: topic.opensAt,
      });
    },
    async topic(id: TopicId): Promise<Topic | undefined> {
      return firstAs(select().where('id', '=', id), toTopic);
    },
    /** Topics that count for a month, by slot; those outside the plan last. */
    ofMonth,
    topicsOfMonth: (month: Month): Promise<readonly Topic[]> => tx.find(ofMonth(month)),
    /** Moments from `from` on at which topics open that are planned, or are open. */
    openings(from: Instant): Lookup<readonly Instant[]> {
      const taken = db
        .selectFrom('topics')
        .select('opens_at')
        .where('community_id', '=', community)
        .where('state', 'in', ['planned', 'open'])
        .where('opens_at', '>=', from);
      return lookup(taken, (rows) => rows.map(({ opens_at }) => opens_at));
    },
    /** In order of their openings; with `from` and `to`, those that open within [from, to). */
    async topicsIn(
      states: readonly [TopicState, ...TopicState[]],
      range: {
        readonly from?: Instant;
        readonly to?: Instant;
        readonly newestFirst?: boolean;
        readonly limit?: number;
        /** Without topics of plans that are not approved, which are for advisers alone. */
        readonly approved?: true;
      } = {},
    ): Promise<readonly Topic[]> {
      const { from, to, newestFirst = false, limit = 1000, approved } = range;
      const direction = newestFirst ? 'desc' : 'asc';
      return allAs(
        select()
          .where('state', 'in', states)
          .$if(from !== undefined, (query) => query.where('opens_at', '>=', from as Instant))
          .$if(to !== undefined, (query) => query.where('opens_at', '<', to as Instant))
          .$if(approved === true, (query) =>
            query.where((where) => where.or([where.eb('state', 'in', ['open', 'closed']), isPlanApproved(community)(where)])),
          )
          .orderBy('opens_at', direction)
          .orderBy('id', direction)
          .limit(limit),
        toTopic,
      );
    },
    /** Those of these proposals of which a topic is planned or was held. */
    inPlans(proposals: readonly ProposalId[]): Lookup<ReadonlySet<ProposalId>> {
      if (proposals.length === 0) return known(new Set<ProposalId>());
      const planned = db
        .selectFrom('topics')
        .select('proposal_id')
        .where('community_id', '=', community)
        .where('proposal_id', 'in', proposals)
        .where('state', '!=', 'skipped');
      return lookup(planned, (rows) => new Set(rows.flatMap(({ proposal_id }) => proposal_id ?? [])));
    },
    async topicOfProposal(proposal: ProposalId): Promise<Topic | undefined> {
      return firstAs(select().where('proposal_id', '=', proposal).where('state', '!=', 'skipped'), toTopic);
    },
    /** Topics that the member facilitates or learns from. */
    async topicsOf(member: MemberId): Promise<readonly Topic[]> {
      return allAs(
        select()
          .where(({ eb, or }) => or([eb('facilitator_id', '=', member), eb('shadow_id', '=', member)]))
          .orderBy('opens_at'),
        toTopic,
      );
    },
    /**
     * Changes a topic. With `seen`, only if its version is still that one; the version grows then. Returns whether it was changed.
     */
    async updateTopic(id: TopicId, change: Partial<NewTopic & Topic>, seen?: Pick<Topic, 'version'>): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('topics')
        .set(toRow(change))
        .$if(seen !== undefined, (query) => query.set(({ eb, ref }) => ({ version: eb(ref('version'), '+', 1) })))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .$if(seen !== undefined, (query) => query.where('version', '=', seen?.version ?? 0))
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
  };
}
