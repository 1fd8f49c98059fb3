import { pino } from 'pino';
import type { Logger } from './ports/logger.js';

/** Whatever is called so is never written, wherever it stands in the fields. */
const SECRETS = ['token', 'secret', 'password', 'cookie', 'authorization', 'text', 'body', 'message.cards'];

/** One JSON line an entry on standard output. Errors carry their stack and code, never the text of a message. */
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
