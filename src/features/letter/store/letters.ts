import type { Selectable } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { contains, findRows, findValues, firstAs, insertRow, updateRows } from '../../../sql/rows.js';
import { type LetterMonth, toLetterMonth } from '../rules/times.js';
import type { Content, Edit, Letter, LetterId, LetterState } from '../types.js';
import { contentColumn, type LetterTables } from './tables.js';

function toLetter(row: Selectable<LetterTables['letters']>): Letter {
  const { id, state, version } = row;
  return {
    id,
    state,
    version,
    month: toLetterMonth(row.month),
    from: row.from_at,
    to: row.to_at,
    sendAt: row.send_at,
    content: contentColumn.read(row.content),
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    sentAt: row.sent_at,
  };
}

const EDIT = ['member_id', 'language', 'item', 'title', 'words', 'left_out', 'made_at'] as const;

/** Letters, and what organisers changed in them. */
export function letterStore({ db: base, community }: Tx) {
  const db = base.withTables<LetterTables>();
  const place = { db, community };
  const select = () => db.selectFrom('letters').selectAll().where('community_id', '=', community);

  return {
    async find(id: LetterId): Promise<Letter | undefined> {
      return firstAs(select().where('id', '=', id), toLetter);
    },
    async ofMonth(month: LetterMonth): Promise<Letter | undefined> {
      return firstAs(select().where('month', '=', month), toLetter);
    },
    async newest(): Promise<Letter | undefined> {
      return firstAs(select().orderBy('month', 'desc').limit(1), toLetter);
    },
    /** Until when the last letter that went out told. */
    async lastTold(): Promise<Instant | undefined> {
      const row = await select().where('state', '=', 'sent').orderBy('to_at', 'desc').limit(1).executeTakeFirst();
      return row?.to_at;
    },
    /** Letters that told of this, or will, or would have. */
    telling: (item: string): Promise<readonly LetterId[]> => findValues(place, 'letters', 'id', { content: contains(`"${item}"`) }),
    insert(letter: Pick<Letter, 'month' | 'from' | 'to' | 'sendAt'> & { readonly content: Content }): Promise<LetterId> {
      return insertRow(place, 'letters', {
        month: letter.month,
        state: 'draft',
        version: 1,
        from_at: letter.from,
        to_at: letter.to,
        send_at: letter.sendAt,
        content: contentColumn.write(letter.content),
        approved_by: null,
        approved_at: null,
        sent_at: null,
      });
    },
    /** Returns false if the letter has another version by now. */
    async change(
      { id, version }: Pick<Letter, 'id' | 'version'>,
      change: Partial<Pick<Letter, 'state' | 'approvedBy' | 'approvedAt' | 'sendAt' | 'sentAt'>>,
    ): Promise<boolean> {
      const { state, approvedBy, approvedAt, sendAt, sentAt } = change;
      const changes = {
        state,
        approved_by: approvedBy,
        approved_at: approvedAt,
        send_at: sendAt,
        sent_at: sentAt,
        version: version + 1,
      };
      return (await updateRows(place, 'letters', changes, { id, version })) > 0;
    },
    /** The letter stays the one that organisers have read: what is gone would not have gone out anyway. */
    async saveContent(id: LetterId, content: Content): Promise<void> {
      await updateRows(place, 'letters', { content: contentColumn.write(content) }, { id });
    },
    /** Takes away what organisers wrote in place of these items. */
    async blankEdits(letter: LetterId, items: readonly string[]): Promise<void> {
      if (items.length > 0) await updateRows(place, 'letter_edits', { title: '', words: '' }, { letter_id: letter, item: items });
    },
    /** Moves all letters of one state to another one. */
    async moveAll(from: LetterState, into: LetterState): Promise<void> {
      await updateRows(place, 'letters', { state: into }, { state: from });
    },

    async edits(letter: LetterId): Promise<readonly Edit[]> {
      const rows = await findRows(place, 'letter_edits', EDIT, { letter_id: letter }, 'id');
      return rows.map(({ member_id: editor, language, item, title, words, left_out, made_at: madeAt }) => ({
        editor,
        language,
        item,
        title,
        words,
        leftOut: left_out === 1,
        madeAt,
      }));
    },
    async addEdit(letter: LetterId, edit: Edit & { readonly editor: MemberId }): Promise<void> {
      const { editor, language, item, title, words, leftOut, madeAt } = edit;
      const row = { letter_id: letter, member_id: editor, language, item, title, words, left_out: flag(leftOut), made_at: madeAt };
      await insertRow(place, 'letter_edits', row);
    },
    async redirectEditor(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'letter_edits', { member_id: into }, { member_id: from });
      await updateRows(place, 'letters', { approved_by: into }, { approved_by: from });
    },
  };
}
