import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { vi } from 'vitest';
import { HTTP_PATH } from '../../adapters/slack/index.js';
import manifest from '../../docs/slack-manifest.json' with { type: 'json' };
import { asList, asObject, type Json, objectsIn, str } from './slack/blocks.js';
import { readArguments, respond, signedRequest } from './slack/http-tools.js';

/**
 * The Slack of `emulate`, which nobody here wrote: `npm run test:emulate` says where its module and a Node 24 are. It holds the
 * workspace; what it does not have (commands, buttons, dialogs that people fill in, `response_url`) is played here, signed as
 * Slack signs it.
 */
const { EMULATE_NODE, EMULATE_MODULE } = process.env;
export const hasEmulate = EMULATE_NODE !== undefined && EMULATE_MODULE !== undefined;

export const BOT = { token: 'xoxb-emulated', user: 'U0MUDHIF1' } as const;
const ADMIN = 'xoxp-admin';
const SECRET = 'a signing secret';

/** A call of the bot's, and Slack's answer; `response` stands for a `response_url`. */
export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly answer: Json;
}

export interface EmulatedSlack {
  readonly apiUrl: string;
  readonly signingSecret: string;
  readonly calls: readonly Call[];
  /** A call with the rights of an administrator. */
  admin(method: string, args?: Readonly<Record<string, string>>): Promise<Json>;
  /** A call with the bot's token, to look at what is there. */
  bot(method: string, args?: Readonly<Record<string, string>>): Promise<Json>;
  userId(name: string): Promise<string>;
  channelId(name: string): Promise<string>;
  /** Sends what Slack would send to the bot's address. */
  toBot(bot: string): { readonly of: (user: string) => Somebody; readonly event: (event: Json) => Promise<void> };
  close(): Promise<void>;
}

export interface Somebody {
  command(channel: string, text: string): Promise<void>;
  press(message: Call, button: string): Promise<void>;
  choose(message: Call, label: string): Promise<void>;
  /** Fills in the dialog that is open, by the labels of its fields. */
  submit(values: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
  /** The last call that shows this person, or everybody, such words. */
  newest(...words: readonly string[]): Promise<Call>;
}

export async function startEmulatedSlack(users: readonly string[]): Promise<EmulatedSlack> {
  const { child, url } = await startEmulate(users);
  const calls: Call[] = [];
  const proxy = createServer((request, response) => void forward(request, response, url, calls));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const admin = async (method: string, args: Readonly<Record<string, string>> = {}, token: string = ADMIN): Promise<Json> => {
    const answer = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
    });
    return asObject(await answer.json());
  };
  const named = async (method: string, list: string, name: string): Promise<string> => {
    const found = asList((await admin(method, { limit: '100', types: 'public_channel,private_channel' }))[list])
      .map(asObject)
      .find((one) => one['name'] === name);
    if (!found) throw new Error(`emulate has no ${name}`);
    return str(found['id']);
  };
  const submitted = new Set<Call>();
  let counter = 0;

  const toBot: EmulatedSlack['toBot'] = (bot) => {
    const send = async (body: string, isJson: boolean): Promise<Json> => {
      const signed = signedRequest(body, SECRET, Date.now(), isJson);
      const answer = await fetch(bot + HTTP_PATH, { method: 'POST', body, headers: signed.headers });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the bot answered ${answer.status}: ${text}`);
      return text.startsWith('{') ? asObject(JSON.parse(text)) : {};
    };
    const interact = (payload: Json) => send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), false);
    const of = (user: string): Somebody => {
      const common = { user: { id: user, team_id: TEAM }, team: { id: TEAM, domain: 'emulate' }, api_app_id: 'A0', token: 't' };
      const trigger = async (): Promise<string> =>
        str((await admin('views.generateTriggerId', { user_id: user }, BOT.token))['trigger_id']);
      const responseUrl = (channel: string) => `${origin}/response/${user}/${channel}`;
      const act = async (message: Call, action: Json): Promise<void> => {
        const { method, args, answer } = message;
        const channel = str(answer['channel'] ?? args['channel']);
        const ts = str(answer['ts'] ?? args['ts'] ?? answer['message_ts'] ?? '1.1');
        const isPrivate = method === 'response' || method === 'chat.postEphemeral';
        await interact({
          ...common,
          type: 'block_actions',
          trigger_id: await trigger(),
          container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isPrivate },
          channel: { id: channel, name: 'any' },
          ...(isPrivate ? {} : { message: { ts, text: args['text'], blocks: args['blocks'] } }),
          response_url: responseUrl(channel),
          actions: [{ block_id: 'b', action_ts: `${(counter += 1)}.1`, ...action }],
        });
      };
      return {
        async command(channel, text) {
          const [command = '', ...rest] = text.split(' ');
          const fields = {
            token: 't',
            command,
            text: rest.join(' '),
            user_id: user,
            user_name: 'any',
            team_id: TEAM,
            team_domain: 'emulate',
          };
          const place = { channel_id: channel, channel_name: 'any', api_app_id: 'A0', response_url: responseUrl(channel) };
          await send(new URLSearchParams({ ...fields, ...place, trigger_id: await trigger() }).toString(), false);
        },
        async press(message, label) {
          const button = [...objectsIn(message.args['blocks'])].find(
            (one) => one['type'] === 'button' && tidy(str(asObject(one['text'])['text'])) === label,
          );
          if (!button) throw new Error(`there is no button ${label} in ${JSON.stringify(message.args['blocks'])}`);
          await act(message, { type: 'button', action_id: button['action_id'], text: button['text'] });
        },
        async choose(message, label) {
          for (const menu of objectsIn(message.args['blocks'])) {
            const option = asList(menu['options'])
              .map(asObject)
              .find((one) => str(asObject(one['text'])['text']).startsWith(label));
            if (menu['type'] === 'static_select' && option) {
              return act(message, { type: 'static_select', action_id: menu['action_id'], selected_option: option });
            }
          }
          throw new Error(`there is no choice ${label}`);
        },
        async submit(values) {
          const opened = await vi.waitFor(() => dialogOf(calls, submitted), { timeout: 10_000 });
          submitted.add(opened);
          const state: Record<string, Json> = {};
          for (const block of asList(asObject(opened.args['view'])['blocks']).map(asObject)) {
            if (block['type'] !== 'input') continue;
            const element = asObject(block['element']);
            state[str(block['block_id'])] = { [str(element['action_id'])]: filled(element, values[str(asObject(block['label'])['text'])]) };
          }
          const view = { ...asObject(opened.answer['view']), ...asObject(opened.args['view']), state: { values: state } };
          const answer = await interact({ ...common, type: 'view_submission', trigger_id: await trigger(), view, response_urls: [] });
          if (answer['errors'] !== undefined) throw new Error(`the dialog was refused: ${JSON.stringify(answer)}`);
        },
        newest: (...words) =>
          vi.waitFor(
            () => {
              const found = calls.findLast(
                (call) => isShownTo(calls, user, call) && words.every((word) => tidy(JSON.stringify(call.args)).includes(word)),
              );
              if (!found)
                throw new Error(`nobody was shown ${words.join(', ')}; last: ${tidy(JSON.stringify(calls.slice(-3))).slice(0, 1500)}`);
              return found;
            },
            { timeout: 15_000, interval: 20 },
          ),
      };
    };
    return {
      of,
      async event(event) {
        const at = Math.floor(Date.now() / 1000);
        await send(
          JSON.stringify({
            type: 'event_callback',
            token: 't',
            team_id: TEAM,
            api_app_id: 'A0',
            event_id: `Ev${(counter += 1)}`,
            event_time: at,
            event,
          }),
          true,
        );
      },
    };
  };
  return {
    apiUrl: `${origin}/api/`,
    signingSecret: SECRET,
    calls,
    admin: (method, args) => admin(method, args),
    bot: (method, args) => admin(method, args, BOT.token),
    userId: (name) => named('users.list', 'members', name),
    channelId: (name) => named('conversations.list', 'channels', name),
    toBot,
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      child.kill('SIGKILL');
    },
  };
}

const TEAM = 'T000000001';

/** An answer to the person, a message in a conversation with them, or one in a channel. */
function isShownTo(calls: readonly Call[], user: string, { method, args, answer }: Call): boolean {
  if (answer['ok'] !== true || (method !== 'response' && !method.startsWith('chat.'))) return false;
  if (args['user'] !== undefined) return args['user'] === user;
  const opened = calls.find((call) => call.method === 'conversations.open' && asObject(call.answer['channel'])['id'] === args['channel']);
  return opened === undefined || str(opened.args['users']).split(',').includes(user);
}

/** Isolates do not count when words are compared. */
function tidy(text: string): string {
  return text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');
}

/** The dialog that was opened or changed last, and not handed in yet. */
function dialogOf(calls: readonly Call[], submitted: ReadonlySet<Call>): Call {
  const found = calls.findLast(({ method }) => method === 'views.open' || method === 'views.update');
  if (found?.answer['ok'] !== true || submitted.has(found)) throw new Error('no dialog is open');
  return found;
}

function filled(element: Json, value: string | readonly string[] | undefined): Json {
  const type = str(element['type']);
  const option = (label: string): Json => {
    const found = asList(element['options'])
      .map(asObject)
      .find((one) => tidy(str(asObject(one['text'])['text'])).startsWith(label));
    if (!found) throw new Error(`${label} is not offered`);
    return found;
  };
  if (type === 'multi_static_select' || type === 'checkboxes') {
    return { type, selected_options: Array.isArray(value) ? value.map(option) : (element['initial_options'] ?? []) };
  }
  if (type === 'static_select')
    return { type, selected_option: typeof value === 'string' ? option(value) : (element['initial_option'] ?? null) };
  return { type, value: value ?? element['initial_value'] ?? null };
}

/** Passes a call on, and keeps it with its answer. */
async function forward(request: IncomingMessage, response: ServerResponse, url: string, calls: Call[]): Promise<void> {
  const body = await buffer(request);
  const [, place = '', ...rest] = (request.url ?? '').split('/');
  if (place === 'response') {
    const [user = '', channel = ''] = rest;
    calls.push({ method: 'response', args: { ...asObject(JSON.parse(body.toString())), user, channel }, answer: { ok: true } });
    return respond(response, 200, 'ok');
  }
  const { authorization = '', 'content-type': type = '' } = request.headers;
  const answer = await fetch(url + (request.url ?? ''), {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { authorization, 'content-type': type },
  });
  const text = await answer.text();
  calls.push({ method: rest.join('/'), args: readArguments(request, body), answer: asObject(JSON.parse(text)) });
  respond(response, answer.status, text, { 'content-type': 'application/json' });
}

/** In its own Node 24, with strict scopes: the bot has those of the manifest and no others. */
async function startEmulate(users: readonly string[]): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const seed = {
    slack: {
      strict_scopes: true,
      signing_secret: SECRET,
      users: users.map((name) => ({ name, real_name: name })),
      channels: [{ name: 'coffee' }, { name: 'organisers', is_private: true }],
      oauth_apps: [
        {
          client_id: '1.2',
          client_secret: 'x',
          app_id: 'A0',
          name: 'Mudhif',
          redirect_uris: ['http://127.0.0.1/'],
          scopes: manifest.oauth_config.scopes.bot,
          bot_name: 'mudhif',
          bot_user_id: BOT.user,
          bot_id: 'B0MUDHIF1',
        },
      ],
      tokens: [
        {
          token: BOT.token,
          type: 'bot',
          user: BOT.user,
          scopes: manifest.oauth_config.scopes.bot,
          app_id: 'A0',
          bot_id: 'B0MUDHIF1',
          bot_user_id: BOT.user,
        },
        { token: ADMIN, type: 'user', user: 'admin', scopes: ADMIN_SCOPES },
      ],
    },
  };
  const program = `const { createEmulator } = await import(process.argv[1]);
const { createServer } = await import('node:net');
const port = await new Promise((done) => { const s = createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });
await createEmulator({ service: 'slack', port, seed: JSON.parse(process.argv[2]), baseUrl: 'http://127.0.0.1:' + port });
console.log('listening ' + port);`;
  const child = spawn(EMULATE_NODE ?? '', ['--input-type=module', '-e', program, EMULATE_MODULE ?? '', JSON.stringify(seed)]);
  let printed = '';
  const port = await new Promise<string>((found, fail) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const listening = /listening (\d+)/.exec(printed)?.[1];
      if (listening !== undefined) found(listening);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(new Error(`emulate ended with ${code}: ${printed}`)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

const ADMIN_SCOPES = [
  'channels:history',
  'channels:manage',
  'channels:read',
  'channels:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'mpim:history',
  'mpim:read',
  'users:read',
];
