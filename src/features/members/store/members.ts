import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { MemberStatus } from '../../../core/access.js';
import { nameKey } from '../../../core/fold.js';
import type { CommunityId, MemberId, OrganisationId } from '../../../core/ids.js';
import { known, type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import { oncePerTx, type Tx } from '../../../core/transaction.js';
import type { Identity } from '../../../ports/chat.js';
import { chunks, containing, flag, isAccount, isNoted, isOf, json, jsonColumn, strings } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { allAs, findRow, removeRows, updateRows } from '../../../sql/rows.js';
import {
  type Member,
  type MemberChange,
  type MemberFilter,
  type NewMember,
  ORGANISATION_TYPES,
  PROFILE_FIELDS,
  type TypedOrganisation,
  VISIBILITIES,
} from '../types.js';
import { noteChanged } from './changed.js';
import { joinedStore } from './joined.js';
import { noticesStore } from './notices.js';
import type { MembersTables } from './tables.js';

type MemberTable = MembersTables['members'];

const visibility = jsonColumn(z.record(z.enum(PROFILE_FIELDS), z.enum(VISIBILITIES)));

const typedOrganisation = jsonColumn(
  z.object({ name: z.string(), type: z.enum(ORGANISATION_TYPES), governorates: z.array(z.string()).readonly() }),
);

export const readTyped = (text: string | null): TypedOrganisation | null => (text === null ? null : typedOrganisation.read(text));

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

/** Members per query, so that a list of thousands does not delay people who wait. */
const MEMBERS_AT_ONCE = 250;

/** What a list shows of a member, as far as its reader may see it. */
export type Named = Pick<Member, 'id' | 'name' | 'status' | 'isBot' | 'organisation' | 'visibility'>;

/** The same with their organisation's name: what tells members of one name apart. */
export type NamedWithOrganisation = Named & { readonly organisationName: string | null };

const NAMED = ['members.id', 'members.name', 'members.status', 'members.is_bot', 'members.organisation_id', 'members.visibility'] as const;

function toNamed(row: Pick<Selectable<MemberTable>, 'id' | 'name' | 'status' | 'is_bot' | 'organisation_id' | 'visibility'>): Named {
  const { id, name, status, organisation_id: organisation } = row;
  return { id, name, status, organisation, isBot: row.is_bot === 1, visibility: visibility.read(row.visibility) };
}

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
    /** The same, and whether the account is no longer in its space. */
    async findWithAccount(account: Identity): Promise<{ readonly member: Member; readonly hasLeft: boolean } | undefined> {
      const [row] = await byAccount({ db, traits }, { community, ...account });
      return row && { member: toMember(row), hasLeft: row.account_left_at !== null };
    },
    /** Everyone with that address: an office may have one for all. */
    async findByEmail(email: string): Promise<readonly Member[]> {
      return allAs(select().where('folded_email', '=', foldedEmail(email)).orderBy('id'), toMember);
    },
    /** Everyone of that name in the organisation, and those of that name who belong to none. */
    async findByName(name: string, organisation: OrganisationId | undefined): Promise<readonly Member[]> {
      return allAs(
        select()
          .where('folded_name', '=', nameKey(name))
          .where(({ eb, or }) =>
            or([eb('organisation_id', 'is', null), ...(organisation === undefined ? [] : [eb('organisation_id', '=', organisation)])]),
          )
          .orderBy('id'),
        toMember,
      );
    },
    /** What somebody was when they left; undefined for who did not, or left before this was noted. */
    async statusBefore(id: MemberId): Promise<MemberStatus | undefined> {
      return (await findRow({ db, community }, 'members', ['left_status'], { id }))?.left_status ?? undefined;
    },
    /** Organisers who can read: not left, no bots. `withAccount`: only those who have one. */
    async organisers({ withAccount = false }: { readonly withAccount?: boolean } = {}): Promise<readonly Member[]> {
      const query = withAccount ? reachable(organisers()) : organisers();
      return allAs(query.orderBy('members.folded_name').orderBy('members.id'), toMember);
    },
    /** Whether a fact of the community is noted, and an organiser with an account is here: one look for both. */
    isNotedAndOrganised(fact: string): Lookup<boolean> {
      const found = reachable(organisers()).clearSelect().select('members.id').where(isNoted(community, fact)).limit(1);
      return lookup(found, (rows) => rows.length > 0);
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
      await updateRows(
        { db, community },
        'members',
        {
          ...columns,
          ...(isBack && { left_at: null, left_status: null }),
          ...(change.organisation !== undefined && { organisation_typed: null }),
        },
        { id },
      );
    },
    /** The organisation that they typed last, and have neither proposed nor left for another. */
    async typedOrganisation(id: MemberId): Promise<TypedOrganisation | undefined> {
      const row = await findRow({ db, community }, 'members', ['organisation_typed'], { id });
      return readTyped(row?.organisation_typed ?? null) ?? undefined;
    },
    async noteTypedOrganisation(id: MemberId, typed: TypedOrganisation): Promise<void> {
      const { name, type, governorates } = typed;
      await updateRows({ db, community }, 'members', { organisation_typed: typedOrganisation.write({ name, type, governorates }) }, { id });
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

/** Columns that no field of a member stands for. */
type UnchangedColumn = 'id' | 'community_id' | 'joined_at' | 'left_at' | 'left_status' | 'organisation_typed';

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
    ? Omit<Selectable<MemberTable>, UnchangedColumn>
    : Partial<Omit<Selectable<MemberTable>, UnchangedColumn>>;
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
