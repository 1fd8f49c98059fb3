import { directionOf, LANGUAGES, type Language } from '../../../../core/language.js';
import { plain } from '../../../../core/text.js';
import { html, type Markup, standalonePage } from '../../../../kit/html.js';
import { formatInstant, formatLocalDate, speaker } from '../../../../language/index.js';
import { fileText } from '../../discussion/cards/copy.js';
import { inLanguage, translatedInto } from '../../rules/translation.js';
import { textIn } from '../../text-of.js';
import type { PostedSummary } from '../../types.js';
import { sectorText, stateText } from '../cards/labels.js';
import { thanksBlocks, titlesIn } from '../cards/summary.js';
import { postedSummary, replacedSummaries } from '../posted.js';
import type { ShownContribution, ThreadExport } from './read-thread.js';
import { STYLE } from './style.js';

/** The thread of a topic as a page that stands alone: no script, nothing from elsewhere. */
export function threadPage(exported: ThreadExport, language: Language): string {
  const { topic, community, zone, contributions } = exported;
  const posted = postedSummary(exported);
  const say = speaker(language);
  const { title = '', question = '' } = textIn(topic, language) ?? {};
  const hidden = contributions.filter((one) => one === undefined).length;
  return standalonePage({
    language,
    direction: directionOf(language),
    title: `${title} · ${community}`,
    style: STYLE,
    body: html`<main>
<header>
<p class="community"><bdi>${community}</bdi></p>
<h1 dir="auto">${title}</h1>
<p class="question words" dir="auto">${question}</p>
<p class="about">${stateText(exported, zone, language)} · ${sectorText(topic.sector, language)}</p>
</header>
${posted ? inTurn(posted).map((one) => summaryPart(exported, posted, one)) : undefined}
${replacedSummaries(exported).map((one) => earlierPart(one, zone, language))}
<section>
<h2>${say.plain('topics-closing.export.contributions', { count: contributions.length })}</h2>
${hidden > 0 ? html`<p class="about">${say.plain('topics-closing.export.consent', { count: hidden })}</p>` : undefined}
${contributions.some((one) => one !== undefined && one.files.length > 0) ? html`<p class="about">${say.plain('topics-closing.export.files')}</p>` : undefined}
<ol class="thread">
${contributions.map((one) => contribution(one, zone, language))}
</ol>
</section>
</main>
`,
  });
}

function contribution(one: ShownContribution | undefined, zone: string, language: Language): Markup {
  const say = speaker(language);
  if (one === undefined) return html`<li class="unshown">${say.plain('topics-closing.export.not-shown')}</li>\n`;
  const marks = one.marks.map((mark) => html` <span class="mark ${mark}">${say.plain(`topics-closing.mark.${mark}`)}</span>`);
  return html`<li class="shown">
<p class="by"><b>${one.by}</b> <time datetime="${new Date(one.at).toISOString()}">${formatInstant(one.at, zone, language, 'short-date-time')}</time>${marks}</p>
<p class="words" lang="${one.language}" dir="auto">${one.words}</p>${
    one.files.length === 0
      ? undefined
      : html`\n<ul class="about">${one.files.map((file) => html`<li>${fileText(file, language)}</li>`)}</ul>`
  }
</li>
`;
}

/** The languages in which a summary stands, its writer's first. */
const inTurn = (posted: PostedSummary): readonly Language[] => [posted.language, ...translatedInto(posted, LANGUAGES)];

/** A summary in one language, with its titles. */
function summaryPart(exported: ThreadExport, posted: PostedSummary, language: Language): Markup {
  const { summary, recommendations } = inLanguage(posted, posted.recommendations, language);
  const titles = titlesIn(language);
  const thanks = thanksBlocks(exported.thanks, titles, language).map((block) => (block.type === 'note' ? plain(block.text) : ''));
  return html`<section class="summary" lang="${language}" dir="${directionOf(language)}">
<h2>${speaker(language).plain('topics-closing.summary.title')}</h2>
${list(titles('lessons'), summary.lessons)}${list(titles('challenges'), summary.challenges)}${
  recommendations.length === 0
    ? undefined
    : html`<h3>${titles('recommendations')}</h3>\n<ol>${recommendations.map((one) => recommendation(one, language))}</ol>\n`
}${list(titles('resources'), summary.resources)}${thanks.map((text) => html`<p class="thanks">${text}</p>`)}
</section>\n`;
}

function list(title: string, items: readonly string[]): Markup | undefined {
  if (items.length === 0) return undefined;
  return html`<h3>${title}</h3>\n<ul>${items.map((item) => html`<li><div class="words" dir="auto">${item}</div></li>`)}</ul>\n`;
}

/** A summary that another has replaced since. */
function earlierPart(
  { lessons, challenges, resources, recommendations, writtenAt }: PostedSummary,
  zone: string,
  language: Language,
): Markup {
  const titles = titlesIn(language);
  const date = formatInstant(writtenAt, zone, language, 'short-date');
  const recommended = recommendations.map(({ words, responsible }) => `${words} (${responsible})`);
  return html`<section class="summary">
<h2>${speaker(language).plain('topics-closing.export.earlier', { date })}</h2>
${list(titles('lessons'), lessons)}${list(titles('challenges'), challenges)}${list(titles('recommendations'), recommended)}${list(titles('resources'), resources)}
</section>`;
}

function recommendation(
  { words, responsible, reviewOn, outcome, outcomeWords }: PostedSummary['recommendations'][number],
  language: Language,
): Markup {
  const say = speaker(language);
  const about = [
    html`<span>${say.plain('topics-closing.form.responsible')}: <bdi>${responsible}</bdi></span>`,
    ...(reviewOn === null
      ? []
      : [
          html`<span>${say.plain('topics-closing.form.review-on')}: <bdi>${formatLocalDate(reviewOn, language, 'short-date')}</bdi></span>`,
        ]),
  ];
  const told =
    outcome === null
      ? undefined
      : html`<p class="outcome"><b>${say.plain(`topics-closing.outcome.${outcome}`)}</b> <bdi>${outcomeWords ?? ''}</bdi></p>`;
  return html`<li><p class="words" dir="auto">${words}</p><p class="about parts">${about}</p>${told}</li>`;
}
