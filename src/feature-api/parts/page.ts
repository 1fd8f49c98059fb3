import type { Language } from '../../core/language.js';
import type { Markup } from '../../kit/html.js';

/** A read-only page for browsers, at `/p/PATH` below the public address, without a session and without a script. */
export interface Page<C> {
  /** The feature's name and a word: `events/certificate`. It stands in links that people keep, so it never changes. */
  readonly path: `${string}/${string}`;
  /** Answers a request, outside a transaction. Undefined: there is nothing at this address, or not for whoever asks. */
  readonly serve: (context: C, request: PageRequest) => Promise<PageReply | undefined>;
}

export interface PageRequest {
  /** What follows the path: a number or a secret token; empty if nothing follows. At most 200 characters. */
  readonly rest: string;
  /** Parameters of the address, each with its first value. */
  readonly query: Readonly<Record<string, string>>;
  /** The language that the reader chose, or that their browser prefers, or the community's first one. */
  readonly language: Language;
}

export type PageReply = PageDocument | PageFile;

/** A page in the reader's language; the frame adds its head, the community's name and the choice of languages. */
export interface PageDocument {
  readonly type: 'document';
  readonly title: string;
  readonly body: Markup;
  /** Whether search engines may list it; not unless told. */
  readonly indexable?: boolean;
}

export interface PageFile {
  readonly type: 'file';
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Shown by the browser, and not saved as a file. */
  readonly inline?: boolean;
}
