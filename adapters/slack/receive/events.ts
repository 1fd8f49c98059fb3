import type { App } from '@slack/bolt';
import { inSeconds } from '../../../src/core/time.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import type { Bot } from '../connect/introduce.js';
import type { Home } from '../home.js';
import type { HasLeft } from '../options.js';
import type { Conversations } from '../places/conversations.js';
import { lookUp, profileOf, type SlackUser } from '../places/profiles.js';
import type { Problems } from '../problems.js';
import type { Background } from './background.js';
import type { EventHandler, EventInput } from './inputs.js';
import type { Interactions } from './interactions.js';
import type { LostThreads } from './lost-threads.js';
import type { Order } from './order.js';
import type { People } from './people.js';
import { arrivalIn } from './persist.js';
import type { ThreadReports } from './threads.js';

type EventFields = Readonly<Record<string, unknown>>;

/**
 * Translates Slack’s events for the inbox.
 *
 * @returns A function that throws what the inbox and Slack’s API throw.
 */
export function createEventHandler(deps: {
  readonly api: SlackApi;
  readonly inbox: Inbox;
  readonly bot: Bot;
  readonly conversations: Conversations;
  readonly threads: ThreadReports;
  readonly order: Order;
  readonly hasLeft: HasLeft;
}): EventHandler {
  const { api, inbox, bot, conversations, threads, order, hasLeft } = deps;

  const joined = async ({ eventId, from }: EventInput, found: SlackUser): Promise<void> => {
    const user = await lookUp(api, found);
    if (from.user === bot.user || from.user === 'USLACKBOT' || user.deleted === true) return;
    await inbox.joined({ eventId, from, profile: profileOf(user) });
  };

  return async (input, place) => {
    const { eventId, from, body } = input;
    switch (body.type) {
      case 'message': {
        const kind = conversations.purposeOf(body.channel) === undefined ? body.kind : 'channel';
        const conversation = conversations.ref(body.channel, kind);
        await inbox.message({
          eventId,
          from,
          conversation,
          message: { conversation, id: body.ts },
          at: body.at,
          ...(body.mention && { mentionsBot: true }),
        });
        break;
      }
      case 'thread':
        if (place) await place.run(() => threads.tell(input, body));
        else await order.take(body.channel, inSeconds(body.at)).run(() => threads.tellLate(input, body));
        break;
      case 'team-join':
        await joined(input, body.user);
        break;
      case 'channel-join':
        if ((await conversations.welcoming()).some(({ id }) => id === body.channel)) await joined(input, { id: from.user });
        break;
      case 'leave':
        await inbox.left({ eventId, from });
        break;
      case 'return':
        // They may be back already, or erased, since it was persisted.
        if (await hasLeft(from)) await joined(input, { id: from.user });
        break;
      default:
        body satisfies never;
    }
    return true;
  };
}

/** What a person has written, or changed what they had written to. */
function textIn(event: object): string | undefined {
  const message: object = 'message' in event && typeof event.message === 'object' && event.message !== null ? event.message : event;
  return 'text' in message && typeof message.text === 'string' ? message.text : undefined;
}

/** Events of the workspace (docs.slack.dev, "Events API"). Slack may send one again and out of order; each is handled once. */
export function registerEvents(
  app: App,
  deps: {
    readonly interactions: Interactions;
    readonly bot: Bot;
    readonly home: Home;
    readonly conversations: Conversations;
    readonly problems: Problems;
    readonly people: People;
    readonly background: Background;
    readonly lost: LostThreads;
    readonly overheard: Inbox['overheard'];
  },
): void {
  const { interactions, bot, home, conversations, problems, people, background, lost } = deps;

  // What members' records depend on was persisted.
  app.event(
    /^(message|app_mention|reaction_added|reaction_removed|team_join|member_joined_channel|user_change)$/,
    async ({ context, event }) => {
      const text = event.type === 'message' ? textIn(event) : undefined;
      if (text !== undefined) background.track(deps.overheard(text));
      const { input, place } = arrivalIn(context);
      if (input?.kind === 'event') background.track(interactions.handle(input, place));
    },
  );

  const on = (type: string, work: (event: EventFields) => Promise<void>): void => {
    app.event(type, async ({ event, body }) => {
      background.runOnce(`slack:${body.event_id}`, type, () => work({ ...event }));
    });
  };

  on('message', (event) => lost.heard(event));
  for (const type of ['channel_deleted', 'group_deleted']) on(type, ({ channel }) => lost.channelDeleted(channel));

  on('member_joined_channel', async ({ user }) => {
    if (user === bot.user) await conversations.refresh();
  });

  on('app_home_opened', async (event) => {
    if (event['tab'] === 'home' && typeof event['user'] === 'string') await home.open(people.identity(event['user']));
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
