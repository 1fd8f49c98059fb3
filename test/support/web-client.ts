import { randomUUID } from 'node:crypto';
import { type ChatState, type Outcome, PAGE_HEADER, PERSONA_HEADER } from '../../adapters/web/protocol.js';
import type { WebServer } from './web-server.js';

/** A response with an error status. */
export class Refused extends Error {
  readonly status: number;
  readonly body: string;
  constructor(status: number, body: string) {
    super(`${status} ${body}`);
    this.status = status;
    this.body = body;
  }
}

export interface WebClient {
  get<T>(path: string): Promise<T>;
  /** What a link of the page gives. */
  bytes(path: string): Promise<Uint8Array>;
  post<T = unknown>(path: string, body: unknown): Promise<T>;
  upload<T = unknown>(path: string, json: unknown, files: Readonly<Record<string, File>>): Promise<T>;
  send(conversation: string, text: string, options?: { readonly id?: string; readonly thread?: number }): Promise<Outcome>;
  state(): Promise<ChatState>;
  direct(): Promise<string>;
  channel(purpose: string): Promise<string>;
}

/** Where the chat is, and the session of whoever has signed in there. */
export type WebPlace = Pick<WebServer, 'url'> & { readonly cookie?: string | undefined };

/** Makes the same requests as the page, of a persona unless there is a session. */
export function webClient(server: WebPlace, user: string): WebClient {
  const headers = { [PAGE_HEADER]: '1', ...(server.cookie === undefined ? { [PERSONA_HEADER]: user } : { cookie: server.cookie }) };
  const call = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const again = () => fetch(server.url + path, { ...init, headers: { ...headers, ...init.headers } });
    // A restart closes kept connections, so the request is repeated on a new one, as a browser does.
    const response = await again().catch(again);
    const text = await response.text();
    if (!response.ok) throw new Refused(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const client: WebClient = {
    get: (path) => call(path),
    bytes: async (path) => new Uint8Array(await (await fetch(server.url + path, { headers })).arrayBuffer()),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    upload(path, json, files) {
      const body = new FormData();
      body.set('json', JSON.stringify(json));
      for (const [part, file] of Object.entries(files)) body.append(`file:${part}`, file, file.name);
      return call(path, { method: 'POST', body });
    },
    send: (conversation, text, { id = randomUUID(), thread } = {}) =>
      client.post('/api/messages', { id, conversation, thread: thread ?? null, text }),
    state: () => client.get('/api/state'),
    async direct() {
      return found((await client.state()).conversations.find(({ kind }) => kind === 'direct')?.id);
    },
    async channel(purpose) {
      return found((await client.state()).conversations.find((conversation) => conversation.purpose === purpose)?.id);
    },
  };
  return client;
}

function found(id: string | undefined): string {
  if (id === undefined) throw new Error('no such conversation');
  return id;
}
