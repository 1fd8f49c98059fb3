import type { Context } from './context.js';

/** Whether a command answers at once, so that there is room for one look more; what takes long has looked at enough. */
export function answersAtOnce({ features }: Context, what: string): boolean {
  const [name, word = ''] = what.replace(/^\//, '').split(' ');
  return features.commands.find((command) => command.name === name)?.subcommands[word]?.transaction !== 'own';
}
