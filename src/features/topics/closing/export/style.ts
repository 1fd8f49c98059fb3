/** The look of an exported page, in both directions, on paper and in the dark. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2b2f; --soft: #57686d; --paper: #faf8f4; --card: #ffffff; --line: #dcd7cc; --accent: #0f6b63; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ecec; --soft: #a3b1b3; --paper: #14191b; --card: #1c2326; --line: #333e42; --accent: #6cc7bc; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.6; overflow-wrap: anywhere;
  font-family: system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", Tahoma, sans-serif; }
:is(:lang(ar), :lang(ckb)) { line-height: 1.8; }
main { max-width: 46rem; margin-inline: auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: clamp(1.4rem, 5vw, 2rem); line-height: 1.35; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; color: var(--accent); }
p { margin: 0 0 .5rem; }
ul, ol { margin: 0; padding-inline-start: 1.4rem; }
.community { color: var(--accent); font-weight: 600; }
html[dir="ltr"] :is(h1, .question, .summary .words) { text-align: left; }
html[dir="rtl"] :is(h1, .question, .summary .words) { text-align: right; }
.question { font-size: 1.05rem; }
.words { white-space: pre-line; }
.about, time { color: var(--soft); font-size: .9rem; }
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
