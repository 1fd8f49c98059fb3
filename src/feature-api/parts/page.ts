import type { Language } from '../../core/language.js';
import type { Phrase } from '../../core/phrase.js';
import type { Settings } from '../../core/settings.js';
import type { Markup } from '../../kit/html.js';

/** A page for browsers, at `/p/PATH` below the public address, without a session and without a script. */
export interface Page<C> {
  /** The feature's name and a word: `events/certificate`. It stands in links that people keep, so it never changes. */
  readonly path: `${string}/${string}`;
  /** Whether these settings let search engines list it; not unless told. */
  readonly indexable?: (settings: Settings) => boolean;
  /** Answers a request, outside a transaction; undefined if there is nothing at this address that the reader may see. */
  readonly serve: (context: C, request: PageRequest) => Promise<PageReply | undefined>;
  /**
   * Takes the form that the page shows, in one transaction. Everyone who knows the address may send it, so it needs a secret in what follows
   * the path. A thrown `InputError` undoes everything, and the page is shown again with it. Undefined: there is nothing to send to. A
   * document is shown at once, for programs that follow no redirect and for what may be sent twice.
   */
  readonly submit?: (context: C, request: PageSubmission) => Promise<PageRedirect | PageDocument | undefined>;
}

export interface PageRequest {
  /** What follows the path: a number or a secret token; empty if nothing follows. At most 200 characters. */
  readonly rest: string;
  /** Parameters of the address, each with its first value. */
  readonly query: Readonly<Record<string, string>>;
  /** The language that the reader chose, or that their browser prefers, or the community's first one. */
  readonly language: Language;
  /** A form that was not taken: why, and what was filled in. */
  readonly returned?: { readonly problem: Phrase; readonly fields: PageFields };
}

/** What was filled in, each field with its first value. */
export type PageFields = Readonly<Record<string, string>>;

export interface PageSubmission extends Pick<PageRequest, 'rest' | 'language'> {
  readonly fields: PageFields;
}

/** Leads to a page once a form is taken, so that reloading sends nothing twice. */
export interface PageRedirect {
  readonly path: Page<never>['path'];
  readonly rest: string;
}

export type PageReply = PageDocument | PageFile;

/** A page in the reader's language; the frame adds its head, the community's name and the choice of languages. */
export interface PageDocument {
  readonly type: 'document';
  readonly title: string;
  readonly body: Markup;
  /** False for a document that search engines shall not list although the page lets them. */
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
