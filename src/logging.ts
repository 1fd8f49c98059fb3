import { pino } from 'pino';
import type { Logger } from './ports/logger.js';

/** Fields with these names are removed from entries, at the top level and one level below. */
const SECRETS = ['token', 'secret', 'password', 'cookie', 'authorization', 'text', 'body', 'message.cards'];

/** Logs one JSON line per entry to standard output. Errors are logged with type, message, code and stack. */
export function createLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  const log = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => (name.includes('.') ? [name] : [name, `*.${name}`])), remove: true },
    serializers: { error: pino.stdSerializers.err },
  });
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  };
}
