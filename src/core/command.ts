import type { Access } from './access.js';
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

export interface Completion {
  readonly value: string;
  readonly label: string;
}

export type Option =
  | (OptionBase & {
      readonly type: 'text';
      readonly maxLength: number;
      readonly complete?: (typed: string, request: Request) => Promise<readonly Completion[]>;
    })
  | (OptionBase & { readonly type: 'integer'; readonly min: number; readonly max: number })
  | (OptionBase & { readonly type: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[] })
  | (OptionBase & { readonly type: 'member' })
  | (OptionBase & { readonly type: 'date' })
  | (OptionBase & { readonly type: 'file' });

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { type: 'text' }
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
export type Values<O extends Options> = {
  readonly [K in keyof O as O[K] extends { required: true } ? K : never]: ValueOf<O[K]>;
} & {
  readonly [K in keyof O as O[K] extends { required: true } ? never : K]?: ValueOf<O[K]>;
};

export type AnyValue = string | number | MemberId | Attachment;

export interface Subcommand {
  readonly description: string;
  readonly access: Access;
  readonly options: Options;
  /** `values` have been checked against `options`. */
  readonly run: (request: Request, values: Readonly<Record<string, AnyValue>>) => Promise<Reply>;
}

export interface Command {
  readonly name: string;
  readonly description: string;
  readonly subcommands: Readonly<Record<string, Subcommand>>;
}

const WORD = /^[a-z][a-z-]{0,30}$/;

/** Platforms allow 25 sub-commands, and 25 options or choices in each. */
const MAX_ENTRIES = 25;

/** Checks a command's words and sizes once, at start-up. Throws a `RangeError` on a name that platforms refuse. */
export function defineCommand(command: Command): Command {
  const words = [
    command.name,
    ...Object.keys(command.subcommands),
    ...Object.values(command.subcommands).flatMap((sub) => Object.keys(sub.options)),
  ];
  for (const word of words) if (!WORD.test(word)) throw new RangeError(`not a command word: ${word}`);
  for (const size of [command.subcommands, ...Object.values(command.subcommands).map((sub) => sub.options)].map(
    (entries) => Object.keys(entries).length,
  )) {
    if (size > MAX_ENTRIES) throw new RangeError(`/${command.name} has more than ${MAX_ENTRIES} entries at one level`);
  }
  return command;
}

/** Types a sub-command's handler by its options. */
export function defineSubcommand<const O extends Options>(subcommand: {
  readonly description: string;
  readonly access: Access;
  readonly options: O;
  readonly run: (request: Request, values: Values<O>) => Promise<Reply>;
}): Subcommand {
  // The dispatcher parses values by these same options before it calls run.
  return { ...subcommand, run: (request, values) => subcommand.run(request, values as Values<O>) };
}
