import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { MemberStatus } from '../../../core/access.js';
import { nameKey } from '../../../core/fold.js';
import type { CommunityId, MemberId, OrganisationId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import { oncePerTx, type Tx } from '../../../core/transaction.js';
import type { Identity } from '../../../ports/chat.js';
import type { Person } from '../../../ports/people.js';
import {
  accountsAsText,
  chunks,
  containing,
  flag,
  GIVEN_ACCOUNT,
  isAccount,
  isNoted,
  isOf,
  json,
  jsonColumn,
  strings,
} from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { findRow, removeRows } from '../../../sql/rows.js';
import { type Member, type MemberChange, type MemberFilter, type NewMember, PROFILE_FIELDS, VISIBILITIES } from '../types.js';
import { noteChanged } from './changed.js';
import { joinedStore } from './joined.js';
import { noticesStore } from './notices.js';
import type { MembersTables } from './tables.js';

type MemberTable = MembersTables['members'];

const visibility = jsonColumn(z.record(z.enum(PROFILE_FIELDS), z.enum(VISIBILITIES)));

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
    .where('members.community_id', '=', argument('community'))
    .where('identities.community_id', '=', argument('community'))
    .where(isAccount({ platform: argument('platform'), space: argument('space'), user: argument('user') })),
);

/** So many are read at once, so that a list of thousands does not hold up people who wait. */
const MEMBERS_AT_ONCE = 250;

type PersonRow = Pick<Selectable<MemberTable>, 'id' | 'name' | 'language' | 'timezone' | 'role' | 'status' | 'is_bot'> &
  Pick<Selectable<MembersTables['identities']>, 'platform' | 'space' | 'user_id'>;

const peopleByAccount = prepared<{ community: CommunityId; accounts: string }>()(
  // The order of the tables makes SQLite look up each account.
  (_db: Kysely<MembersTables>, argument, traits) => sql<PersonRow>`
    select id, name, language, timezone, role, status, is_bot, platform, space, user_id
    from ${traits.rowsIn(argument('accounts'), GIVEN_ACCOUNT)} cross join identities cross join members
    where identities.community_id = ${argument('community')}
      and platform = given_platform and space = given_space and user_id = given_user and id = member_id`,
);

/** The members of one community. */
export const membersStore = oncePerTx((tx) => {
  const { community, traits } = tx;
  const db = tx.db.withTables<MembersTables>();
  const select = () => db.selectFrom('members').selectAll('members').where('members.community_id', '=', community);
  const organisers = () => select().where('role', '=', 'organiser').where('status', '!=', 'left').where('is_bot', '=', 0);
  const reachable = (query: ReturnType<typeof select>) =>
    query.where(({ exists, selectFrom }) =>
      exists(selectFrom('identities').select('user_id').whereRef('identities.member_id', '=', 'members.id')),
    );

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
    /** Who is behind each account, in the order of the accounts, as far as that is known; in one statement. */
    async peopleByAccount(accounts: readonly Identity[]): Promise<readonly (Person | undefined)[]> {
      const rows = await peopleByAccount({ db, traits }, { community, accounts: accountsAsText(accounts) });
      return accounts.map(({ platform, space, user }) => {
        const row = rows.find((one) => one.user_id === user && one.space === space && one.platform === platform);
        if (row === undefined) return undefined;
        const { id, name, language, timezone, role, status } = row;
        return { id, name, language, timezone, role, status, isBot: row.is_bot === 1 };
      });
    },
    /** Everyone with that address: an office may have one for all. */
    async findByEmail(email: string): Promise<readonly Member[]> {
      return (await select().where('folded_email', '=', foldedEmail(email)).orderBy('id').execute()).map(toMember);
    },
    /** Everyone of that name in the organisation, and those of that name who belong to none. */
    async findByName(name: string, organisation: OrganisationId | undefined): Promise<readonly Member[]> {
      const rows = await select()
        .where('folded_name', '=', nameKey(name))
        .where(({ eb, or }) =>
          or([eb('organisation_id', 'is', null), ...(organisation === undefined ? [] : [eb('organisation_id', '=', organisation)])]),
        )
        .orderBy('id')
        .execute();
      return rows.map(toMember);
    },
    /** What somebody was when they left; undefined for who did not, or left before this was noted. */
    async statusBefore(id: MemberId): Promise<MemberStatus | undefined> {
      return (await findRow({ db, community }, 'members', ['left_status'], { id }))?.left_status ?? undefined;
    },
    /** Organisers who can read: not left, no bots. `withAccount`: only those who have one. */
    async organisers({ withAccount = false }: { readonly withAccount?: boolean } = {}): Promise<readonly Member[]> {
      const query = withAccount ? reachable(organisers()) : organisers();
      return (await query.orderBy('members.folded_name').orderBy('members.id').execute()).map(toMember);
    },
    /** Whether a fact of the community is noted, and an organiser with an account is here: one look for both. */
    isNotedAndOrganised(fact: string): Lookup<boolean> {
      const found = reachable(organisers()).clearSelect().select('members.id').where(isNoted(community, fact)).limit(1);
      return lookup(found, (rows) => rows.length > 0);
    },
    /** People here who have no account, by name. */
    async withoutAccount(): Promise<readonly Member[]> {
      const rows = await select()
        .where('status', '!=', 'left')
        .where('is_bot', '=', 0)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('identities').select('user_id').whereRef('identities.member_id', '=', 'members.id'))),
        )
        .orderBy('members.folded_name')
        .orderBy('members.id')
        .execute();
      return rows.map(toMember);
    },
    /** By name. */
    async list(filter: MemberFilter, page: { readonly offset: number; readonly limit: number }): Promise<readonly Member[]> {
      const rows = await filtered(tx, filter)
        .selectAll('members')
        .orderBy('members.folded_name')
        .orderBy('members.id')
        .limit(page.limit)
        .offset(page.offset)
        .execute();
      return rows.map(toMember);
    },
    async count(filter: MemberFilter): Promise<number> {
      const { total } = await filtered(tx, filter)
        .select((count) => count.fn.countAll<number | string>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
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
    async insert({ joinedAt, ...member }: NewMember): Promise<MemberId> {
      const { id } = await db
        .insertInto('members')
        .values({ ...toColumns(member), community_id: community, joined_at: joinedAt })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async update(id: MemberId, change: MemberChange): Promise<void> {
      const columns = toColumns(change);
      if (Object.keys(columns).length === 0) return;
      noteChanged(tx, id);
      const isBack = change.status !== undefined && change.status !== 'left';
      await db
        .updateTable('members')
        .set({ ...columns, ...(isBack && { left_at: null, left_status: null }) })
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
    async leave(id: MemberId, at: Instant): Promise<void> {
      noteChanged(tx, id);
      await db
        .updateTable('members')
        .set(({ ref }) => ({ left_status: ref('status'), status: 'left' as const, left_at: at }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .execute();
    },
    /** Moves accounts, import drafts and choices of `from` to `into`, and deletes the row `from` with its link codes. */
    /** Writes the row of somebody who has been there before, with the number that they had. */
    async insertAgain({ joinedAt, id, ...member }: Member): Promise<void> {
      noteChanged(tx, id);
      await db
        .insertInto('members')
        .values({ ...toColumns(member), community_id: community, id, joined_at: joinedAt })
        .execute();
    },
    async merge(from: MemberId, into: MemberId): Promise<void> {
      noteChanged(tx, from, into);
      for (const table of ['identities', 'waiting_accounts', 'import_drafts', 'identity_questions', 'joined_members'] as const) {
        await db.updateTable(table).set({ member_id: into }).where('community_id', '=', community).where('member_id', '=', from).execute();
      }
      await noticesStore(tx).merge(from, into);
      await removeRows({ db, community }, 'members', { id: from });
    },
    /** Deletes the row and what is the member's alone; import drafts of everyone may name them, so all of these go too. */
    async remove(id: MemberId): Promise<void> {
      noteChanged(tx, id);
      await joinedStore(tx).forget(id);
      await db.deleteFrom('import_drafts').where('community_id', '=', community).execute();
      for (const table of ['identity_questions', 'waiting_accounts', 'link_guesses', 'notification_choices', 'identities'] as const) {
        await db.deleteFrom(table).where('community_id', '=', community).where('member_id', '=', id).execute();
      }
      await db
        .deleteFrom('link_codes')
        .where('community_id', '=', community)
        .where((eb) => eb.or([eb('member_id', '=', id), eb('entered_by', '=', id)]))
        .execute();
      await removeRows({ db, community }, 'members', { id });
    },
  };
});

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

function foldedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The columns of the fields that are given. */
function toColumns<C extends MemberChange>(change: C) {
  const columns = {
    status: change.status,
    role: change.role,
    is_bot: change.isBot === undefined ? undefined : flag(change.isBot),
    name: change.name,
    folded_name: change.name === undefined ? undefined : nameKey(change.name),
    organisation_id: change.organisation,
    language: change.language,
    timezone: change.timezone,
    hours_start: change.hours?.start,
    hours_end: change.hours?.end,
    languages: change.languages && json(change.languages),
    sectors: change.sectors && json(change.sectors),
    offers: change.offers && json(change.offers),
    wants: change.wants && json(change.wants),
    governorates: change.governorates && json(change.governorates),
    email: change.email,
    folded_email: typeof change.email === 'string' ? foldedEmail(change.email) : change.email,
    visibility: change.visibility && visibility.write(change.visibility),
    induction_step: change.inductionStep,
    last_active_at: change.lastActiveAt,
  };
  for (const key of Object.keys(columns) as (keyof typeof columns)[]) if (columns[key] === undefined) delete columns[key];
  // Every field that `C` requires is defined in it.
  return columns as C extends Omit<Member, 'id' | 'joinedAt'>
    ? Omit<Selectable<MemberTable>, 'id' | 'community_id' | 'joined_at' | 'left_at' | 'left_status'>
    : Partial<Omit<Selectable<MemberTable>, 'id' | 'community_id' | 'joined_at' | 'left_at' | 'left_status'>>;
}

export function toMember(row: Selectable<MemberTable>): Member {
  return {
    id: row.id,
    status: row.status,
    role: row.role,
    isBot: row.is_bot === 1,
    name: row.name,
    organisation: row.organisation_id,
    language: row.language,
    timezone: row.timezone,
    hours: { start: row.hours_start, end: row.hours_end },
    languages: strings(row.languages),
    sectors: strings(row.sectors),
    offers: strings(row.offers),
    wants: strings(row.wants),
    governorates: strings(row.governorates),
    email: row.email,
    visibility: visibility.read(row.visibility),
    inductionStep: row.induction_step,
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
  };
}
