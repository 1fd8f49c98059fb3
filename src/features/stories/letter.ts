import type { LetterPart } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { namesIn } from './find.js';
import { itemKey } from './keys.js';
import { STORY_PAGE } from './names.js';
import { publishedIn } from './published.js';
import { storiesStore } from './store/index.js';

/** The limit of a query for the stories of a month, which is more than are published. */
const STORIES_MAX = 50;

/** Stories that were published within the period; they name only people who agreed. */
export const storiesLetter: LetterPart = {
  async sections(context, { from, to }, language) {
    const say = speaker(language);
    const store = storiesStore(context.tx);
    const { ids } = await store.ids({ state: 'published', limit: STORIES_MAX });
    const found = (await store.wholes(ids)).filter(({ publishedAt }) => publishedAt !== null && publishedAt >= from && publishedAt < to);
    const names = await namesIn(context, found);
    const items = found.flatMap((story) => {
      const published = publishedIn({ story, names }, language);
      if (!published) return [];
      const { text, author, onPage } = published;
      const address = onPage ? context.addressOf(STORY_PAGE, String(story.id)) : undefined;
      return [
        {
          key: itemKey(story),
          title: text.title,
          text: text.changed,
          ...(author !== undefined && { facts: say.plain('stories.by', { name: author }) }),
          ...(address !== undefined && { address }),
        },
      ];
    });
    return [{ title: say.plain('stories-letter.title'), items, hint: say.plain('stories-letter.more', { command: '/stories list' }) }];
  },
};
