import { oncePerTx } from '../../../core/transaction.js';
import { removeRows, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import type { ImportDraft } from '../types.js';
import type { MembersTables } from './tables.js';

/** Files of members. They hold personal data, so they are deleted once imported or old, and all when anybody is erased. */
export const importDraftsStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);
  const select = (id: string) => db.selectFrom('import_drafts').where('community_id', '=', community).where('id', '=', id);
  return {
    async save({ id, owner, savedAt, bytes }: Omit<ImportDraft, 'lines'> & { readonly bytes: Uint8Array }): Promise<void> {
      await db
        .insertInto('import_drafts')
        .values({ community_id: community, id, member_id: owner, saved_at: savedAt, lines_done: null, lines_total: null, bytes })
        .execute();
    },
    async find(id: string): Promise<ImportDraft | undefined> {
      const row = await select(id).select(['member_id', 'saved_at', 'lines_done', 'lines_total']).executeTakeFirst();
      if (row === undefined) return undefined;
      const { member_id: owner, saved_at: savedAt, lines_done: done, lines_total: total } = row;
      return { id, owner, savedAt, lines: done === null || total === null ? null : { done, total } };
    },
    async bytes(id: string): Promise<Uint8Array | undefined> {
      return (await select(id).select('bytes').executeTakeFirst())?.bytes;
    },
    async progress(id: string, { done, total }: NonNullable<ImportDraft['lines']>): Promise<void> {
      await updateRows({ db, community }, 'import_drafts', { lines_done: done, lines_total: total }, { id });
    },
    async remove(id: string): Promise<void> {
      await removeRows({ db, community }, 'import_drafts', { id });
    },
  };
});
