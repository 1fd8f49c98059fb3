import { LANGUAGES, type Language } from '../../../../core/language.js';
import { html, type Markup } from '../../../../kit/html.js';
import { formatInstant, formatList, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { zoneName } from '../../cards/labels.js';
import { ANSWER_MAX } from '../../rules/limits.js';
import type { WholeEvent } from '../../store/index.js';
import { aboutForOthers, titleIn } from '../../text-of.js';
import type { Question } from '../../types.js';

/** A sentence for a page, where elements set the direction. */
export const said = (text: string): string => withoutDirectionControls(text);

/** What an event is: its title, its hours on its own clock, and what it is about. Nobody is named, and no address is in it. */
export function eventMarkup({ event, sessions }: WholeEvent, language: Language): Markup {
  const say = speaker(language);
  const row = (label: string, value: Markup) => html`<tr><th scope="row">${said(label)}</th><td>${value}</td></tr>\n`;
  const planned = sessions.filter(({ state }) => state === 'planned');
  const { needs } = event;
  const offered = [
    ...needs.interpretation.map((code) => say.plain('events-guests.page.interpreted', { language: say.plain(`common.language.${code}`) })),
    ...(['stepFree', 'childcare', 'signLanguage'] as const)
      .filter((need) => needs[need])
      .map((need) => say.plain(`events-making.needs.${need}`)),
  ];
  const about = aboutForOthers(event, language);
  return html`<h1><bdi>${titleIn(event, language)}</bdi></h1>
<table>
${row(say.plain('events.form.kind'), html`${say.plain(`events.kind.${event.kind}`)} · ${say.plain(`events.format.${event.format}`)}`)}
${planned.map(({ startsAt, endsAt }) =>
  row(
    say.plain('events.fact.when'),
    html`<bdi>${formatInstant(startsAt, event.zone, language, 'date-time')}</bdi> – <bdi>${formatInstant(endsAt, event.zone, language, 'time')}</bdi> (<bdi>${zoneName(event.zone, language)}</bdi>)`,
  ),
)}${offered.length === 0 ? undefined : row(say.plain('events-making.needs.there'), html`${said(formatList(offered, language))}`)}
</table>
${about === '' ? undefined : html`<p class="words" dir="auto">${about}</p>`}`;
}

/** Why a form was not taken, where people look first. */
export function problemMarkup(text: string | undefined): Markup | undefined {
  return text === undefined ? undefined : html`<p class="verdict problem" role="alert"><strong>${said(text)}</strong></p>`;
}

/** A question with its answer so far: a text, or the number of a choice. */
export function questionMarkup({ label, required, options, hint }: Question, name: string, value: string, language: Language): Markup {
  const need = required ? html` required` : undefined;
  const optional = required ? undefined : html` <span class="about">${said(speaker(language).plain('events-guests.form.optional'))}</span>`;
  const field =
    options.length === 0
      ? html`<textarea id="${name}" name="${name}" rows="2" dir="auto" maxlength="${ANSWER_MAX}"${need}>${value}</textarea>`
      : html`<select id="${name}" name="${name}"${need}><option value=""></option>
${options.map((option, index) => html`<option value="${index + 1}"${value === String(index + 1) ? html` selected` : undefined}>${option}</option>\n`)}</select>`;
  return html`<p><label for="${name}"><bdi>${label}</bdi>${optional}</label>${hint === undefined ? undefined : html` <span class="about">${said(hint)}</span>`}
${field}</p>\n`;
}

/** In which language mails are written, as a field of a form. */
export function languageMarkup(chosen: Language, language: Language): Markup {
  const say = speaker(language);
  return html`<p><label for="mails">${said(say.plain('events-guests.form.language'))}</label>
<select id="mails" name="mails">${LANGUAGES.map((code) => html`<option value="${code}"${code === chosen ? html` selected` : undefined}>${say.plain(`common.language.${code}`)}</option>\n`)}</select></p>`;
}
