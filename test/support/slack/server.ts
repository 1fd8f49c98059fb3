import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { BOT_EVENTS, BOT_SCOPES } from '../../../adapters/slack/index.js';
import { between, type Clock } from '../../../src/core/time.js';
import { asObject, checkMessage, type Json, str } from './blocks.js';
import { createEchoes, isTold, subscriptionOf } from './echoes.js';
import { readArguments, respond, signedRequest } from './http-tools.js';
import { type Arguments, Refusal } from './method-tools.js';
import { createMethods } from './methods.js';
import { createOpenApiCheck } from './openapi.js';
import { createRateLimits } from './rate-limits.js';
import { createWorkspace, type Workspace } from './workspace.js';

/** What goes wrong on the way, once or several times. `commit-…`: after Slack has done it. */
export type Fault =
  | { readonly type: 'rate-limit'; readonly seconds: number }
  | { readonly type: 'status'; readonly status: number }
  | { readonly type: 'error'; readonly error: string }
  | { readonly type: 'drop' }
  | { readonly type: 'hang' }
  | { readonly type: 'commit-then-drop' }
  | { readonly type: 'commit-then-status'; readonly status: number };

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

export interface Acknowledgement {
  readonly type: EnvelopeType;
  readonly payload: unknown;
  /** How long it took, on the true clock and on the test's. */
  readonly ms: number;
  readonly clockMs: number;
}

export interface SlackOptions {
  readonly clock: Clock;
  readonly scopes?: readonly string[];
  readonly events?: readonly string[];
  /** One message a second in each channel. */
  readonly pace?: boolean;
  /** Messages in all of the workspace, with `pace`. */
  readonly postsPerMinute?: number;
  /** Methods' tiers. */
  readonly tiers?: boolean;
  /** The app hears of what it posts, changes and deletes itself, as Slack has it. */
  readonly echoes?: boolean;
  readonly signingSecret?: string;
  /** In HTTP mode: where Slack sends to. */
  readonly target?: () => (request: Request) => Promise<Response>;
  /** For requests that are wrong on purpose, and for a bench: they are not compared with Slack's description. */
  readonly unchecked?: boolean;
}

/** Milliseconds; later, people read that the app did not answer. */
const ACKNOWLEDGED_WITHIN = 3_000;

export const BOT_TOKEN = 'xoxb-test-token';
export const APP_TOKEN = 'xapp-test-token';

export interface FakeSlack extends Workspace {
  readonly apiUrl: string;
  /** Every call, in order, also those that failed. */
  readonly calls: readonly { readonly method: string; readonly args: Arguments; readonly error: string | undefined }[];
  readonly acks: readonly Acknowledgement[];
  /** Acknowledgements later than Slack's three seconds. */
  lateAcks(): readonly Acknowledgement[];
  /** After `after` calls, the next `times` of the method go wrong; `response_url`, `upload` and `download` are methods too. */
  fail(method: string, fault: Fault, times?: number, after?: number): void;
  /** Nothing goes wrong any more. */
  heal(): void;
  setToken(state: 'valid' | 'invalid_auth' | 'token_revoked' | 'account_inactive'): void;
  setAppToken(state: 'valid' | 'invalid_auth'): void;
  setScopes(scopes: readonly string[]): void;
  connections(): number;
  /** Cuts open sockets without a word; all, or the one at `index`. */
  cut(index?: number): void;
  /** Asks open sockets to renew themselves, as Slack does every few hours. */
  refresh(index?: number): void;
  /** Each envelope goes down every open connection, as when several processes are taken for the right one. */
  tellAll(all: boolean): void;
  /** Refuses new connections until told otherwise. */
  refuseConnections(refuse: boolean): void;
  /**
   * Sends an envelope and waits for its acknowledgement. Throws `dispatch_failed` without a connection, and
   * `operation_timeout` where a person waits and it comes after more than three seconds of the clock.
   */
  send(type: EnvelopeType, payload: Json, retry?: number): Promise<unknown>;
  /** An event that the app subscribed to; throws for others. The same `event_id` is the same event. */
  event(event: Json, options?: { readonly eventId?: string; readonly retry?: number }): Promise<string>;
  /** Something that happened: the app is told only if it subscribed to it, may hear it and is there. */
  happened(event: Json): Promise<void>;
  /** Sends the first open connection something as it is. */
  frame(frame: unknown): void;
  issueTrigger(user: string): string;
  issueResponseUrl(user: string, channel: string, source?: string): string;
  /** Ends everything. Throws if a request did not fit Slack's own description of its API. */
  close(): Promise<void>;
}

/** A Slack on loopback. */
export async function startSlack(options: SlackOptions): Promise<FakeSlack> {
  const { clock } = options;
  const workspace = createWorkspace(clock);
  const openApi = options.unchecked ? undefined : createOpenApiCheck();
  const calls: { method: string; args: Arguments; error: string | undefined }[] = [];
  const acks: Acknowledgement[] = [];
  const faults: { method: string; fault: Fault; times: number; after: number }[] = [];
  const pending = new Map<string, { resolve: (payload: unknown) => void; reject: (error: Error) => void }>();
  const sockets = new Set<Socket>();
  const connected: WebSocket[] = [];
  /** Told to renew themselves: nothing more is sent there. */
  const draining = new WeakSet<WebSocket>();
  let scopes: readonly string[] = options.scopes ?? Object.keys(BOT_SCOPES);
  const subscribed = new Set(options.events ?? Object.keys(BOT_EVENTS));
  let token: string = 'valid';
  let appToken: string = 'valid';
  let refusing = false;
  let turn = 0;
  let toAll = false;
  const limited = createRateLimits(options);

  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const methods = createMethods({
    workspace,
    clock,
    hasScope: (scope) => scopes.includes(scope),
    scopes: () => scopes,
    origin: () => origin,
  });

  const web = new WebSocketServer({ server, path: '/link' });
  web.on('connection', (socket) => {
    connected.push(socket);
    socket.setMaxListeners(0);
    socket.on('close', () => {
      connected.splice(connected.indexOf(socket), 1);
      workspace.changed();
    });
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{}') as {
        envelope_id: string;
        payload?: unknown;
      };
      pending.get(id)?.resolve(payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: connected.length, connection_info: { app_id: 'A0' } }), () =>
      workspace.changed(),
    );
    workspace.changed();
  });

  const takeFault = (method: string): Fault | undefined => {
    const found = faults.find((each) => each.method === method && each.times > 0);
    if (!found) return undefined;
    if (found.after > 0) {
      found.after--;
      return undefined;
    }
    found.times--;
    return found.fault;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Whoever sent it broke off: there is nobody to answer.
      return;
    }
    const body = Buffer.concat(chunks);
    const path = new URL(request.url ?? '/', origin).pathname;
    const [, root = '', name = ''] = path.split('/');
    const method = root === 'api' ? name : root === 'response' ? 'response_url' : root === 'upload' ? 'upload' : 'download';
    const fault = takeFault(method);
    const cut = (): void => void request.socket.destroy();
    if (fault?.type === 'drop') return cut();
    if (fault?.type === 'hang') return;
    if (fault?.type === 'status') return respond(response, fault.status, 'upstream error');
    if (fault?.type === 'rate-limit')
      return respond(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': str(fault.seconds) });
    const answer = fault?.type === 'error' ? { status: 200, body: { ok: false, error: fault.error } } : answerTo(root, name, request, body);
    if (fault?.type === 'commit-then-drop') return cut();
    if (fault?.type === 'commit-then-status') return respond(response, fault.status, 'upstream error');
    const granted = root === 'api' ? { 'x-oauth-scopes': scopes.join(',') } : {};
    respond(response, answer.status, answer.body, { ...granted, ...answer.headers });
    workspace.changed();
  };

  interface Answer {
    readonly status: number;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  }

  const answerTo = (root: string, name: string, request: IncomingMessage, body: Buffer): Answer => {
    switch (root) {
      case 'api':
        return api(name, request, body);
      case 'response':
        return respondTo(name, body);
      case 'upload': {
        const file = workspace.files.get(name);
        if (!file || body.length !== file.length) return { status: 400, body: 'size mismatch' };
        workspace.files.set(name, { ...file, bytes: new Uint8Array(body) });
        return { status: 200, body: `OK - ${body.length}` };
      }
      case 'files': {
        const file = workspace.files.get(name);
        // Without the right token, Slack answers with its sign-in page.
        if (request.headers.authorization !== `Bearer ${BOT_TOKEN}` || !scopes.includes('files:read')) {
          return { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html; charset=utf-8' } };
        }
        return file?.bytes
          ? { status: 200, body: Buffer.from(file.bytes), headers: { 'content-type': file.mimetype } }
          : { status: 404, body: '' };
      }
      default:
        return { status: 404, body: '' };
    }
  };

  const api = (method: string, request: IncomingMessage, body: Buffer): Answer => {
    const args = readArguments(request, body);
    openApi?.check(method, request.method ?? '', new Set(Object.keys(args)));
    const refuse = (error: string, extra: Json = {}, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => {
      calls.push({ method, args, error });
      return { status, body: { ok: false, error, ...extra }, headers };
    };
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined) return refuse('not_authed');
    if (method === 'apps.connections.open') {
      if (bearer !== APP_TOKEN) return refuse(bearer.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
      if (appToken !== 'valid') return refuse(appToken);
      if (refusing) return refuse('internal_error', {}, 200);
      calls.push({ method, args, error: undefined });
      return { status: 200, body: { ok: true, url: `${origin.replace('http', 'ws')}/link?ticket=${workspace.newId('K')}` } };
    }
    if (bearer !== BOT_TOKEN) return refuse('invalid_auth');
    if (token !== 'valid') return refuse(token);
    const known = methods[method];
    if (!known) return refuse('unknown_method');
    // Somebody's id stands for their direct conversation.
    const direct = workspace.users.has(str(args['channel'])) ? workspace.directOf(str(args['channel'])) : undefined;
    const wait = limited(method, known.tier, direct ? { ...args, channel: direct.id } : args);
    if (wait > 0) return refuse('ratelimited', {}, 429, { 'retry-after': str(wait) });
    try {
      const echo = options.echoes ? echoes(method, args) : undefined;
      const result = known.run(args);
      echo?.();
      calls.push({ method, args, error: undefined });
      return { status: 200, body: { ok: true, ...result } };
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.message, error.extra);
      throw error;
    }
  };

  const respondTo = (id: string, body: Buffer): Answer => {
    const known = workspace.responseUrls.get(id);
    if (!known) return { status: 404, body: { ok: false, error: 'no_such_url' } };
    if (between(known.at, clock.now()) >= 30 * 60_000) return { status: 404, body: { ok: false, error: 'expired_url' } };
    if (known.uses >= 5) return { status: 404, body: { ok: false, error: 'used_url' } };
    known.uses++;
    const { text, blocks, response_type: type, replace_original: replace } = asObject(JSON.parse(body.toString()));
    const { error, details } = blocks === undefined ? { details: [] } : checkMessage(blocks, (user) => workspace.users.has(user));
    if (error) return { status: 400, body: { ok: false, error, details } };
    const content = { text: str(text ?? ''), blocks: (blocks ?? []) as readonly Json[] };
    if (replace === true) {
      const source = workspace.messages.find((message) => message.ts === known.source);
      if (!source) return { status: 404, body: { ok: false, error: 'message_not_found' } };
      // Slack keeps no metadata on messages that are replaced this way.
      Object.assign(source, content, { edited: true, metadata: undefined });
      return { status: 200, body: 'ok' };
    }
    workspace.messages.push({
      channel: known.channel,
      ts: workspace.newTs(),
      user: workspace.bot.user,
      byBot: true,
      ...content,
      metadata: undefined,
      onlyFor: type === 'in_channel' ? undefined : known.user,
      thread: undefined,
      files: [],
      edited: false,
    });
    return { status: 200, body: 'ok' };
  };

  const deliver = async (type: EnvelopeType, payload: Json, retry: number): Promise<unknown> => {
    if (options.target) return deliverHttp(options.target(), type, payload, retry);
    const open = connected.filter((socket) => socket.readyState === 1 && !draining.has(socket));
    const chosen = toAll ? open : open.slice(turn++ % Math.max(1, open.length)).slice(0, 1);
    if (chosen.length === 0) throw new Error('dispatch_failed');
    return Promise.any(chosen.map((socket) => tell(socket, type, payload, retry)));
  };

  const tell = (socket: WebSocket, type: EnvelopeType, payload: Json, retry: number): Promise<unknown> => {
    const id = workspace.newId('E');
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error('connection lost'));
      pending.set(id, { resolve, reject });
      socket.once('close', lost);
      const done = (): void => {
        pending.delete(id);
        socket.off('close', lost);
      };
      pending.set(id, {
        resolve(value) {
          done();
          resolve(value);
        },
        reject,
      });
      const retried = type === 'events_api' ? { retry_attempt: retry, retry_reason: retry > 0 ? 'timeout' : '' } : {};
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...retried }));
    });
  };

  const deliverHttp = async (
    target: (request: Request) => Promise<Response>,
    type: EnvelopeType,
    payload: Json,
    retry: number,
  ): Promise<unknown> => {
    const isJson = type === 'events_api';
    const fields: Record<string, string> =
      type === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    const body = isJson ? JSON.stringify(payload) : new URLSearchParams(fields).toString();
    const response = await target(signedRequest(body, options.signingSecret ?? '', clock.now(), isJson, retry));
    if (!response.ok) throw new Error(`http ${response.status}`);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  };

  const slack: FakeSlack = {
    ...workspace,
    apiUrl: `${origin}/api/`,
    calls,
    acks,
    lateAcks: () => acks.filter(({ ms, clockMs }) => ms > ACKNOWLEDGED_WITHIN || clockMs > ACKNOWLEDGED_WITHIN),
    fail(method, fault, times = 1, after = 0) {
      faults.push({ method, fault, times, after });
    },
    heal: () => void faults.splice(0),
    setToken(state) {
      token = state;
    },
    setAppToken(state) {
      appToken = state;
    },
    setScopes(next) {
      scopes = next;
    },
    connections: () => connected.filter((socket) => socket.readyState === 1).length,
    cut(index) {
      for (const socket of index === undefined ? [...connected] : connected.slice(index, index + 1)) socket.terminate();
    },
    refresh(index) {
      for (const socket of index === undefined ? [...connected] : connected.slice(index, index + 1)) {
        draining.add(socket);
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
      }
    },
    tellAll(all) {
      toAll = all;
    },
    refuseConnections(refuse) {
      refusing = refuse;
    },
    async send(type, payload, retry = 0) {
      const [started, at] = [performance.now(), clock.now()];
      const answer = await deliver(type, payload, retry);
      const clockMs = between(at, clock.now());
      acks.push({ type, payload: answer, ms: performance.now() - started, clockMs });
      workspace.changed();
      if (type !== 'events_api' && clockMs > ACKNOWLEDGED_WITHIN) throw new Error('operation_timeout');
      return answer;
    },
    async event(event, { eventId = workspace.newId('Ev'), retry = 0 } = {}) {
      const name = subscriptionOf(event);
      if (!subscribed.has(name)) throw new Error(`the app is not subscribed to ${name}`);
      await slack.send(
        'events_api',
        {
          type: 'event_callback',
          team_id: workspace.team,
          api_app_id: 'A0',
          event_id: eventId,
          event_time: Math.floor(clock.now() / 1000),
          authorizations: [
            { team_id: workspace.team, user_id: workspace.bot.user, is_bot: true, enterprise_id: null, is_enterprise_install: false },
          ],
          event,
        },
        retry,
      );
      return eventId;
    },
    async happened(event) {
      if (isTold(event, { workspace, subscribed, scopes })) await slack.event(event);
    },
    frame: (frame) => connected.find((socket) => socket.readyState === 1)?.send(JSON.stringify(frame)),
    issueTrigger(user) {
      const id = `${workspace.newId('1')}.trigger`;
      workspace.triggers.set(id, { user, at: clock.now(), used: false });
      return id;
    },
    issueResponseUrl(user, channel, source) {
      const id = workspace.newId('R');
      workspace.responseUrls.set(id, { user, channel, at: clock.now(), uses: 0, source });
      return `${origin}/response/${id}`;
    },
    async close() {
      for (const socket of connected) socket.terminate();
      web.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const faults = new Set(openApi?.faults);
      if (faults.size > 0) throw new Error(`requests that do not fit Slack's description:\n${[...faults].join('\n')}`);
    },
  };
  const echoes = createEchoes({ workspace, origin, happened: slack.happened });
  return slack;
}
