import type { App } from '@slack/bolt';
import { privately } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import type { Spot } from './inputs.js';
import type { ListenerDeps } from './listener-deps.js';
import { dialogToken, readControl } from './payloads.js';
import { arrivalIn } from './persist.js';

/** Buttons and menus in messages and home tabs, and the menu of a message (docs.slack.dev, "Interaction payloads": block_actions, message_action). */
export function registerButtons(app: App, deps: ListenerDeps): void {
  const { interactions, replies, people, languageOf, background } = deps;

  app.action(/.*/, async ({ body, context }) => {
    const { input, at } = arrivalIn(context);
    if (input?.kind === 'used') return background.track(interactions.handle(input));
    const used = readControl(body, at);
    const token = used && dialogToken(used.action);
    if (!used || token === undefined) return;
    background.runOnce(`slack:${used.spot.trigger.id}`, 'button', () => openPendingDialog(token, used.user, used.spot));
  });

  app.shortcut(/.*/, async ({ context }) => {
    const { input } = arrivalIn(context);
    if (input?.kind === 'used') background.track(interactions.handle(input));
  });

  async function openPendingDialog(token: string, user: string, spot: Spot): Promise<void> {
    const person = people.identity(user);
    const origin = await people.originIn(person, spot, `slack:${spot.trigger.id}`);
    const view = replies.pendingView(token);
    if (view) return void (await replies.openDialog(view, origin, () => languageOf(person)));
    const language = await languageOf(person);
    const text = speaker(language)('slack.form-gone');
    await replies.send(privately({ language, blocks: [{ type: 'paragraph', text }] }), origin);
  }
}
