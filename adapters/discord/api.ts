import { DiscordAPIError, type RawFile, REST, RESTEvents, type RequestMethod, type ResponseLike, type RouteLike } from 'discord.js';
import type { Clock } from '../../src/core/time.js';
import { DeliveryError } from '../../src/ports/chat.js';
import type { Logger } from '../../src/ports/logger.js';
import { isAmbiguous } from './errors.js';
import { TIMES } from './limits.js';
import type { DiscordAdapterOptions } from './options.js';
import type { Problems } from './problems.js';

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly route: RouteLike;
  readonly body?: unknown;
  readonly files?: RawFile[];
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Doing it twice is the same as once, so an ambiguous failure is tried again at once. Unless told: all but POST. */
  readonly repeatable?: boolean;
}

export interface Api {
  call<T>(request: ApiRequest): Promise<T>;
  /** For the answers to interactions, which carry their own token and don't count for the global limit. */
  answer<T>(request: ApiRequest): Promise<T>;
}

type RestSettings = NonNullable<ConstructorParameters<typeof REST>[0]>;

/**
 * How discord.js makes its requests here. No retries of its own: after an ambiguous failure they would post twice.
 * `fetch` because another library in the process may replace the dispatcher that discord.js relies on.
 */
export function restSettings({ apiUrl, onRateLimit }: Pick<DiscordAdapterOptions, 'apiUrl' | 'onRateLimit'>): Partial<RestSettings> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    version: '10',
    retries: 0,
    timeout: TIMES.request,
    invalidRequestWarningInterval: 500,
    // The types of two copies of undici don't know one another; the shapes are the same.
    makeRequest: (url, init) => fetch(url, init as unknown as RequestInit) as unknown as Promise<ResponseLike>,
    rejectOnRateLimit: ({ route, timeToReset, global }) => {
      onRateLimit?.({ route, waitMs: timeToReset, global });
      return timeToReset > TIMES.rateLimit;
    },
  };
}

export function createApi(options: {
  readonly rest: REST;
  readonly settings: Partial<RestSettings>;
  readonly token: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly problems: Problems;
}): Api {
  const { rest, token, clock, problems } = options;
  const answers = new REST({ ...options.settings, globalRequestsPerSecond: Number.POSITIVE_INFINITY, rejectOnRateLimit: null });
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
      method: method as RequestMethod,
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
    async call<T>(request: ApiRequest): Promise<T> {
      const left = refusedUntil - clock.now();
      // Ten thousand refused requests in ten minutes would ban the address.
      if (left > 0) throw new DeliveryError('the token was refused', 'wait', { retryAfterMs: left });
      try {
        const result = await twice<T>(rest, request, true);
        if (refusedUntil !== 0) problems.over('token-refused');
        refusedUntil = 0;
        return result;
      } catch (error) {
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
  };
}
