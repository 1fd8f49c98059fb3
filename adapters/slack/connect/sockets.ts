import { type App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import { createOutage } from '../../../src/kit/outage.js';
import { unrefTimer } from '../../../src/kit/timer.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { connectionCode } from './failures.js';
import { guardClient } from './guard.js';
import { NotPersistedError } from './not-persisted.js';
import { boltLogger, clientOptions } from './sdk.js';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly callTimeoutMs: number;
  /** How many connections are open at once, so that one works while Slack renews another. */
  readonly connections: number;
  /** How long without any connection before the problem is reported, in milliseconds. */
  readonly disconnectedMs: number;
  /** The first connection is open, or the last one is lost. */
  readonly changed: (isConnected: boolean) => void;
}

/** Connections in a row that break soon after they stood, before the next attempts are paused: some break by chance. */
const BRIEF_CONNECTIONS = 3;

/** Slack refuses the app-level token, so trying again is pointless until somebody replaces it. */
export class AppTokenError extends Error {
  override readonly name = 'AppTokenError';
}

/** Errors of `apps.connections.open` that another try can't solve (docs.slack.dev, method reference). */
export const FATAL: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
]);

/**
 * Socket Mode over several connections (docs.slack.dev, "Using Socket Mode"). The adapter reconnects by itself because the
 * SDK waits five seconds before it does, gives up after some errors, and can end the process with an unhandled rejection.
 *
 * @returns A receiver whose `start` rejects with an `AppTokenError` if Slack refuses the token.
 */
export function createSocketReceiver(options: SocketOptions): Receiver & { readonly connected: () => number } {
  const { logger, problems } = options;
  const receivers = Array.from(
    { length: options.connections },
    () =>
      new SocketModeReceiver({
        appToken: options.appToken,
        logger: boltLogger(logger),
        autoReconnectEnabled: false,
        installerOptions: { clientOptions: { ...clientOptions(options) } },
        // True acknowledges the event. What was persisted is handled, so it need not be sent again.
        processEventErrorHandler: async ({ error }) => {
          logger.error({ error }, 'could not handle a Slack event');
          return !(error instanceof NotPersistedError);
        },
      }),
  );
  for (const receiver of receivers) guardClient(receiver, logger);
  let stopping = false;
  const isWanted = (): boolean => !stopping;
  let open = 0;
  /** Ends each pause early when the receiver stops. */
  const pauses = new Set<() => void>();

  const outage = createOutage({
    afterMs: options.disconnectedMs,
    steadyMs: Math.min(TIMES.steady, options.disconnectedMs),
    timer: unrefTimer,
    lasts: () => problems.report('disconnected', 'socket'),
    over(forMs) {
      if (forMs !== undefined) logger.info({ forMs }, 'the connection to Slack is back');
      problems.over('disconnected', 'socket');
    },
  });

  const watch = (error?: unknown): void => {
    if (open === 0) {
      if (!stopping && outage.lost())
        logger.warn({ ...(error !== undefined && { code: reasonOf(error) }) }, 'the connection to Slack was lost');
      return;
    }
    outage.back();
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        pauses.delete(done);
        resolve();
      }
      pauses.add(done);
    });

  const connect = async ({ client }: SocketModeReceiver): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Slack did not confirm the connection')), TIMES.connect);
    });
    const started = client.start();
    // Without a handler, a rejection after the timeout would end the process.
    started.catch(() => {});
    try {
      await Promise.race([started, late]);
    } catch (error) {
      void client.disconnect().catch(() => {});
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const disconnected = ({ client }: SocketModeReceiver): Promise<void> =>
    new Promise((resolve) => {
      client.once('disconnected', () => resolve());
    });

  /** Keeps one connection open until `stop`. `first` is settled by the first connection, or by a token that Slack refuses. */
  const keep = async (receiver: SocketModeReceiver, first: { resolve: () => void; reject: (error: unknown) => void }): Promise<void> => {
    /** Connections in a row that have broken soon. */
    let brief = 0;
    for (let failures = 0; isWanted(); ) {
      try {
        await connect(receiver);
        const lost = disconnected(receiver);
        const since = performance.now();
        failures = 0;
        open++;
        if (open === 1) options.changed(true);
        watch();
        problems.over('app-token-invalid');
        first.resolve();
        await lost;
        open--;
        if (open === 0 && !stopping) options.changed(false);
        brief = performance.now() - since < TIMES.steady ? brief + 1 : 0;
        watch();
        logger.debug({ connections: open }, 'a Slack connection ended');
      } catch (error) {
        failures++;
        const code = reasonOf(error);
        watch(error);
        logger.debug({ code, failures }, 'could not connect to Slack');
        if (FATAL.has(code)) {
          problems.report('app-token-invalid', '', { error: code });
          first.reject(new AppTokenError(`Slack refuses the app-level token: ${code}`, { cause: error }));
        }
      }
      const tries = failures + Math.max(0, brief - BRIEF_CONNECTIONS);
      if (tries > 0 && isWanted()) await pause(Math.min(TIMES.longestBackoff, (SECOND / 2) * 2 ** Math.min(tries, 10)));
    }
  };

  return {
    init(app: App) {
      for (const receiver of receivers) receiver.init(app);
    },
    /** Resolves with the first connection. Throws an `AppTokenError`. */
    async start() {
      stopping = false;
      await new Promise<void>((resolve, reject) => {
        for (const receiver of receivers) void keep(receiver, { resolve, reject });
      });
    },
    async stop() {
      stopping = true;
      outage.end();
      for (const done of pauses) done();
      const closed = Promise.allSettled(receivers.map(({ client }) => client.disconnect()));
      await Promise.race([closed, pause(SECOND)]);
      for (const done of pauses) done();
    },
    connected: () => open,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : connectionCode(error);
}
