import type { App, BlockAction } from '@slack/bolt';
import { privately } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Origin } from '../origin.js';
import type { Conversations } from '../places/conversations.js';
import { OPEN } from '../post/dialogs.js';
import type { Replies } from '../post/replies.js';
import { LINK_ACTION } from '../render/controls.js';
import { RECEIVED_AT } from './acknowledge.js';
import type { Background } from './background.js';
import type { People } from './people.js';

/** Buttons and menus in messages and home tabs (docs.slack.dev, "Interaction payloads": block_actions). */
export function registerButtons(
  app: App,
  deps: {
    readonly inbox: Inbox;
    readonly conversations: Conversations;
    readonly replies: Replies;
    readonly people: People;
    readonly background: Background;
  },
): void {
  const { inbox, conversations, replies, people, background } = deps;

  app.action<BlockAction>(/.*/, async ({ body, context }) => {
    const at = Number(context[RECEIVED_AT]);
    const eventId = `slack:${body.trigger_id}`;
    background.runOnce(eventId, 'button', () => run(body, eventId, at));
  });

  async function run(body: BlockAction, eventId: string, at: number): Promise<void> {
    const [action] = body.actions;
    if (!action || action.action_id.startsWith(LINK_ACTION) || body.view?.type === 'modal') return;
    const from = people.identity(body.user.id);
    const origin = await originOf(body, eventId, at);
    const token = dialogToken(action.action_id);
    if (token !== undefined) return openPendingDialog(token, origin);
    const { conversation } = origin;
    const reply = await inbox.action({ eventId, from, conversation, action: action.action_id, values: chosenValues(action) });
    await replies.send(reply, origin, await people.languageOf(from));
  }

  async function originOf(body: BlockAction, eventId: string, at: number): Promise<Origin> {
    const person = people.identity(body.user.id);
    const channel = body.channel ?? (body.container?.['channel_id'] ? { id: String(body.container['channel_id']) } : undefined);
    const base = channel
      ? await people.originIn(person, channel, eventId)
      : { eventId, person, conversation: await conversations.openDirect(person), own: true, home: true };
    const ts = body.container?.['message_ts'];
    const thread = body.container?.['thread_ts'];
    return {
      ...base,
      trigger: { id: body.trigger_id, at },
      ...(body.response_url ? { responseUrl: { url: body.response_url, issuedAt: at } } : {}),
      ...(typeof ts === 'string' ? { source: { ts, private: body.container?.['is_ephemeral'] === true } } : {}),
      ...(typeof thread === 'string' ? { thread } : {}),
    };
  }

  async function openPendingDialog(token: string, origin: Origin): Promise<void> {
    const view = replies.pendingView(token);
    const language = await people.languageOf(origin.person);
    if (view) return replies.openDialog(view, origin, language);
    const text = speaker(language)('slack.form-gone');
    return replies.send(privately({ language, blocks: [{ type: 'paragraph', text }] }), origin, language);
  }
}

/** The token of the adapter's own button that opens a dialog; `undefined` for any other action. */
function dialogToken(action: string): string | undefined {
  const [feature, name, ...token] = action.split(':');
  return feature === OPEN.feature && name === OPEN.action ? token.join(':') : undefined;
}

function chosenValues(action: BlockAction['actions'][number]): readonly string[] {
  if ('selected_options' in action && Array.isArray(action.selected_options)) {
    return (action.selected_options as readonly { readonly value?: string }[]).flatMap(({ value }) => value ?? []);
  }
  if ('selected_option' in action && action.selected_option) return [(action.selected_option as { readonly value?: string }).value ?? ''];
  return [];
}
