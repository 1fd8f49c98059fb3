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
  /** What people call it besides its label, in each language, with commas. */
  readonly words?: string;
}

export type Option<C = never> =
  | (OptionBase & {
      readonly type: 'text';
      readonly maxLength: number;
      /** Quotes mean something in it, so they stay where a command is typed. */
      readonly keepsQuotes?: true;
      /** Where a command is typed, all that has no option's name before it belongs here; the other options are given by name. */
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
  /** What people call it besides its name, in each language, with commas: what was mistyped is compared with that too. */
  readonly words?: string;
  readonly access: Access;
  readonly options: Options<C>;
  /** `own`: takes longer than a transaction may, so it runs outside one and returns what it writes as `Effects`. */
  readonly transaction?: 'own';
  /** `export`: gives a copy of much data, of which each person may take so many an hour. */
  readonly budget?: 'export';
  /** `values` have been checked against `options`. */
  readonly run: (context: C, request: Request, values: Readonly<Record<string, AnyValue>>) => Promise<Outcome<C>>;
}

export interface Command<C = never> {
  readonly name: string;
  readonly description: string;
  /** As of a sub-command. */
  readonly words?: string;
  /** By their words. The empty word is what the command does by itself, and is then its only one. */
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
