import type { App, SlashCommand } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Origin } from '../origin.js';
import type { Replies } from '../post/replies.js';
import { commandView, optionsToAsk } from '../render/command-form.js';
import { RECEIVED_AT } from './acknowledge.js';
import type { Background } from './background.js';
import type { People } from './people.js';

/** Slash commands (docs.slack.dev, "Slash commands"). */
export function registerCommands(
  app: App,
  deps: {
    readonly inbox: Inbox;
    readonly commands: readonly Command[];
    readonly replies: Replies;
    readonly people: People;
    readonly background: Background;
  },
): void {
  const { inbox, commands, replies, people, background } = deps;

  app.command(/.*/, async ({ body, context }) => {
    const at = Number(context[RECEIVED_AT]);
    const eventId = `slack:${body.trigger_id}`;
    background.runOnce(eventId, 'command', () => run(body, eventId, at));
  });

  async function run(body: SlashCommand, eventId: string, at: number): Promise<void> {
    const from = people.identity(body.user_id);
    const base = await people.originIn(from, { id: body.channel_id, name: body.channel_name }, eventId);
    const origin: Origin = { ...base, responseUrl: { url: body.response_url, issuedAt: at }, trigger: { id: body.trigger_id, at } };
    const command = body.command.replace(/^\//, '');
    const text = typedText(body.text ?? '');
    const asked = optionsToAsk(commands, command, text);
    if (asked) {
      const language = await people.languageOf(from);
      return replies.openDialog(commandView(asked, language, origin), origin, language);
    }
    const reply = await inbox.command({ eventId, from, conversation: origin.conversation, command, input: { type: 'text', text } });
    await replies.send(reply, origin, await people.languageOf(from));
  }
}

/**
 * The text as it was typed: Slack escapes three characters and wraps links and channels. Mentions stay `<@U…>`
 * (docs.slack.dev, "Formatting message text").
 */
function typedText(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>]+|mailto:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_, name: string | undefined) => `#${name ?? ''}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
