import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields, Logger } from '../../src/ports/logger.js';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: LogFields;
  readonly message: string;
  /** During which work it was written; only where a test asked for it (`about`). */
  readonly about?: number;
}

/** A logger that keeps what it is told. */
export interface TestLogger extends Logger {
  readonly lines: readonly LogLine[];
  /** What `work`, and all that it leads to, logs is about this number. */
  about<T>(number: number, work: () => T): T;
  /** The numbers with more than one warning or error, with their lines. Of problems with a platform each is told by itself. */
  repeated(): readonly (readonly [number, readonly LogLine[]])[];
}

export function createTestLogger(): TestLogger {
  const lines: LogLine[] = [];
  const current = new AsyncLocalStorage<number>();
  const at = (level: LogLine['level']) => (fields: LogFields, message: string) => {
    const about = current.getStore();
    lines.push({ level, fields, message, ...(about !== undefined && { about }) });
  };
  return {
    lines,
    about: (number, work) => current.run(number, work),
    repeated() {
      const found = new Map<number, LogLine[]>();
      for (const line of lines) {
        if (line.about === undefined || line.level === 'debug' || line.level === 'info' || 'problem' in line.fields) continue;
        found.set(line.about, [...(found.get(line.about) ?? []), line]);
      }
      return [...found].filter(([, of]) => of.length > 1);
    },
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
