import { type Selectable, sql } from 'kysely';
import { InputError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import type { Identity } from '../../ports/chat.js';
import type { DirectChoice, Member, MemberAccount, MemberChange, MemberFilter, MemberRepository } from '../../ports/members.js';
import { storePhrase } from '../errors.js';
import type { MemberTable } from '../schema.js';
import { chunks, containing, flag, json, strings } from '../../sql/columns.js';
import type { Context } from './context.js';
import { eraseMember } from './erase.js';
import { mergeMembers } from './merge.js';
import { waitingAccounts } from './waiting-accounts.js';

export function memberRepository(context: Context): MemberRepository {
  const { db, community, traits } = context;
  const select = () => db.selectFrom('members').selectAll('members').where('members.community_id', '=', community);
  const accounts = async (id: MemberId): Promise<readonly MemberAccount[]> => {
    const rows = await db
      .selectFrom('identities')
      .select(['platform', 'space', 'user_id', 'direct'])
      .where('community_id', '=', community)
      .where('member_id', '=', id)
      .orderBy(sql`coalesce(last_active_at, 0)`, 'desc')
      .orderBy('platform')
      .orderBy('space')
      .orderBy('user_id')
      .execute();
    return rows.map((row) => ({ platform: row.platform, space: row.space, user: row.user_id, direct: row.direct }));
  };

  return {
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toMember(row);
    },
    async findMany(ids) {
      const found: Member[] = [];
      for (const some of chunks([...new Set(ids)], traits.maxParameters - 1)) {
        found.push(...(await select().where('id', 'in', some).orderBy('id').execute()).map(toMember));
      }
      return found;
    },
    async findByIdentity(identity) {
      const row = await select()
        .innerJoin('identities', 'identities.member_id', 'members.id')
        .where('identities.community_id', '=', community)
        .where('platform', '=', identity.platform)
        .where('space', '=', identity.space)
        .where('user_id', '=', identity.user)
        .executeTakeFirst();
      return row && toMember(row);
    },
    async findByEmail(email) {
      const row = await select().where('folded_email', '=', foldedEmail(email)).orderBy('id').executeTakeFirst();
      return row && toMember(row);
    },
    async findByName(name, organisation) {
      const row = await select()
        .where('folded_name', '=', fold(name))
        .where('organisation_id', '=', organisation)
        .orderBy('id')
        .executeTakeFirst();
      return row && toMember(row);
    },
    async list(filter, page) {
      const matching = filtered(context, filter);
      const rows = await matching
        .selectAll('members')
        .orderBy('members.folded_name')
        .orderBy('members.id')
        .limit(page.limit)
        .offset(page.offset)
        .execute();
      const { total } = await matching.select((count) => count.fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow();
      return { members: rows.map(toMember), total: Number(total) };
    },
    async insert({ joinedAt, ...member }) {
      const { id } = await db
        .insertInto('members')
        .values({ ...toColumns(member), community_id: community, joined_at: joinedAt })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async update(id, change) {
      const columns = toColumns(change);
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('members').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async identities(id) {
      return (await accounts(id)).map(({ platform, space, user }): Identity => ({ platform, space, user }));
    },
    accounts,
    link: (id, identity) =>
      context.atomically(async ({ db: trx }) => {
        await trx
          .insertInto('identities')
          .values({
            community_id: community,
            platform: identity.platform,
            space: identity.space,
            user_id: identity.user,
            member_id: id,
            last_active_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const { member_id: owner } = await trx
          .selectFrom('identities')
          .select('member_id')
          .where('community_id', '=', community)
          .where('platform', '=', identity.platform)
          .where('space', '=', identity.space)
          .where('user_id', '=', identity.user)
          .executeTakeFirstOrThrow();
        if (owner !== id) throw new InputError(`the account belongs to member ${owner}`, storePhrase('store.identityTaken'));
      }),
    unlink: (id, identity) =>
      context.atomically(async ({ db: trx }) => {
        await trx
          .deleteFrom('identities')
          .where('community_id', '=', community)
          .where('member_id', '=', id)
          .where('platform', '=', identity.platform)
          .where('space', '=', identity.space)
          .where('user_id', '=', identity.user)
          .execute();
      }),
    merge: (from, into) => context.atomically((inside) => mergeMembers(inside, from, into)),
    ...waitingAccounts(context),
    async setDirect(identity, choice) {
      await db
        .updateTable('identities')
        .set({ direct: choice })
        .where('community_id', '=', community)
        .where('platform', '=', identity.platform)
        .where('space', '=', identity.space)
        .where('user_id', '=', identity.user)
        .execute();
    },
    async touchIdentity(identity, at, opened = false) {
      await db
        .updateTable('identities')
        .set((set) => ({
          last_active_at: at,
          // A choice that was made stands.
          ...(opened && { direct: set.fn.coalesce('direct', set.val<DirectChoice>('opened')) }),
        }))
        .where('community_id', '=', community)
        .where('platform', '=', identity.platform)
        .where('space', '=', identity.space)
        .where('user_id', '=', identity.user)
        .execute();
    },
    async avoided(id) {
      const rows = await db
        .selectFrom('avoidances')
        .select('avoided_id')
        .where('community_id', '=', community)
        .where('member_id', '=', id)
        .orderBy('avoided_id')
        .execute();
      return rows.map((row) => row.avoided_id);
    },
    async allAvoided() {
      const rows = await db
        .selectFrom('avoidances')
        .select(['member_id', 'avoided_id'])
        .where('community_id', '=', community)
        .orderBy('member_id')
        .orderBy('avoided_id')
        .execute();
      return rows.map((row) => ({ member: row.member_id, avoids: row.avoided_id }));
    },
    setAvoided: (id, avoided) =>
      context.atomically(async ({ db: trx }) => {
        await trx.deleteFrom('avoidances').where('community_id', '=', community).where('member_id', '=', id).execute();
        const others = [...new Set(avoided)].filter((other) => other !== id);
        if (others.length === 0) return;
        await trx
          .insertInto('avoidances')
          .values(others.map((other: MemberId) => ({ community_id: community, member_id: id, avoided_id: other })))
          .execute();
      }),
    erase: (id) => context.atomically((inside) => eraseMember(inside, id)),
    // It is looked then whether there is something to clean.
    finishErasures: () => context.atomically(async (inside) => inside.erased()),
  };
}

function filtered({ db, community }: Context, filter: MemberFilter) {
  let query = db.selectFrom('members').where('members.community_id', '=', community);
  const text = filter.text === undefined ? '' : fold(filter.text);
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

/** The columns of what is told; the others are left out. */
function toColumns<C extends MemberChange>(change: C) {
  const columns = {
    status: change.status,
    role: change.role,
    is_bot: change.isBot === undefined ? undefined : flag(change.isBot),
    name: change.name,
    folded_name: change.name === undefined ? undefined : fold(change.name),
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
    visibility: change.visibility && json(change.visibility),
    induction_step: change.inductionStep,
    last_active_at: change.lastActiveAt,
  };
  for (const key of Object.keys(columns) as (keyof typeof columns)[]) if (columns[key] === undefined) delete columns[key];
  // What is required in `C` is defined in it, so it is here too.
  return columns as C extends Omit<Member, 'id' | 'joinedAt'>
    ? Omit<Selectable<MemberTable>, 'id' | 'community_id' | 'joined_at'>
    : Partial<Omit<Selectable<MemberTable>, 'id' | 'community_id' | 'joined_at'>>;
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
    // Written by us from the same type.
    visibility: JSON.parse(row.visibility) as Member['visibility'],
    inductionStep: row.induction_step,
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
  };
}
