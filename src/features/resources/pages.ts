import { toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Settings } from '../../core/settings.js';
import type { Context, Page } from '../../feature-api/index.js';
import { html, type Markup } from '../../kit/html.js';
import { pageNumbers } from '../../kit/paging.js';
import { formatInstant, speaker } from '../../language/index.js';
import { factsOf, kindText, languagesText, sizeText } from './cards/labels.js';
import { collectionsMarkup } from './collecting/pages.js';
import { centrePage, filePage, showPage } from './names.js';
import { publicResource } from './public-resource.js';
import { SEARCH_MAX } from './rules/query.js';
import { summaryIn, titleIn } from './rules/title.js';
import { search } from './search.js';
import { resourcesSection } from './settings.js';
import { resourcesStore } from './store/index.js';
import type { Edition, Resource } from './types.js';
import { publicAttachment, publicFile } from './upkeep/copies.js';
import type { Copy } from './upkeep/types.js';

const PAGE_SIZE = 20;

/** Whether search engines may list what is for everyone. */
const indexable = (settings: Settings): boolean => resourcesSection.of(settings).indexable;

/** What is for everyone: the newest first, or what answers a search. Nobody who added something is named. */
const centre: Page = {
  path: centrePage,
  indexable,
  async serve(context, { rest, query, language }) {
    if (rest !== '') return undefined;
    const say = speaker(language);
    const title = say.plain('resources-page.title');
    const text = (query['q'] ?? '').slice(0, SEARCH_MAX).trim();
    const wanted = /^\d{1,4}$/.test(query['page'] ?? '') ? Number(query['page']) : 0;
    const found = text === '' ? await newest(context, wanted) : await answers(context, language, text, wanted);
    const turn = (page: number, label: string) => {
      const parameters = new URLSearchParams({ q: text, language, page: String(page) });
      return html`<a href="?${parameters.toString()}">${label}</a> `;
    };
    return {
      type: 'document',
      title,
      // Search engines are kept from the pages of searches, of which there is no end.
      indexable: text === '',
      body: html`<h1>${title}</h1>
<form method="get" role="search">
<p><label for="q">${say.plain('resources-page.label')}</label></p>
<p><input id="q" name="q" type="search" maxlength="${SEARCH_MAX}" value="${text}">
<input type="hidden" name="language" value="${language}">
<button>${say.plain('resources-page.find')}</button></p>
</form>
<p role="status">${say.plain('resources-page.count', { count: found.total })}</p>
<ul>
${found.shown.map(({ resource, editions }) => itemMarkup(resource, editions, language))}
</ul>
${text === '' && wanted === 0 ? await collectionsMarkup(context, language) : undefined}<p>${found.page > 0 ? turn(found.page - 1, say.plain('common.previous-page')) : undefined}${
        found.page + 1 < found.pages ? turn(found.page + 1, say.plain('common.next')) : undefined
      }</p>`,
    };
  },
};

interface Listed {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly { readonly resource: Resource; readonly editions: readonly Edition[] }[];
}

async function newest(context: Context, wanted: number): Promise<Listed> {
  const store = resourcesStore(context.tx);
  const { resources, total } = await store.publicPage({ offset: wanted * PAGE_SIZE, limit: PAGE_SIZE });
  // An old address may name a page that there is no more.
  if (resources.length === 0 && wanted > 0) return newest(context, 0);
  const editions = await store.editionsOf(resources.map(({ id }) => id));
  const shown = resources.map((resource) => ({
    resource,
    editions: editions.filter((edition) => edition.resource === resource.id && edition.replacedAt === null),
  }));
  return { ...pageNumbers(total, wanted, PAGE_SIZE), shown };
}

async function answers(context: Context, language: Language, text: string, wanted: number): Promise<Listed> {
  const { hits, total, page, pages } = await search(context, 'public', language, text, wanted);
  return { total, page, pages, shown: hits };
}

function itemMarkup(resource: Resource, editions: readonly Edition[], language: Language): Markup {
  // Pages of one feature lie beside one another, wherever a proxy puts them.
  return html`<li><a href="${`show/${resource.id}?language=${language}`}"><bdi>${titleIn(resource, language)}</bdi></a>
<p class="about">${kindText(resource, language)} · ${languagesText(editions, language)}</p></li>
`;
}

/** One resource, with its files and links. */
const show: Page = {
  path: showPage,
  indexable,
  async serve(context, { rest, language }) {
    const found = await publicResource(context, rest);
    if (!found) return undefined;
    const { resource, editions } = found;
    const store = resourcesStore(context.tx);
    const copies = await store.copiesOf(resource.id);
    const checkedAt = (await store.upkeepOf(resource.id))?.checkedAt;
    const { timezone } = await context.community.settings();
    const say = speaker(language);
    const row = (label: string, value: string) => html`<tr><th scope="row">${label}</th><td><bdi>${value}</bdi></td></tr>
`;
    return {
      type: 'document',
      title: titleIn(resource, language),
      body: html`<h1><bdi>${titleIn(resource, language)}</bdi></h1>
<p class="words" dir="auto">${summaryIn(resource, language)}</p>
<table>
${factsOf(resource, language).map(({ label, value }) => row(label, value))}${checkedAt ? row(say.plain('resources-upkeep.page.checked'), formatInstant(checkedAt, timezone, language, 'short-date')) : undefined}</table>
<h2>${say.plain('resources-page.editions')}</h2>
<ul>
${editions.filter(({ replacedAt }) => replacedAt === null).map((edition) => editionMarkup(edition, copies.get(edition.id), language))}</ul>
<p><a href="${`../centre?language=${language}`}">${say.plain('resources-page.all')}</a></p>
<p class="about"><a href="${`../take-down/${resource.id}?language=${language}`}" rel="nofollow">${say.plain('resources-upkeep.page.link')}</a></p>`,
    };
  },
};

function editionMarkup({ id, link, file, language: written }: Edition, copy: Copy | undefined, language: Language): Markup {
  const say = speaker(language);
  const name = say.plain(`common.language.${written}`);
  if (link !== null)
    return html`<li>${name}: <a href="${link}" rel="noopener noreferrer" dir="ltr">${link}</a></li>
`;
  if (file === null) return html``;
  const given = publicFile(file, copy);
  if (!given)
    return html`<li>${say.plain('resources-upkeep.page.not-ready', { language: name })}</li>
`;
  const label = say.plain('resources.button.get', { language: name, type: given.type.toUpperCase(), size: sizeText(given.size, language) });
  return html`<li><a href="${`../file/${id}`}" download>${label}</a></li>
`;
}

/** The bytes of a file that stands now of a resource that is for everyone: a file may be replaced because nobody should see it. */
const fileOfPage: Page = {
  path: filePage,
  indexable,
  async serve(context, { rest }) {
    const edition = /^\d{1,9}$/.test(rest) && Number(rest) > 0 ? await resourcesStore(context.tx).edition(toId(rest)) : undefined;
    if (!edition?.file || edition.replacedAt !== null || !(await publicResource(context, String(edition.resource)))) return undefined;
    const copies = await resourcesStore(context.tx).copiesOf(edition.resource);
    const given = publicFile(edition.file, copies.get(edition.id));
    const file = given && (await publicAttachment(context, given));
    return file && { type: 'file', ...file };
  },
};

export const resourcesPages: readonly Page[] = [centre, show, fileOfPage];
