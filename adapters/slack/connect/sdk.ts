import { type Logger as BoltLogger, LogLevel, type webApi } from '@slack/bolt';
import type { Logger } from '../../../src/ports/logger.js';

export interface SdkOptions {
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly callTimeoutMs: number;
}

/** Options for an SDK client; a new object for each, because the SDK changes it. */
export function clientOptions(options: SdkOptions): webApi.WebClientOptions {
  return {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.callTimeoutMs,
    logger: boltLogger(options.logger),
  };
}

/** Passes the SDK's warnings and errors to our log, one level lower and shortened; its lower levels contain message text. */
export function boltLogger(logger: Logger): BoltLogger {
  const note = (level: 'debug' | 'warn') => (message?: unknown) => {
    logger[level]({ sdk: String(message).slice(0, 200) }, 'message of the Slack SDK');
  };
  return {
    debug() {},
    info() {},
    warn: note('debug'),
    error: note('warn'),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
