import { isAllowed } from '../core/access.js';
import { type Completion, typedAs } from '../core/command.js';
import { type MudhifError, NotFoundError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import type { Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import { typedText } from '../core/written.js';
import type { Context, Incomplete, Mistyped } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import type { CommandEvent, CompletionEvent } from '../ports/chat.js';
import { assertAccess } from './access.js';
import { parseText, splitWord, unknownSubcommand } from './parse-text.js';
import { missingOptions, parseValues } from './parse-values.js';
import type { Task } from './task.js';

const MOST_COMPLETIONS = 25;

/**
 * What a command asks for: its sub-command, and how to run it once it is known who asks.
 *
 * @returns A task whose `run` throws an `InputError` for what can’t be read, an `AccessError` for the wrong person, and what the command
 * throws.
 */
export function commandTask(context: Context, event: CommandEvent): Task {
  const command = context.features.command(typedText(event.command).toLowerCase());
  if (!command) {
    return {
      // The error repeats nothing that was typed, because it is logged.
      what: '/',
      run(inside, request) {
        const known = context.features.commands.map(({ name }) => `/${name}`).join(' · ');
        const text = event.input.type === 'text' ? typedText(event.input.text) : event.input.subcommand;
        return orMistyped(
          { word: typedText(event.command), rest: text },
          new NotFoundError(`no command ${event.command}`, phrase('dispatch.command-unknown', { word: event.command.slice(0, 40), known })),
        )(inside, request);
      },
    };
  }
  const what = `/${command.name}`;
  const input = typedInput(event.input);
  const [first, rest] = input.type === 'text' ? splitWord(input.text.trim()) : [input.subcommand, ''];
  const word = command.subcommands[''] ? '' : first.toLowerCase();
  // Only words of the grammar are repeated, because the error is logged.
  const subcommand = Object.hasOwn(command.subcommands, word) ? command.subcommands[word] : undefined;
  if (!subcommand) {
    return {
      what,
      run: (inside, request) =>
        orMistyped({ command: command.name, word: first, rest }, unknownSubcommand(command, first, request.actor))(inside, request),
    };
  }
  const { transaction, budget } = subcommand;
  return {
    what: typedAs({ command: command.name, subcommand: word }),
    ...(transaction && { transaction }),
    ...(budget && { budget }),
    async run(inside, request) {
      const values = input.type === 'text' ? parseText(command, input.text, input.files ?? [], request.actor).values : input.values;
      assertAccess(request.actor, subcommand.access);
      const findMember = async (typed: string): Promise<MemberId> => {
        const user = input.type === 'options' ? typed : /^<@!?([^>|]+)(\|[^>]*)?>$/.exec(typed)?.[1];
        const member = user === undefined ? undefined : await inside.people.findByAccount({ ...event.from, user });
        return member?.id ?? inside.people.findByText(typed, request.actor);
      };
      const missing = input.type === 'text' ? missingOptions(subcommand, values) : [];
      const typed = { command: command.name, subcommand: word, typed: rest, missing, values: written(values) };
      const asked = missing.length > 0 && (await askedFor(inside, request, typed));
      if (asked) return asked;
      return subcommand.run(inside, request, await parseValues(subcommand, values, findMember));
    },
  };
}

/** Lets a feature answer what was mistyped; throws `error` if none does. */
function orMistyped(typed: Mistyped, error: MudhifError): Task['run'] {
  return async (inside, request) => {
    for (const { mistyped } of inside.features.all) {
      const reply = await mistyped?.(inside, request, typed);
      if (reply) return reply;
    }
    throw error;
  };
}

/** What is text of what was typed. */
const written = (values: Readonly<Record<string, unknown>>): Incomplete['values'] =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])));

/** Lets a feature ask for what is missing. */
async function askedFor(context: Context, request: Request, typed: Incomplete): Promise<Reply | undefined> {
  for (const { incomplete } of context.features.all) {
    const reply = await incomplete?.(context, request, typed);
    if (reply) return reply;
  }
  return undefined;
}

/** What was typed, as it is read on every platform. */
function typedInput(input: CommandEvent['input']): CommandEvent['input'] {
  if (input.type === 'text') return { ...input, text: typedText(input.text) };
  const values = Object.entries(input.values).map(([name, value]) => [name, typeof value === 'string' ? typedText(value) : value] as const);
  return { ...input, values: Object.fromEntries(values) };
}

/** Suggestions for an option; none for who may not use the command. */
export async function completions(context: Context, event: CompletionEvent, request: Request): Promise<readonly Completion[]> {
  const subcommand = context.features.command(event.command)?.subcommands[event.subcommand];
  const option = subcommand?.options[event.option];
  if (!subcommand || option?.type !== 'text' || !option.complete) return [];
  if (!isAllowed(request.actor, subcommand.access)) return [];
  return (await option.complete(context, typedText(event.typed), request)).slice(0, MOST_COMPLETIONS);
}
