import type { Attachment } from '../../../src/core/message.js';
import { asList, asObject, type Json, objectsIn, str } from './blocks.js';
import { fileJson } from './method-tools.js';
import type { FakeSlack } from './server.js';
import type { FakeFile, FakeMessage, FakeView } from './workspace.js';

/** What a person fills in: text, one or several chosen values, a date, a time, a person, a file. */
export type Filled =
  | string
  | readonly string[]
  | { readonly file: { readonly name: string; readonly mimetype: string; readonly bytes: Uint8Array } };

/** Somebody with Slack open. Each call ends when the app has acknowledged. */
export interface Person {
  readonly id: string;
  command(channel: string, text: string): Promise<void>;
  /** Presses the button with this action id or label; `ts` only to say which message. */
  click(message: FakeMessage, button: string, trigger?: string): Promise<string>;
  choose(message: FakeMessage, action: string, values: readonly string[]): Promise<string>;
  /** Chooses the app's entry in the menu of a message, by its callback id in the manifest. */
  openMenu(message: FakeMessage, callback: string): Promise<string>;
  clickHome(button: string): Promise<void>;
  openHome(): Promise<void>;
  say(
    channel: string,
    text: string,
    options?: { readonly thread?: string; readonly subtype?: string; readonly files?: readonly Attachment[] },
  ): Promise<{ readonly ts: string; readonly eventId: string }>;
  /** The dialog on top, if there is one. */
  dialog(): FakeView | undefined;
  /** Hands the dialog in; what comes back is shown as Slack shows it. Returns the errors beside fields. */
  submit(values: Readonly<Record<string, Filled>>): Promise<Readonly<Record<string, string>>>;
  closeDialog(): void;
  /** Types into a menu with suggestions. */
  suggest(field: string, typed: string): Promise<readonly { readonly value: string; readonly text: string }[]>;
  sees(channel: string): readonly FakeMessage[];
  /** Waits for the last message that this person sees in a channel to fit. */
  waitFor(channel: string, fits?: (message: FakeMessage) => boolean): Promise<FakeMessage>;
}

export function createPerson(slack: FakeSlack, id: string): Person {
  const user = (): Json => ({ id, name: slack.users.get(id)?.name, username: slack.users.get(id)?.name, team_id: slack.team });
  const team = { id: slack.team, domain: 'mudhif' };
  /** Values that the person filled in so far, by dialog. */
  const kept = new Map<string, Record<string, Filled>>();

  const nameOf = (channel: string): string => {
    const found = slack.channels.get(channel);
    return found?.kind === 'im' ? 'directmessage' : found?.kind === 'private' ? 'privategroup' : (found?.name ?? 'unknown');
  };

  const press = async (message: FakeMessage, action: Json, trigger = slack.issueTrigger(id)): Promise<string> => {
    await slack.send('interactive', {
      type: 'block_actions',
      user: user(),
      team,
      api_app_id: 'A0',
      token: 't',
      trigger_id: trigger,
      container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: message.onlyFor !== undefined },
      channel: { id: message.channel, name: nameOf(message.channel) },
      ...(message.onlyFor === undefined ? { message: { ts: message.ts, text: message.text, blocks: message.blocks } } : {}),
      response_url: slack.issueResponseUrl(id, message.channel, message.ts),
      actions: [action],
    });
    return trigger;
  };

  const buttonIn = (blocks: unknown, wanted: string): Json => {
    for (const each of objectsIn(blocks)) {
      if (each['type'] === 'button' && (each['action_id'] === wanted || asObject(each['text'])['text'] === wanted)) return each;
    }
    throw new Error(`no button ${wanted}`);
  };

  const actionOf = (button: Json): Json => ({
    type: 'button',
    action_id: button['action_id'],
    block_id: 'b',
    text: button['text'],
    action_ts: slack.newTs(),
  });

  const top = (): FakeView | undefined => slack.views.get(id)?.at(-1);

  const inputs = (view: Json): readonly Json[] =>
    asList(view['blocks'])
      .map(asObject)
      .filter((block) => block['type'] === 'input');

  const stateOf = (block: Json, filled: Filled | undefined): Json => {
    const element = asObject(block['element']);
    const type = str(element['type']);
    const option = (value: string): Json | null => {
      const known = asList(element['options'])
        .map(asObject)
        .find((each) => each['value'] === value);
      if (!known && type !== 'external_select') throw new Error(`${value} is not offered in ${str(block['block_id'])}`);
      return known ?? { text: { type: 'plain_text', text: value }, value };
    };
    switch (type) {
      case 'static_select':
      case 'external_select': {
        const [chosen, more]: readonly unknown[] = Array.isArray(filled) ? filled : [filled];
        if (more !== undefined || (chosen !== undefined && typeof chosen !== 'string')) throw new Error('this menu takes one value');
        return { type, selected_option: chosen === undefined ? (element['initial_option'] ?? null) : option(chosen) };
      }
      case 'multi_static_select':
        return {
          type,
          selected_options: Array.isArray(filled) ? filled.map((value) => option(str(value))) : asList(element['initial_options']),
        };
      case 'datepicker':
        return { type, selected_date: filled ?? element['initial_date'] ?? null };
      case 'timepicker':
        return { type, selected_time: filled ?? element['initial_time'] ?? null };
      case 'users_select':
        return { type, selected_user: filled ?? element['initial_user'] ?? null };
      case 'file_input': {
        if (typeof filled !== 'object' || !('file' in filled)) return { type, files: [] };
        const { name, mimetype, bytes } = filled.file;
        const file: FakeFile = { id: slack.newId('F'), name, mimetype, bytes, length: bytes.byteLength, completed: true };
        slack.files.set(file.id, file);
        return { type, files: [fileJson(file, slack.apiUrl.replace('/api/', ''))] };
      }
      default: {
        const value = filled ?? element['initial_value'] ?? null;
        const max = element['max_length'];
        if (typeof value === 'string' && max !== undefined && value.length > Number(max))
          throw new Error('Slack lets nobody type that much');
        return { type, value };
      }
    }
  };

  const viewJson = (open: FakeView, values: Json): Json => ({
    id: open.id,
    team_id: slack.team,
    hash: str(open.hash),
    app_id: 'A0',
    bot_id: slack.bot.id,
    root_view_id: open.id,
    ...open.view,
    state: { values },
  });

  const person: Person = {
    id,
    async command(channel, text) {
      const [command = '', ...rest] = text.split(' ');
      await slack.send('slash_commands', {
        token: 't',
        command,
        text: rest.join(' '),
        response_url: slack.issueResponseUrl(id, channel),
        trigger_id: slack.issueTrigger(id),
        user_id: id,
        user_name: str(slack.users.get(id)?.name),
        team_id: slack.team,
        team_domain: 'mudhif',
        channel_id: channel,
        channel_name: nameOf(channel),
        api_app_id: 'A0',
        is_enterprise_install: 'false',
      });
    },
    click: (message, button, trigger) => press(message, actionOf(buttonIn(message.blocks, button)), trigger),
    async choose(message, action, values) {
      for (const each of objectsIn(message.blocks)) {
        if (each['action_id'] !== action) continue;
        const options = asList(each['options'])
          .map(asObject)
          .filter((option) => values.includes(str(option['value'])));
        if (options.length !== values.length) throw new Error('not offered');
        const chosen = each['type'] === 'multi_static_select' ? { selected_options: options } : { selected_option: options[0] };
        return press(message, { type: each['type'], action_id: action, block_id: 'b', action_ts: slack.newTs(), ...chosen });
      }
      throw new Error(`no menu ${action}`);
    },
    async openMenu(message, callback) {
      // Slack offers no shortcuts on messages that only one person sees.
      if (message.onlyFor !== undefined) throw new Error('no menu there');
      const trigger = slack.issueTrigger(id);
      await slack.send('interactive', {
        type: 'message_action',
        token: 't',
        action_ts: slack.newTs(),
        team,
        user: user(),
        channel: { id: message.channel, name: nameOf(message.channel) },
        is_enterprise_install: false,
        enterprise: null,
        callback_id: callback,
        trigger_id: trigger,
        response_url: slack.issueResponseUrl(id, message.channel),
        message_ts: message.ts,
        // The whole message comes along, with its words.
        message: {
          type: 'message',
          user: message.user,
          ts: message.ts,
          text: message.text,
          blocks: message.blocks,
          ...(message.thread !== undefined && { thread_ts: message.thread }),
          ...(message.files.length > 0 && { files: message.files.map((file) => fileJson(file, slack.apiUrl.replace('/api/', ''))) }),
        },
      });
      return trigger;
    },
    async clickHome(button) {
      const view = slack.homes.get(id) ?? {};
      await slack.send('interactive', {
        type: 'block_actions',
        user: user(),
        team,
        api_app_id: 'A0',
        token: 't',
        trigger_id: slack.issueTrigger(id),
        container: { type: 'view', view_id: 'VHOME' },
        view: { id: 'VHOME', ...view },
        actions: [actionOf(buttonIn(view['blocks'], button))],
      });
    },
    async openHome() {
      const im = [...slack.channels.values()].find((channel) => channel.kind === 'im' && channel.members.has(id));
      await slack.event({ type: 'app_home_opened', user: id, channel: im?.id ?? 'D000000001', tab: 'home', event_ts: slack.newTs() });
    },
    async say(channel, text, { thread, subtype, files = [] } = {}) {
      const kinds = { im: 'im', mpim: 'mpim', private: 'group', channel: 'channel' } as const;
      const opening = thread === undefined ? undefined : slack.opening(channel, thread);
      if (thread !== undefined && !opening) throw new Error('thread_not_found');
      const ts = slack.newTs();
      slack.messages.push({
        channel,
        ts,
        user: id,
        byBot: false,
        text,
        blocks: [],
        metadata: undefined,
        onlyFor: undefined,
        thread,
        files: files.map(({ name, mediaType: mimetype, bytes }) => {
          const file = { id: slack.newId('F'), name, mimetype, bytes, length: bytes.byteLength, completed: true };
          slack.files.set(file.id, file);
          return file;
        }),
        edited: false,
      });
      const kind = slack.channels.get(channel)?.kind ?? 'channel';
      const eventId = await slack.event({
        type: 'message',
        channel,
        user: id,
        text,
        ts,
        event_ts: ts,
        channel_type: kinds[kind],
        ...(thread ? { thread_ts: thread } : {}),
        ...(opening ? { parent_user_id: opening.user } : {}),
        ...(subtype ? { subtype } : {}),
      });
      // Slack tells of a mention besides the message, but not in direct messages (docs.slack.dev, "app_mention event").
      if (kind !== 'im' && text.includes(`<@${slack.bot.user}>`)) {
        await slack.event({ type: 'app_mention', channel, user: id, text, ts, event_ts: ts, ...(thread ? { thread_ts: thread } : {}) });
      }
      return { ts, eventId };
    },
    dialog: top,
    async submit(values) {
      const open = top();
      if (!open) throw new Error('no dialog is open');
      const filled = { ...kept.get(open.id), ...values };
      kept.set(open.id, filled);
      const state: Record<string, Json> = {};
      for (const block of inputs(open.view)) {
        const name = str(block['block_id']);
        const value = stateOf(block, filled[name.replace(/^f:/, '')]);
        const empty = Object.entries(value).every(
          ([key, each]) => key === 'type' || each === null || each === '' || (Array.isArray(each) && each.length === 0),
        );
        // Slack itself asks for what is not optional.
        if (block['optional'] === false && empty) return { [name]: 'Please complete this required field' };
        state[name] = { [str(asObject(block['element'])['action_id'])]: value };
      }
      const answer = asObject(
        await slack.send('interactive', {
          type: 'view_submission',
          user: user(),
          team,
          api_app_id: 'A0',
          token: 't',
          trigger_id: slack.issueTrigger(id),
          view: viewJson(open, state),
          response_urls: [],
        }),
      );
      switch (answer['response_action']) {
        case undefined:
          slack.views.set(id, []);
          return {};
        case 'errors':
          return answer['errors'] as Record<string, string>;
        case 'update':
          open.view = asObject(answer['view']);
          open.hash++;
          slack.changed();
          return {};
        default:
          throw new Error(`unexpected ${str(answer['response_action'])}`);
      }
    },
    closeDialog() {
      slack.views.set(id, []);
    },
    async suggest(field, typed) {
      const open = top();
      if (!open) throw new Error('no dialog is open');
      const answer = asObject(
        await slack.send('interactive', {
          type: 'block_suggestion',
          user: user(),
          team,
          api_app_id: 'A0',
          token: 't',
          container: { type: 'view', view_id: open.id },
          view: viewJson(open, {}),
          action_id: 'value',
          block_id: `f:${field}`,
          value: typed,
        }),
      );
      return asList(answer['options'])
        .map(asObject)
        .map((option) => ({ value: str(option['value']), text: str(asObject(option['text'])['text']) }));
    },
    sees: (channel) => slack.visible(channel, id),
    waitFor: (channel, fits = () => true) =>
      slack.until(() => slack.visible(channel, id).findLast((message) => message.byBot && fits(message)), `${id} sees it in ${channel}`),
  };
  return person;
}
