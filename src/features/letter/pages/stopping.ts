import type { Language } from '../../../core/language.js';
import { type Context, type Page, type PageReply, tellMember } from '../../../feature-api/index.js';
import { html, type Markup } from '../../../kit/html.js';
import { type MessageKey, speaker, withoutDirectionControls } from '../../../language/index.js';
import { stop } from '../consent.js';
import { CONFIRM_PAGE, STOP_PAGE, UNSUBSCRIBE_PAGE } from '../names.js';
import { askOwner } from '../own-mails.js';
import { consentOf } from '../tokens.js';
import type { Consent } from '../types.js';

type Shown = Extract<PageReply, { readonly type: 'document' }>;
type Said = 'unsubscribe' | 'stop' | 'confirm';

/** What a page asks, with one button; a `GET` changes nothing, since programs look at links before people do. */
function question(page: Said, language: Language): Shown {
  const say = speaker(language);
  return shown(
    page,
    language,
    html`<p>${said(say.plain(`letter.page.${page}`))}</p>
<form method="post"><p><button>${say.plain(`letter.page.${page}-button`)}</button></p></form>
<p class="about">${said(say.plain('letter.page.only'))}</p>`,
  );
}

/** What became of it. It is the same for everybody, whether a letter was stopped or had been before. */
function done(page: Said, language: Language): Shown {
  return shown(
    page,
    language,
    html`<p class="verdict valid" role="status">${said(speaker(language).plain(`letter.page.${page}-done`))}</p>`,
  );
}

function shown(page: Said, language: Language, body: Markup): Shown {
  const title = speaker(language).plain(`letter.page.${page}-title` satisfies MessageKey);
  return { type: 'document', title, body: html`<h1>${title}</h1>\n${body}` };
}

const said = (text: string): string => withoutDirectionControls(text);

/** A page that does something to the consent which its address names by a token. */
function consentPage(path: Page['path'], page: Said, act: (context: Context, consent: Consent) => Promise<unknown>): Page {
  return {
    path,
    serve: async (context, { rest, language }) => ((await consentOf(context, page, rest)) ? question(page, language) : undefined),
    async submit(context, { rest, language }) {
      const consent = await consentOf(context, page, rest);
      if (!consent) return undefined;
      await act(context, consent);
      return done(page, language);
    },
  };
}

/** For mail programs, by a token that stands in a header alone: a `POST` stops the letter at once (RFC 8058). */
const unsubscribePage = consentPage(UNSUBSCRIBE_PAGE, 'unsubscribe', stopAndTell);

/** For a reader of the letter, who may not be its owner: the owner of the address is asked by mail. */
const stopPage = consentPage(STOP_PAGE, 'stop', async (context, consent) => {
  if (consent.stoppedAt === null) await askOwner(context, consent);
});

/** For the owner, who was asked by mail. */
const confirmPage = consentPage(CONFIRM_PAGE, 'confirm', (context, { member }) => stop(context, member));

/** Tells the member in the chat that a mail program stopped the letter: whoever had the whole mail could have done it. */
async function stopAndTell(context: Context, { id, member, stoppedAt }: Consent): Promise<void> {
  if (stoppedAt !== null || !(await stop(context, member))) return;
  await tellMember(context, member, { key: `letter:stopped:${id}`, kind: 'letter.stopped', args: {} });
}

export const letterPages: readonly Page[] = [unsubscribePage, stopPage, confirmPage];
