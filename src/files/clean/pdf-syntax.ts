/** Where something stands in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A dictionary of a PDF: where each value stands, by its key. */
export type Entries = ReadonlyMap<string, Span>;

const SPACE = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y;
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const REFERENCE = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
/** Deeper ones are made to break readers. */
const DEPTH_MAX = 100;

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

export const skipSpace = (text: string, at: number): number => match(SPACE, text, at);

/** Where a string in parentheses ends. */
function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new RangeError('a string without an end');
}

/**
 * Reads the value that begins at `at`, and visits each dictionary in it, inner ones first. Returns where it ends. Throws a `RangeError`
 * for what is no value.
 */
export function readValue(text: string, at: number, visit: (entries: Entries, span: Span) => void, depth = 0): number {
  if (depth > DEPTH_MAX) throw new RangeError('nested too deeply');
  const start = skipSpace(text, at);
  const sign = text[start];
  if (sign === '(') return endOfString(text, start);
  if (sign === '/') return match(NAME, text, start);
  if (sign === '[') return readList(text, start, visit, depth);
  if (sign === '<') return text[start + 1] === '<' ? readDictionary(text, start, visit, depth) : after(text.indexOf('>', start));
  const end = match(REFERENCE, text, start);
  const word = end === start ? match(WORD, text, start) : end;
  if (word === start) throw new RangeError('no value');
  return word;
}

function after(at: number): number {
  if (at === -1) throw new RangeError('a value without an end');
  return at + 1;
}

function readList(text: string, start: number, visit: (entries: Entries, span: Span) => void, depth: number): number {
  let at = skipSpace(text, start + 1);
  while (text[at] !== ']') at = skipSpace(text, readValue(text, at, visit, depth + 1));
  return at + 1;
}

function readDictionary(text: string, start: number, visit: (entries: Entries, span: Span) => void, depth: number): number {
  const entries = new Map<string, Span>();
  let at = skipSpace(text, start + 2);
  while (!text.startsWith('>>', at)) {
    const key = match(NAME, text, at);
    if (key === at) throw new RangeError('a key that is no name');
    const value = skipSpace(text, key);
    const end = readValue(text, value, visit, depth + 1);
    entries.set(plainName(text.slice(at + 1, key)), { start: value, end });
    at = skipSpace(text, end);
  }
  visit(entries, { start, end: at + 2 });
  return at + 2;
}

/** A name may write its letters as numbers. */
const plainName = (name: string): string =>
  name.replace(/#([\da-f]{2})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));

/** The object that a value refers to. */
export function referredTo(value: string): number | undefined {
  const number = /^(\d+)\s+\d+\s+R$/.exec(value)?.[1];
  return number === undefined ? undefined : Number(number);
}
