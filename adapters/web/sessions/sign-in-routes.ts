import { Hono } from 'hono';
import { directionOf, LANGUAGES } from '../../../src/core/language.js';
import { speaker } from '../../../src/language/index.js';
import type { Entrance, Visitor } from '../../../src/ports/entrance.js';
import { limitBody } from '../connect/body-limit.js';
import type { PageFiles } from '../connect/page-files.js';
import type { Addressee } from './account-members.js';
import { entryPages } from './entry-pages.js';
import { deleteSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.js';
import { isPlatformAccount, type SessionAccount, type Sessions } from './sessions.js';
import { escapeHtml, renderSignInPage } from './sign-in-page.js';

/** A form with one secret. Anybody can send it. */
const BODY = { maxBytes: 4096, timeoutMs: 10_000 };

/** Path of the queue dashboard, which only organisers can see. */
export const QUEUES = '/queues';

export interface SignInOptions {
  readonly sessions: Sessions;
  readonly addresseeOf: (account: SessionAccount) => Promise<Addressee>;
  /** Called with the account that has signed out. */
  readonly onSignedOut: (user: string) => void;
  readonly pageFiles: PageFiles;
  /** Whether this server has the web chat; otherwise, and for accounts of other platforms, sign-in leads to the queues. */
  readonly hasChat: boolean;
  /** How people get in who have no account here, where the chat is served. */
  readonly entrance?: Entrance | undefined;
}

/**
 * Routes under `/sign-in`. `GET /sign-in/<secret>` only shows a button, because chats and mail scanners open links by
 * themselves; the button posts the secret, which uses up the link.
 */
export function signInRoutes({ sessions, addresseeOf, onSignedOut, pageFiles, hasChat, entrance }: SignInOptions): Hono {
  const app = new Hono();
  /** An invitation that is used up opens a session of the account that its owner has now. */
  const enter = async (secret: string) => {
    const user = await entrance?.enter(secret);
    return user === undefined ? undefined : sessions.open(await sessions.issueLink(user, null));
  };

  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    await next();
  });

  app.use(limitBody(BODY));
  if (entrance) app.route('/', entryPages({ entrance, pageFiles }));

  app.get('/:secret', async (context) => {
    const secret = context.req.param('secret');
    const account = await sessions.peek(secret);
    const visitor: Visitor | undefined = account ? { state: 'invited', ...(await addresseeOf(account)) } : await entrance?.look(secret);
    if (visitor === undefined) return context.html(expiredPage(pageFiles, entrance !== undefined), 410);
    const { language, name, state } = visitor;
    const say = speaker(language);
    if (state === 'waiting') {
      const body = `<p>${escapeHtml(say.plain('web.entry.waiting', { name }))}</p><p><a class="button" href="">${escapeHtml(say.plain('web.entry.look-again'))}</a></p>`;
      return context.html(renderSignInPage(pageFiles, { language, title: say.plain('web.entry.join.title'), body }));
    }
    const body = `<p>${escapeHtml(say.plain('web.sign-in.ask', { name }))}</p>
<form method="post" action="/sign-in"><input type="hidden" name="secret" value="${escapeHtml(secret)}"><button class="button primary">${escapeHtml(say.plain('web.sign-in.go'))}</button></form>`;
    return context.html(renderSignInPage(pageFiles, { language, title: say.plain('web.sign-in.title'), body }));
  });

  app.post('/', async (context) => {
    const { secret } = await context.req.parseBody();
    const opened = typeof secret === 'string' ? ((await sessions.open(secret)) ?? (await enter(secret))) : undefined;
    if (!opened) return context.html(expiredPage(pageFiles, entrance !== undefined), 410);
    // Nobody could end it later, because its cookie is replaced.
    const earlier = readSessionCookie(context);
    if (earlier !== undefined) await sessions.close(earlier);
    writeSessionCookie(context, opened.session, opened.maxAgeSeconds);
    return context.redirect(hasChat && !isPlatformAccount(opened.user) ? '/' : QUEUES, 303);
  });

  app.post('/out', async (context) => {
    const session = readSessionCookie(context);
    const user = session === undefined ? undefined : await sessions.userOf(session);
    if (session !== undefined) await sessions.close(session);
    deleteSessionCookie(context);
    if (user !== undefined) onSignedOut(user);
    return context.body(null, 204);
  });
  return app;
}

/** The page for a link that is no longer valid, in all languages, because its owner is unknown. */
function expiredPage(pageFiles: PageFiles, canAsk: boolean): string {
  const sentences = LANGUAGES.map((language) => {
    const say = speaker(language);
    const ask = canAsk ? ` <a href="/sign-in/ask?language=${language}">${escapeHtml(say.plain('web.entry.link.title'))}</a>` : '';
    return `<p lang="${language}" dir="${directionOf(language)}">${escapeHtml(say.plain('web.sign-in.over'))}${ask}</p>`;
  });
  return renderSignInPage(pageFiles, { language: 'en', title: speaker('en').plain('web.sign-in.title'), body: sentences.join('') });
}
