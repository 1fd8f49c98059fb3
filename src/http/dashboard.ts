import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Queue } from 'bullmq';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { createSessionGuard, escapeHtml, guardOrigin, QUEUES, secureHeaders } from '../../adapters/web/index.js';
import { isAllowed } from '../core/access.js';
import type { Language } from '../core/language.js';
import type { Clock } from '../core/time.js';
import { preferredLanguage, speaker } from '../language/index.js';
import type { People } from '../ports/people.js';
import type { Store } from '../ports/store.js';

export interface DashboardOptions {
  readonly store: Store;
  readonly people: People;
  readonly clock: Clock;
  /** The space of the accounts of the browser chat. */
  readonly space: string;
  /** Empty before the runner has started. */
  readonly queues: () => readonly Queue[];
  readonly origins: () => readonly string[];
  /** Whether the browser chat already serves `/sign-in`. */
  readonly hasSignIn: boolean;
}

/**
 * The content security policy for bull-board's page: its own files, and inline styles for its charts. Fonts from other hosts are
 * blocked, because they would reveal visitors.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The read-only BullMQ dashboard under `/queues`, for signed-in organisers. It is read-only because SQL is the source of truth: a
 * job that is retried or removed here would have no effect or return with the next sweep, and a paused queue would delay
 * everyone. Failed rows are retried in `/community agenda`, which is audited.
 */
export function createDashboard({ store, people, clock, space, queues, origins, hasSignIn }: DashboardOptions): Hono {
  const guard = createSessionGuard({ store, people, clock, space });
  let board: Hono | undefined;

  const refuse = async (context: Context, known: Language | undefined): Promise<Response> => {
    const language =
      known ??
      preferredLanguage(context.req.header('accept-language')) ??
      (await store.autocommit.community.settings()).languages[0] ??
      'en';
    const say = speaker(language);
    const sentences = [say.plain('web.queues.closed'), say.plain('web.queues.how')].map((text) => `<p>${escapeHtml(text)}</p>`);
    const body = `${sentences.join('')}<p><code dir="ltr">mudhif sign-in slack:U012AB3CD</code></p>`;
    return context.html(guard.renderPage({ language, title: say.plain('web.queues.title'), body }), 403);
  };

  const unkept: MiddlewareHandler = async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  };

  const organisersOnly: MiddlewareHandler = async (context, next) => {
    const member = await guard.memberOf(context);
    if (!member || !isAllowed(member, 'organiser')) {
      await guard.endPlatformSession(context);
      return refuse(context, member?.language);
    }
    // Some routes of bull-board ignore that a queue is read-only.
    if (context.req.method !== 'GET') return context.text('The dashboard changes nothing.', 405, { allow: 'GET' });
    await next();
    context.header('content-security-policy', POLICY);
    return undefined;
  };

  const app = new Hono();
  const guarded = [QUEUES, ...(hasSignIn ? [] : ['/sign-in', '/assets'])];
  for (const path of guarded) app.use(`${path}/*`, secureHeaders(), guardOrigin(origins));
  app.use(`${QUEUES}/*`, unkept, organisersOnly);
  app.get(`${QUEUES}/*`, (context) => {
    if (queues().length === 0) return context.text('The queues are not open yet.', 503);
    board ??= createBoard(queues());
    return board.fetch(context.req.raw, context.env);
  });
  if (!hasSignIn) app.route('/', guard.routes);
  return app;
}

function createBoard(queues: readonly Queue[]): Hono {
  const serverAdapter = new HonoAdapter(serveStatic).setBasePath(QUEUES);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Mudhif' } },
  });
  return new Hono().route(QUEUES, serverAdapter.registerPlugin());
}
