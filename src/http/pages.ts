import { type Context, Hono } from 'hono';
import { guardOrigin, secureHeaders } from '../../adapters/web/index.js';
import { directionOf, isLanguage, LANGUAGES, type Language } from '../core/language.js';
import type { Clock } from '../core/time.js';
import { type Contexts, type FeatureSet, PAGES, type PageReply } from '../feature-api/index.js';
import { html, Markup } from '../kit/html.js';
import { PAGE_STYLE } from '../kit/page-style.js';
import { preferredLanguage, type Speaker, speaker } from '../language/index.js';
import type { Logger } from '../ports/logger.js';
import { limitVisitors } from './visitors.js';

export interface PageRoutesOptions {
  readonly features: FeatureSet;
  readonly contexts: Contexts;
  readonly origins: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newReference: () => string;
}

/** The longest part of an address that a feature sees. */
const REST_MAX = 200;

/** No script, nothing of another site, in no frame; forms only ask for another page. The style is part of the page, so that one request is enough. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What features show to browsers without a session: `GET /p/FEATURE/PAGE` and `GET /p/FEATURE/PAGE/REST`. */
export function createPageRoutes(options: PageRoutesOptions): Hono {
  const { features, contexts, origins, clock } = options;
  const app = new Hono();
  app.use(`${PAGES}/*`, secureHeaders(), guardOrigin(origins), limitVisitors(clock));
  const answer = async (context: Context): Promise<Response> => {
    const { feature = '', page = '', rest = '' } = context.req.param();
    const { name, languages } = await contexts.autocommit.community.settings();
    const language = languageOf(context, languages);
    const frame = new Frame(context, name, language);
    const found = rest.length > REST_MAX ? undefined : features.page(`${feature}/${page}`);
    try {
      const reply = await found?.serve(contexts.autocommit, { rest, query: context.req.query(), language });
      return reply ? await frame.show(reply) : frame.gone();
    } catch (error) {
      return frame.failed(options, error);
    }
  };
  app.get(`${PAGES}/:feature/:page`, answer);
  app.get(`${PAGES}/:feature/:page/:rest`, answer);
  return app;
}

/** `?language=ar`, or what the browser prefers among the languages that the bot speaks, or the community's first one. */
function languageOf(context: Context, languages: readonly Language[]): Language {
  const chosen = context.req.query('language') ?? '';
  if (isLanguage(chosen)) return chosen;
  return preferredLanguage(context.req.header('accept-language')) ?? languages[0] ?? 'en';
}

/** The same for the same bytes, so that calendars fetch only what has changed. */
async function etagOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return `"${Buffer.from(digest).toString('base64url').slice(0, 27)}"`;
}

/** What surrounds the pages of one request. */
class Frame {
  readonly #context: Context;
  readonly #community: string;
  readonly #language: Language;
  readonly #say: Speaker;

  constructor(context: Context, community: string, language: Language) {
    this.#context = context;
    this.#community = community;
    this.#language = language;
    this.#say = speaker(language);
  }

  async show(reply: PageReply): Promise<Response> {
    this.#context.header('content-security-policy', POLICY);
    // Whoever has the address reads what is true now; nothing between keeps a copy.
    this.#context.header('cache-control', 'private, no-cache');
    this.#context.header('referrer-policy', 'no-referrer');
    if (reply.type === 'document') return this.#document(reply.title, reply.body, 200, reply.indexable);
    const etag = await etagOf(reply.bytes);
    this.#context.header('etag', etag);
    if (this.#context.req.header('if-none-match')?.includes(etag)) return this.#context.body(null, 304);
    const disposition = `${reply.inline === true ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(reply.name)}`;
    const headers = { 'content-type': reply.mediaType, 'content-disposition': disposition, 'x-robots-tag': 'noindex' };
    return this.#context.body(new Uint8Array(reply.bytes), 200, headers);
  }

  /** The same for an address that never was, that is over, and that is not for whoever asks. */
  gone(): Response {
    const title = this.#say.plain('pages.gone.title');
    return this.#document(title, html`<h1>${title}</h1><p>${this.#say.plain('pages.gone.text')}</p>`, 404);
  }

  failed({ logger, newReference }: PageRoutesOptions, error: unknown): Response {
    const reference = newReference();
    logger.error({ error, reference, page: this.#context.req.routePath }, 'a page could not be shown');
    const title = this.#say.plain('pages.failed.title');
    return this.#document(title, html`<h1>${title}</h1><p>${this.#say.plain('pages.failed.text', { reference })}</p>`, 500);
  }

  #document(title: string, body: Markup, status: 200 | 404 | 500, indexable = false): Response {
    const language = this.#language;
    const others = LANGUAGES.filter((other) => other !== language).map(
      (other) => html`<a href="${this.#addressIn(other)}" hreflang="${other}" lang="${other}">${speaker(other).plain('pages.name')}</a> `,
    );
    const robots = indexable ? undefined : new Markup('<meta name="robots" content="noindex">\n');
    const page = html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${robots}<title>${title} · ${this.#community}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<header><p class="community"><bdi>${this.#community}</bdi></p><nav aria-label="${this.#say.plain('pages.languages')}">${others}</nav></header>
<main>
${body}
</main>
</body>
</html>
`;
    return this.#context.html(page.text, status, { 'content-security-policy': POLICY });
  }

  #addressIn(language: Language): string {
    const query = new URLSearchParams({ ...this.#context.req.query(), language });
    return `?${query.toString()}`;
  }
}
