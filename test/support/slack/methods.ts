import { between } from '../../../src/core/time.js';
import { asList, asObject, str } from './blocks.js';
import { conversationMethods } from './conversation-methods.js';
import { createTools, type Method, type MethodsContext, Refusal, userJson } from './method-tools.js';
import type { FakeFile } from './workspace.js';

/** The Web API methods that Mudhif uses, refusing what Slack refuses. */
export function createMethods(context: MethodsContext): Readonly<Record<string, Method>> {
  const { workspace, clock, origin } = context;
  const tools = createTools(context);
  const { need, string, channelOf, knownUser, writable, content, metadataOf, add, own, told, threadOf, page, viewArguments } = tools;

  return {
    ...conversationMethods(context, tools),
    'auth.test': {
      tier: 0,
      run: () => ({
        url: 'https://mudhif.slack.com/',
        team: 'Mudhif',
        user: 'mudhif',
        team_id: workspace.team,
        user_id: workspace.bot.user,
        bot_id: workspace.bot.id,
      }),
    },
    'chat.postMessage': {
      tier: 0,
      run: (args) => {
        const channel = writable(args);
        const message = add({ channel: channel.id, ...content(args), metadata: metadataOf(args), ...threadOf(args, channel) });
        return { channel: channel.id, ts: message.ts, message: told(message, true) };
      },
    },
    'chat.update': {
      tier: 50,
      run: (args) => {
        need('chat:write');
        const channel = channelOf(args);
        const message = own(args, 'cant_update_message');
        if (channel.archived) throw new Refusal('is_archived');
        const { text, blocks } = content(args);
        Object.assign(message, { text, blocks, edited: true }, args['metadata'] === undefined ? {} : { metadata: metadataOf(args) });
        return { channel: channel.id, ts: message.ts, text };
      },
    },
    'chat.delete': {
      tier: 50,
      run: (args) => {
        need('chat:write');
        const message = own(args, 'cant_delete_message');
        workspace.messages.splice(workspace.messages.indexOf(message), 1);
        return { channel: message.channel, ts: message.ts };
      },
    },
    'chat.postEphemeral': {
      tier: 100,
      run: (args) => {
        const channel = writable(args);
        const user = string(args, 'user');
        if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
        const message = add({ channel: channel.id, ...content(args), onlyFor: user, ...threadOf(args, channel) });
        return { message_ts: message.ts };
      },
    },
    'users.info': {
      tier: 100,
      run: (args) => {
        need('users:read');
        const user = workspace.users.get(string(args, 'user'));
        if (!user) throw new Refusal('user_not_found');
        return { user: userJson(user, args['include_locale'] === 'true') };
      },
    },
    'users.list': {
      tier: 20,
      run: (args) => {
        need('users:read');
        const { items, next } = page([...workspace.users.values()], args, 200);
        return { members: items.map((user) => userJson(user, false)), ...next };
      },
    },
    'views.open': {
      tier: 100,
      run: (args) => {
        const view = viewArguments(args, 'modal');
        const trigger = workspace.triggers.get(string(args, 'trigger_id'));
        if (!trigger) throw new Refusal('invalid_trigger_id');
        if (trigger.used) throw new Refusal('exchanged_trigger_id');
        if (between(trigger.at, clock.now()) > 3_000) throw new Refusal('expired_trigger_id');
        trigger.used = true;
        const stack = workspace.views.get(trigger.user) ?? [];
        if (stack.length >= 3) throw new Refusal('push_limit_reached');
        const made = { id: workspace.newId('V'), user: trigger.user, view, hash: 1 };
        workspace.views.set(trigger.user, [made]);
        return { view: { id: made.id, hash: '1', ...view } };
      },
    },
    'views.update': {
      tier: 100,
      run: (args) => {
        const view = viewArguments(args, 'modal');
        for (const stack of workspace.views.values()) {
          const found = stack.find((each) => each.id === args['view_id']);
          if (!found) continue;
          found.view = view;
          found.hash++;
          return { view: { id: found.id, ...view } };
        }
        throw new Refusal('not_found');
      },
    },
    'views.publish': {
      tier: 100,
      run: (args) => {
        const user = string(args, 'user_id');
        if (!knownUser(user)) throw new Refusal('user_not_found');
        const view = viewArguments(args, 'home');
        workspace.homes.set(user, view);
        return { view };
      },
    },
    'files.getUploadURLExternal': {
      tier: 100,
      run: (args) => {
        need('files:write');
        const length = Number(args['length']);
        if (!(length > 0)) throw new Refusal('invalid_arguments');
        const file: FakeFile = {
          id: workspace.newId('F'),
          name: string(args, 'filename'),
          mimetype: 'application/octet-stream',
          bytes: undefined,
          length,
          completed: false,
        };
        workspace.files.set(file.id, file);
        return { upload_url: `${origin()}/upload/${file.id}`, file_id: file.id };
      },
    },
    'files.delete': {
      tier: 50,
      run: (args) => {
        need('files:write');
        const id = string(args, 'file');
        if (!workspace.files.delete(id)) throw new Refusal('file_not_found');
        for (const message of workspace.messages.filter(({ files }) => files.some((file) => file.id === id))) {
          const files = message.files.filter((file) => file.id !== id);
          if (files.length === 0 && message.text === '') workspace.messages.splice(workspace.messages.indexOf(message), 1);
          else Object.assign(message, { files });
        }
        return {};
      },
    },
    'files.completeUploadExternal': {
      tier: 100,
      run: (args) => {
        need('files:write');
        const channel = channelOf(args, 'channel_id');
        if (channel.archived) throw new Refusal('is_archived');
        if (!channel.members.has(workspace.bot.user)) throw new Refusal('not_in_channel');
        const shared = asList(args['files']).map((each) => {
          const file = workspace.files.get(str(asObject(each)['id']));
          if (!file || file.completed || file.bytes === undefined) throw new Refusal('file_not_found');
          return file;
        });
        const thread = threadOf(args, channel);
        for (const file of shared) file.completed = true;
        add({ channel: channel.id, text: '', blocks: [], files: shared, ...thread });
        return { files: shared.map(({ id, name }) => ({ id, title: name })) };
      },
    },
  };
}
