import { describe, expect, it } from 'vitest';
import { BOT_EVENTS, BOT_SCOPES, NEEDS, slackManifest } from '../../../adapters/slack/index.js';
import { LANGUAGES } from '../../../src/core/language.js';
import { PLATFORM_NEEDS, type PlatformNeedName } from '../../../src/ports/needs.js';
import { sampleCommands } from '../../support/web-inbox.js';

type Manifest = {
  readonly display_information: { readonly name: string; readonly description: string; readonly long_description: string };
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly description: string;
      readonly usage_hint: string;
      readonly url?: string;
    }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[]; readonly request_url?: string };
    readonly interactivity: { readonly request_url?: string };
    readonly socket_mode_enabled: boolean;
  };
};

const make = (options: Pick<Parameters<typeof slackManifest>[0], 'mode' | 'language'> & { readonly needs?: readonly PlatformNeedName[] }) =>
  slackManifest({ commands: sampleCommands, needs: [], ...options }) as unknown as Manifest;

/** What Slack asks for before it sends an event (docs.slack.dev/reference/events). */
const SCOPE_OF_EVENT: Readonly<Record<string, string>> = {
  channel_archive: 'channels:read',
  channel_created: 'channels:read',
  channel_deleted: 'channels:read',
  channel_left: 'channels:read',
  channel_rename: 'channels:read',
  channel_unarchive: 'channels:read',
  group_archive: 'groups:read',
  group_deleted: 'groups:read',
  group_left: 'groups:read',
  group_rename: 'groups:read',
  group_unarchive: 'groups:read',
  member_joined_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  team_join: 'users:read',
  user_change: 'users:read',
};

describe("Slack's app manifest", () => {
  for (const language of LANGUAGES) {
    it(`fits into what Slack takes (${language})`, () => {
      const { display_information: shown, features } = make({ mode: { type: 'socket' }, language });
      expect(shown.name.length).toBeLessThanOrEqual(35);
      expect(shown.description.length).toBeLessThanOrEqual(140);
      expect(shown.long_description.length).toBeGreaterThanOrEqual(174);
      expect(shown.long_description.length).toBeLessThanOrEqual(4_000);
      expect(features.slash_commands.map(({ command }) => command)).toEqual(['/coffee', '/profile']);
      expect(features.slash_commands[0]?.usage_hint).toBe('[join | pause | avoid | settings]');
    });
  }

  it('needs no address in Socket Mode, and names ours everywhere in HTTP mode', () => {
    const socket = make({ mode: { type: 'socket' }, language: 'en' });
    expect(JSON.stringify(socket)).not.toContain('url');
    expect(socket.settings.socket_mode_enabled).toBe(true);
    const http = make({ mode: { type: 'http', publicUrl: 'https://bot.example.org' }, language: 'en' });
    const address = 'https://bot.example.org/slack/events';
    expect(http.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: address },
      interactivity: { request_url: address },
    });
    expect(http.features.slash_commands.every(({ url }) => url === address)).toBe(true);
  });

  it('asks for what its events need, and gives a reason for each right', () => {
    const scopes = Object.keys(BOT_SCOPES);
    for (const event of Object.keys(BOT_EVENTS)) if (SCOPE_OF_EVENT[event]) expect(scopes).toContain(SCOPE_OF_EVENT[event]);
    for (const reason of [...Object.values(BOT_SCOPES), ...Object.values(BOT_EVENTS)]) expect(reason.length).toBeGreaterThan(15);
  });

  it('asks for reactions only where a setting needs them', () => {
    const askedFor = (needs: readonly PlatformNeedName[]) => {
      const { oauth_config, settings } = make({ mode: { type: 'socket' }, language: 'en', needs });
      return [...oauth_config.scopes.bot, ...settings.event_subscriptions.bot_events];
    };
    const { scopes, events } = NEEDS['thread-reactions'];
    const rights = [...Object.keys(scopes), ...Object.keys(events)];
    expect(askedFor([]).filter((each) => rights.includes(each))).toEqual([]);
    expect(askedFor(['read-thread-text'])).toEqual(askedFor([]));
    expect(askedFor(PLATFORM_NEEDS)).toEqual(expect.arrayContaining(rights));
    expect(askedFor(PLATFORM_NEEDS)).toHaveLength(askedFor([]).length + rights.length);
  });
});
