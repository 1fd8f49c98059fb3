import { directionOf, type Language } from '../../../core/language.js';
import { plain } from '../../../core/text.js';
import type { Zone } from '../../../core/time.js';
import { html, type Markup } from '../../../kit/html.js';
import { formatInstant, speaker, withoutDirectionControls } from '../../../language/index.js';
import { namesText } from '../cards/story.js';
import type { PublishedPhoto, PublishedStory } from '../published.js';
import type { StoryId } from '../types.js';

const said = (text: string): string => withoutDirectionControls(text);
const LINE_MAX = 200;

/** The beginning of a text, up to a space. */
function beginning(text: string): string {
  const letters = [...text];
  return letters.length <= LINE_MAX
    ? text
    : `${letters
        .slice(0, LINE_MAX)
        .join('')
        .replace(/\s+\S*$/u, '')} …`;
}

/** A story in a list: its title leads to it. */
export function listedMarkup(story: PublishedStory, address: string, zone: Zone, language: Language): Markup {
  const { text, publishedAt } = story;
  const date = publishedAt === null ? '' : formatInstant(publishedAt, zone, language, 'long-date');
  const own = html`lang="${text.language}" dir="${directionOf(text.language)}"`;
  return html`<h2 ${own}><a href="${address}?language=${language}">${text.title}</a></h2>
<p class="about">${said(date)}</p>
<p ${own}>${beginning(text.changed)}</p>
`;
}

/** Its place is kept free while it loads, which it does once it comes into sight. Pages of one feature lie beside one another. */
function photoMarkup(id: StoryId, { alt, width, height, language }: PublishedPhoto): Markup {
  return html`<p><img class="photo" src="../photo/${id}" alt="${alt}" lang="${language}" width="${width}" height="${height}" loading="lazy" decoding="async"></p>
`;
}

/** A whole story. */
export function storyMarkup(story: PublishedStory, zone: Zone, language: Language): Markup {
  const say = speaker(language);
  const { text, publishedAt, photo } = story;
  const names = namesText(story, language);
  const own = html`lang="${text.language}" dir="${directionOf(text.language)}"`;
  return html`<h1 ${own}>${text.title}</h1>
${publishedAt === null ? undefined : html`<p class="about">${said(formatInstant(publishedAt, zone, language, 'long-date'))}</p>`}
${text.language === language ? undefined : html`<p class="about">${said(say.plain('stories.page.other-language', { language: say.plain(`common.language.${text.language}`) }))}</p>`}
${photo?.isShown ? photoMarkup(story.id, photo) : undefined}<h2>${say.plain('stories.form.happened')}</h2>
<p class="words" ${own}>${text.happened}</p>
<h2>${say.plain('stories.form.changed')}</h2>
<p class="words" ${own}>${text.changed}</p>
${names === undefined ? undefined : html`<p class="about">${said(plain(names))}</p>`}`;
}
