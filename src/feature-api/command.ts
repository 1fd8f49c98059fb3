import type { Access } from '../core/access.js';
import type { Command, Options, Outcome, Subcommand, Values } from '../core/command.js';
import type { Request } from '../core/request.js';
import type { Context } from './context.js';

const WORD = /^[a-z][a-z-]{0,30}$/;

/** Platforms allow 25 sub-commands, and 25 options or choices in each. */
const MAX_ENTRIES = 25;

/** Checks a command's words and sizes. Throws a `RangeError` on a name that platforms refuse or too many entries. */
export function defineCommand(command: Command<Context>): Command<Context> {
  const words = [
    command.name,
    ...Object.keys(command.subcommands).filter((word) => word !== ''),
    ...Object.values(command.subcommands).flatMap((sub) => Object.keys(sub.options)),
  ];
  for (const word of words) if (!WORD.test(word)) throw new RangeError(`not a command word: ${word}`);
  if ('' in command.subcommands && Object.keys(command.subcommands).length > 1) {
    throw new RangeError(`/${command.name} does something by itself, and has words`);
  }
  const sizes = [command.subcommands, ...Object.values(command.subcommands).map((sub) => sub.options)].map(
    (entries) => Object.keys(entries).length,
  );
  if (sizes.some((size) => size > MAX_ENTRIES)) {
    throw new RangeError(`/${command.name} has more than ${MAX_ENTRIES} entries at one level`);
  }
  return command;
}

/** Types a sub-command's handler by its options. */
export function defineSubcommand<const O extends Options<Context>>(subcommand: {
  readonly description: string;
  readonly words?: string;
  readonly access: Access;
  readonly options: O;
  readonly transaction?: 'own';
  readonly budget?: 'export';
  readonly run: (context: Context, request: Request, values: Values<O>) => Promise<Outcome<Context>>;
}): Subcommand<Context> {
  // The dispatcher parses values by these same options before it calls run.
  return { ...subcommand, run: (context, request, values) => subcommand.run(context, request, values as Values<O>) };
}
