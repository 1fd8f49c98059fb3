import { type Context, Hono } from 'hono';
import { guardOrigin, secureHeaders } from '../../adapters/web/index.js';
import { MudhifError, NotFoundError } from '../core/errors.js';
import { directionOf, isLanguage, LANGUAGES, type Language } from '../core/language.js';
import { plain } from '../core/text.js';
import type { Clock } from '../core/time.js';
import {
  type Contexts,
  type FeatureSet,
  PAGES,
  type Page,
  type PageFields,
  type PageReply,
  type PageRequest,
  StorageAwayError,
} from '../feature-api/index.js';
import { html, Markup } from '../kit/html.js';
import { PAGE_STYLE } from '../kit/page-style.js';
import { readBody } from '../kit/read-body.js';
import { preferredLanguage, type Speaker, speaker } from '../language/index.js';
import type { Logger } from '../ports/logger.js';
import { FORMS_PER_MINUTE, limitVisitors } from './visitors.js';

export interface PageRoutesOptions {
  readonly features: FeatureSet;
  readonly contexts: Contexts;
  readonly origins: () => readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newReference: () => string;
}

/** When a browser may ask again for a file whose place is away. */
const RETRY_AFTER_S = 300;

/** The longest part of an address that a feature sees. */
const REST_MAX = 200;

/** The size of a form in bytes: some answers of a few hundred characters, each of which takes up to twelve bytes. */
const BODY = { maxBytes: 64 * 1024, timeoutMs: 10_000 };

/** Allows no script, no content of other sites, no frame and only forms of this site; the style is part of the page, which saves a request. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What features show to browsers without a session: `GET /p/FEATURE/PAGE` and `GET /p/FEATURE/PAGE/REST`, and `POST` for its form. */
export function createPageRoutes(options: PageRoutesOptions): Hono {
  const { features, contexts, origins, clock } = options;
  const app = new Hono();
  app.use(`${PAGES}/*`, secureHeaders(), guardOrigin(origins), limitVisitors(clock));
  const asked = async (context: Context) => {
    const { feature = '', page = '', rest = '' } = context.req.param();
    const settings = await contexts.autocommit.community.settings();
    const language = languageOf(context, settings.languages);
    const found = rest.length > REST_MAX ? undefined : features.page(`${feature}/${page}`);
    const frame = new Frame(context, settings.name, language, found?.indexable?.(settings) ?? false);
    return { found, frame, request: { rest, query: context.req.query(), language } };
  };
  const show = async (found: Page | undefined, frame: Frame, request: PageRequest, status: 200 | 422): Promise<Response> => {
    try {
      const reply = await found?.serve(contexts.autocommit, request);
      return reply && found ? await frame.show(reply, found, status) : frame.gone();
    } catch (error) {
      return error instanceof StorageAwayError ? frame.away(options, error) : frame.failed(options, error);
    }
  };
  const answer = async (context: Context): Promise<Response> => {
    const { found, frame, request } = await asked(context);
    return show(found, frame, request, 200);
  };
  const take = async (context: Context): Promise<Response> => {
    const { found, frame, request } = await asked(context);
    const submit = found?.submit;
    if (!found || !submit) return frame.gone();
    const fields = await fieldsOf(context.req.raw);
    try {
      const next = await contexts.transaction((inside) => submit(inside, { rest: request.rest, language: request.language, fields }));
      if (next === undefined) return frame.gone();
      return 'path' in next ? frame.leadTo(next.path, next.rest) : await frame.show(next, found, 200);
    } catch (error) {
      if (error instanceof NotFoundError) return frame.gone();
      if (!(error instanceof MudhifError)) return frame.failed(options, error);
      return show(found, frame, { ...request, returned: { problem: error.humanError, fields } }, 422);
    }
  };
  app.get('/robots.txt', limitVisitors(clock), async (context) => {
    const settings = await contexts.autocommit.community.settings();
    const open = features.all.flatMap(({ pages = [] }) => pages).filter(({ indexable }) => indexable?.(settings));
    const lines = ['User-agent: *', ...open.map(({ path }) => `Allow: ${PAGES}/${path}`), 'Disallow: /'];
    return context.text(`${lines.join('\n')}\n`);
  });
  app.get(`${PAGES}/:feature/:page`, answer);
  app.get(`${PAGES}/:feature/:page/:rest`, answer);
  app.post(`${PAGES}/:feature/:page/:rest`, limitVisitors(clock, FORMS_PER_MINUTE), take);
  return app;
}

/** `?language=ar`, or what the browser prefers among the languages that the bot speaks, or the community's first one. */
function languageOf(context: Context, languages: readonly Language[]): Language {
  const chosen = context.req.query('language') ?? '';
  if (isLanguage(chosen)) return chosen;
  return preferredLanguage(context.req.header('accept-language')) ?? languages[0] ?? 'en';
}

/** What a form of ours sends; anything else has no fields. */
async function fieldsOf(request: Request): Promise<PageFields> {
  const body = await readBody(request, BODY);
  if (typeof body === 'string') return {};
  return Object.fromEntries([...new URLSearchParams(new TextDecoder().decode(body))].toReversed());
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
  readonly #isIndexable: boolean;

  constructor(context: Context, community: string, language: Language, isIndexable: boolean) {
    this.#context = context;
    this.#community = community;
    this.#language = language;
    this.#say = speaker(language);
    this.#isIndexable = isIndexable;
  }

  async show(reply: PageReply, { submit }: Page, status: 200 | 422): Promise<Response> {
    this.#context.header('content-security-policy', POLICY);
    // Readers see what is true now, because no cache on the way may keep a copy.
    this.#context.header('cache-control', 'private, no-cache');
    // With `no-referrer` browsers send `Origin: null` with a form, which the origin guard refuses.
    this.#context.header('referrer-policy', submit ? 'same-origin' : 'no-referrer');
    if (reply.type === 'document') return this.#document(reply.title, reply.body, status, this.#isIndexable && reply.indexable !== false);
    const etag = await etagOf(reply.bytes);
    this.#context.header('etag', etag);
    if (this.#context.req.header('if-none-match')?.includes(etag)) return this.#context.body(null, 304);
    const disposition = `${reply.inline === true ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(reply.name)}`;
    if (!this.#isIndexable) this.#context.header('x-robots-tag', 'noindex');
    const headers = { 'content-type': reply.mediaType, 'content-disposition': disposition };
    return this.#context.body(new Uint8Array(reply.bytes), 200, headers);
  }

  /** Without the host, which a proxy may know better. */
  leadTo(path: Page['path'], rest: string): Response {
    this.#context.header('referrer-policy', 'same-origin');
    return this.#context.redirect(`../../${path}/${encodeURIComponent(rest)}?language=${this.#language}`, 303);
  }

  /** The same answer for an address that never existed, that has expired, or that the reader may not see. */
  gone(): Response {
    const title = this.#say.plain('pages.gone.title');
    return this.#document(title, html`<h1>${title}</h1><p>${this.#say.plain('pages.gone.text')}</p>`, 404);
  }

  /** The place for files is away: the same may succeed in a while. */
  away({ logger }: Pick<PageRoutesOptions, 'logger'>, error: StorageAwayError): Response {
    logger.error({ error, page: this.#context.req.routePath }, 'a file could not be shown');
    const title = this.#say.plain('pages.failed.title');
    this.#context.header('retry-after', String(RETRY_AFTER_S));
    return this.#document(title, html`<h1>${title}</h1><p>${plain(this.#say.phrase(error.humanError))}</p>`, 503);
  }

  failed({ logger, newReference }: PageRoutesOptions, error: unknown): Response {
    const reference = newReference();
    logger.error({ error, reference, page: this.#context.req.routePath }, 'a page could not be shown');
    const title = this.#say.plain('pages.failed.title');
    return this.#document(title, html`<h1>${title}</h1><p>${this.#say.plain('pages.failed.text', { reference })}</p>`, 500);
  }

  #document(title: string, body: Markup, status: 200 | 404 | 422 | 500 | 503, indexable = false): Response {
    const language = this.#language;
    const others = LANGUAGES.filter((other) => other !== language).map(
      (other) => html`<a href="${this.#addressIn(other)}" hreflang="${other}" lang="${other}">${speaker(other).plain('pages.name')}</a> `,
    );
    if (!indexable) this.#context.header('x-robots-tag', 'noindex');
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
