import { type DestinationStream, pino } from 'pino';
import { safeError } from './kit/safe-error.js';
import type { LogFields, Logger } from './ports/logger.js';

/** Fields with these names are removed from entries, at the top level and one level below. */
const SECRETS = ['token', 'secret', 'password', 'cookie', 'authorization', 'text', 'body', 'message.cards'];

/**
 * Logs one JSON line per entry, to standard output unless told. Of errors only what is known to be safe is logged, under whatever
 * name they come.
 */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent', destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => (name.includes('.') ? [name] : [name, `*.${name}`])), remove: true },
  };
  const log = destination ? pino(options, destination) : pino(options);
  return {
    debug: (fields, message) => log.debug(safeFields(fields), message),
    info: (fields, message) => log.info(safeFields(fields), message),
    warn: (fields, message) => log.warn(safeFields(fields), message),
    error: (fields, message) => log.error(safeFields(fields), message),
  };
}

function safeFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === 'error' || value instanceof Error ? safeError(value) : value]),
  );
}
