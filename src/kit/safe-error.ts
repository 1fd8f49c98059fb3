/** What of an error is safe to log: names and numbers that programs made, and never a text that could repeat what a person wrote. */
export interface SafeError {
  readonly type: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly method?: string;
  readonly route?: string;
  /** The key of the sentence that the person reads. */
  readonly key?: string;
  /** Where it was thrown: the frames, without the message above them. */
  readonly stack?: string;
  readonly cause?: SafeError;
  readonly errors?: readonly SafeError[];
}

/** Causes below causes; what is deeper is left out, since causes may form a circle. */
const DEPTH = 4;
const ERRORS = 5;
const FRAMES = 20;

/**
 * Keeps the known-safe fields of an error. The message is left out, and so is every other field: platforms' errors hold the body of
 * the request, databases name the values of a row, and parsers quote their input.
 */
export function safeError(error: unknown, depth = DEPTH): SafeError {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const code = codeOf(field(error, 'code')) ?? codeOf(field(field(error, 'data'), 'error'));
  const status = statusOf(field(error, 'status')) ?? statusOf(field(error, 'statusCode'));
  const method = word(field(error, 'method'), /^[A-Za-z][A-Za-z.]{0,60}$/);
  const route = routeOf(field(error, 'route') ?? field(error, 'url'));
  const key = word(field(field(error, 'humanError'), 'key'), /^[\w.-]{1,80}$/);
  const stack = framesOf(error);
  const cause = field(error, 'cause');
  const errors = field(error, 'errors');
  const deeper = depth > 0;
  return {
    type: word(error.constructor?.name, /^[\w$]{1,60}$/) ?? 'Error',
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(method !== undefined && { method }),
    ...(route !== undefined && { route }),
    ...(key !== undefined && { key }),
    ...(stack !== undefined && { stack }),
    ...(deeper && cause !== undefined && cause !== null && { cause: safeError(cause, depth - 1) }),
    ...(deeper && error instanceof AggregateError && { errors: listOf(errors).map((each) => safeError(each, depth - 1)) }),
  };
}

/** An error for a terminal: its known-safe fields, and below them where it was thrown, with its causes. */
export function describeError(error: unknown): string {
  const lines = ({ type, code, status, method, route, stack, cause, errors = [] }: SafeError, before: string): string[] => [
    [`${before}${type}`, code, status, method, route].filter((part) => part !== undefined).join(' '),
    ...(stack === undefined ? [] : [stack]),
    ...(cause === undefined ? [] : lines(cause, 'caused by ')),
    ...errors.flatMap((each) => lines(each, 'one of them: ')),
  ];
  return lines(safeError(error), '').join('\n');
}

function listOf(errors: unknown): readonly unknown[] {
  return Array.isArray(errors) ? errors.slice(0, ERRORS) : [];
}

/** Reads a field of anything; one whose getter throws counts as missing. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

function word(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}

/** Codes are numbers or words in capitals or small letters, such as `ECONNRESET`, `SQLITE_BUSY`, `channel_not_found` or `23505`. */
function codeOf(value: unknown): string | number | undefined {
  return typeof value === 'number' ? value : word(value, /^(?:[A-Z][A-Z0-9_]{1,60}|[a-z][a-z0-9_]{1,60}|[0-9A-Z]{5})$/);
}

function statusOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599 ? value : undefined;
}

/** The path of an address: without its query, and without what stands for a token or an id in it. */
function routeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value, 'http://host/')) return undefined;
  const parts = new URL(value, 'http://host/').pathname.split('/').slice(0, 12);
  return parts.map((part) => (/^(?:[@a-z][a-z-]{0,30}|v\d{1,2}|[a-z]+(?:\.[a-zA-Z]+){1,3}|)$/.test(part) ? part : ':id')).join('/');
}

/** The frames of a stack. The message above them may have several lines, some of which look like frames. */
function framesOf(error: object): string | undefined {
  const stack = field(error, 'stack');
  const message = field(error, 'message');
  if (typeof stack !== 'string') return undefined;
  const at = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  // Somebody changed the message after the stack was made, so nobody knows where it ends.
  if (at < 0 && typeof message === 'string' && message !== '') return undefined;
  const below = at < 0 ? stack : stack.slice(at + String(message).length);
  const frames = below.split('\n').filter((line) => /^\s+at [\w$.<>[\] #]*\(?(?:file:|node:|\/|[A-Za-z]:\\|<anonymous>|native)/.test(line));
  return frames.length === 0 ? undefined : frames.slice(0, FRAMES).join('\n');
}
