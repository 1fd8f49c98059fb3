/** Structured logs. Fields are ids, kinds, counts and durations: never a message body, a name or a secret. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields & { readonly error?: unknown }, message: string): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
