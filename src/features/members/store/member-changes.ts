import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { findRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Member, MemberChange, NewMember, TypedOrganisation } from '../types.js';
import { noteChanged } from './changed.js';
import { joinedStore } from './joined.js';
import { readTyped, toColumns, typedOrganisation } from './member-columns.js';
import { noticesStore } from './notices.js';
import type { MembersTables } from './tables.js';

/** Writes the rows of the members of one community. */
export function memberChanges(tx: Tx) {
  const { community } = tx;
  const db = tx.db.withTables<MembersTables>();
  return {
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
    /** Writes the row of somebody who has been there before, with the number that they had. */
    async insertAgain({ joinedAt, id, ...member }: Member): Promise<void> {
      noteChanged(tx, id);
      await db
        .insertInto('members')
        .values({ ...toColumns(member), community_id: community, id, joined_at: joinedAt })
        .execute();
    },
    /** Moves accounts, import drafts and choices of `from` to `into`, and deletes the row `from` with its link codes. */
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
}
