import type { Action, FormHandler } from '../core/action.js';
import type { Command } from '../core/command.js';

/** All that members can ask for, by the words that ask for it. */
export interface Registry {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly FormHandler[];
  command(name: string): Command | undefined;
  action(feature: string, name: string): Action | undefined;
  form(feature: string, name: string): FormHandler | undefined;
}

/** Throws a `RangeError` where two handlers answer to the same words: start-up ends there. */
export function createRegistry(parts: {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly forms: readonly FormHandler[];
}): Registry {
  const commands = unique(parts.commands, (command) => command.name, 'command');
  const actions = unique(parts.actions, (action) => `${action.feature}:${action.name}`, 'action');
  const forms = unique(parts.forms, (form) => `${form.feature}:${form.name}`, 'form');
  return {
    ...parts,
    command: (name) => commands.get(name),
    action: (feature, name) => actions.get(`${feature}:${name}`),
    form: (feature, name) => forms.get(`${feature}:${name}`),
  };
}

function unique<T>(handlers: readonly T[], keyOf: (handler: T) => string, what: string): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const handler of handlers) {
    const key = keyOf(handler);
    if (result.has(key)) throw new RangeError(`two handlers for the ${what} ${key}`);
    result.set(key, handler);
  }
  return result;
}
