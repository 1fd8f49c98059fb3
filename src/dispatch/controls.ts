import type { Subcommand, TypedWords } from '../core/command.js';
import { MudhifError, NotFoundError } from '../core/errors.js';
import { ACTION_ID_MAX, type FormValues } from '../core/message.js';
import { typedText } from '../core/written.js';
import type { Context, Handler } from '../feature-api/index.js';
import { phrase } from '../language/index.js';
import type { InboundEvent } from '../ports/chat.js';
import { assertAccess } from './access.js';
import { commandTask } from './commands.js';
import { readOptions } from './parse-text.js';
import { missingOptions } from './parse-values.js';
import type { Task } from './task.js';

type Values = readonly string[] | FormValues;

/** What was typed into a form, as it is read on every platform; what was chosen or uploaded stays as it is. */
function typedValues(values: Values): Values {
  if (Array.isArray(values)) return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? typedText(value) : value]));
}

/**
 * What a pressed button, a chosen option or a submitted form asks for: `id` is `feature:name:id`.
 *
 * @returns A task whose `run` throws a `NotFoundError` for a control that nobody has, an `AccessError` for the wrong person, and what the
 * handler throws.
 */
export function controlTask(context: Context, event: InboundEvent, kind: 'action' | 'form', id: string, values: Values): Task {
  const [feature = '', name = '', ...rest] = id.split(':');
  const handler = context.features.handler(kind, feature, name);
  const input = { id: rest.join(':'), values: kind === 'form' ? typedValues(values) : values };
  const stood = handler && stoodFor(handler, input);
  const subcommand = stood && context.features.command(stood.command)?.subcommands[stood.subcommand];
  const typed = stood?.typed !== undefined && subcommand && kind === 'action' ? incomplete(stood, subcommand) : undefined;
  if (stood?.typed !== undefined && subcommand && !typed) {
    const text = `${stood.subcommand} ${stood.typed}`.trim();
    return commandTask(context, { ...event, command: stood.command, input: { type: 'text', text } });
  }
  // Any other button brings no options, or not all, so that a form asks for those that are needed.
  if (stood && !typed && context.features.command(stood.command) && (kind === 'form' || !subcommand || !needsOptions(subcommand))) {
    return commandTask(context, { ...event, command: stood.command, input: { type: 'options', ...stood } });
  }
  // The rest of the id may hold what somebody searched for.
  const what = handler ? `${feature}:${name}` : kind;
  return {
    what,
    ...(handler?.transaction && { transaction: handler.transaction }),
    ...(handler?.budget && { budget: handler.budget }),
    ...(handler?.errorsAt !== undefined && { errorsAt: handler.errorsAt }),
    async run(inside, request) {
      // No message of ours has a longer one, and no answer could repeat it.
      if (!handler || id.length > ACTION_ID_MAX) throw new NotFoundError(`no ${what}`, phrase('dispatch.button-unknown'));
      assertAccess(request.actor, subcommand?.access ?? handler.access);
      return handler.run(inside, request, typed ? { ...input, values: typed } : input);
    },
  };
}

/** The command that a control stands for; undefined for others, and for what its handler will refuse. */
function stoodFor(handler: Handler, input: Parameters<Handler['run']>[2]): ReturnType<NonNullable<Handler['command']>> {
  try {
    return handler.command?.(input);
  } catch (error) {
    if (error instanceof MudhifError) return undefined;
    throw error;
  }
}

/** What was typed of a command that needs more; undefined for one that needs nothing more, or that can't be read. */
function incomplete({ command, subcommand: name, typed = '' }: TypedWords, subcommand: Subcommand<Context>): FormValues | undefined {
  try {
    const values = readOptions(command, name, subcommand, typedText(typed));
    return missingOptions(subcommand, values).length > 0 ? values : undefined;
  } catch (error) {
    if (error instanceof MudhifError) return undefined;
    throw error;
  }
}

const needsOptions = ({ options }: Subcommand<Context>): boolean => Object.values(options).some(({ required }) => required);
