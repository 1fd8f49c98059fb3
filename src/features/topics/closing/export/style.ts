import { PAGE_STYLE } from '../../../../kit/page-style.js';

/** The look of an exported page, in both directions, on paper and in the dark. */
export const STYLE = `${PAGE_STYLE}
html[dir="ltr"] :is(h1, .question, .summary .words) { text-align: left; }
html[dir="rtl"] :is(h1, .question, .summary .words) { text-align: right; }
.question { font-size: 1.05rem; }
.words { white-space: pre-line; }
.parts span { display: inline-block; margin-inline-end: 1rem; }
.summary { background: var(--card); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent);
  border-radius: .5rem; padding: .25rem 1.1rem 1rem; margin-block-start: 1.5rem; }
.summary h2 { margin-block-start: .8rem; }
.summary li { margin-block-end: .35rem; }
.outcome { background: color-mix(in srgb, var(--accent) 12%, transparent); border-radius: .35rem; padding: .25rem .6rem; }
.thanks { margin-block-start: 1.2rem; border-block-start: 1px solid var(--line); padding-block-start: .7rem; }
.thread { list-style: none; padding: 0; }
.shown { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem .4rem; margin-block: .6rem; }
.by { display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; }
.mark { font-size: .8rem; border: 1px solid var(--accent); color: var(--accent); border-radius: 1rem; padding: 0 .6rem; }
.unshown { color: var(--soft); font-size: .9rem; padding: .1rem .9rem; border-inline-start: 3px solid var(--line); margin-block: .4rem; }
@media print { body { background: none; } .shown, .summary { break-inside: avoid; } }
`;
