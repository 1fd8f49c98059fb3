import type { App } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import { commandView, optionsToAsk } from '../render/command-form.js';
import type { ListenerDeps } from './listener-deps.js';
import { readCommand, type TypedCommand } from './payloads.js';
import { arrivalIn } from './persist.js';

/** Slash commands (docs.slack.dev, "Slash commands"). */
export function registerCommands(app: App, deps: ListenerDeps & { readonly commands: readonly Command[] }): void {
  const { interactions, commands, replies, people, languageOf, background } = deps;

  app.command(/.*/, async ({ body, context }) => {
    const { input, at } = arrivalIn(context);
    if (input?.kind === 'used') return background.track(interactions.handle(input));
    const typed = readCommand(body, at);
    if (typed) background.runOnce(`slack:${typed.spot.trigger.id}`, 'command', () => askOptions(typed));
  });

  async function askOptions({ user, spot, command, text }: TypedCommand): Promise<void> {
    const asked = optionsToAsk(commands, command, text);
    if (!asked) return;
    const person = people.identity(user);
    const origin = await people.originIn(person, spot, `slack:${spot.trigger.id}`);
    const language = await languageOf(person);
    await replies.openDialog(commandView(asked, language, origin), origin, async () => language);
  }
}
