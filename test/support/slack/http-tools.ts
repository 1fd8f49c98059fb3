import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asObject, str } from './blocks.js';
import type { Arguments } from './method-tools.js';

/** A request as Slack signs it. */
export function signedRequest(body: string, secret: string, now: number, isJson: boolean, retry = 0): Request {
  const timestamp = str(Math.floor(now / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return new Request('http://bot.test/slack/events', {
    method: 'POST',
    body,
    headers: {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...(retry > 0 ? { 'x-slack-retry-num': str(retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
    },
  });
}

const STRUCTURED = new Set(['blocks', 'metadata', 'view', 'files', 'attachments']);

export function readArguments(request: IncomingMessage, body: Buffer): Arguments {
  if (request.headers['content-type']?.startsWith('application/json')) return asObject(JSON.parse(body.toString()));
  const args: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body.toString())) args[name] = STRUCTURED.has(name) ? JSON.parse(value) : value;
  return args;
}

export function respond(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, { 'content-type': raw ? 'text/plain' : 'application/json', ...headers });
  response.end(raw ? body : JSON.stringify(body));
}
