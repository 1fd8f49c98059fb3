import {
  DiscordAPIError,
  type RateLimitData,
  RateLimitError,
  type RawFile,
  REST,
  RESTEvents,
  type RESTOptions,
  RequestMethod,
  type RouteLike,
} from 'discord.js';
import { type Clock, leftOf } from '../../src/core/time.js';
import { DeliveryError } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { isAmbiguous } from './errors.js';
import { TIMES } from './limits.js';
import type { DiscordAdapterOptions } from './options.js';
import type { DiscordPace } from './pace.js';
import type { Problems } from './problems.js';
import { createTransport } from './transport.js';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly files?: RawFile[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Doing it twice is the same as once, so an ambiguous failure is tried again at once. Unless told: all but POST. */
  readonly repeatable?: boolean;
  /** How long to wait for a slot; what takes longer fails with `wait`. */
  readonly patienceMs?: number;
  /** Awaited when there is a slot, before the request leaves. */
  readonly onSending?: () => Promise<void>;
}

export interface Api {
  /** Whether the token is taken, as far as we know. */
  accepted(): boolean;
  call<T>(request: ApiRequest): Promise<T>;
  /** For the answers to interactions, which carry their own token and don't count for the global limit. */
  answer<T>(request: ApiRequest): Promise<T>;
  /** Whatever `work` asks for is for a person who waits: no fan-out goes before it. */
  answering<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * How discord.js makes its requests here. No retries of its own: after an ambiguous failure they would post twice.
 */
export function restSettings({ apiUrl, metrics = noopMetrics }: Pick<DiscordAdapterOptions, 'apiUrl' | 'metrics'>): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    version: '10',
    retries: 0,
    timeout: TIMES.request,
    invalidRequestWarningInterval: 500,
    // discord.js lets 50 requests out in a second and this much: with its own 50 ms that is less than our pace, and after a moment in
    // which nothing could leave it would never catch up.
    offset: TIMES.rateOffset,
    makeRequest: createTransport(),
    rejectOnRateLimit: (limit) => {
      const waitMs = waitOf(limit);
      metrics.waiting('discord', routeClass(limit), waitMs);
      return waitMs > TIMES.rateLimit;
    },
  };
}

/** A route without ids and tokens, as the metrics name it. */
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

/** How long a limit lasts; where discord.js does not know the bucket yet, only what Discord said counts. */
export function waitOf({
  timeToReset,
  retryAfter,
  sublimitTimeout,
}: Pick<RateLimitData, 'timeToReset' | 'retryAfter' | 'sublimitTimeout'>): number {
  return Math.max(timeToReset, retryAfter, sublimitTimeout, 1);
}

export function createApi(options: {
  readonly rest: REST;
  readonly settings: Partial<RESTOptions>;
  readonly token: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly pace: DiscordPace;
}): Api {
  const { rest, token, clock, problems, pace } = options;
  const answers = new REST({
    ...options.settings,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: null,
    // Connections of their own: a fan-out that gets no answer must not hold up people's.
    makeRequest: createTransport(),
  });
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    options.logger.warn({ count, remainingMs: remainingTime }, 'many requests were refused by Discord');
  });
  let refusedUntil = 0;

  const once = async <T>(through: REST, { method, route, body, files, query }: ApiRequest, auth: boolean): Promise<T> => {
    const given = Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return (await through.request({
      fullRoute: route,
      method: METHODS[method],
      auth,
      ...(body === undefined ? {} : { body }),
      ...(files === undefined || files.length === 0 ? {} : { files }),
      ...(given.length === 0 ? {} : { query: new URLSearchParams(given) }),
    })) as T;
  };

  const twice = async <T>(through: REST, request: ApiRequest, auth: boolean): Promise<T> => {
    try {
      return await once<T>(through, request, auth);
    } catch (error) {
      if (!(request.repeatable ?? request.method !== 'POST') || !isAmbiguous(error)) throw error;
      return once<T>(through, request, auth);
    }
  };

  return {
    accepted: () => refusedUntil === 0,
    async call<T>(request: ApiRequest): Promise<T> {
      const left = leftOf(refusedUntil, TIMES.tokenPause, clock.now());
      // Ten thousand refused requests in ten minutes would ban the address.
      if (left > 0) throw new DeliveryError('the token was refused', 'wait', { retryAfterMs: left });
      const place = `${request.method} ${request.route}`;
      await pace.slot(place, request.patienceMs);
      await request.onSending?.();
      try {
        const result = await twice<T>(rest, request, true);
        if (refusedUntil !== 0) problems.over('token-refused');
        refusedUntil = 0;
        return result;
      } catch (error) {
        if (error instanceof RateLimitError) await pace.refused(place, { global: error.global, forMs: waitOf(error) });
        if (error instanceof DiscordAPIError && error.status === 401) {
          // discord.js forgets a token that was refused once; Discord may have meant it only for a moment.
          rest.setToken(token);
          refusedUntil = clock.now() + TIMES.tokenPause;
          problems.report({ code: 'token-refused' });
        }
        throw error;
      }
    },
    answer: <T>(request: ApiRequest): Promise<T> => twice<T>(answers, request, false),
    answering: (work) => pace.answering(work),
  };
}
