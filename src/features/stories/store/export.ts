import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import type { StoriesTables } from './tables.js';

/** All that is a member's, as queries that an export runs together with those of others. */
export function queriesOf({ db: base, community }: Tx, member: MemberId) {
  const db = base.withTables<StoriesTables>();
  return {
    stories: db
      .selectFrom('stories')
      .select(['id', 'state', 'language', 'named', 'on_page', 'comment', 'made_at', 'published_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    story_texts: db
      .selectFrom('story_texts')
      .innerJoin('stories', 'stories.id', 'story_texts.story_id')
      .select(['story_id', 'story_texts.language', 'title', 'happened', 'changed'])
      .where('stories.community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('story_id')
      .orderBy('story_texts.language'),
    story_people: db
      .selectFrom('story_people')
      .select(['story_id', 'answer', 'answered_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('story_id'),
    story_edits: db
      .selectFrom('story_edits')
      .select(['story_id', 'language', 'made_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    story_occasions: db
      .selectFrom('story_occasions')
      .select(['occasion', 'closed'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('occasion'),
  };
}

const at = z.int().transform((moment) => new Date(moment).toISOString());
const yes = z.int().transform((value) => value === 1);

const story = z
  .object({
    id: z.int(),
    state: z.string(),
    language: z.string(),
    named: yes,
    on_page: yes,
    comment: z.string().nullable(),
    made_at: at,
    published_at: at.nullable(),
  })
  .transform(({ on_page: onPage, made_at: madeAt, published_at: publishedAt, ...rest }) => ({ ...rest, onPage, madeAt, publishedAt }));

/** The rows of `queriesOf`, as a member reads them. */
export const exportedRows = z.object({
  stories: z.array(story),
  story_texts: z.array(
    z
      .object({ story_id: z.int(), language: z.string(), title: z.string(), happened: z.string(), changed: z.string() })
      .transform(({ story_id: of, ...words }) => ({ of, ...words })),
  ),
  story_people: z.array(
    z
      .object({ story_id: z.int(), answer: z.string().nullable(), answered_at: at.nullable() })
      .transform(({ story_id: number, answer, answered_at: answeredAt }) => ({ story: number, mayNameMe: answer, answeredAt })),
  ),
  story_edits: z.array(
    z
      .object({ story_id: z.int(), language: z.string(), made_at: at })
      .transform(({ story_id: number, language, made_at: madeAt }) => ({ story: number, language, madeAt })),
  ),
  story_occasions: z.array(
    z.object({ occasion: z.string(), closed: yes }).transform(({ occasion, closed: settled }) => ({ occasion, settled })),
  ),
});
