import { plain } from '../../../core/text.js';
import type { Page } from '../../../feature-api/index.js';
import { html } from '../../../kit/html.js';
import { speaker } from '../../../language/index.js';
import { askedPage, takeDownPage } from '../names.js';
import { publicResource } from '../public-resource.js';
import { titleIn } from '../rules/title.js';
import { askToTakeDown, CONTACT_MAX, TAKE_DOWN_MAX } from './take-down.js';

/** Where somebody outside asks to have a resource taken down, without saying who they are. */
const takeDown: Page = {
  path: takeDownPage,
  async serve(context, { rest, language, returned }) {
    const found = await publicResource(context, rest);
    if (!found) return undefined;
    const say = speaker(language);
    const title = say.plain('resources-upkeep.page.title');
    const problem = returned && plain(say.phrase(returned.problem));
    return {
      type: 'document',
      title,
      body: html`${problem === undefined ? undefined : html`<p class="verdict problem" role="alert"><strong>${problem}</strong></p>`}
<h1>${title}</h1>
<p><bdi>${titleIn(found.resource, language)}</bdi></p>
<p>${say.plain('resources-upkeep.page.about')}</p>
<form method="post">
<p><label for="text">${say.plain('resources-upkeep.page.why')}</label>
<textarea id="text" name="text" rows="5" dir="auto" maxlength="${TAKE_DOWN_MAX}" required>${returned?.fields['text'] ?? ''}</textarea></p>
<p><label for="contact">${say.plain('resources-upkeep.page.contact')}</label>
<input id="contact" name="contact" dir="auto" maxlength="${CONTACT_MAX}" autocomplete="off" value="${returned?.fields['contact'] ?? ''}"><span class="about">${say.plain('resources-upkeep.page.contact-hint')}</span></p>
<p><button>${say.plain('resources-upkeep.page.send')}</button></p>
</form>
<p><a href="${`../show/${found.resource.id}?language=${language}`}">${say.plain('common.back')}</a></p>`,
    };
  },
  async submit(context, { rest, fields }) {
    const found = await publicResource(context, rest);
    if (!found) return undefined;
    await askToTakeDown(context, found.resource.id, fields);
    return { path: askedPage, rest };
  },
};

/** What is shown once they have asked. */
const asked: Page = {
  path: askedPage,
  async serve(_context, { rest, language }) {
    if (!/^\d{1,9}$/.test(rest)) return undefined;
    const say = speaker(language);
    const title = say.plain('resources-upkeep.page.asked');
    return {
      type: 'document',
      title,
      body: html`<h1>${title}</h1>
<p role="status">${say.plain('resources-upkeep.page.asked-text')}</p>
<p><a href="${`../centre?language=${language}`}">${say.plain('resources-page.all')}</a></p>`,
    };
  },
};

export const upkeepPages: readonly Page[] = [takeDown, asked];
