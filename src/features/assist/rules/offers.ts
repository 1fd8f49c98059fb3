import { type Actor, isAllowed } from '../../../core/access.js';
import type { Command, CommandWords } from '../../../core/command.js';

/** How many buttons a greeting has. */
const OFFERS = 3;

type Asker = Pick<Actor, 'role' | 'status'>;

/** The first things that features offer to this person and that they may use; `last` where they offer less than there is room for. */
export function offersFor<C, O extends CommandWords>(
  actor: Asker,
  features: readonly { readonly greeting?: (actor: Asker) => readonly O[] }[],
  commands: readonly Command<C>[],
  last: O,
): readonly O[] {
  const mayUse = ({ command, subcommand }: CommandWords): boolean => {
    const access = commands.find(({ name }) => name === command)?.subcommands[subcommand]?.access;
    return access !== undefined && isAllowed(actor, access);
  };
  const offered = features.flatMap(({ greeting }) => greeting?.(actor) ?? []).filter(mayUse);
  return [...offered, last].slice(0, OFFERS);
}
