/** The look of a page that stands alone, in both directions, light and dark. */
export const PAGE_STYLE = `
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
.about, time { color: var(--soft); font-size: .9rem; }
header { max-width: 46rem; margin-inline: auto; padding: 1rem 1rem 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem; justify-content: space-between; }
main header { padding: 0; display: block; }
nav a { margin-inline-end: .7rem; }
a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; }
input, button, select, textarea { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; padding: .45rem .7rem; max-width: 100%; }
button { background: var(--accent); border-color: var(--accent); color: var(--card); cursor: pointer; }
.verdict { border-inline-start: .3rem solid var(--accent); padding: .4rem .8rem; background: var(--card); margin-block-end: 1rem; }
.verdict.replaced, .verdict.withdrawn { border-color: var(--soft); }
form { margin-block-start: 2rem; }
label { display: block; }
label .about, input + .about { font-weight: 400; }
input + .about { display: block; }
main :is(input:not([type="radio"], [type="checkbox"], [name="number"]), select, textarea) { width: 100%; }
label.choice { display: flex; gap: .5rem; align-items: baseline; }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 0 0 .5rem; }
button.quiet { background: var(--card); color: var(--ink); border-color: var(--soft); }
.verdict.problem { border-color: #b3261e; }
.words { white-space: pre-line; }
.photo { display: block; max-width: 100%; height: auto; border-radius: .4rem; }
th[scope] { overflow-wrap: break-word; }
h2 + form { margin-block-start: .5rem; }
table + .words { margin-block-start: .8rem; }
th, td { text-align: start; padding: .35rem .5rem; border-block-end: 1px solid var(--line); vertical-align: top; }
`;
