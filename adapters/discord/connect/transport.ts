import { Readable } from 'node:stream';
import { RESTJSONErrorCodes, type RESTOptions, type ResponseLike } from 'discord.js';
import { Agent, request } from 'undici';
import { SECOND } from '../../../src/core/time.js';
import { StreamedForm } from './upload.js';

type MakeRequest = RESTOptions['makeRequest'];
type Init = Parameters<MakeRequest>[1];

/**
 * Idle connections are closed before the other side may have closed them. The number of connections is limited, because opening
 * one for each of many simultaneous requests costs more than the requests and overruns the other side. When each answer takes
 * 0.1 s, 128 connections carry 1,280 acknowledgements a second.
 */
const CONNECTIONS: Agent.Options = { connections: 128, keepAliveTimeout: 4 * SECOND };

/**
 * Creates the HTTP client of discord.js, with connections of its own because the global ones belong to whichever library replaced
 * them last. Requests with a plain body, such as acknowledgements, don't use `fetch`, which takes several times as long.
 */
export function createTransport(): MakeRequest {
  const dispatcher = new Agent(CONNECTIONS);

  const direct = (url: string, { method, headers, body, signal }: Init): Promise<ResponseLike> =>
    new Promise((resolve, reject) => {
      // A request that still waits for a connection would report its end only when it gets one.
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      const options = { dispatcher, method: method ?? 'GET', headers: headers as Record<string, string>, signal: signal ?? null };
      const content = body instanceof StreamedForm ? Readable.from(body.pieces()) : body;
      request(url, { ...options, body: typeof content === 'string' || content instanceof Readable ? content : null })
        .then(async ({ statusCode, statusText, headers: received, body: content }) =>
          resolve(responseOf(statusCode, statusText, headersOf(received), Buffer.from(await content.arrayBuffer()))),
        )
        .catch(reject);
    });

  return async (url, init): Promise<ResponseLike> => {
    const isPlain = init.body === undefined || init.body === null || typeof init.body === 'string' || init.body instanceof StreamedForm;
    const { dispatcher: _, ...rest } = init;
    const response = isPlain ? await direct(url, init) : await fetch(url, rest);
    if (response.status < 400 || response.status >= 500) return response;
    const text = await response.text();
    // A refusal without Discord's code comes from a proxy or a wrong address, and means nothing but that Discord was not reached.
    if (!FOREIGN_TOO.has(response.status) && !hasCode(text))
      return responseOf(502, response.statusText, response.headers, Buffer.from(text));
    if (response.status !== 429) return responseOf(response.status, response.statusText, response.headers, Buffer.from(text));
    // discord.js repeats a request after a 429 for ever, but this code means to stop, so it gets another status.
    const status = text.includes(`"code":${RESTJSONErrorCodes.OpeningDirectMessagesTooFast}`) ? 403 : 429;
    return responseOf(status, response.statusText, response.headers, Buffer.from(text));
  };
}

/** Statuses that mean the same from Discord and from a proxy: too large, and too many. */
const FOREIGN_TOO: ReadonlySet<number> = new Set([413, 429]);

/** Whether a body is an error of Discord: it has a numeric code (discord.com/developers/docs/reference, "Error messages"). */
function hasCode(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number';
  } catch {
    return false;
  }
}

function headersOf(received: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) if (value !== undefined) headers.set(name, String(value));
  return headers;
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
