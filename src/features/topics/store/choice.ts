import { type Kysely, sql } from 'kysely';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { both, type Lookup, lookup, lookups, mapLookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { allAs, updateRows } from '../../../sql/rows.js';
import type { HeldTopic } from '../rules/choice-types.js';
import { SHOWN_FROM } from '../rules/counts.js';
import type { Month } from '../rules/month.js';
import type { Proposal, ProposalId, TemplateId } from '../types.js';
import type { Answered } from './proposers.js';
import { selectProposals, toProposal } from './select.js';
import type { TopicsTables } from './tables.js';

/** A proposal that can be planned, with the organisation of each supporter who is still here. */
export interface Plannable {
  readonly id: ProposalId;
  readonly sector: string;
  readonly since: Instant;
  readonly anonymous: boolean;
  readonly mergedInto: ProposalId | null;
  readonly supporters: readonly (OrganisationId | null)[];
}

/** Whether no topic that is planned or was held is about a proposal. */
function isInNoPlan(db: Kysely<TopicsTables>) {
  const held = db.selectFrom('topics').select('id').where('state', '!=', 'skipped');
  return sql<boolean>`not exists ${held.where('proposal_id', '=', sql.ref<ProposalId>('proposal.id'))}`;
}

/** How many organisations support a proposal, as far as that is shown; see `shownSupport`. */
const shownOrganisations = sql<number>`(select case
  when exists (select 1 from topic_proposals part where part.merged_into = proposal.id and (proposal.anonymous = 1 or part.anonymous = 1))
  then 0
  when count(distinct support.organisation_id) < ${SHOWN_FROM} and proposal.anonymous = 1
  then 0 else count(distinct support.organisation_id) end
  from topic_supports support where support.proposal_id = proposal.id and support.present = 1)`;

/** What a month's topics are chosen from. */
export function choiceStore({ db: base, community, find }: Tx) {
  const db = base.withTables<TopicsTables>();
  const plannable = (): Lookup<readonly Plannable[]> => {
    const proposals = db
      .selectFrom('topic_proposals as proposal')
      .select(['proposal.id', 'proposal.sector', 'proposal.proposed_at', 'proposal.anonymous', 'proposal.merged_into'])
      .where('proposal.community_id', '=', community)
      .where('proposal.state', 'in', ['open', 'merged'])
      .where(isInNoPlan(db))
      .orderBy('proposal.id');
    const supports = db
      .selectFrom('topic_supports')
      .innerJoin('topic_proposals as proposal', 'proposal.id', 'topic_supports.proposal_id')
      .select(['topic_supports.proposal_id', 'topic_supports.organisation_id'])
      .where('topic_supports.community_id', '=', community)
      .where('topic_supports.present', '=', 1)
      .where('proposal.state', '=', 'open');
    const supportersOf = lookup(supports, (rows) => {
      const supporters = new Map<ProposalId, (OrganisationId | null)[]>();
      for (const { proposal_id, organisation_id } of rows) {
        const known = supporters.get(proposal_id);
        if (known) known.push(organisation_id);
        else supporters.set(proposal_id, [organisation_id]);
      }
      return supporters;
    });
    return mapLookup(
      both(
        lookup(proposals, (rows) => rows),
        supportersOf,
      ),
      ([rows, supporters]) =>
        rows.map(({ id, sector, proposed_at, anonymous, merged_into }) => ({
          id,
          sector,
          since: proposed_at,
          anonymous: anonymous === 1,
          mergedInto: merged_into,
          supporters: supporters.get(id) ?? [],
        })),
    );
  };
  const history = (): Lookup<readonly HeldTopic[]> =>
    lookup(
      db.selectFrom('topics').select(['sector', 'month']).where('community_id', '=', community).where('state', '!=', 'skipped'),
      (rows) => rows,
    );
  const lastHeld = (): Lookup<ReadonlyMap<TemplateId, Month>> => {
    const held = db
      .selectFrom('topics')
      .select(({ fn }) => ['template_id', fn.max('month').as('month')])
      .where('community_id', '=', community)
      .where('state', '!=', 'skipped')
      .where('template_id', 'is not', null)
      .groupBy('template_id');
    return lookup(
      held,
      (rows) => new Map(rows.flatMap(({ template_id, month }) => (template_id === null ? [] : [[template_id, month] as const]))),
    );
  };

  return {
    /** All that topics are chosen from: open proposals that no plan has, and what was discussed before. */
    chosenFrom: () => lookups({ plannable: plannable(), history: history(), lastHeld: lastHeld() }),
    /** Open proposals that no plan has, and what was merged into others. */
    plannable: () => find(plannable()),
    /**
     * Open proposals that no plan has, those of most organisations first. Where their number is not shown, its place in the list would
     * tell it: such a proposal stands with those that no organisation supports.
     */
    async plannableFirst(limit: number): Promise<readonly Proposal[]> {
      return allAs(
        selectProposals(db, community)
          .where('proposal.state', '=', 'open')
          .where(isInNoPlan(db))
          .orderBy(shownOrganisations, 'desc')
          .orderBy('proposal.id')
          .limit(limit),
        toProposal,
      );
    },
    async countPlannable(): Promise<number> {
      const row = await db
        .selectFrom('topic_proposals as proposal')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('proposal.community_id', '=', community)
        .where('proposal.state', '=', 'open')
        .where(isInNoPlan(db))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    /** The sector and month of every topic that was not skipped. */
    history: () => find(history()),
    /** The last month that each entry of a list was planned for. */
    lastHeld: () => find(lastHeld()),
    /** Whether the proposal was open and is planned from now on. */
    async markPlanned(id: ProposalId): Promise<boolean> {
      return (await updateRows({ db, community }, 'topic_proposals', { state: 'planned' }, { id, state: 'open' })) > 0;
    },
    /** Whether the proposal was planned and can be chosen again from now on. */
    async markOpenAgain(id: ProposalId): Promise<boolean> {
      return (await updateRows({ db, community }, 'topic_proposals', { state: 'open' }, { id, state: 'planned' })) > 0;
    },
    /** Who hears what becomes of it: proposers, also of what was merged into it, by their keys, and who supports it and has not left. */
    whoHears(id: ProposalId): Lookup<{ readonly proposers: readonly Answered[]; readonly supporters: readonly MemberId[] }> {
      const parts = db
        .selectFrom('topic_proposals')
        .select('id')
        .where('community_id', '=', community)
        .where(({ eb, or }) => or([eb('id', '=', id), eb('merged_into', '=', id)]));
      const proposersIn = (table: 'topic_proposers' | 'topic_anonymous_proposers') =>
        lookup(
          db
            .selectFrom(table)
            .select(['member_id', 'answer_key'])
            .where('community_id', '=', community)
            .where('proposal_id', 'in', parts)
            .orderBy('proposal_id'),
          (rows) => rows.map(({ member_id: member, answer_key: key }) => ({ member, key })),
        );
      const supports = db
        .selectFrom('topic_supports')
        .select('member_id')
        .where('community_id', '=', community)
        .where('proposal_id', '=', id)
        .where('present', '=', 1)
        .orderBy('member_id');
      return mapLookup(
        lookups({
          named: proposersIn('topic_proposers'),
          anonymous: proposersIn('topic_anonymous_proposers'),
          supporters: lookup(supports, (rows) => rows.map(({ member_id }) => member_id)),
        }),
        ({ named, anonymous, supporters }) => ({ proposers: [...named, ...anonymous], supporters }),
      );
    },
  };
}
