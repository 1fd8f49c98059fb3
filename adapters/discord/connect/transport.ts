import { Agent, type AgentOptions, type IncomingMessage, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { RESTJSONErrorCodes, type RESTOptions, type ResponseLike } from 'discord.js';
import { SECOND } from '../../../src/core/time.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Idle connections are closed before the other side may have closed them. The number of connections is limited, because opening
 * one for each of many simultaneous requests costs more than the requests and overruns the other side. When each answer takes
 * 0.1 s, 128 connections carry 1,280 acknowledgements a second.
 */
const CONNECTIONS: AgentOptions = { keepAlive: true, timeout: 4 * SECOND, maxSockets: 128 };

/**
 * Creates the HTTP client of discord.js. Requests with a plain body, such as acknowledgements, use `node:http`, which takes a
 * fraction of the time of `fetch`; files use `fetch`. discord.js's own client is not used, because other libraries replace its
 * dispatcher.
 */
export function createTransport(): MakeRequest {
  const plain = { agent: new Agent(CONNECTIONS), send: request };
  const secure = { agent: new SecureAgent(CONNECTIONS), send: secureRequest };

  const direct = (url: string, { method, headers, body, signal }: Parameters<MakeRequest>[1]): Promise<ResponseLike> =>
    new Promise((resolve, reject) => {
      const { agent, send } = url.startsWith('https:') ? secure : plain;
      const text = typeof body === 'string' ? body : undefined;
      const outgoing = send(url, {
        agent,
        method: method ?? 'GET',
        headers: {
          ...(headers as Record<string, string>),
          ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
        },
      });
      // Node's own `signal` option watches every part of the request, which costs as much as sending it.
      signal?.addEventListener('abort', () => {
        // A request that still waits for a connection would report its end only when it gets one.
        reject(signal.reason as Error);
        outgoing.destroy(signal.reason as Error);
      });
      outgoing.on('error', reject);
      outgoing.once('response', (incoming) => read(incoming, resolve, reject));
      outgoing.end(text);
    });

  return async (url, init): Promise<ResponseLike> => {
    const isPlain = init.body === undefined || init.body === null || typeof init.body === 'string';
    const { dispatcher: _, ...rest } = init;
    const response = isPlain ? await direct(url, init) : await fetch(url, rest);
    if (response.status !== 429) return response;
    const text = await response.text();
    // discord.js repeats a request after a 429 for ever, but this code means to stop, so it gets another status.
    const status = text.includes(`"code":${RESTJSONErrorCodes.OpeningDirectMessagesTooFast}`) ? 403 : 429;
    return responseOf(status, response.statusText, response.headers, Buffer.from(text));
  };
}

const NO_CONTENT = 204;

/** Reads a whole response. */
function read(incoming: IncomingMessage, resolve: (response: ResponseLike) => void, reject: (error: Error) => void): void {
  const end = (body: Buffer): void => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, String(value));
    resolve(responseOf(incoming.statusCode ?? 500, incoming.statusMessage ?? '', headers, body));
  };
  if (incoming.statusCode === NO_CONTENT) {
    incoming.resume();
    return end(Buffer.alloc(0));
  }
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.once('error', reject);
  incoming.once('end', () => end(Buffer.concat(chunks)));
}

/** The parts of a response that discord.js reads; a real `Response` with its stream costs more than the request. */
function responseOf(status: number, statusText: string, headers: Headers, body: Buffer): ResponseLike {
  const text = (): string => body.toString('utf8');
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers,
    body: null,
    bodyUsed: true,
    text: async () => text(),
    json: async () => JSON.parse(text()) as unknown,
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
}
