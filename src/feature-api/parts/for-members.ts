import type { Actor } from '../../core/access.js';
import type { CommandWords, TypedWords } from '../../core/command.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Lookup } from '../../core/lookup.js';
import type { Button, Card, Reply } from '../../core/message.js';
import type { Phrase } from '../../core/phrase.js';
import type { Request } from '../../core/request.js';
import type { MessageKey } from '../../language/index.js';
import type { Matter } from '../../ports/chat.js';
import type { HomeSection } from './home.js';
import type { Page } from './page.js';

/** What a feature shows and offers to people. */
export interface ForMembers<C> {
  readonly home?: HomeSection<C>;
  /** What it shows to browsers at the public address. */
  readonly pages?: readonly Page<C>[];
  /** What the feature shows to a person below the private answer to their command. */
  readonly offers?: readonly Offer<C>[];
  /**
   * What somebody can do with links and files of a message whose menu they opened. It runs outside a transaction, for files are read
   * then; what it returns writes what has to be written and shows the choice, below what the message's own thread offers.
   */
  readonly matter?: (context: C, request: Request, matter: Matter) => Promise<(inside: C) => Promise<readonly Card[]>>;
  /** A line that points to it: at the end of the set-up, below the community's settings, after the induction, after a list in the terminal. */
  readonly hints?: { readonly setup?: Phrase; readonly settings?: Phrase; readonly induction?: Phrase; readonly imported?: Phrase };
  /** How what a person can do is asked for, as it is typed. That of the last feature that has one is named on home pages. */
  readonly helpCommand?: string;
  /** What went well for a member, of which they may want to tell the others. */
  readonly occasions?: (context: C, member: MemberId) => Lookup<readonly Occasion[]>;
  /** Buttons shown to a member who has just finished the induction. */
  readonly firstSteps?: (language: Language) => readonly Button[];
  /** What it offers to somebody who writes to the bot, as commands that they may use; of all features the first three are shown. */
  readonly greeting?: (actor: Pick<Actor, 'role' | 'status'>) => readonly Offered[];
  /** What it shows below the first message to somebody, and below the answer to who writes to the bot. */
  readonly greetingCards?: (context: C, reader: Pick<Actor, 'role' | 'language'>) => Lookup<readonly Card[]>;
  /** Answers a command that there is not, in place of the failure; undefined if it has no answer. Provided by one feature. */
  readonly mistyped?: (context: C, request: Request, typed: Mistyped) => Promise<Reply | undefined>;
  /** Asks for what a command needs and was not typed after it, in place of the failure. Provided by one feature. */
  readonly incomplete?: (context: C, request: Request, typed: Incomplete) => Promise<Reply | undefined>;
}

/**
 * Looks for something to show below the private answer to a command; undefined where there is nothing to look for. All offers are
 * looked for in one statement, after the command's transaction; then what was found makes the cards, and may ask a platform.
 */
export type Offer<C> = (context: C, request: Request, command: string) => Lookup<() => Promise<readonly Card[]>> | undefined;

/** Something that went well. Its key begins with the name of its feature, and the member is invited once for each. */
export interface Occasion {
  readonly key: string;
  readonly text: Phrase;
}

/** A command as a button. */
export interface Offered extends CommandWords {
  readonly label: MessageKey;
}

/** A command as it was typed: its name, or its sub-command's where there is such a command, is not known. */
export interface Mistyped {
  /** The name of the command whose sub-command is not known. */
  readonly command?: string;
  /** The word that is not known; empty where none follows the command's name. */
  readonly word: string;
  /** What follows that word. */
  readonly rest: string;
}

/** A command as it was typed, without some of the options that it needs. */
export interface Incomplete extends TypedWords {
  /** The names of those options. */
  readonly missing: readonly string[];
  /** What was typed of the others, by their names. */
  readonly values: Readonly<Record<string, string>>;
}
