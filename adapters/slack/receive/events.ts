import type { App } from '@slack/bolt';
import type { Inbox } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import type { Home } from '../home.js';
import type { Conversations } from '../places/conversations.js';
import { lookUp, profileOf, type SlackUser } from '../places/profiles.js';
import type { Problems } from '../problems.js';
import type { Background } from './background.js';
import { readMessage } from './messages.js';
import type { People } from './people.js';

type EventFields = Readonly<Record<string, unknown>>;

/** Events of the workspace (docs.slack.dev, "Events API"). Slack may send one again and out of order; each is handled once. */
export function registerEvents(
  app: App,
  deps: {
    readonly api: SlackApi;
    readonly inbox: Inbox;
    readonly bot: Bot;
    readonly home: Home;
    readonly conversations: Conversations;
    readonly problems: Problems;
    readonly people: People;
    readonly background: Background;
  },
): void {
  const { api, inbox, bot, home, conversations, problems, people, background } = deps;

  const on = (type: string, work: (event: EventFields, eventId: string) => Promise<void>): void => {
    app.event(type, async ({ event, body }) => {
      const eventId = `slack:${body.event_id}`;
      background.runOnce(eventId, type, () => work({ ...event }, eventId));
    });
  };

  on('message', async (event, eventId) => {
    const found = readMessage(event, bot);
    if (!found) return;
    const kind = conversations.purposeOf(found.channel) === undefined ? found.kind : 'channel';
    const conversation = conversations.ref(found.channel, kind);
    const message = { conversation, id: found.ts };
    await inbox.message({ eventId, from: people.identity(found.user), conversation, message, at: found.at });
  });

  const joined = async (user: SlackUser, eventId: string): Promise<void> => {
    if (user.id === undefined || user.id === bot.user || user.id === 'USLACKBOT' || user.deleted === true) return;
    await inbox.joined({ eventId, from: people.identity(user.id), profile: profileOf(user) });
  };

  on('team_join', async (event, eventId) => joined(await lookUp(api, event['user'] as SlackUser), eventId));

  on('member_joined_channel', async (event, eventId) => {
    const { user, channel } = event;
    if (typeof user !== 'string' || typeof channel !== 'string') return;
    if (user === bot.user) return conversations.refresh();
    const welcoming = await conversations.welcoming();
    if (welcoming.some(({ id }) => id === channel)) await joined(await lookUp(api, { id: user }), eventId);
  });

  on('user_change', async (event, eventId) => {
    const user = event['user'] as SlackUser;
    if (user.id !== undefined && user.deleted === true) await inbox.left({ eventId, from: people.identity(user.id) });
  });

  on('app_home_opened', async (event) => {
    if (event['tab'] === 'home' && typeof event['user'] === 'string') await home.show(people.identity(event['user']));
  });

  const channelLost = (code: 'bot-removed' | 'channel-archived' | 'channel-missing') => async (event: EventFields) => {
    const channel = typeof event['channel'] === 'string' ? event['channel'] : '';
    const purpose = conversations.purposeOf(channel);
    // The bot can join a public channel again; a private one needs an invitation.
    const hasRejoined = purpose !== undefined && code === 'bot-removed' && (await conversations.join(channel));
    // Only channels that serve a purpose matter, and a repeated old event does not if the channel is usable again.
    if (purpose !== undefined && !hasRejoined && !(await conversations.isUsable(channel)))
      problems.report(code, purpose, { conversation: channel }, conversations.whereabouts(channel).shown);
    // Another channel may serve the purpose instead.
    await conversations.refresh();
  };
  for (const type of ['channel_left', 'group_left']) on(type, channelLost('bot-removed'));
  for (const type of ['channel_archive', 'group_archive']) on(type, channelLost('channel-archived'));
  for (const type of ['channel_deleted', 'group_deleted']) on(type, channelLost('channel-missing'));
  for (const type of ['channel_unarchive', 'group_unarchive', 'channel_rename', 'group_rename', 'channel_created']) {
    on(type, () => conversations.refresh());
  }

  on('tokens_revoked', async (event) => {
    const tokens = event['tokens'] as { readonly bot?: readonly string[] } | undefined;
    if (tokens?.bot?.length) problems.report('token-revoked');
  });
  on('app_uninstalled', async () => problems.report('token-revoked'));
}
