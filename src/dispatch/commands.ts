import { isAllowed } from '../core/access.js';
import type { Completion, Subcommand } from '../core/command.js';
import { NotFoundError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import type { Attachment } from '../core/message.js';
import type { Request } from '../core/request.js';
import { typedText } from '../core/written.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import type { CommandEvent, CompletionEvent } from '../ports/chat.js';
import { assertAccess } from './access.js';
import { parseText, unknownSubcommand } from './parse-text.js';
import { parseValues } from './parse-values.js';
import type { Task } from './task.js';

const MOST_COMPLETIONS = 25;

/** What a command asks for: its sub-command, and how to run it once it is known who asks. */
export function commandTask(context: Context, event: CommandEvent): Task {
  const command = context.features.command(typedText(event.command).toLowerCase());
  if (!command) {
    return {
      // What was typed is not named, also not in the log.
      what: '/',
      async run() {
        const known = context.features.commands.map(({ name }) => `/${name}`).join(' · ');
        throw new NotFoundError(
          `no command ${event.command}`,
          phrase('dispatch.command-unknown', { word: event.command.slice(0, 40), known }),
        );
      },
    };
  }
  const what = `/${command.name}`;
  const input = typedInput(event.input);
  const find = (
    request: Pick<Request, 'actor'>,
  ): { readonly subcommand: Subcommand<Context>; readonly values: Readonly<Record<string, string | number | Attachment>> } => {
    if (input.type === 'text') return parseText(command, input.text, input.files ?? [], request.actor);
    const subcommand = Object.hasOwn(command.subcommands, input.subcommand) ? command.subcommands[input.subcommand] : undefined;
    if (!subcommand) throw unknownSubcommand(command, input.subcommand, request.actor);
    return { subcommand, values: input.values };
  };
  const word = input.type === 'text' ? (/^\s*(\S+)/.exec(input.text)?.[1]?.toLowerCase() ?? '') : input.subcommand;
  // Of what was typed only the words of the grammar are named, also in the log.
  const known = Object.hasOwn(command.subcommands, word) ? command.subcommands[word] : undefined;
  const { transaction, budget } = known ?? {};
  return {
    what: known ? `${what} ${word}` : what,
    ...(transaction && { transaction }),
    ...(budget && { budget }),
    async run(inside, request) {
      const { subcommand, values } = find(request);
      assertAccess(request.actor, subcommand.access);
      const findMember = async (typed: string): Promise<MemberId> => {
        const user = input.type === 'options' ? typed : /^<@!?([^>|]+)(\|[^>]*)?>$/.exec(typed)?.[1];
        const member = user === undefined ? undefined : await inside.people.findByAccount({ ...event.from, user });
        return member?.id ?? inside.people.findByText(typed, request.actor);
      };
      return subcommand.run(inside, request, await parseValues(subcommand, values, findMember));
    },
  };
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
