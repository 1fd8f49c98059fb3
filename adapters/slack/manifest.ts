import { type Command, MESSAGE_MENU } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import { plain } from '../../src/core/text.js';
import { speaker } from '../../src/language/index.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';

/**
 * Every scope that the bot needs, and why (docs.slack.dev, "Scopes"). Slack shows them during installation. In Socket Mode
 * the app-level token has one more, `connections:write`, so that the bot needs no public address.
 */
export const BOT_SCOPES = {
  'app_mentions:read': 'to answer whoever mentions the bot, whatever they wrote',
  commands: 'to offer the slash commands',
  'chat:write': 'to post, change and delete its own messages, and to answer privately',
  'channels:join': 'to join a public channel that organisers chose in the settings',
  'channels:read': 'to find the community’s public channels, and to hear when one is archived or somebody joins',
  'groups:read': 'the same for private channels that it was invited to',
  'im:write': 'to open the direct conversation with a person',
  'mpim:write': 'to open a private group of several people',
  'groups:write': 'to create a private channel for a group that is too large for a direct message',
  'channels:history': 'to look for its own message before it sends one again; and to hear that (not what) somebody wrote',
  'groups:history': 'the same in private channels',
  'im:history': 'the same in direct messages',
  'mpim:history': 'the same in private groups',
  'users:read': 'to hear who joins and leaves, and to read a name, a language and a time zone to start with',
  'files:read': 'to read a file that somebody submits with a form, or that a speaker drops into an event’s thread',
  'files:write': 'to send slides, certificates and exports',
} as const satisfies Readonly<Record<string, string>>;

/** The events that the bot subscribes to, and why. Messages arrive with their text, but only the fact that somebody wrote is used. */
export const BOT_EVENTS = {
  app_mention: 'answers whoever mentions the bot',
  app_home_opened: 'shows a member’s next steps in the home tab',
  app_uninstalled: 'reports that the app was removed',
  channel_archive: 'reports that a channel can’t be posted to any more',
  channel_created: 'finds a new channel for a purpose',
  channel_deleted: 'reports that a channel was deleted',
  channel_left: 'reports that the bot was removed from a public channel',
  channel_rename: 'follows a channel’s name',
  channel_unarchive: 'uses a channel again',
  group_archive: 'as channel_archive, for private channels',
  group_deleted: 'as channel_deleted, for private channels',
  group_left: 'as channel_left, for private channels',
  group_rename: 'as channel_rename, for private channels',
  group_unarchive: 'as channel_unarchive, for private channels',
  member_joined_channel: 'welcomes people who join the community’s channels',
  'message.channels': 'notes that a member wrote, and follows discussion threads',
  'message.groups': 'the same in private channels',
  'message.im': 'notes that a member wrote to the bot, and answers',
  'message.mpim': 'notes that the members of a group wrote to one another',
  team_join: 'welcomes people who join the workspace',
  tokens_revoked: 'reports that the bot’s token was revoked',
  user_change: 'notes that a member’s account was deactivated',
} as const satisfies Readonly<Record<string, string>>;

/** Scopes or events, each with why it is there. */
type Reasons = Readonly<Record<string, string>>;

/**
 * What each need means besides `BOT_SCOPES` and `BOT_EVENTS`, and why; a manifest asks for it only where a setting needs it. Texts,
 * edits and deletions arrive as messages do.
 */
export const NEEDS: Readonly<Record<PlatformNeedName, { readonly scopes: Reasons; readonly events: Reasons }>> = {
  'read-thread-text': { scopes: {}, events: {} },
  'thread-reactions': {
    scopes: { 'reactions:read': 'to hear that somebody reacted to a post in a thread of the bot' },
    events: {
      reaction_added: 'notes a reaction in a thread of the bot',
      reaction_removed: 'notes that a reaction was taken back',
    },
  },
  // Slack tells nobody who is in a huddle.
  'voice-presence': { scopes: {}, events: {} },
};

/** The scopes that the bot needs in all, in the order in which they are declared. */
export function scopesFor(needs: readonly PlatformNeedName[]): readonly string[] {
  return [...Object.keys(BOT_SCOPES), ...needs.flatMap((need) => Object.keys(NEEDS[need].scopes))];
}

/** The events that the bot subscribes to in all. */
function eventsFor(needs: readonly PlatformNeedName[]): readonly string[] {
  return [...Object.keys(BOT_EVENTS), ...needs.flatMap((need) => Object.keys(NEEDS[need].events))];
}

/** Identifies the bot's entry in the menu of a message. */
export const MENU_CALLBACK = 'mudhif:menu';

/** The path below `HTTP_PUBLIC_URL` where Slack sends everything in HTTP mode. */
export const HTTP_PATH = '/slack/events';

type ManifestMode = { readonly type: 'socket' } | { readonly type: 'http'; readonly publicUrl: string };

interface ManifestOptions {
  readonly commands: readonly Command[];
  readonly mode: ManifestMode;
  /** What the settings need. */
  readonly needs: readonly PlatformNeedName[];
  /** The language of descriptions; a Slack app has only one. */
  readonly language: Language;
}

/** Slack's app manifest (docs.slack.dev/reference/app-manifest), generated from the commands. Print it as JSON. */
export function slackManifest({ commands, mode, needs, language }: ManifestOptions): Readonly<Record<string, unknown>> {
  const say = speaker(language);
  const url = mode.type === 'http' ? { url: new URL(HTTP_PATH, mode.publicUrl).href } : {};
  const requestUrl = mode.type === 'http' ? { request_url: url.url } : {};
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Mudhif',
      description: say.plain('slack.manifest.description').slice(0, 140),
      long_description: say.plain('slack.manifest.long'),
      background_color: '#3d5a4c',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Mudhif', always_online: true },
      shortcuts: [
        { name: MESSAGE_MENU, type: 'message', callback_id: MENU_CALLBACK, description: say.plain('slack.manifest.menu').slice(0, 150) },
      ],
      slash_commands: commands.map((command) => ({
        command: `/${command.name}`,
        ...url,
        description: plain(say.phrase({ key: command.description })),
        ...(command.subcommands[''] ? {} : { usage_hint: `[${Object.keys(command.subcommands).join(' | ')}]` }),
        // Mentioned people arrive as <@U…> instead of names.
        should_escape: true,
      })),
    },
    oauth_config: { scopes: { bot: scopesFor(needs).toSorted() } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: eventsFor(needs).toSorted() },
      interactivity: { is_enabled: true, ...requestUrl, ...(mode.type === 'http' ? { message_menu_options_url: url.url } : {}) },
      org_deploy_enabled: false,
      socket_mode_enabled: mode.type === 'socket',
      token_rotation_enabled: false,
    },
  };
}
