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
    // A failed call also throws, and its caller logs the error.
    logger: boltLogger(options.logger, 'debug'),
  };
}

/** The first words of a message: what the SDK quotes comes after the first of these signs. */
function headOf(message: string): string {
  return (/^[A-Za-z ]{0,80}/.exec(message)?.[0] ?? '').trim();
}

/** Passes the SDK's warnings and errors to our log, lower and shortened; its lower levels contain message text. */
export function boltLogger(logger: Logger, errors: 'debug' | 'warn' = 'warn'): BoltLogger {
  const note = (level: 'debug' | 'warn') => (message?: unknown) => {
    if (message instanceof Error) logger[level]({ error: message }, 'message of the Slack SDK');
    else logger[level]({ sdk: headOf(String(message)) }, 'message of the Slack SDK');
  };
  return {
    debug() {},
    info() {},
    warn: note('debug'),
    error: note(errors),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
