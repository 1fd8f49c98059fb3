import { html, Markup } from '../../../../kit/html.js';
import { PAGE_STYLE } from '../../../../kit/page-style.js';
import type { Directed, Item, MinutesDocument, Part } from './document.js';

const STYLE = new Markup(`${PAGE_STYLE}
dt { font-weight: 600; color: var(--accent); margin-top: .8rem; }
dd { margin: 0; }
.by { color: var(--soft); }
@media print { body { background: none; } main { max-width: none; padding: 0; } table, dd { break-inside: avoid; } }
`);

const dirOf = (rtl: boolean): string => (rtl ? 'rtl' : 'ltr');

/** Minutes as a page that needs nothing else, which also prints well. */
export function minutesHtml({ language, rtl, community, heading, title, state, facts, parts }: MinutesDocument): string {
  const rows = facts.map(({ label, value }) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`);
  const page = html`<html lang="${language}" dir="${dirOf(rtl)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} · ${title.text}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="community">${community} · ${heading} · ${state}</p>
<h1 dir="${dirOf(title.rtl)}">${title.text}</h1>
<table>
${rows}</table>
${parts.map(partOf)}</main>
</body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}

function partOf(part: Part): Markup {
  switch (part.type) {
    case 'heading':
      return html`<h2>${part.text}</h2>\n`;
    case 'items':
      return html`<dl>\n${part.items.map(itemOf)}</dl>\n`;
    case 'table': {
      const head = part.head.map((label) => html`<th scope="col">${label}</th>`);
      const rows = part.rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`);
      return html`<table>\n<tr>${head}</tr>\n${rows}</table>\n`;
    }
    default:
      return part satisfies never;
  }
}

function itemOf({ label, lines, by }: Item): Markup {
  return html`${label === '' ? html`` : html`<dt>${label}</dt>`}<dd>${lines.map(lineOf)}${by === '' ? html`` : html`<p class="by"><bdi>${by}</bdi></p>`}</dd>\n`;
}

const lineOf = ({ text, rtl }: Directed): Markup => html`<p dir="${dirOf(rtl)}">${text}</p>`;
const cellOf = ({ text, rtl }: Directed): Markup => html`<td dir="${dirOf(rtl)}">${text}</td>`;
