import { MENU_CALLBACK } from '../../../adapters/slack/manifest.js';
import { FORM_CALLBACK } from '../../../adapters/slack/render/form.js';
import type { SlackHouse } from './index.js';
import type { EnvelopeType } from './server.js';

export interface SamplePayload {
  readonly type: EnvelopeType;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A payload of every kind that Slack sends to the app (docs.slack.dev, "Interaction payloads", "Events API"), as it comes. */
export function samplePayloads({ slack, zainab, channels }: SlackHouse): readonly SamplePayload[] {
  const ts = '1790000100.000100';
  const user = { id: zainab.id, username: 'zainab', name: 'zainab', team_id: slack.team };
  const team = { id: slack.team, domain: 'reeds' };
  const channel = { id: channels.coffee, name: 'coffee' };
  const text = { type: 'plain_text', text: 'words of a person', emoji: true };
  const response_url = `${slack.apiUrl.replace('/api/', '')}/response/none`;
  const common = { team, user, api_app_id: 'A0', token: 'x', trigger_id: '1.trigger', is_enterprise_install: false, enterprise: null };
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify({ form: 'profile:edit', place: { c: channels.coffee, k: 'channel' } }),
    title: text,
    submit: text,
    close: text,
    blocks: [{ type: 'input', block_id: 'f:name', label: text, element: { type: 'plain_text_input', action_id: 'a' } }],
    state: { values: { 'f:name': { a: { type: 'plain_text_input', value: 'words of a person' } } } },
    hash: 'a',
    root_view_id: 'V1',
    app_id: 'A0',
    bot_id: slack.bot.id,
  };
  const message = { type: 'message', ts, user: slack.bot.user, text: 'words', blocks: [] };
  const written = {
    type: 'message',
    channel: channels.coffee,
    channel_type: 'channel',
    user: zainab.id,
    text: 'words of a person',
    ts,
    event_ts: ts,
  };
  const file = { id: 'F1', name: 'words.pdf', mimetype: 'application/pdf', size: 3, url_private_download: 'https://files.slack.com/a' };
  const below = { ...written, thread_ts: '1790000000.000100', parent_user_id: slack.bot.user, files: [file] };
  const person = {
    id: zainab.id,
    team_id: slack.team,
    name: 'zainab',
    deleted: false,
    is_bot: false,
    tz: 'Asia/Baghdad',
    profile: { real_name: 'words', display_name: 'words' },
  };
  const at = { event_ts: ts };
  const events: readonly Record<string, unknown>[] = [
    written,
    below,
    { ...written, channel_type: 'im', channel: 'D0ZAINAB1' },
    { ...written, subtype: 'file_share', files: [file] },
    {
      type: 'message',
      subtype: 'message_changed',
      channel: channels.coffee,
      channel_type: 'channel',
      message: { ...below, edited: { user: zainab.id, ts: '1790000200.000100' } },
      previous_message: below,
      ts,
      event_ts: ts,
    },
    {
      type: 'message',
      subtype: 'message_deleted',
      channel: channels.coffee,
      channel_type: 'channel',
      previous_message: below,
      deleted_ts: ts,
      ts,
      event_ts: ts,
    },
    {
      type: 'reaction_added',
      user: zainab.id,
      reaction: 'thumbsup',
      item: { type: 'message', channel: channels.coffee, ts },
      item_user: slack.bot.user,
      ...at,
    },
    {
      type: 'reaction_removed',
      user: zainab.id,
      reaction: 'thumbsup',
      item: { type: 'message', channel: channels.coffee, ts },
      item_user: slack.bot.user,
      ...at,
    },
    { type: 'team_join', user: person, ...at },
    { type: 'user_change', user: { ...person, deleted: true }, ...at },
    { type: 'member_joined_channel', user: zainab.id, channel: channels.general, channel_type: 'C', team: slack.team, ...at },
    { type: 'app_home_opened', user: zainab.id, channel: 'D0ZAINAB1', tab: 'home', view, ...at },
    { type: 'channel_archive', channel: channels.random, user: zainab.id, ...at },
    { type: 'channel_unarchive', channel: channels.random, user: zainab.id, ...at },
    { type: 'channel_rename', channel: { id: channels.random, name: 'words', created: 1 }, ...at },
    { type: 'channel_created', channel: { id: 'C0NEW', name: 'words', created: 1, creator: zainab.id }, ...at },
    { type: 'channel_deleted', channel: channels.random, ...at },
    { type: 'channel_left', channel: channels.random, actor_id: zainab.id, ...at },
    { type: 'group_left', channel: channels.random, ...at },
    { type: 'app_uninstalled', ...at },
    { type: 'tokens_revoked', tokens: { oauth: [zainab.id], bot: [] }, ...at },
  ];
  const envelope = (event: Record<string, unknown>, index: number) => ({
    type: 'events_api' as const,
    payload: {
      type: 'event_callback',
      token: 'x',
      team_id: slack.team,
      api_app_id: 'A0',
      event_id: `EvS${index}`,
      event_time: 1_790_000_100,
      authorizations: [{ team_id: slack.team, user_id: slack.bot.user, is_bot: true, enterprise_id: null, is_enterprise_install: false }],
      event,
    },
  });
  const interactive: readonly Record<string, unknown>[] = [
    {
      ...common,
      type: 'block_actions',
      channel,
      container: { type: 'message', message_ts: ts, channel_id: channels.coffee, is_ephemeral: false },
      message,
      response_url,
      actions: [{ type: 'button', action_id: 'coffee:join:1', block_id: 'b', text, value: 'a', action_ts: ts }],
    },
    {
      ...common,
      type: 'block_actions',
      container: { type: 'view', view_id: 'V1' },
      view: { ...view, type: 'home' },
      actions: [{ type: 'static_select', action_id: 'coffee:pick', block_id: 'b', selected_option: { text, value: 'a' }, action_ts: ts }],
    },
    { ...common, type: 'message_action', callback_id: MENU_CALLBACK, channel, message_ts: ts, message, response_url, action_ts: ts },
    { ...common, type: 'view_submission', view, response_urls: [] },
    { ...common, type: 'view_closed', view, is_cleared: false },
    {
      ...common,
      type: 'block_suggestion',
      view,
      container: { type: 'view', view_id: 'V1' },
      action_id: 'a',
      block_id: 'f:name',
      value: 'wor',
    },
  ];
  return [
    {
      type: 'slash_commands',
      payload: {
        token: 'x',
        team_id: slack.team,
        team_domain: 'reeds',
        channel_id: channels.coffee,
        channel_name: 'coffee',
        user_id: zainab.id,
        user_name: 'zainab',
        command: '/coffee',
        text: 'join',
        api_app_id: 'A0',
        is_enterprise_install: 'false',
        response_url,
        trigger_id: '1.trigger',
      },
    },
    ...interactive.map((payload) => ({ type: 'interactive' as const, payload })),
    ...events.map(envelope),
  ];
}
