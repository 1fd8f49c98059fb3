import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import { oncePerTx } from '../../../core/transaction.js';
import { jsonColumn } from '../../../sql/columns.js';
import { allAs, findRow, firstAs, updateRows } from '../../../sql/rows.js';
import { placeIn } from '../../../sql/tables.js';
import { importRowSchema } from '../import/row.js';
import type { IdentityQuestion } from '../question-types.js';
import { QUESTIONS, type Question } from '../rules/identity.js';
import type { IdentityQuestionId } from '../types.js';
import type { MembersTables } from './tables.js';

const said = jsonColumn(importRowSchema);
const reason = z.enum(QUESTIONS);

/** Lines of lists of which only an organiser can say whose they are. What a line said is deleted once it is decided. */
export const questionsStore = oncePerTx((tx) => {
  const { db, community } = placeIn<MembersTables>(tx);
  const open = () => db.selectFrom('identity_questions').where('community_id', '=', community).where('said', 'is not', null);

  return {
    /** Asks once for each line; a question that waits already has the newest words. */
    async ask({
      fingerprint,
      member,
      reason: why,
      row,
      at,
    }: Omit<IdentityQuestion, 'id'> & { readonly fingerprint: string; readonly at: Instant }): Promise<void> {
      const text = said.write(row);
      await db
        .insertInto('identity_questions')
        .values({ community_id: community, fingerprint, member_id: member, reason: why, said: text, asked_at: at })
        .onConflict((conflict) =>
          conflict.columns(['community_id', 'fingerprint']).doUpdateSet({ member_id: member, reason: why, said: text }),
        )
        .execute();
    },
    async find(id: IdentityQuestionId): Promise<IdentityQuestion | undefined> {
      return firstAs(open().selectAll().where('id', '=', id), toQuestion);
    },
    /** The first one after that number, in the order in which they were asked. */
    async next(after: number): Promise<IdentityQuestion | undefined> {
      return firstAs(
        open()
          .selectAll()
          .where('id', '>', after as IdentityQuestionId)
          .orderBy('id')
          .limit(1),
        toQuestion,
      );
    },
    /** Those for one reason after that number, at most up to the last one, in the order in which they were asked. */
    async forReason(why: Question, after: number, { limit, last }: { readonly limit: number; readonly last?: number }) {
      const asked = open()
        .selectAll()
        .where('reason', '=', why)
        .where('id', '>', after as IdentityQuestionId)
        .orderBy('id')
        .limit(limit);
      return allAs(last === undefined ? asked : asked.where('id', '<=', last as IdentityQuestionId), toQuestion);
    },
    /** How many wait, and how many of them for one reason. */
    async counts(why: Question): Promise<{ readonly all: number; readonly of: number }> {
      const found = await open()
        .select(({ fn }) => fn.countAll<number | string>().as('total'))
        .select(({ fn, eb }) => fn.sum<number | string | null>(eb.case().when('reason', '=', why).then(1).else(0).end()).as('some'))
        .executeTakeFirstOrThrow();
      return { all: Number(found.total), of: Number(found.some ?? 0) };
    },
    async count(): Promise<number> {
      const { total } = await open()
        .select(({ fn }) => fn.countAll<number | string>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    /** Whom a line of these words was decided to mean. */
    async decided(fingerprint: string): Promise<MemberId | undefined> {
      const row = await findRow({ db, community }, 'identity_questions', ['member_id', 'said'], { fingerprint });
      return row?.said === null ? row.member_id : undefined;
    },
    /** Notes whom the line means, so that it is not asked again; what it said is deleted. */
    async settle(id: IdentityQuestionId, member: MemberId): Promise<void> {
      await updateRows({ db, community }, 'identity_questions', { said: null, member_id: member }, { id });
    },
  };
});

function toQuestion(row: {
  readonly id: IdentityQuestionId;
  readonly member_id: MemberId;
  readonly reason: string;
  readonly said: string | null;
}): IdentityQuestion {
  return { id: row.id, member: row.member_id, reason: reason.parse(row.reason), row: said.read(row.said ?? '') };
}
