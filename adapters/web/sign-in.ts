import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { directionOf, type Language } from '../../src/core/language.js';
import { speaker } from '../../src/language/index.js';
import type { Directory } from './directory.js';
import type { Hub } from './hub.js';
import type { PageFiles } from './page-files.js';
import { SESSION_COOKIE, type Sessions } from './sessions.js';

const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

/**
 * `GET /sign-in/<secret>` only asks (chats and mail scanners open links by themselves); its button posts the secret, which
 * is used up then.
 */
export function signInRoutes({
  sessions,
  directory,
  hub,
  pageFiles,
}: {
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly hub: Hub;
  readonly pageFiles: PageFiles;
}): Hono {
  const app = new Hono();
  const page = (language: Language, title: string, body: string): string =>
    (pageFiles.text('sign-in.html') ?? TEMPLATE)
      .replace('{language}', language)
      .replace('{direction}', directionOf(language))
      .replaceAll('{title}', () => escapeHtml(title))
      .replace('{body}', () => body);
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
    const user = await sessions.peek(secret);
    if (user === undefined) return context.html(over(), 410);
    const { language, name } = await directory.reader(user);
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
    return context.redirect('/', 303);
  });

  app.post('/out', async (context) => {
    const session = getCookie(context, SESSION_COOKIE);
    const user = session === undefined ? undefined : await sessions.userOf(session);
    if (session !== undefined) await sessions.close(session);
    deleteCookie(context, SESSION_COOKIE, COOKIE);
    // The other tabs ask again, and learn it.
    if (user !== undefined) hub.end(user);
    return context.body(null, 204);
  });
  return app;
}

const TEMPLATE = `<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
