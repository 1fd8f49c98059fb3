import {
  DiscordAPIError,
  HTTPError,
  type RateLimitData,
  RateLimitError,
  REST,
  RESTEvents,
  type RESTOptions,
  RequestMethod,
  type RouteLike,
} from 'discord.js';
import { after, type Clock, type Instant, leftOf } from '../../../src/core/time.js';
import { createReach } from '../../../src/kit/outage.js';
import type { Timer } from '../../../src/kit/timer.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import { noopMetrics } from '../../../src/ports/metrics.js';
import type { Traffic } from '../../../src/ports/pace.js';
import { isAmbiguous, isConnection, waitOf } from '../errors.js';
import { TIMES } from '../limits.js';
import type { DiscordAdapterOptions } from '../options.js';
import type { Problems } from '../problems.js';
import type { SentFile } from '../render/attachments.js';
import type { DiscordPace } from './pace.js';
import { createTransport } from './transport.js';
import { uploadOf } from './upload.js';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly files?: readonly SentFile[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Whether sending it twice has the same effect as once, so that it is sent again after an unknown outcome. By default all but POST. */
  readonly repeatable?: boolean;
  /** How long to wait, in milliseconds, until it may be sent; what would take longer fails with `wait`. */
  readonly patienceMs?: number;
  /** Awaited when the request may be sent, before it is sent. */
  readonly onSending?: () => Promise<void>;
}

/** Requests with the priority of one kind of traffic. */
export interface Calls {
  /** Sends a request with the bot's token. Throws a `DeliveryError` (`wait`) while the pace or a refused token forbids it. */
  call<T>(request: ApiRequest): Promise<T>;
}

/** Discord's REST API. All methods throw what discord.js throws; see `deliveryError`. */
export interface Api extends Calls {
  /** Whether Discord accepts the token; true until it has refused it. */
  accepted(): boolean;
  /** Whether requests get through. */
  isThere(): boolean;
  /** Answers an interaction. Such requests carry the interaction's token and don't count for the global rate limit. */
  answer<T>(request: ApiRequest): Promise<T>;
  /** Requests for a person who waits, which go before others. */
  readonly answering: Calls;
}

/** Settings of discord.js's REST client. It does not retry by itself, because after an unknown outcome it would post twice. */
export function restSettings({ apiUrl, metrics = noopMetrics }: Pick<DiscordAdapterOptions, 'apiUrl' | 'metrics'>): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    version: '10',
    retries: 0,
    timeout: TIMES.request,
    invalidRequestWarningInterval: 500,
    // discord.js sends 50 requests in a second plus this offset. With its own 50 ms that would be slower than `RATES`, so that
    // it would never catch up after a pause.
    offset: TIMES.rateOffset,
    makeRequest: createTransport(),
    rejectOnRateLimit: (limit) => {
      const waitMs = waitOf(limit);
      metrics.waiting('discord', routeClass(limit), waitMs);
      return waitMs > TIMES.rateLimit;
    },
  };
}

/** A route without ids and tokens, for the metrics. */
function routeClass({ method, route, global }: Pick<RateLimitData, 'method' | 'route' | 'global'>): string {
  return global ? 'global' : `${method} ${route}`;
}

const METHODS = {
  GET: RequestMethod.Get,
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
} as const;

/** Creates the REST client of the bot. */
export function createApi(options: {
  /** From `restSettings`. */
  readonly settings: Partial<RESTOptions>;
  readonly token: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly pace: DiscordPace;
  readonly timer: Timer;
}): Api {
  const { settings, token, clock, problems, pace, timer } = options;
  const reach = createReach({
    afterMs: TIMES.disconnected,
    timer,
    lasts: () => problems.report({ code: 'not-reached', line: 'rest' }),
    over: () => problems.over('not-reached', 'rest'),
  });
  const rest = new REST(settings).setToken(token);
  const answers = new REST({
    ...settings,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: null,
    // A transport of its own, so that deliveries without a response never hold up answers to people.
    makeRequest: createTransport(),
  });
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    options.logger.warn({ count, remainingMs: remainingTime }, 'Discord has refused many requests');
  });
  /** The moment until which the token counts as refused; 0 while it is accepted. */
  let refusedUntil: Instant | undefined;

  const send = async <T>(through: REST, { method, route, body, files, query }: ApiRequest, auth: boolean): Promise<T> => {
    const parameters = Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const request = {
      fullRoute: route,
      method: METHODS[method],
      auth,
      ...(files === undefined || files.length === 0 ? body !== undefined && { body } : uploadOf(body, files)),
      ...(parameters.length === 0 ? {} : { query: new URLSearchParams(parameters) }),
    };
    try {
      const answer = (await through.request(request)) as T;
      reach.worked();
      return answer;
    } catch (error) {
      if (error instanceof DiscordAPIError) reach.worked();
      else if (error instanceof HTTPError || isConnection(error)) reach.failed();
      throw error;
    }
  };

  /** Sends a request, and once more after an unknown outcome if that is safe. */
  const sendRepeatably = async <T>(through: REST, request: ApiRequest, auth: boolean): Promise<T> => {
    try {
      return await send<T>(through, request, auth);
    } catch (error) {
      if (!(request.repeatable ?? request.method !== 'POST') || !isAmbiguous(error)) throw error;
      return send<T>(through, request, auth);
    }
  };

  const createCalls = (traffic: Traffic): Calls => ({
    async call<T>(request: ApiRequest): Promise<T> {
      const left = refusedUntil === undefined ? 0 : leftOf(refusedUntil, TIMES.tokenPause, clock.now());
      // Discord bans an address after 10,000 refused requests in ten minutes (discord.com/developers/docs/topics/rate-limits).
      if (left > 0) throw new DeliveryError('the token was refused', 'wait', { retryAfterMs: left });
      const endpoint = `${request.method} ${request.route}`;
      await pace.slot(endpoint, { traffic, patienceMs: request.patienceMs });
      await request.onSending?.();
      try {
        const result = await sendRepeatably<T>(rest, request, true);
        if (refusedUntil !== undefined) problems.over('token-refused');
        refusedUntil = undefined;
        return result;
      } catch (error) {
        if (error instanceof RateLimitError) await pace.refused(endpoint, { global: error.global, forMs: waitOf(error) });
        if (error instanceof DiscordAPIError && error.status === 401) {
          // discord.js forgets a token after one refusal, although the refusal may be temporary.
          rest.setToken(token);
          refusedUntil = after(clock.now(), TIMES.tokenPause);
          problems.report({ code: 'token-refused' });
        }
        throw error;
      }
    },
  });

  return {
    accepted: () => refusedUntil === undefined,
    isThere: reach.isThere,
    ...createCalls('fan-out'),
    answering: createCalls('answer'),
    answer: <T>(request: ApiRequest): Promise<T> => sendRepeatably<T>(answers, request, false),
  };
}
