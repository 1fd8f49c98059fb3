import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { directionOf, type Language } from '../../src/core/language.js';
import { speaker } from '../../src/language/index.js';
import type { PageFiles } from './page-files.js';
import { isPlatformAccount, SESSION_COOKIE, type Sessions, type SignedIn } from './sessions.js';
import { escapeHtml, threshold } from './threshold.js';

/** Where the engine's dashboard is, whose only visitors are organisers. */
export const QUEUES = '/queues';

const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

/**
 * `GET /sign-in/<secret>` only asks (chats and mail scanners open links by themselves); its button posts the secret, which
 * is used up then.
 */
export function signInRoutes({
  sessions,
  greet,
  onSignedOut,
  pageFiles,
  hasChat,
}: {
  readonly sessions: Sessions;
  /** How to speak to whom the link is for. */
  readonly greet: (account: SignedIn) => Promise<{ readonly language: Language; readonly name: string }>;
  readonly onSignedOut: (user: string) => void;
  readonly pageFiles: PageFiles;
  /** Whether the browser chat is served here; without it, and for accounts of other platforms, there are the queues alone. */
  readonly hasChat: boolean;
}): Hono {
  const app = new Hono();
  const page = (language: Language, title: string, body: string): string => threshold(pageFiles, { language, title, body });
  const over = (): string => {
    const say = speaker('en');
    const sentences = (['en', 'ar', 'ckb'] as const).map(
      (language) => `<p lang="${language}" dir="${directionOf(language)}">${escapeHtml(speaker(language).plain('web.sign-in.over'))}</p>`,
    );
    return page('en', say.plain('web.sign-in.title'), sentences.join(''));
  };

  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    await next();
  });

  app.get('/:secret', async (context) => {
    const secret = context.req.param('secret');
    const account = await sessions.peek(secret);
    if (account === undefined) return context.html(over(), 410);
    const { language, name } = await greet(account);
    const say = speaker(language);
    const form = `<p>${escapeHtml(say.plain('web.sign-in.ask', { name }))}</p>
<form method="post" action="/sign-in"><input type="hidden" name="secret" value="${escapeHtml(secret)}"><button class="button primary">${escapeHtml(say.plain('web.sign-in.go'))}</button></form>`;
    return context.html(page(language, say.plain('web.sign-in.title'), form));
  });

  app.post('/', async (context) => {
    const { secret } = await context.req.parseBody();
    const opened = typeof secret === 'string' ? await sessions.open(secret) : undefined;
    if (!opened) return context.html(over(), 410);
    setCookie(context, SESSION_COOKIE, opened.session, { ...COOKIE, maxAge: opened.maxAgeSeconds });
    return context.redirect(hasChat && !isPlatformAccount(opened.user) ? '/' : QUEUES, 303);
  });

  app.post('/out', async (context) => {
    const session = getCookie(context, SESSION_COOKIE);
    const user = session === undefined ? undefined : await sessions.userOf(session);
    if (session !== undefined) await sessions.close(session);
    deleteCookie(context, SESSION_COOKIE, COOKIE);
    if (user !== undefined) onSignedOut(user);
    return context.body(null, 204);
  });
  return app;
}
