import type { Language } from '../../../../core/language.js';
import { plain } from '../../../../core/text.js';
import type { Page, PageFields } from '../../../../feature-api/index.js';
import { html, type Markup } from '../../../../kit/html.js';
import { speaker } from '../../../../language/index.js';
import { EMAIL_MAX, PERSON_MAX } from '../../rules/limits.js';
import { capacityOf, type Taken, waysToAttend } from '../../rules/places.js';
import { registrationClosed } from '../../rules/state.js';
import { eventsStore, type WholeEvent } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import { linkOfToken } from '../link.js';
import { GUEST_PAGE, INVITATION_PAGE } from '../names.js';
import { askedOf, newForm, registerGuest } from '../register.js';
import { answerField, readLanguage } from '../rules/form.js';
import { guestState } from '../rules/state.js';
import { eventMarkup, languageMarkup, problemMarkup, questionMarkup, said } from './parts.js';

/** Where somebody without an account registers for an event that they were invited to. */
export const invitationPage: Page = {
  path: INVITATION_PAGE,
  async serve(context, { rest, language, returned }) {
    const link = await linkOfToken(context, rest);
    const whole = link && (await eventsStore(context.tx).whole(link.event));
    if (!link || !whole || whole.event.state === 'draft') return undefined;
    const { event, sessions } = whole;
    const say = speaker(language);
    const closed = registrationClosed(event, sessions, context.now);
    const problem = returned && plain(say.phrase(returned.problem));
    const body =
      closed !== undefined
        ? html`<p class="verdict withdrawn" role="status">${said(say.plain(`events.closed.${closed}`))}</p>`
        : link.usesLeft <= 0
          ? html`<p class="verdict withdrawn" role="status">${said(say.plain('events-guests.problem.used-up'))}</p>`
          : await formMarkup(whole, await eventsStore(context.tx).takenIn(event.id), returned?.fields ?? {}, {
              language,
              hasMail: context.mail !== undefined,
            });
    return {
      type: 'document',
      title: titleIn(event, language),
      body: html`${problemMarkup(problem)}<p class="about">${say.plain('events-guests.page.invited')}</p>
${eventMarkup(whole, language)}
${body}`,
    };
  },
  async submit(context, { rest, fields }) {
    const own = await registerGuest(context, rest, fields);
    return own === undefined ? undefined : { path: GUEST_PAGE, rest: own };
  },
};

async function formMarkup(
  { event }: WholeEvent,
  taken: readonly Taken[],
  fields: PageFields,
  { language, hasMail }: { readonly language: Language; readonly hasMail: boolean },
): Promise<Markup> {
  const say = speaker(language);
  const ways = waysToAttend(event);
  const isFull =
    ways.every((way) => guestState(event, taken, way) === 'waiting') && ways.some((way) => capacityOf(event, way) !== undefined);
  return html`<h2>${say.plain('events-guests.form.title')}</h2>
${isFull ? html`<p>${said(say.plain('events-guests.page.full'))}</p>` : undefined}
${event.approval ? html`<p>${said(say.plain('events-guests.page.approval'))}</p>` : undefined}
<form method="post">
<input type="hidden" name="form" value="${fields['form'] ?? newForm()}">
<input type="hidden" name="asked" value="${await askedOf(event.questions)}">
${lineMarkup({ name: 'name', label: say.plain('events-guests.form.name'), value: fields['name'], required: true, max: PERSON_MAX, complete: 'name' })}
${lineMarkup({ name: 'organisation', label: say.plain('events-guests.form.organisation'), value: fields['organisation'], max: PERSON_MAX, complete: 'organization' })}
${lineMarkup({ name: 'email', label: say.plain('events-guests.form.email'), value: fields['email'], max: EMAIL_MAX, complete: 'email', hint: say.plain(hasMail ? 'events-guests.form.email-mails' : 'events-guests.form.email-hint') })}
${hasMail ? languageMarkup(readLanguage(fields) ?? event.language, language) : undefined}
${ways.length < 2 ? undefined : waysMarkup(ways, fields['attends'], language)}
${event.questions.map((question, index) => questionMarkup(question, answerField(index), fields[answerField(index)] ?? '', language))}
${event.recorded ? recordingMarkup(fields['recording'] === 'yes', language) : undefined}
<p class="about">${said(say.plain('events-guests.form.privacy'))}</p>
<p><button>${say.plain(buttonKey(event))}</button></p>
</form>`;
}

const buttonKey = ({ approval }: Pick<CommunityEvent, 'approval'>) =>
  approval ? ('events-guests.form.apply' as const) : ('events-guests.form.register' as const);

interface Line {
  readonly name: 'name' | 'organisation' | 'email';
  readonly label: string;
  readonly value: string | undefined;
  readonly max: number;
  readonly complete: string;
  readonly required?: boolean;
  readonly hint?: string;
}

function lineMarkup({ name, label, value = '', max, complete, required, hint }: Line): Markup {
  const isMail = name === 'email';
  return html`<p><label for="${name}">${said(label)}</label>
<input id="${name}" name="${name}" type="${isMail ? 'email' : 'text'}" dir="${isMail ? 'ltr' : 'auto'}" maxlength="${max}" autocomplete="${complete}"${required ? html` required` : undefined} value="${value}">${hint === undefined ? undefined : html`<span class="about">${said(hint)}</span>`}</p>`;
}

function waysMarkup(ways: ReturnType<typeof waysToAttend>, chosen: string | undefined, language: Language): Markup {
  const say = speaker(language);
  return html`<fieldset><legend>${said(say.plain('events-guests.form.attends'))}</legend>
${ways.map((way) => html`<label class="choice"><input type="radio" name="attends" value="${way}" required${chosen === way ? html` checked` : undefined}> ${say.plain(`events-guests.form.${way}`)}</label>\n`)}</fieldset>`;
}

function recordingMarkup(isAgreed: boolean, language: Language): Markup {
  const say = speaker(language);
  return html`<p>${said(say.plain('events-registration.recording.ask'))}</p>
<p><label class="choice"><input type="checkbox" name="recording" value="yes"${isAgreed ? html` checked` : undefined}> ${say.plain('events-registration.recording.agree')}</label></p>`;
}
