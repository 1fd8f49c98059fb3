import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Attachment } from '../../../core/message.js';
import { instantSchema } from '../../../core/schemas.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { flag, jsonColumn } from '../../../sql/columns.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { findRow, findRows, removeRows } from '../../../sql/rows.js';
import type { Contribution, ContributionId, ProposalId, SharedFile, TopicId } from '../types.js';
import { type KnownConsent, toConsent } from './consents.js';
import { consentsOf } from './discussed-by-member.js';
import { selectNamed } from './select.js';
import type { TopicsTables } from './tables.js';

export const filesColumn = jsonColumn<readonly SharedFile[]>(
  z
    .array(
      z.object({
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        left: z.literal(true).exactOptional(),
        until: instantSchema.exactOptional(),
        blob: z.string().exactOptional(),
      }),
    )
    .readonly(),
);

type Change = Partial<Pick<Contribution, 'words' | 'isQuestion' | 'editedAt' | 'writtenAt'>> & { readonly files?: readonly SharedFile[] };

/** A contribution with all its files, some of which are kept. */
export interface KeptFiles {
  readonly id: ContributionId;
  readonly files: readonly SharedFile[];
}

/** What a member allows, and what they share; `kept`: of which files are kept. */
export interface Shared {
  readonly consent: KnownConsent | undefined;
  readonly shared: readonly ContributionId[];
  readonly kept: readonly KeptFiles[];
}

const toKept = ({ id, files }: { readonly id: ContributionId; readonly files: string | null }): KeptFiles => ({
  id,
  files: files === null ? [] : filesColumn.read(files),
});

/** Open topics, and what is copied into other spaces. */
export function discussionStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<TopicsTables>();
  const update = (id: ContributionId) => db.updateTable('topic_contributions').where('community_id', '=', community).where('id', '=', id);
  const sharedBy = (member: MemberId) =>
    db.selectFrom('topic_contributions').where('community_id', '=', community).where('member_id', '=', member).where('shared', '=', 1);
  const forget = async (ids: readonly ContributionId[], more: { readonly deleted_at?: Instant } = {}): Promise<void> => {
    await db
      .updateTable('topic_contributions')
      .set({ shared: 0, words: null, files: null, ...more })
      .where('community_id', '=', community)
      .where(traits.isOneOf('id', ids))
      .execute();
    await db.deleteFrom('topic_files').where(traits.isOneOf('contribution_id', ids)).execute();
  };

  const withBlobs = () =>
    db.selectFrom('topic_contributions').select(['id', 'files']).where('community_id', '=', community).where('files', 'like', '%"blob":%');

  return {
    /** Opens a planned topic. False if it is not planned any more. */
    async openTopic(id: TopicId, { openedAt, closesAt }: { readonly openedAt: Instant; readonly closesAt: Instant }): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('topics')
        .set(({ eb, ref }) => ({ state: 'open', opened_at: openedAt, closes_at: closesAt, version: eb(ref('version'), '+', 1) }))
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where('state', '=', 'planned')
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows) > 0;
    },
    /** When a topic was last opened. */
    async lastOpening(): Promise<Instant | undefined> {
      const { at } = await db
        .selectFrom('topics')
        .select(({ fn }) => fn.max('opened_at').as('at'))
        .where('community_id', '=', community)
        .executeTakeFirstOrThrow();
      return at === null ? undefined : (Number(at) as Instant);
    },
    /** The members who are named as proposers of what a topic is about. */
    async namedProposers(id: ProposalId): Promise<readonly MemberId[]> {
      return (await selectNamed(db, community, id).execute()).map(({ member_id }) => member_id);
    },
    /** Topics whose opening names a member: as its facilitator, or as who proposed it or what was merged into it. */
    async openingsNaming(member: MemberId): Promise<readonly TopicId[]> {
      const proposed = () => db.selectFrom('topic_proposers').select('proposal_id').where('member_id', '=', member);
      const rows = await db
        .selectFrom('topics')
        .select('id')
        .where('community_id', '=', community)
        .where('opened_at', 'is not', null)
        .where(({ eb, or, selectFrom }) =>
          or([
            eb('facilitator_id', '=', member),
            eb('proposal_id', 'in', proposed()),
            eb('proposal_id', 'in', selectFrom('topic_proposals').select('merged_into').where('id', 'in', proposed())),
          ]),
        )
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    /** Notes that somebody wrote. The moment never goes back. */
    async noteWritten(id: TopicId, at: Instant): Promise<void> {
      await db
        .updateTable('topics')
        .set({ last_written_at: at })
        .where('community_id', '=', community)
        .where('id', '=', id)
        .where(({ eb, or }) => or([eb('last_written_at', 'is', null), eb('last_written_at', '<', at)]))
        .execute();
    },

    async changeContribution(id: ContributionId, { words, isQuestion, editedAt, writtenAt, files }: Change): Promise<void> {
      await update(id)
        .set({
          ...(words !== undefined && { words }),
          ...(isQuestion !== undefined && { is_question: flag(isQuestion) }),
          ...(editedAt !== undefined && { edited_at: editedAt }),
          ...(writtenAt !== undefined && { written_at: writtenAt }),
          ...(files !== undefined && { files: filesColumn.write(files) }),
        })
        .execute();
      if (files !== undefined) await removeRows({ db, community }, 'topic_files', { contribution_id: id });
    },
    /**
     * The files that came with a contribution. `attached`: the bytes of those that an earlier version of the program kept in its
     * own table, which are erased after a few days.
     */
    async filesOf(id: ContributionId): Promise<{ readonly named: readonly SharedFile[]; readonly attached: readonly Attachment[] }> {
      const row = await findRow({ db, community }, 'topic_contributions', ['files'], { id });
      const kept = await findRows({ db, community }, 'topic_files', ['name', 'media_type', 'bytes'], { contribution_id: id }, 'position');
      return {
        named: row?.files ? filesColumn.read(row.files) : [],
        attached: kept.map(({ name, media_type: mediaType, bytes }) => ({ name, mediaType, bytes })),
      };
    },
    /** Of these contributions those whose files are kept. */
    keptFiles: async (ids: readonly ContributionId[]): Promise<readonly KeptFiles[]> =>
      (await withBlobs().where(traits.isOneOf('id', ids)).execute()).map(toKept),
    /** Those whose files are kept, and that were written, or edited, before this moment. */
    keptFilesBefore: async (moment: Instant): Promise<readonly KeptFiles[]> =>
      (
        await withBlobs()
          .where(({ eb, fn }) => eb(fn.coalesce('edited_at', 'written_at'), '<', moment))
          .orderBy('id')
          .execute()
      ).map(toKept),
    /** Erases the words and the files of contributions: they are shared no more. */
    forgetWords: forget,
    async noteDeleted(id: ContributionId, at: Instant): Promise<void> {
      await forget([id], { deleted_at: at });
    },
    /** What a member allows and shares, in one statement. */
    async sharing(member: MemberId): Promise<Shared> {
      const { consents, shared, kept } = await readInOneStatement(
        { db: base, traits },
        {
          consents: consentsOf({ db: base, community }, member),
          shared: sharedBy(member).select('id').orderBy('id'),
          kept: withBlobs().where('member_id', '=', member).where('shared', '=', 1),
        },
      );
      return { consent: consents.map(toConsent)[0], shared: shared.map(({ id }) => id), kept: kept.map(toKept) };
    },
    /** What the bot has repeated of a member's words. */
    async sharedWords(member: MemberId): Promise<readonly string[]> {
      const rows = await sharedBy(member).select('words').where('words', 'is not', null).orderBy('id').execute();
      return rows.map(({ words }) => words ?? '');
    },
    /** Erases the words in topics that were closed before this moment. What is copied stays where it was read. */
    async eraseWordsClosedBefore(moment: Instant): Promise<void> {
      await db
        .updateTable('topic_contributions')
        .set({ words: null, files: null })
        .where('community_id', '=', community)
        .where(({ or, eb }) => or([eb('words', 'is not', null), eb('files', 'is not', null)]))
        .where('topic_id', 'in', ({ selectFrom }) =>
          selectFrom('topics')
            .select('topics.id')
            .where('topics.community_id', '=', community)
            .where('topics.state', '=', 'closed')
            .where('topics.closed_at', '<', moment),
        )
        .execute();
    },
    /** Erases the bytes of files that were written before this moment: their copies have been sent, or name them only. */
    async eraseFilesBefore(moment: Instant): Promise<void> {
      await db
        .deleteFrom('topic_files')
        .where('community_id', '=', community)
        .where('contribution_id', 'in', ({ selectFrom }) =>
          selectFrom('topic_contributions').select('id').where('community_id', '=', community).where('written_at', '<', moment),
        )
        .execute();
    },
  };
}
