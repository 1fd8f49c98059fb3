import type { MemberId } from '../../core/ids.js';
import type { Lookup } from '../../core/lookup.js';
import type { Phrase } from '../../core/phrase.js';
import type { Tx } from '../../core/transaction.js';

/** What a feature does when a person's data is exported, removed or merged. All run in the transaction of the change. */
export interface PersonHooks<C> {
  /** Everything the feature holds about the member, as plain data under English names; merged into one file by key. */
  readonly exportPersonalData: (context: C, member: MemberId) => Promise<Readonly<Record<string, unknown>>>;
  /** The part of it that is looked for together with what others hold, in one statement (`exportsRows`). */
  readonly exportRows?: (context: C, member: MemberId) => Lookup<Readonly<Record<string, unknown>>>;
  /**
   * The member is about to be erased (`erased`), or has left the space (`left`): what was planned for them is cancelled and
   * others are told. For `erased`, rows that are theirs alone are deleted, and what counts stays without a person. Their
   * own row in `members` still exists.
   */
  readonly onMemberRemoved: (context: C, member: MemberId, how: 'erased' | 'left') => Promise<void>;
  /** Two rows of one person become one: whatever names `from` names `into` afterwards, and nothing is there twice. */
  readonly onMembersMerged: (context: C, merged: { readonly from: MemberId; readonly into: MemberId }) => Promise<void>;
  /**
   * Two people who were made one by mistake are two again, and both have their rows as they were: first the one who stayed, then the
   * one who is back. Needed only where what others see has to follow, such as a post that names them, and for tables that part
   * themselves (`TableRules.partsItself`).
   */
  readonly onMembersParted?: (context: C, members: readonly [MemberId, MemberId]) => Promise<void>;
  /** An account of a member's is no longer in its space, and they are a member still by another one. */
  readonly onAccountLeft?: (context: C, member: MemberId) => Promise<void>;
  /** An organiser ended accounts of a member's: what still leads to them is of no use from now on. */
  readonly onAccountsEnded?: (context: C, member: MemberId) => Promise<void>;
  /** A member who had left is back. */
  readonly onMemberReturned: (context: C, member: MemberId) => Promise<void>;
  /**
   * A member has changed who sees these fields of their profile, so places that show one of them must follow. The row in `members`
   * is already written.
   */
  readonly onVisibilityChanged?: (context: C, member: MemberId, fields: readonly string[]) => Promise<void>;
  /** What still applies to a member who is back, each in a sentence for them. */
  readonly describeReturn?: (context: C, member: MemberId) => Promise<readonly Phrase[]>;
  /** Sentences of the member's own that the bot may have repeated to others: erased wherever they were said. */
  readonly sentencesOf?: (context: C, member: MemberId) => Promise<readonly string[]>;
  /** What a merge of two members would join, in a sentence for the person who confirms it. */
  readonly describeMerge?: (context: C, members: readonly [MemberId, MemberId]) => Promise<readonly Phrase[]>;
}

/** For features that hold nothing about people; still written out in their value, so that nobody forgets to decide. */
export const noPersonalData: PersonHooks<unknown> = {
  exportPersonalData: async () => ({}),
  onMemberRemoved: async () => {},
  onMembersMerged: async () => {},
  onMemberReturned: async () => {},
};

/** The export of a feature that consists of rows of its own store. */
export function exportsRows(rowsOf: (tx: Tx, member: MemberId) => Lookup<Readonly<Record<string, unknown>>>) {
  return {
    exportPersonalData: async () => ({}),
    exportRows: ({ tx }: { readonly tx: Tx }, member: MemberId) => rowsOf(tx, member),
  };
}
