import { directionOf, type Language } from '../../../core/language.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import { html, Markup } from '../../../kit/html.js';
import { speaker } from '../../../language/index.js';
import { ITEMS_IN_MAIL, TEXT_IN_MAIL } from '../rules/limits.js';
import type { LetterSection, Written } from '../types.js';

const INK = '#1d2b2f';
const SOFT = '#57686d';
const ACCENT = '#0f6b63';
const FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', Tahoma, Arial, sans-serif";

/** What a letter says at its end: where it can be stopped, and that nobody is followed. */
export interface Footer {
  readonly community: string;
  /** Undefined in a test, which nobody can stop. */
  readonly stop: string | undefined;
}

/**
 * A letter as a page that mail programs show: one column, no picture, nothing of another site. Styles stand at each element, since some
 * programs drop all others.
 */
export function htmlLetter(letter: Written, footer: Footer): string {
  const { language } = letter;
  const direction = directionOf(language);
  const side = direction === 'rtl' ? 'right' : 'left';
  const line = language === 'en' ? '1.6' : '1.85';
  return html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${letter.subject}</title>
</head>
<body style="margin:0;padding:0;background:#faf8f4">
<div lang="${language}" dir="${direction}" style="max-width:600px;margin:0 auto;padding:24px 16px 40px;background:#ffffff;color:${INK};font-family:${new Markup(FONT)};font-size:16px;line-height:${line};text-align:${side};overflow-wrap:anywhere;word-break:break-word">
<p style="margin:0 0 4px;color:${ACCENT};font-weight:bold"><bdi>${footer.community}</bdi></p>
<h1 dir="auto" style="margin:0 0 12px;font-size:24px;line-height:1.4;text-align:${side}">${letter.subject}</h1>
${paragraphs(letter.opening, side)}
${letter.sections.map((section) => sectionMarkup(section, language, side))}
${footerMarkup(footer, language)}
</div>
</body>
</html>
`.text;
}

function paragraphs(text: string, side: string): readonly Markup[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p dir="auto" style="margin:0 0 10px;text-align:${side}">${line}</p>\n`);
}

function sectionMarkup({ title, items, hint }: LetterSection, language: Language, side: string): Markup {
  const say = speaker(language);
  const shown = items.slice(0, ITEMS_IN_MAIL);
  const rest = items.length - shown.length;
  return html`<h2 style="margin:28px 0 8px;padding-top:14px;border-top:2px solid ${ACCENT};font-size:19px;line-height:1.4">${title}</h2>
${shown.map(
  (
    item,
    index,
  ) => html`${item.group !== undefined && item.group !== shown[index - 1]?.group ? html`<h3 style="margin:16px 0 4px;font-size:15px;color:${ACCENT}">${item.group}</h3>\n` : undefined}<p style="margin:10px 0 0;font-weight:bold;text-align:${side}"><bdi>${item.address === undefined ? item.title : html`<a href="${item.address}" style="color:${ACCENT}">${item.title}</a>`}</bdi></p>
${item.facts === undefined ? undefined : html`<p style="margin:0;color:${SOFT};font-size:14px">${item.facts}</p>\n`}${item.text === undefined || item.text === '' ? undefined : linesMarkup(item.text, side)}`,
)}
${rest > 0 ? html`<p style="margin:10px 0 0;color:${SOFT};font-size:14px">${say.plain('letter.rest', { count: rest })}</p>` : undefined}
${hint === undefined ? undefined : html`<p style="margin:10px 0 0;color:${SOFT};font-size:14px">${hint}</p>`}
`;
}

/** What people wrote has the direction of its own language, and the side of the letter's. */
function linesMarkup(text: string, side: string): Markup {
  const lines = cutAtWord(text, TEXT_IN_MAIL).split('\n');
  return html`${lines.map((line) => html`<p dir="auto" style="margin:2px 0 0;text-align:${side}">${line}</p>\n`)}`;
}

function footerMarkup({ community, stop }: Footer, language: Language): Markup {
  const say = speaker(language);
  const style = `margin:0 0 6px;color:${SOFT};font-size:13px`;
  return html`<div style="margin:32px 0 0;padding-top:14px;border-top:1px solid #dcd7cc">
<p style="${style}">${say.plain(stop === undefined ? 'letter.footer.test' : 'letter.footer.why', { community })}</p>
${stop === undefined ? undefined : html`<p style="${style}"><a href="${stop}" style="color:${SOFT}">${say.plain('letter.footer.stop')}</a></p>\n`}<p style="${style}">${say.plain('letter.footer.tracking')}</p>
</div>`;
}
