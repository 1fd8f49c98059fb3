import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { streamSSE } from 'hono/streaming';
import type { Language } from '../../src/core/language.js';
import type { Attachment } from '../../src/core/message.js';
import type { Clock } from '../../src/core/time.js';
import { phrase } from '../../src/language/index.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Store } from '../../src/ports/store.js';
import type { Chat } from './chat.js';
import type { Directory, Reader } from './directory.js';
import { contentDisposition } from './display.js';
import { errorView, WebError } from './errors.js';
import type { Hub } from './hub.js';
import { LIMITS } from './limits.js';
import type { PageFiles } from './page-files.js';
import type { ChatState } from './protocol.js';
import { actionSchema, advanceSchema, completeSchema, formSchema, readSchema, sendSchema } from './schemas.js';
import { guardInterface } from './security.js';
import { openStream } from './stream.js';
import type { Timeline } from './timeline.js';
import { readJson, readUpload, tooLarge } from './uploads.js';
import type { Views } from './views.js';
import type { WhoIs } from './visitors.js';

export interface GatewayDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly chat: Chat;
  readonly views: Views;
  readonly directory: Directory;
  readonly hub: Hub;
  readonly whoIs: WhoIs;
  readonly pageFiles: PageFiles;
  readonly timeline: Timeline | undefined;
  readonly state: (reader: Reader) => Promise<ChatState>;
  /**
   * Makes sure that the app knows the person, at their first call. Whoever was erased comes in again only `anew`, with
   * a page that begins. Throws a 503 while the adapter doesn't run.
   */
  readonly arrive: (user: string, anew: boolean) => Promise<void>;
}

/** The page's interface, under `/api`. */
export function interfaceRoutes(dependencies: GatewayDependencies): Hono {
  const { store, chat, views, directory, hub, whoIs, timeline, logger } = dependencies;
  const app = new Hono();

  const readerOf = async (context: Context, anew = false): Promise<Reader> => {
    const user = await whoIs(context);
    await dependencies.arrive(user, anew);
    return directory.reader(user);
  };

  const languageOf = async (context: Context): Promise<Language> => {
    try {
      return (await readerOf(context)).language;
    } catch {
      return 'en';
    }
  };

  app.onError(async (error, context) => {
    const { status, body } = errorView(error, await languageOf(context));
    if (status >= 500 && !(error instanceof WebError)) logger.error({ path: context.req.routePath, error }, 'web request failed');
    return context.json(body, status);
  });
  app.notFound((context) => context.json(errorView(new WebError(404, phrase('web.error.not-found')), 'en').body, 404));

  const small = bodyLimit({
    maxSize: LIMITS.requestBytes,
    onError: () => {
      throw new WebError(413, phrase('web.error.bad-request'));
    },
  });
  const large = bodyLimit({
    maxSize: LIMITS.fileBytes + LIMITS.requestBytes,
    onError: () => {
      throw tooLarge();
    },
  });

  app.use(guardInterface());
  app.use(compress({ threshold: 1024 }));

  app.get('/state', async (context) => context.json(await dependencies.state(await readerOf(context, true))));

  app.get('/conversations/:id/messages', async (context) =>
    context.json(await views.page(await readerOf(context), context.req.param('id'), numberOf(context, 'before'))),
  );

  app.get('/threads/:id', async (context) =>
    context.json(await views.thread(await readerOf(context), Number(context.req.param('id')), numberOf(context, 'before'))),
  );

  app.post('/messages', large, async (context) => {
    const reader = await readerOf(context);
    const { input, files } = await readUpload(context, sendSchema);
    return context.json(
      await chat.send(
        reader,
        input,
        files.map(({ file }) => file),
      ),
    );
  });

  app.post('/actions', small, async (context) =>
    context.json(await chat.act(await readerOf(context), await readJson(context, actionSchema))),
  );

  app.post('/forms', large, async (context) => {
    const reader = await readerOf(context);
    const { input, files } = await readUpload(context, formSchema);
    const byField: Record<string, Attachment> = Object.fromEntries(files.map(({ part, file }) => [part, file]));
    return context.json(await chat.submit(reader, input, byField));
  });

  app.post('/complete', small, async (context) =>
    context.json(await chat.complete(await readerOf(context), await readJson(context, completeSchema))),
  );

  app.post('/read', small, async (context) => {
    const reader = await readerOf(context);
    const { conversation, upTo } = await readJson(context, readSchema);
    await views.conversation(reader, conversation);
    const newest = await store.autocommit.webChat.newest();
    await store.autocommit.webChat.markRead(reader.user, conversation, Math.min(upTo, newest.message));
    hub.signal('read', reader.user);
    return context.body(null, 204);
  });

  app.get('/files/:message/:file', async (context) => {
    const message = await views.message(await readerOf(context), Number(context.req.param('message')));
    const id = context.req.param('file');
    const file = message.content.files.some((attached) => attached.id === id) ? await store.autocommit.webChat.file(id) : undefined;
    if (!file) throw new WebError(404, phrase('web.error.not-found'));
    // Always saved, never shown: whatever it claims to be, it can't run or draw on our page.
    return context.body(new Uint8Array(file.bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': contentDisposition(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  app.get('/events', async (context) => {
    const reader = await readerOf(context);
    const after = numberOf(context, 'after') ?? Number(context.req.header('last-event-id') ?? 0);
    const mayListen = async (): Promise<boolean> =>
      whoIs(context).then(
        (user) => user === reader.user,
        () => false,
      );
    const once = context.req.query('once') !== undefined;
    const write = openStream({ store, directory, views, hub, timeline }, { user: reader.user, after, once, mayListen });
    if (!write) throw new WebError(429, phrase('web.error.too-many-tabs'));
    // Tells proxies in between not to gather the stream.
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, write, async (error) => logger.error({ error }, 'stream ended'));
  });

  if (timeline) {
    app.get('/agenda', async (context) => context.json(await timeline.agenda((await readerOf(context)).language)));
    app.post('/time', small, async (context) => {
      const reader = await readerOf(context);
      try {
        await timeline.advance(await readJson(context, advanceSchema));
      } finally {
        hub.signal('time');
      }
      return context.json(await timeline.now(reader.language));
    });
  }
  return app;
}

/** The page itself. */
export function pageRoutes(pageFiles: PageFiles): Hono {
  const app = assetRoutes(pageFiles);
  app.get('/', (context) => pageFiles.serve(context, 'index.html') ?? context.text('The page is not built yet: run `npm run build`.', 503));
  return app;
}

/** Styles and pictures of the pages, also of those before the door. */
export function assetRoutes(pageFiles: PageFiles): Hono {
  return new Hono().get('/assets/:name', (context) => pageFiles.serve(context, context.req.param('name')) ?? context.notFound());
}

function numberOf(context: Context, name: string): number | undefined {
  const text = context.req.query(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new WebError(400, phrase('web.error.bad-request'));
  return Number(text);
}
