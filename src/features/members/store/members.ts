import { type Kysely, sql } from 'kysely';
import type { MemberStatus } from '../../../core/access.js';
import { nameKey } from '../../../core/fold.js';
import type { CommunityId, MemberId } from '../../../core/ids.js';
import { known, type Lookup, lookup, whether } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import { oncePerTx, type Tx } from '../../../core/transaction.js';
import type { Identity } from '../../../ports/chat.js';
import { chunks, containing, flag, isAccount, isNoted, isOf } from '../../../sql/columns.js';
import { prepared, preparedRows } from '../../../sql/prepared.js';
import { allAs, findRow } from '../../../sql/rows.js';
import type { ImportRow } from '../import/row.js';
import type { Member, MemberFilter } from '../types.js';
import { memberChanges } from './member-changes.js';
import { foldedEmail, NAMED, type Named, type NamedWithOrganisation, toMember, toNamed } from './member-columns.js';
import type { MembersTables } from './tables.js';

const ofId = prepared<{ community: CommunityId; id: MemberId }>()((db: Kysely<MembersTables>, argument) =>
  db
    .selectFrom('members')
    .selectAll('members')
    .where('members.community_id', '=', argument('community'))
    .where('members.id', '=', argument('id')),
);

const byAccount = prepared<Identity & { community: CommunityId }>()((db: Kysely<MembersTables>, argument) =>
  db
    .selectFrom('members')
    .innerJoin('identities', 'identities.member_id', 'members.id')
    .selectAll('members')
    .select('identities.left_at as account_left_at')
    .where('members.community_id', '=', argument('community'))
    .where('identities.community_id', '=', argument('community'))
    .where(isAccount({ platform: argument('platform'), space: argument('space'), user: argument('user') })),
);

const organisersOf = (db: Kysely<MembersTables>, community: CommunityId) =>
  db
    .selectFrom('members')
    .where('members.community_id', '=', community)
    .where('role', '=', 'organiser')
    .where('status', '!=', 'left')
    .where('is_bot', '=', 0);

const isReachable = (db: Kysely<MembersTables>) =>
  sql<boolean>`exists ${db.selectFrom('identities').select('user_id').whereRef('identities.member_id', '=', sql.ref('members.id'))}`;

const notedAndOrganised = preparedRows<{ community: CommunityId; fact: string }>()((db: Kysely<MembersTables>, argument) =>
  organisersOf(db, argument('community'))
    .select('members.id')
    .where(isReachable(db))
    .where(isNoted(argument('community'), argument('fact')))
    .limit(1),
);

/** What two people may have in common. */
type Alike = Pick<ImportRow, 'name' | 'email' | 'accounts'>;

/** Members per query, so that a list of thousands does not delay people who wait. */
const MEMBERS_AT_ONCE = 250;

/** Finds members of one community. */
function memberQueries(tx: Tx) {
  const { community, traits } = tx;
  const db = tx.db.withTables<MembersTables>();
  const select = () => db.selectFrom('members').selectAll('members').where('members.community_id', '=', community);

  return {
    async find(id: MemberId): Promise<Member | undefined> {
      const [row] = await ofId({ db, traits }, { community, id });
      return row && toMember(row);
    },
    async findMany(ids: readonly MemberId[]): Promise<readonly Member[]> {
      const members: Member[] = [];
      const ascending = [...new Set(ids)].sort((a, b) => a - b);
      for (const some of chunks(ascending, MEMBERS_AT_ONCE)) {
        const rows = await db
          .selectFrom('members')
          .selectAll()
          .where(isOf(community))
          .where(traits.isOneOf('id', some))
          .orderBy('id')
          .execute();
        members.push(...rows.map(toMember));
      }
      return members;
    },
    async findByAccount(account: Identity): Promise<Member | undefined> {
      const [row] = await byAccount({ db, traits }, { community, ...account });
      return row && toMember(row);
    },
    /** The same, and whether the account is no longer in its space. */
    async findWithAccount(account: Identity): Promise<{ readonly member: Member; readonly hasLeft: boolean } | undefined> {
      const [row] = await byAccount({ db, traits }, { community, ...account });
      return row && { member: toMember(row), hasLeft: row.account_left_at !== null };
    },
    /** Everyone with that address: an office may have one for all. */
    async findByEmail(email: string): Promise<readonly Member[]> {
      return allAs(select().where('folded_email', '=', foldedEmail(email)).orderBy('id'), toMember);
    },
    /** Everyone with one of these names, in whichever organisation. */
    async namesakes(names: readonly string[]): Promise<readonly Member[]> {
      const keys = [...new Set(names.map(nameKey))];
      return keys.length === 0 ? [] : allAs(select().where('folded_name', 'in', keys).orderBy('id'), toMember);
    },
    /** People who have the name, the address or one of the accounts, in whichever space, or wait to have it: in one statement. */
    async alike({ name, email, accounts }: Alike): Promise<readonly Member[]> {
      const having = (table: 'identities' | 'waiting_accounts') =>
        db
          .selectFrom(table)
          .select('member_id')
          .where('community_id', '=', community)
          .where(({ or, and }) => or(accounts.map(({ platform, user }) => and({ platform, user_id: user }))));
      const query = select()
        .where('is_bot', '=', 0)
        .where(({ eb, or }) =>
          or([
            eb('members.folded_name', '=', nameKey(name)),
            ...(email === undefined ? [] : [eb('members.folded_email', '=', foldedEmail(email))]),
            ...(accounts.length === 0
              ? []
              : [eb('members.id', 'in', having('identities')), eb('members.id', 'in', having('waiting_accounts'))]),
          ]),
        )
        .orderBy('members.id');
      return allAs(query, toMember);
    },
    /** What somebody was when they left; undefined for who did not, or left before this was noted. */
    async statusBefore(id: MemberId): Promise<MemberStatus | undefined> {
      return (await findRow({ db, community }, 'members', ['left_status'], { id }))?.left_status ?? undefined;
    },
    /** Organisers who can read: not left, no bots. `withAccount`: only those who have one. */
    async organisers({ withAccount = false }: { readonly withAccount?: boolean } = {}): Promise<readonly Member[]> {
      const organisers = organisersOf(db, community).selectAll('members');
      const query = withAccount ? organisers.where(isReachable(db)) : organisers;
      return allAs(query.orderBy('members.folded_name').orderBy('members.id'), toMember);
    },
    /** Whether a fact of the community is noted, and an organiser with an account is here: one look for both. */
    isNotedAndOrganised(fact: string): Lookup<boolean> {
      return whether(notedAndOrganised({ db, traits }, { community, fact }));
    },
    /** The address of a member, and whether they are here. */
    addressOf(id: MemberId): Lookup<Pick<Member, 'email' | 'status'> | undefined> {
      return lookup(select().clearSelect().select(['members.email', 'members.status']).where('members.id', '=', id), ([row]) => row);
    },
    /** People here who have no account, by name. */
    async withoutAccount(): Promise<readonly Member[]> {
      return allAs(
        select()
          .where('status', '!=', 'left')
          .where('is_bot', '=', 0)
          .where(({ not, exists, selectFrom }) =>
            not(exists(selectFrom('identities').select('user_id').whereRef('identities.member_id', '=', 'members.id'))),
          )
          .orderBy('members.folded_name')
          .orderBy('members.id'),
        toMember,
      );
    },
    /** By name. */
    async list(filter: MemberFilter, page: { readonly offset: number; readonly limit: number }): Promise<readonly Member[]> {
      return allAs(
        filtered(tx, filter)
          .selectAll('members')
          .orderBy('members.folded_name')
          .orderBy('members.id')
          .limit(page.limit)
          .offset(page.offset),
        toMember,
      );
    },
    /** Who may be meant by a name, with what tells them apart. */
    named(text: string, limit: number): Lookup<readonly NamedWithOrganisation[]> {
      const query = filtered(tx, { text })
        .leftJoin('organisations', 'organisations.id', 'members.organisation_id')
        .select(NAMED)
        .select('organisations.name as organisationName')
        .orderBy('members.folded_name')
        .orderBy('members.id')
        .limit(limit);
      return lookup(query, (rows) => rows.map(({ organisationName, ...row }) => ({ ...toNamed(row), organisationName })));
    },
    /** The names of those that exist, however many: in one statement. */
    namesOf(ids: readonly MemberId[]): Lookup<readonly Named[]> {
      if (ids.length === 0) return known([]);
      const query = db
        .selectFrom('members')
        .select(NAMED)
        .where(isOf(community, 'members.community_id'))
        .where(traits.isOneOf('members.id', [...new Set(ids)]));
      return lookup(query, (rows) => rows.map(toNamed));
    },
    async count(filter: MemberFilter): Promise<number> {
      const { total } = await filtered(tx, filter)
        .select((count) => count.fn.countAll<number | string>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    /** Looks whether there are at least `count` of them. */
    areAtLeast(filter: MemberFilter, count: number): Lookup<boolean> {
      return lookup(filtered(tx, filter).select('members.id').limit(count), (rows) => rows.length >= count);
    },
    /** How many people were members at some time from `from` until `to`, those who left since included. */
    async countDuring(from: Instant, to: Instant): Promise<number> {
      const { total } = await db
        .selectFrom('members')
        .select(({ fn }) => fn.countAll<number | string>().as('total'))
        .where('community_id', '=', community)
        .where('is_bot', '=', 0)
        .where('joined_at', '<', to)
        .where(({ eb, or, and }) =>
          or([eb('status', '=', 'active'), and([eb('status', '=', 'left'), eb('induction_step', 'is', null), eb('left_at', '>=', from)])]),
        )
        .executeTakeFirstOrThrow();
      return Number(total);
    },
  };
}

/** The members of one community. */
export const membersStore = oncePerTx(memberQueries, memberChanges);

function filtered({ db: anyDb, community }: Tx, filter: MemberFilter) {
  const db = anyDb.withTables<MembersTables>();
  let query = db.selectFrom('members').where('members.community_id', '=', community);
  const text = filter.text === undefined ? '' : nameKey(filter.text);
  if (text !== '') {
    const pattern = containing(text);
    query = query.where(({ or, exists, selectFrom }) =>
      or([
        sql<boolean>`members.folded_name like ${pattern} escape '\\'`,
        exists(
          selectFrom('organisations')
            .select('organisations.id')
            .whereRef('organisations.id', '=', 'members.organisation_id')
            .where(sql<boolean>`organisations.folded_name like ${pattern} escape '\\'`),
        ),
      ]),
    );
  }
  if (filter.status !== undefined) query = query.where('members.status', '=', filter.status);
  if (filter.role !== undefined) query = query.where('members.role', '=', filter.role);
  if (filter.isBot !== undefined) query = query.where('members.is_bot', '=', flag(filter.isBot));
  if (filter.organisation !== undefined) query = query.where('members.organisation_id', '=', filter.organisation);
  if (filter.language !== undefined) query = query.where('members.language', '=', filter.language);
  if (filter.sector !== undefined) {
    const pattern = containing(JSON.stringify(filter.sector));
    query = query.where(sql<boolean>`members.sectors like ${pattern} escape '\\'`);
  }
  return query;
}
