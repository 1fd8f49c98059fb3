import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createBuckets, type RateLimits } from './buckets.js';
import type { UploadedFile } from './check-message.js';
import { ApiError, invalid } from './errors.js';
import type { Faults, SeenRequest, Trouble } from './faults.js';
import type { FakeGateway } from './gateway.js';
import type { Interactions } from './interactions.js';
import { channelRoutes } from './routes/channels.js';
import { applicationRoutes, guildRoutes } from './routes/guilds.js';
import { interactionRoutes } from './routes/interactions.js';
import type { Json, Route } from './routes/route.js';
import { scheduledEventRoutes } from './routes/scheduled-events.js';
import { threadRoutes } from './routes/threads.js';
import type { World } from './world.js';

export interface RestOptions {
  readonly world: World;
  readonly gateway: FakeGateway;
  readonly interactions: Interactions;
  readonly faults: Faults;
  readonly limits: () => RateLimits;
  /** By which they are counted; the machine's unless given. */
  readonly limitsClock?: (() => number) | undefined;
  readonly seen: (request: SeenRequest) => void;
  /** What Discord itself said no to; troubles that a test ordered are none. */
  readonly refused: (request: SeenRequest, status: number, body: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const PREFIX = '/api/v10';
const ROUTES = [...channelRoutes, ...threadRoutes, ...scheduledEventRoutes, ...guildRoutes, ...applicationRoutes, ...interactionRoutes].map(
  (route) => ({
    route,
    // Literal parts first: `/users/@me` before `/users/:user`.
    pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
  }),
);

/** Discord's REST API, as far as Mudhif uses it. */
export function createRest({ world, gateway, interactions, faults, limits, limitsClock, seen, refused }: RestOptions): RequestListener {
  const buckets = createBuckets(limits, limitsClock);

  const run = (found: Found | undefined, request: SeenRequest, body: Json | readonly Json[], files: readonly UploadedFile[]): Answer => {
    if (!found) return { status: 404, body: { code: 0, message: '404: Not Found' } };
    if (!found.route.anonymous && !request.authorized) return { status: 401, body: { code: 0, message: '401: Unauthorized' } };
    try {
      const answer = found.route.run({ world, gateway, interactions, params: found.params, query: request.query, body, files });
      return { status: answer.status ?? 200, ...(answer.body === undefined ? {} : { body: answer.body }) };
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: { code: error.code, message: error.message } };
      return { status: 500, body: { code: 0, message: `the fake is broken: ${String(error)}` } };
    }
  };

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', world.address.http);
    if (url.pathname.startsWith('/attachments/')) return download(world, url, outgoing);
    const { body, files } = await readBody(incoming);
    const request: SeenRequest = {
      method: incoming.method ?? 'GET',
      path: decodeURIComponent(url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : url.pathname),
      query: url.searchParams,
      body,
      files: files.map(({ name, bytes }) => ({ name, size: bytes.byteLength })),
      authorized: incoming.headers.authorization === `Bot ${world.token.value}`,
    };
    seen(request);
    const found = findRoute(request.method, request.path);
    const trouble = faults.take(request);
    if (trouble?.type === 'rate-limit') return respond(outgoing, tooMany(trouble.retryAfterSeconds, trouble.global ?? false, {}));
    if (commits(trouble)) {
      const bucket = found?.route.bucket === undefined ? undefined : `${found.route.bucket}:${found.params.channel}`;
      const verdict = buckets(bucket, found?.route.anonymous === true || url.pathname.startsWith(`${PREFIX}/gateway`));
      if (verdict.retryAfter !== undefined && limitsClock) refused(request, 429, { message: 'You are being rate limited.' });
      if (verdict.retryAfter !== undefined) return respond(outgoing, tooMany(verdict.retryAfter, verdict.global ?? false, verdict.headers));
      const answer = run(found, request, body, files);
      if (answer.status >= 400) refused(request, answer.status, answer.body);
      if (trouble === undefined) return respond(outgoing, { ...answer, headers: verdict.headers });
    }
    if (trouble?.type === 'drop') incoming.socket.destroy();
    if (trouble?.type === 'status') respond(outgoing, { status: trouble.status, body: trouble.body ?? { code: 0, message: 'trouble' } });
  };

  return (incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => respond(outgoing, { status: 500, body: { code: 0, message: String(error) } }));
  };
}

function commits(trouble: Trouble | undefined): boolean {
  return trouble === undefined || ('commit' in trouble && (trouble.commit ?? false));
}

interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function findRoute(method: string, path: string): Found | undefined {
  for (const { route, pattern } of ROUTES) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match) return { route, params: { ...match.groups } };
  }
  return undefined;
}

function tooMany(seconds: number, global: boolean, headers: Readonly<Record<string, string>>): Answer {
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global, code: 0 },
    headers: {
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...headers,
      'retry-after': String(seconds),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

function respond(outgoing: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (outgoing.writableEnded || outgoing.destroyed) return;
  const empty = status === 204 || body === undefined;
  outgoing.writeHead(status, { ...(empty ? {} : { 'content-type': 'application/json' }), ...headers });
  outgoing.end(empty ? undefined : JSON.stringify(body));
}

function download(world: World, url: URL, outgoing: ServerResponse): void {
  const file = world.files.get(url.pathname.split('/')[2] ?? '');
  if (!file || world.clock.now() > file.expiresAt) {
    outgoing.writeHead(404).end('This content is no longer available.');
    return;
  }
  outgoing.writeHead(200, { 'content-type': file.attachment.content_type ?? 'application/octet-stream' }).end(file.bytes);
}

async function readBody(incoming: IncomingMessage): Promise<{ body: Json | readonly Json[]; files: readonly UploadedFile[] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.byteLength === 0) return { body: {}, files: [] };
  const type = incoming.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: parse(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  let body: Json | readonly Json[] = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') body = name === 'payload_json' ? parse(value) : body;
    else files.push({ name: value.name, mediaType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { body, files };
}

function parse(json: string): Json | readonly Json[] {
  try {
    return JSON.parse(json) as Json;
  } catch {
    throw invalid('not JSON');
  }
}
