import type { Language } from '../../../../core/language.js';
import { plain } from '../../../../core/text.js';
import type { Context, Page, PageFields, PageReply } from '../../../../feature-api/index.js';
import { html, type Markup } from '../../../../kit/html.js';
import { formatInstant, speaker } from '../../../../language/index.js';
import { entriesOf } from '../../calendars/entries.js';
import { writeCalendar } from '../../calendars/write.js';
import { secondKey, secondQuestions } from '../../registration/second-questions.js';
import { hasOwnPlace } from '../../rules/places.js';
import { fileText } from '../../slides/cards/labels.js';
import { titleIn } from '../../text-of.js';
import type { Question } from '../../types.js';
import { GUEST_PAGE } from '../names.js';
import { actAsGuest, GUEST_ACTS, type GuestAct, type OwnGuest, ownGuest } from '../own.js';
import { askedOf } from '../register.js';
import { secondField } from '../rules/form.js';
import { eventMarkup, languageMarkup, problemMarkup, questionMarkup, said } from './parts.js';

const EXTENSION = '.ics';

/** A guest's own page: whether they have a place, where to go shortly before, the entry for a calendar, and how to withdraw. */
export const guestPage: Page = {
  path: GUEST_PAGE,
  async serve(context, { rest, language, returned }) {
    const isFile = rest.endsWith(EXTENSION);
    const token = isFile ? rest.slice(0, -EXTENSION.length) : rest;
    const own = await ownGuest(context, token);
    if (!own) return undefined;
    if (isFile) return calendarFile(context, own, language);
    const problem = returned && plain(speaker(language).phrase(returned.problem));
    return {
      type: 'document',
      title: titleIn(own.event, language),
      body: html`${problemMarkup(problem)}${stateMarkup(own, language)}
${eventMarkup(own, language)}
${whereMarkup(own, language)}
${filesMarkup(own, token, language)}
${isOpen(own) ? html`${await secondMarkup(own, returned?.fields, language)}${tellingMarkup(own, language)}${actsMarkup(own, token, language)}` : undefined}
${own.mayErase ? eraseMarkup(language) : undefined}`,
    };
  },
  async submit(context, { rest, fields }) {
    const act = GUEST_ACTS.find((known) => known === fields['act']);
    const isKnown = act !== undefined && (await actAsGuest(context, rest, act, fields));
    return isKnown ? { path: GUEST_PAGE, rest } : undefined;
  },
};

/** Whether there is still something to answer. */
const isOpen = ({ closed, registration }: OwnGuest): boolean =>
  (closed === undefined || closed === 'ended') && registration.state !== 'declined' && registration.state !== 'not-selected';

async function calendarFile(context: Context, own: OwnGuest, language: Language): Promise<PageReply> {
  const entries = entriesOf({ ...own, people: [], now: context.now }, language);
  const text = await writeCalendar(speaker(language).plain('events-calendars.name'), entries, context.now);
  const bytes = new TextEncoder().encode(text);
  return { type: 'file', name: `event-${own.event.id}.ics`, mediaType: 'text/calendar; charset=utf-8', bytes };
}

function stateMarkup({ event, closed, registration, isTold }: OwnGuest, language: Language): Markup {
  const say = speaker(language);
  if (event.state === 'cancelled')
    return html`<p class="verdict withdrawn" role="status"><strong>${said(say.plain('events.closed.cancelled'))}</strong>${event.cancelReason === null ? undefined : html` <bdi>${event.cancelReason}</bdi>`}</p>`;
  if (closed === 'over') {
    const key =
      registration.guestName === null && registration.state !== 'declined' ? 'events-guests.own.erased' : 'events-guests.own.over';
    return html`<p class="verdict replaced" role="status">${said(say.plain(key))}</p>`;
  }
  const state = registration.state === 'invited' || registration.state === 'maybe' ? 'applied' : registration.state;
  const until = registration.offeredUntil;
  const text =
    state === 'offered' && until !== null
      ? say.plain('events-guests.own.free', { until: formatInstant(until, event.zone, language, 'date-time') })
      : state === 'waiting' && isTold
        ? say.plain('events-guests.own.waiting-told')
        : say.plain(`events-guests.own.${state}`);
  const look = state === 'going' ? 'valid' : 'replaced';
  return html`<p class="verdict ${look}" role="status"><strong>${said(text)}</strong></p>`;
}

function whereMarkup({ event, closed, registration, showsWhere }: OwnGuest, language: Language): Markup | undefined {
  const say = speaker(language);
  if (!hasOwnPlace(registration) || closed === 'cancelled' || closed === 'over') return undefined;
  if (!showsWhere) return html`<p>${said(say.plain('events-guests.own.where-later'))}</p>`;
  const { place, link } = event;
  return html`<h2>${say.plain('events-guests.own.where')}</h2>
${place === '' ? undefined : html`<p dir="auto">${place}</p>`}
${link === '' ? undefined : html`<p><a href="${link}" rel="noreferrer" dir="ltr">${link}</a></p>`}`;
}

/** Slides and other files, each with its size. */
function filesMarkup({ files }: OwnGuest, token: string, language: Language): Markup | undefined {
  if (files.length === 0) return undefined;
  return html`<h2>${speaker(language).plain('events-slides.page')}</h2>
<ul>
${files.map((file) => html`<li><a href="../file/${token}.${file.id}" download><bdi>${fileText(file, language)}</bdi></a></li>\n`)}</ul>`;
}

function actsMarkup({ event, registration, mayTake }: OwnGuest, token: string, language: Language): Markup {
  const say = speaker(language);
  const { state, recordingAgreed } = registration;
  const button = (act: GuestAct, label: string, look: 'main' | 'quiet') =>
    html`<button name="act" value="${act}" class="${look}">${said(label)}</button>\n`;
  return html`${hasOwnPlace(registration) ? html`<p><a href="${token}${EXTENSION}?language=${language}">${say.plain('events-guests.own.calendar')}</a></p>` : undefined}
<form method="post">
${event.recorded ? html`<p>${said(say.plain(recordingAgreed ? 'events-registration.recording.agreed' : 'events-registration.recording.ask'))}</p><p>${button(recordingAgreed ? 'recording-no' : 'recording-yes', say.plain(recordingAgreed ? 'events-registration.recording.take-back' : 'events-registration.recording.agree'), 'quiet')}</p>` : undefined}
<p>${state === 'offered' ? button('come', say.plain('events-guests.own.come'), 'main') : undefined}${mayTake ? button('come', say.plain('events-guests.own.take'), 'main') : undefined}${button('no', say.plain('events-guests.own.no'), 'quiet')}</p>
</form>
<p class="about">${said(say.plain('events-guests.own.keep'))}</p>`;
}

/** The questions for those who are accepted; organisers alone read the answers. */
async function secondMarkup(
  { event, registration }: OwnGuest,
  typed: PageFields | undefined,
  language: Language,
): Promise<Markup | undefined> {
  const asked = secondQuestions(event, language);
  if (registration.state !== 'going' || asked.length === 0) return undefined;
  const say = speaker(language);
  const isNew = registration.secondAnswers === null;
  const given = (question: Question, index: number): string => {
    const answer = registration.secondAnswers?.[index] ?? '';
    if (question.options.length === 0) return answer;
    return String(question.options.indexOf(answer) + 1 || '');
  };
  return html`<h2>${say.plain('events-registration.second.title')}</h2>
<p>${said(say.plain(secondKey(event, registration)))}</p>
<form method="post">
<input type="hidden" name="asked" value="${await askedOf(secondQuestions(event, event.language))}">
${asked.map((question, index) => questionMarkup(question, secondField(index), typed?.[secondField(index)] ?? given(question, index), language))}
<p class="about">${said(say.plain('events-registration.second.erased'))}</p>
<p><button name="act" value="second" class="${isNew ? 'main' : 'quiet'}">${said(say.plain('common.save'))}</button></p>
</form>
`;
}

/** In which language a guest gets mail, or that everything stands on this page. */
function tellingMarkup({ event, registration, isTold }: OwnGuest, language: Language): Markup {
  const say = speaker(language);
  if (!isTold) return html`<p>${said(say.plain('events-guests.own.no-mail'))}</p>\n`;
  return html`<form method="post">
${languageMarkup(registration.guestLanguage ?? event.language, language)}
<p><button name="act" value="language" class="quiet">${said(say.plain('common.save'))}</button></p>
</form>
`;
}

function eraseMarkup(language: Language): Markup {
  const say = speaker(language);
  return html`<p class="about">${said(say.plain('events-guests.own.erase-about'))}</p>
<form method="post"><p><button name="act" value="erase" class="quiet">${said(say.plain('events-guests.own.erase'))}</button></p></form>`;
}
