import type { Language } from '../core/language.js';

/** What the secret of a link leads to: its owner may come in, or waits for organisers. */
export interface Visitor {
  readonly state: 'invited' | 'waiting';
  readonly language: Language;
  readonly name: string;
}

/** What a stranger writes to organisers. */
export interface EntryRequest {
  /** `join`: to become a member, through the join link `through`; `link`: a new link to an account they have. */
  readonly kind: 'join' | 'link';
  readonly through?: string;
  readonly name: string;
  readonly organisation: string;
  readonly language: Language;
}

/**
 * What became of a request. `unclear`: without a name; `closed`: the join link no longer works; `crowded`: too many wait. A request for
 * a link is `asked` for everyone, so that the answer tells nothing about who is a member.
 */
export type EntryAnswer = { readonly is: 'asked'; readonly secret?: string } | { readonly is: 'unclear' | 'closed' | 'crowded' };

/** How people come into the browser chat who have no session there; a feature provides it. */
export interface Entrance {
  /** Reads the secret of a link without using it up. */
  look(secret: string): Promise<Visitor | undefined>;
  /** Uses the secret of an invitation up, and returns the account that its owner has in the browser chat. */
  enter(secret: string): Promise<string | undefined>;
  /** Whether a join link works. */
  mayJoin(secret: string): Promise<boolean>;
  ask(request: EntryRequest): Promise<EntryAnswer>;
}
