import { asObject, type Json, str } from './blocks.js';
import { type Arguments, messageJson } from './method-tools.js';
import type { FakeChannel, FakeMessage, Workspace } from './workspace.js';

const TYPES: Readonly<Record<FakeChannel['kind'], string>> = { im: 'im', mpim: 'mpim', private: 'group', channel: 'channel' };
const SUBSCRIPTIONS: Readonly<Record<string, string>> = { channel: 'channels', group: 'groups' };
/** What Slack asks for before it tells of messages and reactions (docs.slack.dev/reference/events). */
const SCOPES: Readonly<Record<string, string>> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  app_mention: 'app_mentions:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
};

/** What an app subscribes to in order to be told of this event. */
export function subscriptionOf(event: Json): string {
  const [type, where] = [str(event['type']), str(event['channel_type'])];
  return type === 'message' ? `message.${SUBSCRIPTIONS[where] ?? where}` : type;
}

/** Whether Slack tells the app: it subscribed to it, has the right to hear it, and the bot is in the channel. */
export function isTold(
  event: Json,
  app: { readonly workspace: Workspace; readonly subscribed: ReadonlySet<string>; readonly scopes: readonly string[] },
): boolean {
  const name = subscriptionOf(event);
  const scope = SCOPES[name];
  if (!app.subscribed.has(name) || (scope !== undefined && !app.scopes.includes(scope))) return false;
  const channel = app.workspace.channels.get(str(event['channel'] ?? asObject(event['item'])['channel']));
  return channel?.members.has(app.workspace.bot.user) === true;
}

/** Events about a message (docs.slack.dev, "message event"). */
export function messageEvents(workspace: Workspace, origin: string) {
  const about = (message: FakeMessage): Json => ({
    type: 'message',
    channel: message.channel,
    channel_type: TYPES[workspace.channels.get(message.channel)?.kind ?? 'channel'],
  });
  const json = (message: FakeMessage): Json => messageJson(workspace, message, origin);
  /** The event's own `ts`, which is not the message's. */
  const own = (): { readonly ts: string; readonly event_ts: string; readonly hidden: true } => {
    const ts = workspace.newTs();
    return { ts, event_ts: ts, hidden: true };
  };
  return {
    posted: (message: FakeMessage): Json => ({
      ...about(message),
      ...json(message),
      event_ts: message.ts,
      ...(message.files.length > 0 ? { subtype: 'file_share' } : {}),
    }),
    changed(message: FakeMessage, before: Json, editor: string | undefined): Json {
      const event = { ...about(message), ...own(), subtype: 'message_changed', previous_message: before };
      const edited = editor === undefined ? asObject(before)['edited'] : { user: editor, ts: event.ts };
      return { ...event, message: { ...json(message), ...(edited === undefined ? {} : { edited }) } };
    },
    deleted: (message: FakeMessage, before = json(message)): Json => ({
      ...about(message),
      ...own(),
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: before,
    }),
    json,
  };
}

/** Tells of the bot's own calls. What it gives is called before a method runs, and what that gives afterwards. */
export function createEchoes(deps: {
  readonly workspace: Workspace;
  readonly origin: string;
  readonly happened: (event: Json) => Promise<void>;
}) {
  const { workspace } = deps;
  const events = messageEvents(workspace, deps.origin);
  const tell = (event: Json): void => void deps.happened(event).catch(() => {});
  return (method: string, args: Arguments): (() => void) | undefined => {
    if (method === 'chat.postMessage') {
      return () => {
        const posted = workspace.messages.at(-1);
        if (posted) tell(events.posted(posted));
      };
    }
    const message = workspace.messages.find(({ channel, ts }) => channel === args['channel'] && ts === args['ts']);
    if (!message || (method !== 'chat.update' && method !== 'chat.delete')) return undefined;
    const before = events.json(message);
    return () => tell(method === 'chat.update' ? events.changed(message, before, workspace.bot.user) : events.deleted(message, before));
  };
}
