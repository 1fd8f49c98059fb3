import type { App } from '@slack/bolt';
import type { ConversationKind, Identity } from '../../../src/ports/chat.js';
import { lookUp, profileOf, type SlackUser } from '../places/profiles.js';
import type { GatewayDependencies, Seen } from './interactions.js';

const KINDS: Readonly<Record<string, ConversationKind>> = { im: 'direct', mpim: 'group', group: 'group', channel: 'channel' };
/** Kinds of messages that a person wrote; joins, edits, deletions and the like are none. */
const WRITTEN = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** What happens in the workspace. Slack sends events again and out of order; each is taken once. */
export function registerEvents(app: App, deps: GatewayDependencies, seen: Seen): void {
  const { api, inbox, bot, conversations, problems, logger, track } = deps;
  const person = (user: string): Identity => ({ platform: 'slack', space: bot.team, user });

  /** Registers a listener that is called once for each event, and whose failure is logged. */
  const on = (type: string, work: (event: Readonly<Record<string, unknown>>, eventId: string) => Promise<void>): void => {
    app.event(type, async ({ event, body }) => {
      const eventId = `slack:${body.event_id}`;
      if (!seen.first(eventId)) return;
      const done = work({ ...event }, eventId).catch((error: unknown) => {
        logger.error({ eventId, type, error }, 'a slack event could not be handled');
      });
      track(done);
    });
  };

  on('message', async (event, eventId) => {
    const { channel, user, ts, channel_type: type, subtype } = event;
    if (typeof channel !== 'string' || typeof user !== 'string' || typeof ts !== 'string') return;
    if (user === bot.user || event['bot_id'] !== undefined || event['hidden'] === true) return;
    if (subtype !== undefined && !(typeof subtype === 'string' && WRITTEN.has(subtype))) return;
    const kind = conversations.purposeOf(channel) === undefined ? (KINDS[typeof type === 'string' ? type : ''] ?? 'channel') : 'channel';
    const conversation = conversations.ref(channel, kind);
    const at = Math.floor(Number(ts) * 1000);
    await inbox.message({ eventId, from: person(user), conversation, message: { conversation, id: ts }, at });
  });

  const joined = async (user: SlackUser, eventId: string): Promise<void> => {
    if (user.id === undefined || user.id === bot.user || user.id === 'USLACKBOT' || user.deleted === true) return;
    await inbox.joined({ eventId, from: person(user.id), profile: profileOf(user) });
  };

  on('team_join', async (event, eventId) => joined(await lookUp(api, event['user'] as SlackUser), eventId));

  /** Somebody of the workspace came to the community's own channels. */
  on('member_joined_channel', async (event, eventId) => {
    const { user, channel } = event;
    if (typeof user !== 'string' || typeof channel !== 'string') return;
    if (user === bot.user) return conversations.lookAgain();
    const [general, coffee] = [await conversations.channel('general'), await conversations.channel('coffee')];
    if (channel === general?.id || channel === coffee?.id) await joined(await lookUp(api, { id: user }), eventId);
  });

  on('user_change', async (event, eventId) => {
    const user = event['user'] as SlackUser;
    if (user.id !== undefined && user.deleted === true) await inbox.left({ eventId, from: person(user.id) });
  });

  on('app_home_opened', async (event) => {
    if (event['tab'] === 'home' && typeof event['user'] === 'string') await deps.home.show(person(event['user']));
  });

  const channelGone =
    (code: 'bot-removed' | 'channel-archived' | 'channel-missing') => async (event: Readonly<Record<string, unknown>>) => {
      const channel = typeof event['channel'] === 'string' ? event['channel'] : '';
      const serves = conversations.purposeOf(channel);
      // A public channel is entered again; a private one needs somebody's invitation.
      const back = serves !== undefined && code === 'bot-removed' && (await conversations.join(channel));
      // Only channels that the community uses are worth a word; and a late copy of old news is not, once all is well again.
      if (serves && !back && !(await conversations.isOpen(channel)))
        problems.report(code, serves, { conversation: channel }, conversations.whereabouts(channel).shown);
      // Perhaps another one serves instead.
      await conversations.lookAgain();
    };
  for (const type of ['channel_left', 'group_left']) on(type, channelGone('bot-removed'));
  for (const type of ['channel_archive', 'group_archive']) on(type, channelGone('channel-archived'));
  for (const type of ['channel_deleted', 'group_deleted']) on(type, channelGone('channel-missing'));
  for (const type of ['channel_unarchive', 'group_unarchive', 'channel_rename', 'group_rename', 'channel_created']) {
    on(type, () => conversations.lookAgain());
  }

  on('tokens_revoked', async (event) => {
    const tokens = event['tokens'] as { readonly bot?: readonly string[] } | undefined;
    if (tokens?.bot?.length) problems.report('token-revoked');
  });
  on('app_uninstalled', async () => problems.report('token-revoked'));
}
