import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlackAdapter } from '../../adapters/slack/index.js';
import { SetupError } from '../../src/core/errors.js';
import { after } from '../../src/core/time.js';
import { createOpenPace } from '../support/pace.js';
import { PURPOSES } from '../support/purposes.js';
import { createServed } from '../support/served.js';
import {
  APP_TOKEN,
  BOT_TOKEN,
  SIGNING_SECRET,
  type SlackHouse,
  signedRequest,
  startSlackHouse,
  visibleText,
} from '../support/slack/index.js';

let house: SlackHouse;
beforeEach(async () => {
  house = await startSlackHouse();
});
afterEach(async () => {
  expect(house.slack.lateAcks()).toEqual([]);
  await house.close();
});

const soon = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 2, timeout: 30_000 });

describe('events of Slack', () => {
  it('are taken once, in whatever order and however often they come', async () => {
    const { slack, inbox, zainab, karwan, channels } = house;
    const events = Array.from({ length: 30 }, (_, index) => ({
      eventId: `Ev${index}`,
      event: {
        type: 'message',
        channel: channels.coffee,
        user: index % 2 === 0 ? zainab.id : karwan.id,
        text: 'secret words',
        ts: `1790000${100 + index}.000100`,
        channel_type: 'channel',
      },
    }));
    const shuffled = [...events, ...events.slice(0, 20), ...events.slice(5).reverse()].reverse();
    await Promise.all(shuffled.map(({ event, eventId }, index) => slack.event(event, { eventId, retry: index % 3 })));
    await soon(() => expect(inbox.received.messages).toHaveLength(30));
    expect(new Set(inbox.received.messages.map(({ eventId }) => eventId)).size).toBe(30);
    expect(JSON.stringify(inbox.received.messages)).not.toContain('secret');
    // Looked through for codes that others must not read, also what was changed, and for nothing else.
    const place = { channel: channels.coffee, channel_type: 'channel', ts: '1790000200.000100' };
    const message = { user: zainab.id, ts: '1790000100.000100', text: 'changed words' };
    await slack.event({
      ...place,
      type: 'message',
      subtype: 'message_changed',
      message,
      previous_message: { ...message, text: 'secret words' },
    });
    await soon(() => expect(new Set(inbox.overheardTexts)).toEqual(new Set(['secret words', 'changed words'])));
    const first = inbox.received.messages.find(({ eventId }) => eventId === 'slack:Ev0');
    expect(first).toMatchObject({
      at: 1_790_000_100_000,
      message: { id: '1790000100.000100' },
      conversation: { id: channels.coffee, kind: 'channel' },
    });
  });

  it('tell of what people write, not of what the bot or Slack itself writes', async () => {
    const { slack, inbox, zainab, channels } = house;
    const group = await house.adapter.openGroup(
      'coffee:1',
      [zainab.id, 'U0KARWAN1'].map((user) => ({ platform: 'slack', space: slack.team, user }) as const),
      'Coffee',
    );
    await slack.event({
      type: 'message',
      subtype: 'channel_join',
      channel: channels.coffee,
      user: zainab.id,
      ts: '1.1',
      channel_type: 'channel',
    });
    await slack.event({ type: 'message', subtype: 'message_changed', channel: channels.coffee, ts: '1.2', channel_type: 'channel' });
    await slack.event({
      type: 'message',
      bot_id: 'B0OTHERS1',
      channel: channels.coffee,
      user: 'U0OTHERS1',
      ts: '1.3',
      channel_type: 'channel',
    });
    await slack.event({ type: 'message', channel: group.id, user: slack.bot.user, ts: '1.4', channel_type: 'mpim' });
    await zainab.say(group.id, 'Hello', { subtype: 'file_share' });
    const { ts } = await zainab.say(channels.coffee, 'in the channel');
    await zainab.say(channels.coffee, 'in a thread', { thread: ts });
    await soon(() => expect(inbox.received.messages).toHaveLength(3));
    expect(inbox.received.messages[0]).toMatchObject({ from: { user: zainab.id }, conversation: group });
  });

  it('tell who comes and goes, and who is a bot', async () => {
    const { slack, inbox } = house;
    slack.addUser({ id: 'U0NADIA01', realName: 'Nadia', locale: 'de-DE', timezone: 'Europe/Berlin' });
    slack.addUser({ id: 'U0ROBOT01', realName: 'Robot', isBot: true });
    await slack.event({ type: 'team_join', user: { id: 'U0NADIA01', real_name: 'Nadia' } });
    await slack.event({ type: 'team_join', user: { id: 'U0ROBOT01', real_name: 'Robot', is_bot: true } });
    await slack.event({ type: 'member_joined_channel', user: 'U0NADIA01', channel: house.channels.coffee, channel_type: 'C' });
    await slack.event({ type: 'member_joined_channel', user: 'U0NADIA01', channel: house.channels.random, channel_type: 'C' });
    await slack.event({ type: 'user_change', user: { id: 'U0NADIA01', deleted: false } });
    await slack.event({ type: 'user_change', user: { id: 'U0NADIA01', deleted: true } });
    await soon(() => expect(inbox.received.joins).toHaveLength(3));
    expect(inbox.received.joins[0]).toMatchObject({
      from: { user: 'U0NADIA01' },
      profile: { name: 'Nadia', isBot: false, language: 'de', timezone: 'Europe/Berlin' },
    });
    expect(inbox.received.joins.filter(({ profile }) => profile.isBot)).toHaveLength(1);
    await soon(() => expect(inbox.received.leaves.map(({ from }) => from.user)).toEqual(['U0NADIA01']));
  });

  it('tell who is back, and nothing of what else changes in profiles', async () => {
    await house.close();
    const gone = new Set(['U0KARWAN1', 'U0HAIDER1']);
    house = await startSlackHouse({ adapter: { hasLeft: async ({ user }) => gone.has(user) } });
    const { slack, inbox } = house;
    slack.addUser({ id: 'U0HAIDER1', deleted: true });
    slack.addUser({ id: 'U0NADIA01', realName: 'Nadia' });
    // A stranger, a member who is there, an account that is deactivated again meanwhile, and one that is back.
    const back = [];
    for (const id of ['U0NADIA01', 'U0ZAINAB1', 'U0HAIDER1', 'U0KARWAN1']) {
      back.push(await slack.event({ type: 'user_change', user: { id, deleted: false } }));
    }
    await soon(() => expect(inbox.received.joins.map(({ from }) => from.user)).toEqual(['U0KARWAN1']));
    expect(inbox.received.joins[0]).toMatchObject({ eventId: `slack:${back[3]}`, profile: { name: 'کاروان عەلی' } });
    gone.delete('U0KARWAN1');
    await slack.event({ type: 'user_change', user: { id: 'U0KARWAN1', deleted: false } });
    await slack.event({ type: 'team_join', user: { id: 'U0NADIA01', real_name: 'Nadia' } });
    await soon(() => expect(inbox.received.joins.map(({ from }) => from.user)).toEqual(['U0KARWAN1', 'U0NADIA01']));
    expect(inbox.received.leaves).toEqual([]);
  });

  it('tell of what an organiser must mend', async () => {
    const { slack, problems, adapter, channels } = house;
    await adapter.channel('coffee');
    await adapter.channel('organisers');
    await slack.event({ type: 'channel_archive', channel: channels.random, user: 'U0HAIDER1' });
    const [coffee, organisers] = [slack.channels.get(channels.coffee), slack.channels.get(channels.organisers)];
    // Late copies of old news: the one is open again, and the bot was invited into the other again.
    await slack.event({ type: 'channel_archive', channel: channels.coffee, user: 'U0HAIDER1' });
    await slack.event({ type: 'group_left', channel: channels.organisers });
    await adapter.channel('organisers');
    await soon(() => expect(slack.calls.filter(({ method }) => method === 'conversations.info')).toHaveLength(2));
    expect(problems).toEqual([]);
    if (coffee) coffee.archived = true;
    await slack.event({ type: 'channel_archive', channel: channels.coffee, user: 'U0HAIDER1' });
    await soon(() => expect(problems).toHaveLength(1));
    organisers?.members.delete(slack.bot.user);
    await slack.event({ type: 'group_left', channel: channels.organisers });
    await slack.event({ type: 'tokens_revoked', tokens: { bot: ['U0MUDHIF1'] } });
    await soon(() => expect(problems.map(({ code }) => code).toSorted()).toEqual(['bot-removed', 'channel-archived', 'token-revoked']));
    expect(problems[0]?.explanation).toEqual({ key: 'slack.problem.channel-archived', values: { channel: '#coffee' } });
  });
});

describe('connections to Slack', () => {
  it('stand by twos: one may be renewed or cut, and no command is lost', async () => {
    const { slack, zainab, channels, inbox } = house;
    for (let round = 0; round < 3; round++) {
      slack.refresh(0);
      await zainab.command(channels.coffee, '/coffee join');
      await slack.until(() => slack.connections() === 1 || slack.connections() === 2);
      await zainab.command(channels.coffee, '/coffee join');
      await slack.until(() => slack.connections() === 2);
      slack.cut(1);
      await slack.until(() => slack.connections() === 1);
      await zainab.command(channels.coffee, '/coffee join');
      await slack.until(() => slack.connections() === 2);
    }
    await soon(() => expect(inbox.received.commands).toHaveLength(9));
  });

  it('come back after all are cut and Slack was away for a while', async () => {
    const { slack, zainab, channels, inbox, adapter } = house;
    slack.refuseConnections(true);
    slack.cut();
    await slack.until(() => slack.connections() === 0);
    await expect(zainab.command(channels.coffee, '/coffee join')).rejects.toThrow('dispatch_failed');
    await soon(() => expect(adapter.connections()).toBe(0));
    await soon(() =>
      expect(slack.calls.filter(({ method, error }) => method === 'apps.connections.open' && error).length).toBeGreaterThan(1),
    );
    slack.refuseConnections(false);
    await slack.until(() => slack.connections() === 2);
    await zainab.command(channels.coffee, '/coffee join');
    await soon(() => expect(inbox.received.commands).toHaveLength(1));
  });

  it('that break as soon as they stand are one loss: told once, logged once, and tried less often', async () => {
    const { slack, logger } = house;
    const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = opened();
    for (let cuts = 0; cuts < 6; cuts += 1) {
      await slack.until(() => slack.connections() > 0);
      slack.cut();
      await slack.until(() => slack.connections() === 0);
    }
    const lines = logger.lines.filter(({ message }) => message.startsWith('the connection to Slack'));
    expect(lines.map(({ message }) => message)).toEqual(['the connection to Slack was lost']);
    expect(opened() - before).toBeLessThanOrEqual(14);
  });

  it('survive an app token that is revoked meanwhile, and say so', async () => {
    const { slack, problems } = house;
    slack.setAppToken('invalid_auth');
    slack.cut();
    await soon(() => expect(problems.map(({ code }) => code)).toEqual(['app-token-invalid']));
    slack.setAppToken('valid');
    await slack.until(() => slack.connections() === 2);
  });

  it('an event that was not acknowledged for a cut comes again and is taken once', async () => {
    const { slack, inbox, zainab, channels } = house;
    const { eventId } = await zainab.say(channels.coffee, 'hello');
    await slack.event(
      { type: 'message', channel: channels.coffee, user: zainab.id, ts: '5.5', channel_type: 'channel' },
      { eventId, retry: 1 },
    );
    await zainab.say(channels.coffee, 'again');
    await soon(() => expect(inbox.received.messages).toHaveLength(2));
  });
});

describe('a start that can not succeed', () => {
  const start = (botToken: string, appToken: string) =>
    createSlackAdapter({
      botToken,
      mode: { type: 'socket', appToken },
      apiUrl: house.slack.apiUrl,
      commands: [],
      purposes: PURPOSES,
      clock: house.clock,
      logger: house.logger,
      pace: createOpenPace(),
      timing: { sleep: async () => {} },
    });

  it('says which token Slack refuses', async () => {
    const wrongBot = await start('xoxb-wrong', APP_TOKEN)
      .start(house.inbox)
      .catch((error: unknown) => error);
    expect(wrongBot).toBeInstanceOf(SetupError);
    expect((wrongBot as SetupError).humanError.key).toBe('slack.problem.token-revoked');
    const adapter = start(BOT_TOKEN, 'xapp-wrong');
    const wrongApp = await adapter.start(house.inbox).catch((error: unknown) => error);
    expect(wrongApp).toBeInstanceOf(SetupError);
    expect((wrongApp as SetupError).humanError.key).toBe('slack.problem.app-token-invalid');
    await adapter.stop();
  });

  it('says at once which permissions are missing', async () => {
    house.slack.setScopes(['chat:write', 'commands']);
    await house.restart();
    expect(house.problems.map(({ code }) => code)).toEqual(['missing-scope']);
    expect(house.problems[0]?.explanation.values?.['scopes']).toContain('im:write, ');
  });

  it('notices after a restart that a channel was archived or that the bot was removed meanwhile', async () => {
    await house.close();
    const served = createServed();
    house = await startSlackHouse({ adapter: { served } });
    const { slack, channels } = house;
    await soon(() => expect(served.current()).toMatchObject({ coffee: { id: channels.coffee, name: 'coffee' }, organisers: {} }));
    const [coffee, organisers] = [slack.channels.get(channels.coffee), slack.channels.get(channels.organisers)];
    if (!coffee || !organisers) throw new Error('no channel');
    await house.adapter.stop();
    // Slack tells nobody.
    Object.assign(coffee, { archived: true });
    organisers.members.delete(slack.bot.user);
    await house.restart();
    await soon(() => expect(house.problems.map(({ code, where }) => `${code}@${where}`)).toContain('channel-archived@coffee'));
    await soon(() => expect(house.problems.map(({ where }) => where)).toContain('organisers'));
    // The bot comes back by itself where it may.
    Object.assign(coffee, { archived: false });
    coffee.members.delete(slack.bot.user);
    await house.restart();
    await soon(() => expect(coffee.members.has(slack.bot.user)).toBe(true));
  });

  it.each([
    ['a page', 404, '<html>Not found</html>'],
    ['a page that asks to sign in', 401, '<html>Who are you?</html>'],
    ['a program that refuses', 401, '{"message":"no"}'],
    ['a program that takes all', 200, '{}'],
    ['a page for everything', 200, '<html>Welcome</html>'],
    ['a program with errors of its own', 200, '{"ok":false,"error":"unknown_method"}'],
  ])('waits where %s stands at a mistyped address, and blames no token', async (_what, status, body) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const problems: string[] = [];
    const adapter = createSlackAdapter({
      botToken: BOT_TOKEN,
      mode: { type: 'socket', appToken: APP_TOKEN },
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
      commands: [],
      purposes: PURPOSES,
      clock: house.clock,
      logger: house.logger,
      pace: createOpenPace(),
      problems: { occurred: ({ code, where }) => void problems.push(`${code}@${where}`), over() {} },
      timing: { sleep: () => new Promise((resolve) => setTimeout(resolve, 5)), disconnectedMs: 1000 },
    });
    const started = adapter.start(house.inbox).then(
      () => 'started',
      (error: unknown) => error,
    );
    try {
      await soon(() => expect(asked).toBeGreaterThan(2));
      await soon(() => expect(new Set(problems)).toEqual(new Set(['disconnected@rest'])));
    } finally {
      await adapter.stop();
      server.closeAllConnections();
      server.close();
    }
    expect(await started).not.toBeInstanceOf(SetupError);
  });

  it('waits for Slack where it is only away', async () => {
    house.slack.fail('auth.test', { type: 'status', status: 503 }, 2);
    const adapter = start(BOT_TOKEN, APP_TOKEN);
    await adapter.start(house.inbox);
    expect(adapter.space()).toBe(house.slack.team);
    await adapter.stop();
  });
});

describe('HTTP mode', () => {
  beforeEach(async () => {
    await house.close();
    house = await startSlackHouse({ mode: 'http' });
  });

  it('answers commands, buttons and forms as Socket Mode does', async () => {
    const { zainab, channels, slack } = house;
    await zainab.command(channels.coffee, '/profile edit');
    await slack.until(() => zainab.dialog());
    expect(await zainab.submit({ name: 'Z' })).toEqual({ 'f:name': 'At least two letters, please.' });
    expect(await zainab.submit({ name: 'Zahra' })).toEqual({});
    expect(visibleText((await zainab.waitFor(channels.coffee)).blocks)).toBe('Saved.');
  });

  it('reads nothing that Slack has not signed, or has signed long ago', async () => {
    const { adapter, clock, inbox } = house;
    const { handler } = adapter;
    if (!handler) throw new Error('no handler');
    const body = 'command=%2Fcoffee&text=join&user_id=U0ZAINAB1&channel_id=C0COFFEE1&trigger_id=1&response_url=http%3A%2F%2Fx';
    const status = async (request: Request): Promise<number> => (await handler(request)).status;
    const tampered = (): Request => {
      const good = signedRequest(body, SIGNING_SECRET, clock.now(), false);
      return new Request(good.url, { method: 'POST', headers: good.headers, body: body.replace('join', 'leave') });
    };
    expect(await status(signedRequest(body, 'wrong', clock.now(), false))).toBe(401);
    expect(await status(tampered())).toBe(401);
    expect(await status(signedRequest(body, SIGNING_SECRET, after(clock.now(), -6 * 60_000), false))).toBe(401);
    expect(await status(signedRequest(body, SIGNING_SECRET, after(clock.now(), 6 * 60_000), false))).toBe(401);
    expect(await status(new Request('http://bot.test/', { method: 'POST', body }))).toBe(401);
    expect(await status(new Request('http://bot.test/'))).toBe(405);
    expect(inbox.received.commands).toHaveLength(0);
    const challenge = await handler(signedRequest('{"type":"url_verification","challenge":"abc"}', SIGNING_SECRET, clock.now(), true));
    expect(await challenge.json()).toEqual({ challenge: 'abc' });
    for (const noObject of ['null', '[]', '"x"', '{"type'])
      expect(await status(signedRequest(noObject, SIGNING_SECRET, clock.now(), true))).toBe(400);
    expect(await status(signedRequest('payload=null', SIGNING_SECRET, clock.now(), false))).toBe(400);
    await adapter.stop();
    expect(await status(signedRequest(body, SIGNING_SECRET, clock.now(), false))).toBe(503);
  });
});
