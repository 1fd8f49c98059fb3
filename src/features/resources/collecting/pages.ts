import { toId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Context, Page } from '../../../feature-api/index.js';
import { html, type Markup } from '../../../kit/html.js';
import { speaker } from '../../../language/index.js';
import { kindText } from '../cards/labels.js';
import { collectionPage } from '../names.js';
import { titleIn } from '../rules/title.js';
import { findingStore } from '../store/index.js';
import { publicCollection } from './find.js';

/** A collection that is for everyone, with those of its resources that are, in its order. Nobody is named. */
const collection: Page = {
  path: collectionPage,
  async serve(context, { rest, language }) {
    const found = /^\d{1,9}$/.test(rest) && Number(rest) > 0 ? await publicCollection(context, toId(rest)) : undefined;
    if (!found) return undefined;
    const say = speaker(language);
    const { title, summary } = found.collection;
    return {
      type: 'document',
      title,
      body: html`<h1><bdi>${title}</bdi></h1>
<p><bdi>${summary}</bdi></p>
<ol>
${found.resources.map(
  (resource) => html`<li><a href="${`../show/${resource.id}?language=${language}`}"><bdi>${titleIn(resource, language)}</bdi></a>
<p class="about">${kindText(resource, language)}</p></li>
`,
)}</ol>
<p><a href="${`../centre?language=${language}`}">${say.plain('resources-page.all')}</a></p>`,
    };
  },
};

/** Links to the collections that are for everyone, below the list of the centre; nothing where there are none. */
export async function collectionsMarkup(context: Context, language: Language): Promise<Markup | undefined> {
  const shown = (await findingStore(context.tx).collections()).filter(({ visibility }) => visibility === 'public');
  if (shown.length === 0) return undefined;
  // Pages of one feature lie beside one another, wherever a proxy puts them.
  return html`<h2>${speaker(language).plain('resources-collections.title')}</h2>
<ul>
${shown.toReversed().map(
  ({ id, title }) => html`<li><a href="${`collection/${id}?language=${language}`}"><bdi>${title}</bdi></a></li>
`,
)}</ul>
`;
}

export const collectingPages: readonly Page[] = [collection];
