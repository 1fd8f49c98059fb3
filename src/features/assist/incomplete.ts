import type { Completion, Option } from '../../core/command.js';
import { privately, type Reply, SELECT_OPTIONS_MAX } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context, Incomplete } from '../../feature-api/index.js';
import { isMessageKey, speaker } from '../../language/index.js';
import { incompleteCard } from './cards/incomplete.js';
import { assistControls } from './controls.js';

/**
 * Says what a command still needs, with what there is to choose from if that is one thing, and a form that asks for it and holds what was
 * typed. Where that is too long for a button the form comes at once.
 */
export async function answerIncomplete(context: Context, request: Request, incomplete: Incomplete): Promise<Reply | undefined> {
  const { command, subcommand, typed = '', missing, values } = incomplete;
  const asked = context.features.command(command)?.subcommands[subcommand];
  const options = asked?.options ?? {};
  const needed = missing.flatMap((name) => (options[name] ? [options[name]] : []));
  const [name, another] = missing;
  const [option] = needed;
  if (name === undefined || !option || !asked) return undefined;
  const offered = another === undefined ? await choicesOf(context, request, option) : [];
  const choices = offered
    .map(({ value, label }) => ({ command, subcommand, typed: `${typed} ${name}:${quoted(value)}`.trimStart(), label }))
    .filter((choice) => assistControls.run.fits(choice));
  if (choices.length === 0 && !assistControls.run.fits(incomplete)) {
    return { type: 'form', form: assistControls.run.form(incomplete, asked, request.language, values) };
  }
  return privately(incompleteCard(incomplete, needed, choices.slice(0, SELECT_OPTIONS_MAX), request.language));
}

async function choicesOf(context: Context, request: Request, option: Option<Context>): Promise<readonly Completion[]> {
  if (option.type === 'text') return (await option.complete?.(context, '', request)) ?? [];
  if (option.type !== 'choice') return [];
  const say = speaker(request.language);
  return option.choices.map(({ value, label }) => ({ value, label: isMessageKey(label) ? say.plainKey(label) : label }));
}

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);
