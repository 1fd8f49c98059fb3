import type { Language } from '../../../core/language.js';
import type { Context, Page, PageReply } from '../../../feature-api/index.js';
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

/** For mail programs, by a token that stands in a header alone: a `POST` stops the letter at once (RFC 8058). */
const unsubscribePage: Page = {
  path: UNSUBSCRIBE_PAGE,
  serve: async (context, { rest, language }) =>
    (await consentOf(context, 'unsubscribe', rest)) ? question('unsubscribe', language) : undefined,
  async submit(context, { rest, language }) {
    const consent = await consentOf(context, 'unsubscribe', rest);
    if (!consent) return undefined;
    await stopAndTell(context, consent);
    return done('unsubscribe', language);
  },
};

/** For whoever has the letter before them, perhaps since it was handed on: the owner of the address is asked, by mail. */
const stopPage: Page = {
  path: STOP_PAGE,
  serve: async (context, { rest, language }) => ((await consentOf(context, 'stop', rest)) ? question('stop', language) : undefined),
  async submit(context, { rest, language }) {
    const consent = await consentOf(context, 'stop', rest);
    if (!consent) return undefined;
    if (consent.stoppedAt === null) await askOwner(context, consent);
    return done('stop', language);
  },
};

/** For the owner, who was asked by mail. */
const confirmPage: Page = {
  path: CONFIRM_PAGE,
  serve: async (context, { rest, language }) => ((await consentOf(context, 'confirm', rest)) ? question('confirm', language) : undefined),
  async submit(context, { rest, language }) {
    const consent = await consentOf(context, 'confirm', rest);
    if (!consent) return undefined;
    await stop(context, consent.member);
    return done('confirm', language);
  },
};

/** Tells the member in the chat that a mail program stopped the letter: whoever had the whole mail could have done it. */
async function stopAndTell(context: Context, { id, member, stoppedAt }: Consent): Promise<void> {
  if (stoppedAt !== null || !(await stop(context, member))) return;
  await context.deliveries.plan({
    key: `letter:stopped:${id}`,
    kind: 'letter.stopped',
    args: {},
    to: { to: 'member', member },
    dueAt: context.now,
  });
}

export const letterPages: readonly Page[] = [unsubscribePage, stopPage, confirmPage];
