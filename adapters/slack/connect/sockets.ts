import { type App, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { SECOND } from '../../../src/core/time.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import type { Problems } from '../problems.js';
import { boltLogger, clientOptions, connectionCode } from './client.js';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly problems: Problems;
  readonly callTimeoutMs: number;
  /** How many connections stand side by side: while Slack renews one, the other goes on. */
  readonly connections: number;
  /** Without any connection for so long, organisers hear of it. */
  readonly disconnectedMs: number;
}

/** The app-level token is of no use: trying again changes nothing until somebody mends it. */
export class AppTokenError extends Error {
  override readonly name = 'AppTokenError';
}

const FATAL = new Set([
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
 * Socket Mode over several connections. Each is watched by us instead of by the SDK, which waits five seconds before it
 * reconnects, gives up for good on some failures, and can end the process with a rejection that nobody sees.
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
        // What goes wrong in a listener is ours to tell; the event counts as taken.
        processEventErrorHandler: async ({ error }) => {
          logger.error({ error }, 'a slack event could not be handled');
          return true;
        },
      }),
  );
  let stopping = false;
  const isWanted = (): boolean => !stopping;
  let up = 0;
  let alarm: NodeJS.Timeout | undefined;
  const waits = new Set<() => void>();

  const watch = (): void => {
    clearTimeout(alarm);
    alarm = undefined;
    if (up > 0) problems.over('disconnected');
    else if (!stopping) {
      alarm = setTimeout(() => problems.report('disconnected'), options.disconnectedMs);
      alarm.unref();
    }
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        waits.delete(done);
        resolve();
      }
      waits.add(done);
    });

  const connect = async ({ client }: SocketModeReceiver): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no greeting from Slack')), TIMES.connect);
    });
    const started = client.start();
    // A start that ends after we gave up on it must not end the process.
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

  /** Keeps one connection for as long as we run. `first` learns how the first try ended. */
  const keep = async (receiver: SocketModeReceiver, first: { resolve: () => void; reject: (error: unknown) => void }): Promise<void> => {
    for (let failures = 0; isWanted(); ) {
      try {
        await connect(receiver);
        const lost = disconnected(receiver);
        failures = 0;
        up++;
        watch();
        problems.over('app-token-invalid');
        first.resolve();
        await lost;
        up--;
        watch();
        logger.debug({ connections: up }, 'slack connection ended');
      } catch (error) {
        failures++;
        const code = reasonOf(error);
        logger.warn({ code, failures }, 'no connection to slack');
        if (FATAL.has(code)) {
          problems.report('app-token-invalid', '', { error: code });
          first.reject(new AppTokenError(`Slack refuses the app-level token: ${code}`, { cause: error }));
        }
      }
      if (failures > 0 && isWanted()) await pause(Math.min(TIMES.longestBackoff, (SECOND / 2) * 2 ** Math.min(failures, 10)));
    }
  };

  return {
    init(app: App) {
      for (const receiver of receivers) receiver.init(app);
    },
    /** Resolves with the first connection. Throws an `AppTokenError`. */
    async start() {
      stopping = false;
      watch();
      await new Promise<void>((resolve, reject) => {
        for (const receiver of receivers) void keep(receiver, { resolve, reject });
      });
    },
    async stop() {
      stopping = true;
      clearTimeout(alarm);
      for (const done of waits) done();
      const closed = Promise.allSettled(receivers.map(({ client }) => client.disconnect()));
      await Promise.race([closed, pause(SECOND)]);
      for (const done of waits) done();
    },
    connected: () => up,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : connectionCode(error);
}
