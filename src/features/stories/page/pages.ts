import type { Page } from '../../../feature-api/index.js';
import { html } from '../../../kit/html.js';
import { pageNumbers } from '../../../kit/paging.js';
import { speaker, withoutDirectionControls } from '../../../language/index.js';
import { namesIn } from '../find.js';
import { storyId } from '../ids.js';
import { LIST_PAGE, STORY_PAGE } from '../names.js';
import { photoPage } from '../photo/page.js';
import { publishedIn, publishedStories } from '../published.js';
import { storiesStore } from '../store/index.js';
import { listedMarkup, storyMarkup } from './markup.js';

const SIZE = 20;
const NUMBER = /^[1-9]\d{0,8}$/;

/** All stories whose authors agreed that everyone may read them, in pages. */
const listPage: Page = {
  path: LIST_PAGE,
  async serve(context, { rest, query, language }) {
    if (rest !== '') return undefined;
    const wanted = NUMBER.test(query['page'] ?? '') ? Number(query['page']) - 1 : 0;
    const say = speaker(language);
    const { stories, total } = await publishedStories(context, language, { offset: wanted * SIZE, limit: SIZE, onPage: true });
    if (stories.length === 0 && wanted > 0) return undefined;
    const { timezone } = await context.community.settings();
    const { page, pages } = pageNumbers(total, wanted, SIZE);
    const turn = (to: number, label: string) =>
      html`<a href="${context.addressOf(LIST_PAGE) ?? ''}?page=${to + 1}&amp;language=${language}">${label}</a> `;
    return {
      type: 'document',
      title: say.plain('stories.page.title'),
      body: html`<h1>${say.plain('stories.page.title')}</h1>
<p>${say.plain(stories.length === 0 ? 'stories.page.none' : 'stories.page.text')}</p>
${stories.map((story) => listedMarkup(story, context.addressOf(STORY_PAGE, String(story.id)) ?? '', timezone, language))}
${
  pages < 2
    ? undefined
    : html`<p>${page > 0 ? turn(page - 1, say.plain('common.previous-page')) : undefined}${withoutDirectionControls(say.plain('common.page-of', { page: page + 1, pages }))} ${page + 1 < pages ? turn(page + 1, say.plain('common.next')) : undefined}</p>`
}`,
    };
  },
};

/** One story. What is withdrawn is gone from here at once. */
const storyPage: Page = {
  path: STORY_PAGE,
  async serve(context, { rest, language }) {
    if (!NUMBER.test(rest)) return undefined;
    const story = await storiesStore(context.tx).whole(storyId.decode(rest));
    if (story?.state !== 'published' || !story.onPage) return undefined;
    const published = publishedIn({ story, names: await namesIn(context, [story]) }, language);
    if (!published) return undefined;
    const { timezone } = await context.community.settings();
    return {
      type: 'document',
      title: published.text.title,
      body: html`${storyMarkup(published, timezone, language)}
<p><a href="${context.addressOf(LIST_PAGE) ?? ''}?language=${language}">${speaker(language).plain('stories.page.all')}</a></p>`,
    };
  },
};

export const storiesPages: readonly Page[] = [listPage, storyPage, photoPage];
