import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, redirect } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { allAs, firstAs, removeRows, updateRows } from '../../../sql/rows.js';
import type { Facilitation, FacilitationRole, FacilitationState, Topic, TopicId, TopicVolunteer } from '../types.js';
import type { TopicsTables } from './tables.js';
import { toTopic } from './topics.js';

/** A topic that a member facilitates, learns from, or is asked about. */
export interface Part {
  readonly topic: Topic;
  readonly role: FacilitationRole;
  readonly state: FacilitationState;
}

const SEAT = { facilitator: 'facilitator_id', shadow: 'shadow_id' } as const;

/** Who would facilitate topics, who was asked, and who does. */
export function facilitatorStore(tx: Tx) {
  const { community, traits } = tx;
  const db = tx.db.withTables<TopicsTables>();
  const facilitations = () => db.selectFrom('topic_facilitations').where('topic_facilitations.community_id', '=', community);
  const changing = (topic: TopicId, role: FacilitationRole) =>
    db.updateTable('topic_facilitations').where('community_id', '=', community).where('topic_id', '=', topic).where('role', '=', role);
  const asked = (topic: TopicId) => facilitations().where('topic_id', '=', topic).where('topic_facilitations.state', '=', 'asked');
  const turns = (role: FacilitationRole) =>
    facilitations()
      .innerJoin('topics', 'topics.id', 'topic_facilitations.topic_id')
      .select(TURN_COLUMNS)
      .select('topics.opens_at')
      .where('topics.state', '!=', 'skipped')
      .where('role', '=', role);
  /** The organisations of those who facilitate, or are being asked to, the topic before this one and the topic after it. */
  const besides = ({ id, opensAt }: Pick<Topic, 'id' | 'opensAt'>) => {
    const beside = (side: '<' | '>', order: 'asc' | 'desc') =>
      db
        .selectFrom('topics')
        .select('id')
        .where('community_id', '=', community)
        .where('state', '!=', 'skipped')
        .where(({ eb, refTuple, tuple }) => eb(refTuple('opens_at', 'id'), side, tuple(opensAt, id)))
        .orderBy('opens_at', order)
        .orderBy('id', order)
        .limit(1);
    return facilitations()
      .select('organisation_id')
      .distinct()
      .where('role', '=', 'facilitator')
      .where('state', 'in', ['asked', 'agreed'])
      .where('organisation_id', 'is not', null)
      .where(({ eb, or }) => or([eb('topic_id', 'in', beside('<', 'desc')), eb('topic_id', 'in', beside('>', 'asc'))]));
  };
  return {
    async saveVolunteer(member: MemberId, { learns, since }: TopicVolunteer): Promise<void> {
      await db
        .insertInto('topic_volunteers')
        .values({ community_id: community, member_id: member, learns: flag(learns), since })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ learns: flag(learns) }))
        .execute();
    },
    async removeVolunteer(member: MemberId): Promise<void> {
      await removeRows({ db, community }, 'topic_volunteers', { member_id: member });
    },
    /** Those who would facilitate any topic, and those who would facilitate this one's proposal. */
    async volunteersFor({ proposal }: Pick<Topic, 'proposal'>): Promise<readonly MemberId[]> {
      const general = await db
        .selectFrom('topic_volunteers')
        .select('member_id')
        .where('community_id', '=', community)
        .where('learns', '=', 0)
        .$if(proposal !== null, (query) =>
          query.union(
            db
              .selectFrom('topic_supports')
              .select('member_id')
              .where('community_id', '=', community)
              .where('proposal_id', '=', proposal)
              .where('facilitates', '=', 1)
              .where('present', '=', 1),
          ),
        )
        .execute();
      return general.map(({ member_id }) => member_id);
    },
    /**
     * Who may learn beside the facilitator of a topic: those who asked for it, and volunteers who never facilitated, unless they were
     * asked so since `since`.
     */
    async shadowsFor({ proposal }: Pick<Topic, 'proposal'>, since: Instant): Promise<readonly { member: MemberId; learns: boolean }[]> {
      const rows = await db
        .selectFrom('topic_volunteers')
        .select(['member_id', 'learns'])
        .where('community_id', '=', community)
        .unionAll(
          db
            .selectFrom('topic_supports')
            .select(({ lit }) => ['member_id', lit(0).as('learns')])
            .where('community_id', '=', community)
            .where('proposal_id', '=', proposal)
            .where('facilitates', '=', 1)
            .where('present', '=', 1)
            .where('member_id', 'not in', ({ selectFrom }) => selectFrom('topic_volunteers').select('member_id')),
        )
        .execute();
      const out = await facilitations()
        .select('member_id')
        .distinct()
        .where(({ eb, or, and }) =>
          or([
            and([eb('role', '=', 'facilitator'), eb('topic_facilitations.state', '=', 'agreed')]),
            and([eb('role', '=', 'shadow'), eb('asked_at', '>', since)]),
          ]),
        )
        .execute();
      const known = new Set(out.map(({ member_id }) => member_id));
      return rows
        .map(({ member_id, learns }) => ({ member: member_id, learns: learns === 1 }))
        .filter(({ member, learns }) => learns || !known.has(member));
    },
    /** Whether anybody would learn beside a facilitator, and nobody is being asked about this topic. */
    async mayFindShadow(topic: TopicId): Promise<boolean> {
      const row = await db
        .selectFrom('topic_volunteers')
        .select('member_id')
        .where('community_id', '=', community)
        .where('learns', '=', 1)
        .where(({ not, exists }) => not(exists(asked(topic).where('role', '=', 'shadow').select('topic_id'))))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** What became of asking these members in this role, with when each topic opens; topics that are not held are left out. */
    async turnsOf(
      members: readonly MemberId[],
      role: FacilitationRole,
    ): Promise<readonly (Facilitation & { readonly opensAt: Instant })[]> {
      return allAs(turns(role).where(traits.isOneOf('topic_facilitations.member_id', members)), toTurn);
    },
    /** The organisations of those who facilitate, or are being asked to, the topic before this one and the topic after it. */
    async neighbours(topic: Pick<Topic, 'id' | 'opensAt'>): Promise<readonly OrganisationId[]> {
      return (await besides(topic).execute()).flatMap(({ organisation_id }) => organisation_id ?? []);
    },
    /** What a late yes is judged by: the member's turns, the neighbours, and whether somebody else is being asked. In one statement. */
    async beforeLateAnswer(topic: Pick<Topic, 'id' | 'opensAt'>, member: MemberId, role: FacilitationRole) {
      const found = await readInOneStatement(tx, {
        turns: turns(role).where('topic_facilitations.member_id', '=', member),
        neighbours: besides(topic),
        others: asked(topic.id).where('role', '=', role).where('member_id', '!=', member).select('member_id'),
      });
      return {
        turns: found.turns.map(toTurn),
        neighbours: found.neighbours.flatMap(({ organisation_id }) => organisation_id ?? []),
        isAnotherAsked: found.others.length > 0,
      };
    },
    async facilitation(topic: TopicId, member: MemberId, role: FacilitationRole): Promise<Facilitation | undefined> {
      return firstAs(
        facilitations().selectAll().where('topic_id', '=', topic).where('member_id', '=', member).where('role', '=', role),
        toFacilitation,
      );
    },
    /** A topic, and what became of asking a member about it. In one statement. */
    async topicAndAnswer(
      topic: TopicId,
      member: MemberId,
      role: FacilitationRole,
    ): Promise<{ readonly topic: Topic | undefined; readonly asked: Facilitation | undefined }> {
      const { topics, answers } = await readInOneStatement(tx, {
        topics: db.selectFrom('topics').select(TOPIC_COLUMNS).where('community_id', '=', community).where('id', '=', topic),
        answers: facilitations()
          .select(TURN_COLUMNS)
          .where('topic_id', '=', topic)
          .where('member_id', '=', member)
          .where('role', '=', role),
      });
      return {
        topic: topics[0] && toTopic({ community_id: community, ...topics[0] }),
        asked: answers[0] && toFacilitation(answers[0]),
      };
    },
    /** Those who were asked about a topic and have not answered. */
    async askedAbout(topic: TopicId): Promise<readonly Facilitation[]> {
      return allAs(asked(topic).selectAll(), toFacilitation);
    },
    /** Writes it, or what has become of it. */
    async saveFacilitation({ topic, member, role, ...rest }: Facilitation): Promise<void> {
      const values = { state: rest.state, organisation_id: rest.organisation, asked_at: rest.askedAt, answered_at: rest.answeredAt };
      await db
        .insertInto('topic_facilitations')
        .values({ community_id: community, topic_id: topic, member_id: member, role, ...values })
        .onConflict((conflict) => conflict.columns(['topic_id', 'member_id', 'role']).doUpdateSet(values))
        .execute();
    },
    /** Changes the state of one that is in one of `from`. Returns whether it was. */
    async moveFacilitation(
      { topic, member, role }: Pick<Facilitation, 'topic' | 'member' | 'role'>,
      from: readonly [FacilitationState, ...FacilitationState[]],
      to: { readonly state: FacilitationState; readonly at: Instant },
    ): Promise<boolean> {
      const { numUpdatedRows } = await changing(topic, role)
        .set({ state: to.state, answered_at: to.at })
        .where('member_id', '=', member)
        .where('state', 'in', from)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** It is as if those who have not answered had not been asked. */
    async forgetAsked(topic: TopicId, role?: FacilitationRole): Promise<void> {
      await db
        .deleteFrom('topic_facilitations')
        .where('community_id', '=', community)
        .where('topic_id', '=', topic)
        .where('state', '=', 'asked')
        .$if(role !== undefined, (query) => query.where('role', '=', role ?? 'facilitator'))
        .execute();
    },
    async forgetFacilitation({ topic, member, role }: Pick<Facilitation, 'topic' | 'member' | 'role'>): Promise<void> {
      await removeRows({ db, community }, 'topic_facilitations', { topic_id: topic, member_id: member, role });
    },
    /** Seats a member, unless somebody sits there or the topic is over. Returns whether they sit there now. */
    async takeSeat(topic: TopicId, role: FacilitationRole, member: MemberId): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('topics')
        .set({ [SEAT[role]]: member })
        .where('community_id', '=', community)
        .where('id', '=', topic)
        .where('state', 'in', ['planned', 'open'])
        .where(SEAT[role], 'is', null)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** Returns whether the member sat there. */
    async leaveSeat(topic: TopicId, role: FacilitationRole, member: MemberId): Promise<boolean> {
      const seat = SEAT[role];
      return (await updateRows({ db, community }, 'topics', { [seat]: null }, { id: topic, [seat]: member })) > 0;
    },
    /** Notes that the bot writes a prompt in the topic's thread now, unless it wrote one after `since`. Returns whether it may. */
    async takePrompt(topic: TopicId, now: Instant, since: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('topics')
        .set({ last_prompt_at: now })
        .where('community_id', '=', community)
        .where('id', '=', topic)
        .where('state', '=', 'open')
        .where(({ eb, or }) => or([eb('last_prompt_at', 'is', null), eb('last_prompt_at', '<=', since)]))
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** What a member offered, and the topics that are still to come or open for which they were asked. In one statement. */
    async partsOf(member: MemberId): Promise<{ readonly volunteer: TopicVolunteer | undefined; readonly parts: readonly Part[] }> {
      const { volunteers, parts } = await readInOneStatement(tx, {
        volunteers: db
          .selectFrom('topic_volunteers')
          .select(['learns', 'since'])
          .where('community_id', '=', community)
          .where('member_id', '=', member),
        parts: facilitations()
          .innerJoin('topics', 'topics.id', 'topic_facilitations.topic_id')
          .select(TOPIC_COLUMNS)
          .select(['topic_facilitations.role', 'topic_facilitations.state as answer'])
          .where('topic_facilitations.member_id', '=', member)
          .where('topics.state', 'in', ['planned', 'open'])
          .where('topic_facilitations.state', 'in', ['asked', 'agreed'])
          .orderBy('topics.opens_at')
          .orderBy('topics.id'),
      });
      return {
        volunteer: volunteers[0] && { learns: volunteers[0].learns === 1, since: volunteers[0].since },
        parts: parts.map(({ role, answer, ...row }) => ({ topic: toTopic({ community_id: community, ...row }), role, state: answer })),
      };
    },
    moveFacilitatingOrganisation: (from: OrganisationId, into: OrganisationId) =>
      redirect({ db, community }, 'topic_facilitations', 'organisation_id', { from, into }),
  };
}

const TOPIC_COLUMNS = [
  'topics.id',
  'topics.month',
  'topics.slot',
  'topics.origin',
  'topics.proposal_id',
  'topics.template_id',
  'topics.reason',
  'topics.state',
  'topics.version',
  'topics.language',
  'topics.sector',
  'topics.for_sector',
  'topics.texts',
  'topics.why',
  'topics.resources',
  'topics.guiding',
  'topics.planned_date',
  'topics.opens_at',
  'topics.opened_at',
  'topics.closes_at',
  'topics.closed_at',
  'topics.facilitator_id',
  'topics.shadow_id',
  'topics.last_written_at',
  'topics.last_nudge_at',
  'topics.last_prompt_at',
] as const;

const TURN_COLUMNS = [
  'topic_facilitations.topic_id',
  'topic_facilitations.member_id',
  'topic_facilitations.role',
  'topic_facilitations.state',
  'topic_facilitations.organisation_id',
  'topic_facilitations.asked_at',
  'topic_facilitations.answered_at',
] as const;

interface FacilitationRow {
  readonly topic_id: TopicId;
  readonly member_id: MemberId;
  readonly role: FacilitationRole;
  readonly state: FacilitationState;
  readonly organisation_id: OrganisationId | null;
  readonly asked_at: Instant;
  readonly answered_at: Instant | null;
}

function toFacilitation(row: FacilitationRow): Facilitation {
  return {
    topic: row.topic_id,
    member: row.member_id,
    role: row.role,
    state: row.state,
    organisation: row.organisation_id,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
  };
}

function toTurn({ opens_at, ...row }: FacilitationRow & { readonly opens_at: Instant }) {
  return { ...toFacilitation(row), opensAt: opens_at };
}
