import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { streamSSE } from 'hono/streaming';
import type { Language } from '../../../src/core/language.js';
import type { Attachment } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Timer } from '../../../src/kit/timer.js';
import { createTtlCache } from '../../../src/kit/ttl-cache.js';
import { createTurns } from '../../../src/kit/turns.js';
import { phrase } from '../../../src/language/index.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Store } from '../../../src/ports/store.js';
import { limitBody } from '../connect/body-limit.js';
import { guardApi } from '../connect/security.js';
import type { SignalBus } from '../connect/signal-bus.js';
import { openStream } from '../connect/stream.js';
import { badRequest, errorView, notFound, WebError } from '../errors.js';
import { LIMITS, TIMES } from '../limits.js';
import type { Directory, Reader } from '../places/directory.js';
import type { AdvanceView, ChatState, GuideView, SeenView } from '../protocol.js';
import { contentDisposition } from '../render/display.js';
import type { Views } from '../render/views.js';
import type { CurrentUser } from '../sessions/current-user.js';
import { readSessionCookie } from '../sessions/session-cookie.js';
import type { Timeline } from '../timeline.js';
import type { Chat } from './chat.js';
import { createLookout } from './lookout.js';
import type { Register } from './registration.js';
import { actionSchema, advanceSchema, completeSchema, editSchema, formSchema, ofMessageSchema, readSchema, sendSchema } from './schemas.js';
import { fileTooLarge, readJson, readUpload } from './uploads.js';

export interface ApiDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly timer?: Timer;
  readonly chat: Chat;
  readonly views: Views;
  readonly directory: Directory;
  readonly signals: SignalBus;
  readonly currentUser: CurrentUser;
  readonly timeline: Timeline | undefined;
  /** The size of all files of one message together, in bytes. */
  readonly uploadBytes: number;
  readonly state: (reader: Reader) => Promise<ChatState>;
  /** Called before each request. Throws a 503 while the adapter is not running. */
  readonly register: Register;
}

/** The account of the request, which is found before anything else is done. */
type Api = { Variables: { user: string } };
type ApiContext = Context<Api>;

/** Pictures that browsers show and that hold no script. */
const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

/** Headers for files that people sent: nothing in them loads, runs or opens anything. */
const ALONE = "default-src 'none'; sandbox";

/**
 * The page's API, under `/api`.
 *
 * @returns Routes that answer a `WebError` that is thrown within them with its status and sentence.
 */
export function apiRoutes(dependencies: ApiDependencies): Hono<Api> {
  const { store, chat, views, directory, signals, currentUser, register, timeline, logger, uploadBytes } = dependencies;
  const app = new Hono<Api>();

  /** Remembered for errors: a flood of them reads nothing. */
  const languages = createTtlCache<Language>({ clock: dependencies.clock, ttlMs: TIMES.languageKept, maxEntries: 10_000 });

  const readerOf = async (context: ApiContext, newVisit = false): Promise<Reader> => {
    const { user } = context.var;
    await register(user, newVisit);
    const reader = await directory.reader(user);
    languages.set(user, reader.language);
    return reader;
  };

  const languageOf = async (context: ApiContext): Promise<Language> => {
    const { user } = context.var;
    const known = user === undefined ? undefined : languages.get(user);
    if (known !== undefined || user === undefined) return known ?? 'en';
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
  app.notFound((context) => context.json(errorView(notFound(), 'en').body, 404));

  const tooSlow = () => new WebError(408, phrase('web.error.too-slow'));
  const small = limitBody({ maxBytes: LIMITS.requestBytes, timeoutMs: TIMES.request }, (_, why) => {
    throw why === 'too-slow' ? tooSlow() : new WebError(413, phrase('web.error.bad-request'));
  });
  const large = limitBody({ maxBytes: uploadBytes + LIMITS.requestBytes, timeoutMs: TIMES.upload }, (_, why) => {
    throw why === 'too-slow' ? tooSlow() : fileTooLarge(uploadBytes);
  });

  app.use(guardApi());
  // Before any body is read: nobody unknown fills the memory.
  app.use(async (context, next) => {
    context.set('user', await currentUser(context));
    await next();
  });
  const turns = createTurns(LIMITS.requestsAtOnce);
  app.use(async (context, next) => {
    const { user } = context.var;
    // A stream is open for hours; how many there may be is limited where they are opened.
    if (context.req.path.endsWith('/events')) return next();
    if (turns.waiting(user) >= LIMITS.requestsWaiting) throw new WebError(429, phrase('web.error.too-many-requests'));
    return turns.run(user, next);
  });
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
    const { input, files } = await readUpload(context, sendSchema, uploadBytes);
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

  app.post('/menus', small, async (context) =>
    context.json(await chat.openMenu(await readerOf(context), await readJson(context, ofMessageSchema))),
  );

  app.post('/edits', small, async (context) => context.json(await chat.edit(await readerOf(context), await readJson(context, editSchema))));

  app.post('/removals', small, async (context) =>
    context.json(await chat.remove(await readerOf(context), await readJson(context, ofMessageSchema))),
  );

  app.post('/forms', large, async (context) => {
    const reader = await readerOf(context);
    const { input, files } = await readUpload(context, formSchema, uploadBytes);
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
    signals.publish('read', reader.user);
    return context.body(null, 204);
  });

  /** A file of a message that the reader may see; `shown`: a picture of the bot. */
  const fileOf = async (reader: Reader, messageId: string, id: string, { shown }: { readonly shown: boolean }) => {
    const message = await views.message(reader, Number(messageId));
    const attached = message.content.files.find((file) => file.id === id && (!shown || file.picture !== undefined));
    if (!attached) throw notFound();
    return attached;
  };

  app.get('/files/:message/:file', async (context) => {
    const file = await fileOf(await readerOf(context), context.req.param('message'), context.req.param('file'), { shown: false });
    const pieces = ReadableStream.from(store.autocommit.webChat.filePieces(file.id));
    // The browser saves the file and never shows it, so that it can't run scripts on our origin.
    return context.body(pieces, 200, {
      'content-length': String(file.size),
      'content-type': 'application/octet-stream',
      'content-disposition': contentDisposition(file.name),
      'content-security-policy': ALONE,
    });
  });

  app.get('/pictures/:message/:file', async (context) => {
    const { id, mediaType } = await fileOf(await readerOf(context), context.req.param('message'), context.req.param('file'), {
      shown: true,
    });
    const file = await store.autocommit.webChat.file(id);
    if (!file) throw notFound();
    // Always as a picture that holds no script, whatever its bytes are.
    const type = PICTURE_TYPES.includes(mediaType) ? mediaType : 'image/png';
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': type, 'content-security-policy': ALONE });
  });

  app.get('/events', async (context) => {
    const reader = await readerOf(context);
    const after = numberOf(context, 'after') ?? wholeNumber(context.req.header('last-event-id')) ?? 0;
    const mayListen = async (): Promise<boolean> =>
      currentUser(context).then(
        (user) => user === reader.user,
        () => false,
      );
    const once = context.req.query('once') !== undefined;
    const write = openStream(
      { store, directory, views, signals, timeline, ...(dependencies.timer && { timer: dependencies.timer }) },
      {
        user: reader.user,
        session: readSessionCookie(context),
        after,
        outline: context.req.query('outline') || undefined,
        once,
        mayListen,
      },
    );
    if (!write) throw new WebError(429, phrase('web.error.too-many-tabs'));
    // Tells proxies not to buffer the stream.
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, write, async (error) => logger.error({ error }, 'web chat stream failed'));
  });

  if (timeline) {
    app.get('/agenda', async (context) => context.json(await timeline.agenda((await readerOf(context)).language)));
    app.get('/guide/:step', async (context) => {
      await readerOf(context);
      const step = context.req.param('step');
      if (step !== 'match' && step !== 'answer') throw notFound();
      return context.json({ persona: timeline.guide.member, found: (await timeline.guide.find(step)) ?? null } satisfies GuideView);
    });
    app.post('/time', small, async (context) => {
      const reader = await readerOf(context);
      const lookout = await createLookout(store.autocommit, directory, reader);
      let found: SeenView | undefined;
      try {
        await timeline.advance(await readJson(context, advanceSchema), async () => {
          found ??= await lookout.look();
          return found !== undefined;
        });
      } finally {
        signals.publish('time');
      }
      return context.json({ ...(await timeline.now(reader.language)), found: found ?? null } satisfies AdvanceView);
    });
  }
  return app;
}

/** A query parameter that is a whole number; `undefined` if it is absent. Throws a 400 for anything else. */
function numberOf(context: Context, name: string): number | undefined {
  return wholeNumber(context.req.query(name));
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) throw badRequest();
  return Number(text);
}
