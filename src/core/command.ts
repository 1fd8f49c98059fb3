import type { Access } from './access.js';
import type { MudhifError } from './errors.js';
import type { MemberId } from './ids.js';
import type { Attachment, Reply } from './message.js';
import type { Request } from './request.js';
import type { LocalDate } from './time.js';

/**
 * A command's definition is the only source for registration on each platform, text parsing, completion, access and
 * help. Descriptions and labels are catalogue keys; words that a member types (names, choices) are the same everywhere.
 */
interface OptionBase {
  readonly description: string;
  readonly required?: boolean;
}

/** The bot's one entry in the menu of a message, where a platform has such menus. */
export const MESSAGE_MENU = 'Mudhif …';

export interface Completion {
  readonly value: string;
  readonly label: string;
}

export interface CommandChoice {
  readonly value: string;
  readonly label: string;
  /** Other words for it in each language, separated by commas. */
  readonly words?: string;
}

export type Option<C = never> =
  | (OptionBase & {
      readonly type: 'text';
      /** In characters. */
      readonly maxLength: number;
      /** Quotes have a meaning in its value, so the parser of typed commands keeps them. */
      readonly keepsQuotes?: true;
      /** In a typed command, all words without an option's name before them belong to this option; the others need their names. */
      readonly takesWords?: true;
      readonly complete?: (context: C, typed: string, request: Request) => Promise<readonly Completion[]>;
    })
  | (OptionBase & { readonly type: 'integer'; readonly min: number; readonly max: number })
  | (OptionBase & { readonly type: 'choice'; readonly choices: readonly CommandChoice[] })
  | (OptionBase & { readonly type: 'member' })
  | (OptionBase & { readonly type: 'date' })
  | (OptionBase & { readonly type: 'file' });

export type Options<C = never> = Readonly<Record<string, Option<C>>>;

type ValueOf<O> = O extends { type: 'text' }
  ? string
  : O extends { type: 'integer' }
    ? number
    : O extends { type: 'choice'; choices: readonly { value: infer V }[] }
      ? V
      : O extends { type: 'member' }
        ? MemberId
        : O extends { type: 'date' }
          ? LocalDate
          : Attachment;

/** The values that a handler receives: required options are there, the others may be missing. */
export type Values<O> = {
  readonly [K in keyof O as O[K] extends { required: true } ? K : never]: ValueOf<O[K]>;
} & {
  readonly [K in keyof O as O[K] extends { required: true } ? never : K]?: ValueOf<O[K]>;
};

/**
 * What a task that ran outside a transaction leaves to be written. `effects` run in the transaction that marks its event as
 * handled, so both happen or neither.
 */
export interface Effects<C> {
  readonly type: 'effects';
  readonly effects: (inside: C) => Promise<Reply | MudhifError>;
}

/** What a task gives back. A returned error is told like a thrown one, but what was written stays. */
export type Outcome<C> = Reply | MudhifError | Effects<C>;

export type AnyValue = string | number | MemberId | Attachment;

/**
 * `C` is what a sub-command runs with. Adapters see `Command` without it: they read the grammar and run nothing.
 */
export interface Subcommand<C = never> {
  readonly description: string;
  /** Other words for it in each language, separated by commas; a mistyped word is compared with these too. */
  readonly words?: string;
  readonly access: Access;
  readonly options: Options<C>;
  /** `own`: takes longer than a transaction may, so it runs outside one and returns what it writes as `Effects`. */
  readonly transaction?: 'own';
  /** `export`: returns a copy of much data, which each person may do a limited number of times an hour. */
  readonly budget?: 'export';
  /** `values` have been checked against `options`. */
  readonly run: (context: C, request: Request, values: Readonly<Record<string, AnyValue>>) => Promise<Outcome<C>>;
}

export interface Command<C = never> {
  readonly name: string;
  readonly description: string;
  /** As of a sub-command. */
  readonly words?: string;
  /** Sub-commands by their words. A command without sub-commands has one under the empty word. */
  readonly subcommands: Readonly<Record<string, Subcommand<C>>>;
}

/** A sub-command, by its words. */
export interface CommandWords {
  readonly command: string;
  readonly subcommand: string;
}

/** A sub-command, and what was typed after it. */
export interface TypedWords extends CommandWords {
  readonly typed?: string | undefined;
}

/** How a sub-command is typed: `/coffee join`, or `/help` where the command does something by itself. */
export function typedAs({ command, subcommand }: CommandWords): string {
  return subcommand === '' ? `/${command}` : `/${command} ${subcommand}`;
}
