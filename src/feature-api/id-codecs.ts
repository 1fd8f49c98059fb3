import { type MudhifError, NotFoundError } from '../core/errors.js';
import { type Id, toId } from '../core/ids.js';
import { phrase } from '../language/index.js';

/** How the last part of an action id is written and read. */
export interface IdCodec<T> {
  /** What it looks like, for docs/action-ids.md: `a number`, the possible words, `text`. */
  readonly shape?: string;
  encode(value: T): string | number;
  /** Throws a `MudhifError` for what it can't read: ids come from outside, and old messages keep theirs. */
  decode(text: string): T;
}

const unknownControl = (): NotFoundError => new NotFoundError('unknown id in an action', phrase('dispatch.button-unknown'));

/** A control that concerns nothing in particular: its id is 0, and any id is taken. */
export const noId: IdCodec<undefined> = { shape: 'any', encode: () => 0, decode: () => undefined };

/**
 * A row's number. `missing` makes the error for a text that is no number.
 *
 * @returns A codec whose `decode` throws what `missing` makes.
 */
export function numberId<T extends Id<string>>(missing: () => MudhifError = unknownControl): IdCodec<T> {
  return {
    shape: 'a number',
    encode: (value) => value,
    decode(text) {
      try {
        return toId<T>(text);
      } catch (error) {
        if (error instanceof RangeError) throw missing();
        throw error;
      }
    },
  };
}

/**
 * One of a few words. `missing` makes the error for any other.
 *
 * @returns A codec whose `decode` throws what `missing` makes.
 */
export function wordId<const W extends string>(words: readonly W[], missing: () => MudhifError = unknownControl): IdCodec<W> {
  return {
    shape: words.map((word) => `\`${word}\``).join(', '),
    encode: (value) => value,
    decode(text) {
      const word = words.find((known) => known === text);
      if (word === undefined) throw missing();
      return word;
    },
  };
}

/** Text that the handler itself reads; it may hold colons. */
export const textId: IdCodec<string> = { shape: 'text', encode: (value) => value, decode: (text) => text };

/** The same, or 0 where there is none, or where a menu brings it as its value. */
export function orNone<T>(codec: IdCodec<T>): IdCodec<T | undefined> {
  return {
    shape: `${codec.shape ?? 'text'} or 0`,
    encode: (value) => (value === undefined ? 0 : codec.encode(value)),
    decode: (text) => (text === '0' ? undefined : codec.decode(text)),
  };
}

/** A page of a list, from 0; the first one for an id that is none, as older messages have. */
export const pageId: IdCodec<number> = {
  shape: 'a page',
  encode: (page) => page,
  decode: (text) => (/^\d{1,4}$/.test(text) ? Number(text) : 0),
};

/** Something of which there is a list in pages. */
export interface PageOf<T> {
  readonly of: T;
  readonly page: number;
}

/** The same with a page of a list; without one it is the first page. */
export function withPage<T>(codec: IdCodec<T>): IdCodec<PageOf<T>> {
  return {
    shape: `${codec.shape ?? 'text'}, or that with \`~\` and a page`,
    encode: ({ of, page }) => (page === 0 ? codec.encode(of) : `${codec.encode(of)}~${page}`),
    decode(text) {
      const [, of = text, page = '0'] = /^(.*)~(\d{1,4})$/s.exec(text) ?? [];
      return { of: codec.decode(of), page: Number(page) };
    },
  };
}

/**
 * Which version of something its reader has seen. `missing` makes the error for what is no version.
 *
 * @returns A codec whose `decode` throws what `missing` makes.
 */
export function versionId(missing: () => MudhifError = unknownControl): IdCodec<number> {
  return {
    shape: 'a version',
    encode: (version) => version,
    decode(text) {
      if (!/^\d{1,9}$/.test(text)) throw missing();
      return Number(text);
    },
  };
}

/**
 * Several ids, with dots between them.
 *
 * @example
 * const seen = dottedId({ book: numberId<BookId>(), version: versionId() }); // `<book>.<version>`
 */
export function dottedId<T extends object>(parts: { readonly [K in keyof T]: IdCodec<T[K]> }): IdCodec<T> {
  const names = Object.keys(parts) as (keyof T & string)[];
  // The words that a part may be, and that it may be 0, are not to be guessed from its name.
  const special = names.flatMap((name) => (/`|\b0$/.test(parts[name].shape ?? '') ? [`; \`<${name}>\` is ${parts[name].shape}`] : []));
  return {
    shape: `\`${names.map((name) => `<${name}>`).join('.')}\`${special.join('')}`,
    encode: (value) => names.map((name) => parts[name].encode(value[name])).join('.'),
    decode(text) {
      const texts = text.split('.');
      // Each part is there, since the names are those of the parts.
      return Object.fromEntries(names.map((name, place) => [name, parts[name].decode(texts[place] ?? '')])) as T;
    },
  };
}
