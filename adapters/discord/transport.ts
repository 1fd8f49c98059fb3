import { Agent, type IncomingMessage, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { RESTJSONErrorCodes, type RESTOptions, type ResponseLike } from 'discord.js';
import { SECOND } from '../../src/core/time.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Idle connections are given up before the other side may have closed them. */
const IDLE = 4 * SECOND;

/**
 * How discord.js's requests go out. What has a plain body (every acknowledgement has) by Node's own client, which costs a
 * fraction of `fetch`; files by `fetch`. Neither relies on discord.js's own client, whose dispatcher other libraries replace.
 */
export function createTransport(): MakeRequest {
  const plain = { agent: new Agent({ keepAlive: true, timeout: IDLE }), send: request };
  const secure = { agent: new SecureAgent({ keepAlive: true, timeout: IDLE }), send: secureRequest };

  const direct = (url: string, { method, headers, body, signal }: Parameters<MakeRequest>[1]): Promise<Response> =>
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
        signal: signal as AbortSignal,
      });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        read(incoming).then(resolve, reject);
      });
      outgoing.end(text);
    });

  return async (url, init): Promise<ResponseLike> => {
    const isPlain = init.body === undefined || init.body === null || typeof init.body === 'string';
    const { dispatcher: _, ...rest } = init;
    const response = isPlain ? await direct(url, init) : await fetch(url, rest);
    if (response.status !== 429) return response;
    const text = await response.text();
    // discord.js tries a 429 again for ever; this one says to stop.
    const status = text.includes(`"code":${RESTJSONErrorCodes.OpeningDirectMessagesTooFast}`) ? 403 : 429;
    return new Response(text, { status, headers: response.headers });
  };
}

const BODILESS = new Set([204, 205, 304]);

async function read(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const status = incoming.statusCode ?? 500;
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers });
}
