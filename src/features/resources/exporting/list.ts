import { directionOf, type Language } from '../../../core/language.js';
import { toCsv } from '../../../kit/csv.js';
import { html, type Markup, standalonePage } from '../../../kit/html.js';
import { PAGE_STYLE } from '../../../kit/page-style.js';
import { speaker } from '../../../language/index.js';
import { sectorLabel } from '../../members/public.js';
import { factsOf, languagesText, sizeText } from '../cards/labels.js';
import { summaryIn, titleIn } from '../rules/title.js';
import type { Edition } from '../types.js';
import type { Taken } from './chosen.js';

/** Results as rows, with codes where a program may read them. */
export function csvOf(taken: readonly Taken[], language: Language): Uint8Array {
  const say = speaker(language);
  const head = [
    'number',
    'title',
    'summary',
    'kind',
    'sectors',
    'languages',
    'organisation',
    'published',
    'sharing',
    'links',
    'bytes',
  ] as const;
  const rows = taken.map(({ resource, editions }) => [
    resource.id,
    titleIn(resource, language),
    summaryIn(resource, language),
    say.plain(`resources.kind.${resource.kind}`),
    resource.sectors.map((sector) => sectorLabel(sector, language)).join(' | '),
    [...new Set(editions.map((one) => one.language))].join(' | '),
    resource.organisation,
    resource.publishedOn ?? '',
    say.plain(`resources.sharing.${resource.sharing}`),
    editions.flatMap(({ link }) => link ?? []).join(' | '),
    editions.reduce((sum, { file }) => sum + (file?.size ?? 0), 0),
  ]);
  return new TextEncoder().encode(toCsv([head.map((column) => say.plain(`resources-export.column.${column}`)), ...rows]));
}

/** Where a file stands beside the page; undefined where it does not. */
export type PathOf = (edition: Edition) => string | undefined;

/** Results as a page that needs nothing else. `others`: the same in other languages, by the name of their file. */
export function pageOfResults(
  taken: readonly Taken[],
  words: string,
  language: Language,
  pathOf: PathOf = () => undefined,
  others: readonly { readonly language: Language; readonly name: string }[] = [],
): Uint8Array {
  const say = speaker(language);
  const title = say.plain('resources-export.title', { words });
  const body = html`<main>
${
  others.length > 0
    ? html`<nav>${others.map((other) => html`<a href="${other.name}" hreflang="${other.language}" lang="${other.language}">${speaker(other.language).plain(`common.language.${other.language}`)}</a> `)}</nav>
`
    : undefined
}<h1>${title}</h1>
<p class="about">${say.plain('resources-export.count', { count: taken.length })}</p>
<ol>
${taken.map((one) => itemMarkup(one, language, pathOf))}</ol>
</main>
`;
  return new TextEncoder().encode(standalonePage({ language, direction: directionOf(language), title, style: PAGE_STYLE, body }));
}

function itemMarkup({ resource, editions }: Taken, language: Language, pathOf: PathOf): Markup {
  const facts = factsOf(resource, language).map(({ label, value }) => `${label}: ${value}`);
  return html`<li><h2><bdi>${titleIn(resource, language)}</bdi></h2>
<p><bdi>${summaryIn(resource, language)}</bdi></p>
<p class="about">${[...facts, languagesText(editions, language)].filter((part) => part !== '').join(' · ')}</p>
<ul>
${editions.map((edition) => editionMarkup(edition, language, pathOf(edition)))}</ul></li>
`;
}

function editionMarkup({ link, file, language: written }: Edition, language: Language, path: string | undefined): Markup {
  const say = speaker(language);
  const name = say.plain(`common.language.${written}`);
  if (link !== null)
    return html`<li>${name}: <a href="${link}" rel="noopener noreferrer" dir="ltr">${link}</a></li>
`;
  if (file === null) return html``;
  const label = say.plain('resources.button.get', { language: name, type: file.type.toUpperCase(), size: sizeText(file.size, language) });
  return path === undefined
    ? html`<li>${label}</li>
`
    : html`<li><a href="${path}">${label}</a></li>
`;
}
