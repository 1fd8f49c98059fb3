import { type App, isValidSlackRequest, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { between, type Clock, toInstant } from '../../../src/core/time.js';
import { readBody } from '../../../src/kit/read-body.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import { NotPersistedError } from './not-persisted.js';

export interface HttpOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Answers a web request; mount it for POST at `HTTP_PATH`, the address that the manifest names. */
export type HttpHandler = (request: Request) => Promise<Response>;

/** The largest accepted body, in bytes, and how long it may take, in milliseconds: Slack gives up after three seconds. */
const BODY = { maxBytes: 2 * 1024 * 1024, timeoutMs: 10_000 };

/**
 * HTTP mode. Each request's signature is checked before its body is parsed (docs.slack.dev, "Verifying requests from
 * Slack").
 */
export function createHttpReceiver({ signingSecret, clock, logger }: HttpOptions): Receiver & { readonly handler: HttpHandler } {
  let app: App | undefined;
  let running = false;

  const dispatch = (body: Record<string, unknown>, request: Request): Promise<Response> =>
    new Promise((resolve) => {
      const retry = Number(request.headers.get('x-slack-retry-num') ?? 0);
      const reason = request.headers.get('x-slack-retry-reason');
      const event: ReceiverEvent = {
        body,
        ack: async (answer?: unknown) => resolve(acknowledgement(answer)),
        ...(retry > 0 ? { retryNum: retry } : {}),
        ...(reason === null ? {} : { retryReason: reason }),
      };
      app?.processEvent(event).then(
        // No listener acknowledged it, and sending it again would not help.
        () => resolve(acknowledgement(undefined)),
        (error: unknown) => {
          logger.error({ error }, 'could not handle a Slack event');
          resolve(error instanceof NotPersistedError ? new Response('', { status: 503 }) : acknowledgement(undefined));
        },
      );
    });

  return {
    init(made) {
      app = made;
    },
    async start() {
      running = true;
    },
    async stop() {
      running = false;
    },
    async handler(request) {
      if (request.method !== 'POST') return new Response('', { status: 405 });
      // Checked first, so that nobody else's body is read.
      const claim = claimOf(request, clock);
      if (!claim) return refusal(401);
      const bytes = await readBody(request, BODY);
      if (typeof bytes === 'string') return refusal(bytes === 'too-large' ? 413 : 408);
      const text = new TextDecoder().decode(bytes);
      if (!isGenuine(claim, text, signingSecret, clock)) return refusal(401);
      const body = parse(text, request.headers.get('content-type') ?? '');
      if (!body) return new Response('', { status: 400 });
      if (body['type'] === 'url_verification') return Response.json({ challenge: body['challenge'] });
      if (body['ssl_check'] !== undefined) return new Response('');
      // Slack sends events again that arrive while the adapter starts or stops.
      if (!running || !app) return new Response('', { status: 503 });
      return dispatch(body, request);
    },
  };
}

/** What a request says of who signed it, and when. */
interface Claim {
  readonly 'x-slack-signature': string;
  readonly 'x-slack-request-timestamp': number;
}

/** The claim of a request; `undefined` if it has none, or one of another time. */
function claimOf({ headers }: Request, clock: Clock): Claim | undefined {
  const signature = headers.get('x-slack-signature');
  const timestamp = Number(headers.get('x-slack-request-timestamp') ?? Number.NaN);
  if (signature === null || !/^v0=[0-9a-f]{64}$/.test(signature) || !Number.isSafeInteger(timestamp * 1000)) return undefined;
  if (Math.abs(between(toInstant(timestamp * 1000), clock.now())) > TIMES.signature) return undefined;
  return { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
}

function isGenuine(headers: Claim, body: string, signingSecret: string, clock: Clock): boolean {
  return isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: clock.now() });
}

/** The rest of the body is not read, so the connection can't be used again. */
function refusal(status: 401 | 408 | 413): Response {
  return new Response('', { status, headers: { connection: 'close' } });
}

const bodySchema = z.record(z.string(), z.unknown());

/** What a request holds; undefined for a body that is no JSON object and no form. */
function parse(text: string, type: string): Record<string, unknown> | undefined {
  try {
    if (type.startsWith('application/json')) return bodySchema.safeParse(JSON.parse(text)).data;
    const fields = Object.fromEntries(new URLSearchParams(text));
    return typeof fields['payload'] === 'string' ? bodySchema.safeParse(JSON.parse(fields['payload'])).data : fields;
  } catch {
    return undefined;
  }
}

function acknowledgement(answer: unknown): Response {
  if (answer === undefined || answer === null || answer === '') return new Response('');
  return typeof answer === 'string' ? new Response(answer) : Response.json(answer);
}
