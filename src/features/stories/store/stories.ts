import { sql } from 'kysely';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import { known, type Lookup, lookup, lookups, mapLookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Rows, Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRows, insertRow, removeRows, updateRows } from '../../../sql/rows.js';
import type { Agreed, Story, StoryId, StoryState, StoryText, WholeStory } from '../types.js';
import { photoOf, photoQueries } from './photos.js';
import type { StoriesTables } from './tables.js';

/** Which stories, a page of them, the newest first unless told. */
export interface StoryFilter {
  readonly state?: StoryState;
  readonly member?: MemberId;
  readonly onPage?: true;
  readonly oldestFirst?: true;
  readonly offset?: number;
  readonly limit: number;
}

/** The stories and their texts. */
export function storyStore(tx: Tx) {
  const { db: base, community, find } = tx;
  const db = base.withTables<StoriesTables>();
  const place = { db, community };

  const listed = <Row>(query: Rows<Row>): Lookup<readonly Row[]> => lookup(query, (rows) => rows);

  function wholes(ids: readonly StoryId[]): Lookup<readonly WholeStory[]> {
    if (ids.length === 0) return known([]);
    const queries = {
      stories: db
        .selectFrom('stories')
        .select(['id', 'member_id', 'state', 'version', 'language', 'named', 'on_page', 'comment', 'made_at', 'published_at'])
        .where('community_id', '=', community)
        .where('id', 'in', ids),
      texts: db
        .selectFrom('story_texts')
        .select(['story_id', 'language', 'title', 'happened', 'changed'])
        .where('community_id', '=', community)
        .where('story_id', 'in', ids)
        .orderBy('language'),
      people: db
        .selectFrom('story_people')
        .select(['story_id', 'member_id', 'listed', 'answer'])
        .where('community_id', '=', community)
        .where('story_id', 'in', ids)
        .orderBy('member_id'),
      edits: db
        .selectFrom('story_edits')
        .select(['story_id', 'member_id', 'language', 'title', 'happened', 'changed', 'made_at'])
        .where('community_id', '=', community)
        .where('story_id', 'in', ids)
        .orderBy('id', 'desc'),
    };
    const { photos: pictures, seen: shown } = photoQueries(tx, ids);
    return mapLookup(
      lookups({
        stories: listed(queries.stories),
        texts: listed(queries.texts),
        people: listed(queries.people),
        edits: listed(queries.edits),
        photos: listed(pictures),
        seen: listed(shown),
      }),
      ({ stories, texts, people, edits, photos, seen }) => {
        const toWhole = (row: (typeof stories)[number]): WholeStory => ({
          id: row.id,
          member: row.member_id,
          state: row.state,
          version: row.version,
          language: row.language,
          named: row.named === 1,
          onPage: row.on_page === 1,
          comment: row.comment,
          madeAt: row.made_at,
          publishedAt: row.published_at,
          texts: texts
            .flatMap(({ story_id, ...text }) => (story_id === row.id ? [text] : []))
            .sort((one, other) => Number(other.language === row.language) - Number(one.language === row.language)),
          people: people.flatMap(({ story_id, member_id, listed, answer }) =>
            story_id === row.id ? [{ member: member_id, listed: listed === 1, answer }] : [],
          ),
          photo: photoOf(row.id, photos, seen),
          edits: edits.flatMap(({ story_id, member_id, made_at, ...text }) =>
            story_id === row.id ? [{ ...text, editor: member_id, madeAt: made_at }] : [],
          ),
        });
        const byId = new Map(stories.map((row) => [row.id, toWhole(row)]));
        return ids.flatMap((id) => byId.get(id) ?? []);
      },
    );
  }

  const story = (id: StoryId): Lookup<WholeStory | undefined> => mapLookup(wholes([id]), ([found]) => found);

  return {
    /** Those of these numbers that exist, in this order. */
    wholes: (ids: readonly StoryId[]): Promise<readonly WholeStory[]> => find(wholes(ids)),
    story,
    whole: (id: StoryId): Promise<WholeStory | undefined> => find(story(id)),
    async ids({ state, member, onPage, oldestFirst, offset = 0, limit }: StoryFilter) {
      let query = db
        .selectFrom('stories')
        .select(['id', sql<number | string>`count(*) over ()`.as('total')])
        .where('community_id', '=', community);
      if (state !== undefined) query = query.where('state', '=', state);
      if (member !== undefined) query = query.where('member_id', '=', member);
      if (onPage) query = query.where('on_page', '=', 1);
      if (state === 'published') query = query.orderBy('published_at', 'desc');
      const rows = await query
        .orderBy('id', oldestFirst ? 'asc' : 'desc')
        .offset(offset)
        .limit(limit)
        .execute();
      return { ids: rows.map(({ id }) => id), total: Number(rows[0]?.total ?? 0) };
    },
    async insert(story: Agreed & { readonly member: MemberId; readonly language: Language; readonly madeAt: Instant }): Promise<StoryId> {
      const { member, language, named, onPage, madeAt } = story;
      return insertRow(place, 'stories', {
        member_id: member,
        state: 'draft',
        version: 1,
        language,
        named: flag(named),
        on_page: flag(onPage),
        comment: null,
        made_at: madeAt,
        published_at: null,
      });
    },
    /** False if it has another version by now. */
    async change(
      { id, version }: Pick<Story, 'id' | 'version'>,
      change: Partial<Agreed & Pick<Story, 'state' | 'comment' | 'publishedAt'>>,
    ): Promise<boolean> {
      const { state, comment, publishedAt, named, onPage } = change;
      const changes = {
        state,
        comment,
        published_at: publishedAt,
        named: named === undefined ? undefined : flag(named),
        on_page: onPage === undefined ? undefined : flag(onPage),
        version: version + 1,
      };
      return (await updateRows(place, 'stories', changes, { id, version })) > 0;
    },
    async saveText(id: StoryId, { language, title, happened, changed }: StoryText): Promise<void> {
      const words = { title, happened, changed };
      await db
        .insertInto('story_texts')
        .values({ community_id: community, story_id: id, language, ...words })
        .onConflict((conflict) => conflict.columns(['story_id', 'language']).doUpdateSet(words))
        .execute();
    },
    async addEdit(id: StoryId, editor: MemberId, { language, title, happened, changed }: StoryText, at: Instant): Promise<void> {
      const row = { story_id: id, member_id: editor, language, title, happened, changed, made_at: at };
      await insertRow(place, 'story_edits', row);
    },
    /** All texts of all stories, from which an erased person's name is taken; communities have some hundred stories at most. */
    async allWords() {
      const texts = await findRows(place, 'story_texts', ['story_id', 'language', 'title', 'happened', 'changed'], {});
      const edits = await findRows(place, 'story_edits', ['id', 'story_id', 'language', 'title', 'happened', 'changed'], {});
      const photos = await findRows(place, 'story_photos', ['id', 'story_id', 'alt'], {});
      return { texts, edits, photos };
    },
    async rewriteEdit(id: number, { title, happened, changed }: Pick<StoryText, 'title' | 'happened' | 'changed'>): Promise<void> {
      await updateRows(place, 'story_edits', { title, happened, changed }, { id });
    },
    async remove(ids: readonly StoryId[]): Promise<void> {
      if (ids.length > 0) await removeRows(place, 'stories', { id: ids });
    },
    async redirectMember(from: MemberId, into: MemberId): Promise<void> {
      await updateRows(place, 'stories', { member_id: into }, { member_id: from });
      await updateRows(place, 'story_edits', { member_id: into }, { member_id: from });
    },
  };
}
