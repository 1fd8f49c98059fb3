import { Client, DiscordAPIError, Events, GatewayIntentBits, HTTPError, PermissionFlagsBits, RateLimitError, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../../support/clock.js';
import { type FakeDiscord, type FakeInteraction, type Person, requests, startFakeDiscord } from '../../support/discord/index.js';
import { requestChecker } from '../../support/discord/openapi.js';

/** The fake says no where Discord does, or tests with it would prove nothing. */
describe('the fake of Discord', () => {
  let discord: FakeDiscord;
  let clock: TestClock;
  let zainab: Person;
  let channel: string;
  beforeEach(async () => {
    clock = createTestClock();
    discord = await startFakeDiscord({ clock, unchecked: true });
    zainab = discord.person('Zainab');
    channel = [...discord.world.channels.keys()][0] ?? '';
    await call('PUT', `/applications/${discord.world.applicationId}/commands`, [
      { name: 'coffee', description: 'Coffee', options: [{ type: 1, name: 'join', description: 'Join' }] },
    ]);
  });
  afterEach(() => discord.close());

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as { code?: number; id?: string; message?: string },
    };
  }
  const post = (body: unknown) => call('POST', `/channels/${channel}/messages`, body);
  const button = (id: string, label = 'x') => ({ type: 2, style: 1, label, custom_id: id });
  const display = (content: string) => ({ type: 10, content });
  const v2 = (components: unknown[]) => ({ flags: 1 << 15, components });
  const join = (): FakeInteraction => zainab.command('coffee', 'join');
  const answer = ({ id, token }: FakeInteraction, body: unknown) => call('POST', `/interactions/${id}/${token}/callback`, body);

  it.each([
    ['content', { content: 'x'.repeat(2_001) }],
    ['embeds', { embeds: Array.from({ length: 3 }, () => ({ description: 'x'.repeat(2_500) })) }],
    ['content beside components', { ...v2([display('x')]), content: 'x' }],
    ['41 components', v2(Array.from({ length: 41 }, () => display('x')))],
    ['4,001 characters', v2([display('x'.repeat(2_000)), display('y'.repeat(2_001))])],
    ['a long custom_id', v2([{ type: 1, components: [button('x'.repeat(101))] }])],
    ['a custom_id twice', v2([{ type: 1, components: [button('a'), button('a')] }])],
    ['a long label', v2([{ type: 1, components: [button('a', 'x'.repeat(81))] }])],
    ['six buttons', v2([{ type: 1, components: 'abcdef'.split('').map((id) => button(id)) }])],
    [
      '26 options',
      v2([
        {
          type: 1,
          components: [
            { type: 3, custom_id: 's', options: Array.from({ length: 26 }, (_, index) => ({ label: 'x', value: String(index) })) },
          ],
        },
      ]),
    ],
    ['a text display that shows nothing', v2([display('  ')])],
    ['a long nonce', { content: 'x', nonce: 'x'.repeat(26), enforce_nonce: true }],
    ['users allowed twice', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }],
    ['a file that was not sent', v2([{ type: 13, file: { url: 'attachment://x.txt' } }])],
  ])('refuses %s', async (_what, body) => {
    expect((await post(body)).body.code).toBe(50_035);
  });

  it('refuses what is empty, unknown, not allowed or not signed', async () => {
    expect((await post({})).body.code).toBe(50_006);
    expect((await call('POST', '/channels/123456789012345678/messages', { content: 'x' })).body.code).toBe(10_003);
    expect((await call('GET', `/channels/${channel}/messages/123456789012345678`)).body.code).toBe(10_008);
    expect((await call('POST', `/channels/${channel}/messages`, { content: 'x' }, { authorization: 'Bot wrong' })).status).toBe(401);
    discord.deny(discord.channel(channel), 1n << 11n);
    expect((await post({ content: 'x' })).body.code).toBe(50_013);
    discord.deny(discord.channel(channel), 1n << 10n);
    expect((await post({ content: 'x' })).body.code).toBe(50_001);
  });

  it('gives the same message for the same nonce, for minutes', async () => {
    const body = { content: 'x', nonce: 'n', enforce_nonce: true };
    const first = await post(body);
    expect((await post(body)).body.id).toBe(first.body.id);
    clock.advance(6 * 60_000);
    expect((await post(body)).body.id).not.toBe(first.body.id);
  });

  it('takes one answer to an interaction, within three seconds, and follow-ups for fifteen minutes', async () => {
    const late = join();
    clock.advance(3_001);
    expect((await answer(late, { type: 4, data: { content: 'x' } })).body.code).toBe(10_062);
    const asked = join();
    const followUp = () => call('POST', `/webhooks/${discord.world.applicationId}/${asked.token}`, { content: 'more' });
    expect((await followUp()).body.code).toBe(10_015);
    expect((await answer(asked, { type: 7, data: { content: 'x' } })).body.code).toBe(50_035);
    expect((await answer(asked, { type: 5, data: { flags: 64 } })).status).toBe(204);
    expect((await answer(asked, { type: 4, data: { content: 'x' } })).body.code).toBe(40_060);
    // The first follow-up after a deferral takes its place and its privacy.
    await followUp();
    expect(asked.original?.onlyFor).toBe(zainab.id);
    clock.advance(15 * 60_000 + 1);
    expect((await followUp()).body.code).toBe(50_027);
  });

  it('shows what an interaction was answered with: nothing yet, that it is being thought about, a message, or a form', async () => {
    const asked = join();
    const original = ({ token }: FakeInteraction) => call('GET', `/webhooks/${discord.world.applicationId}/${token}/messages/@original`);
    expect((await original(asked)).body.code).toBe(10_015);
    await answer(asked, { type: 5, data: { flags: 64 } });
    expect((await original(asked)).body).toMatchObject({ flags: 64 | 128, content: '' });
    await call('PATCH', `/webhooks/${discord.world.applicationId}/${asked.token}/messages/@original`, { content: 'x' });
    expect((await original(asked)).body).toMatchObject({ id: asked.original?.message.id, flags: 64, content: 'x' });
    const opened = join();
    const components = [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'text:a', style: 1 } }];
    await answer(opened, { type: 9, data: { custom_id: 'f', title: 'T', components } });
    expect((await original(opened)).body.code).toBe(10_008);
    clock.advance(15 * 60_000 + 1);
    expect((await original(asked)).body.code).toBe(50_027);
  });

  it('opens a form from a command, not from a form, and within its limits', async () => {
    const form = (label: string) => ({
      type: 9,
      data: { custom_id: 'f', title: 'T', components: [{ type: 18, label, component: { type: 4, custom_id: 'text:a', style: 1 } }] },
    });
    const asked = join();
    expect((await answer(asked, form('x'.repeat(46)))).body.code).toBe(50_035);
    expect((await answer(asked, form('Name'))).status).toBe(204);
    const submitted = zainab.submit(asked, { a: 'Zainab' });
    expect((await answer(submitted, form('Again'))).body.code).toBe(50_035);
  });

  it('counts requests: by channel, and in all', async () => {
    discord.limit({ posts: { limit: 2, windowMs: 60_000 } });
    await post({ content: '1' });
    expect((await post({ content: '2' })).headers.get('x-ratelimit-remaining')).toBe('0');
    const third = await post({ content: '3' });
    expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true]);
    discord.limit({ perSecond: 1 });
    expect((await call('GET', '/users/@me')).headers.get('x-ratelimit-global')).toBe('true');
  });

  it('tells what would ping', async () => {
    await post({ content: `@everyone <@${zainab.id}>` });
    await post({ content: `@everyone <@${zainab.id}>`, allowed_mentions: { parse: [] } });
    const [loud, quiet] = discord.channel(channel).messages;
    expect(loud?.pings).toEqual([{ users: [zainab.id], roles: [], everyone: true }]);
    expect(quiet?.pings).toEqual([{ users: [], roles: [], everyone: false }]);
  });

  it('answers as it is told to: slow down, an error of the server, silence, a cut line, before or after the work', async () => {
    const rest = new REST({ api: discord.apiUrl, version: '10', retries: 0, timeout: 300, rejectOnRateLimit: ['/'] }).setToken(
      discord.token,
    );
    const posts = requests('POST', `/channels/${channel}/messages`);
    const met = async (trouble: Parameters<typeof discord.faults.next>[1]): Promise<readonly [string, number]> => {
      const before = discord.channel(channel).messages.length;
      discord.faults.next(posts, trouble);
      const answer = await rest.post(`/channels/${channel}/messages`, { body: { content: 'x' } }).then(() => 'ok', wordOf);
      return [answer, discord.channel(channel).messages.length - before];
    };
    expect(await met({ type: 'status', status: 503, commit: false })).toEqual(['status 503', 0]);
    expect(await met({ type: 'status', status: 400, body: { code: 50_035, message: 'Invalid Form Body' } })).toEqual(['code 50035', 0]);
    expect(await met({ type: 'hang', commit: false })).toEqual(['no answer', 0]);
    expect(await met({ type: 'hang', commit: true })).toEqual(['no answer', 1]);
    expect(await met({ type: 'drop', commit: false })).toEqual(['no answer', 0]);
    expect(await met({ type: 'drop', commit: true })).toEqual(['no answer', 1]);
    expect(await met({ type: 'status', status: 500, commit: true })).toEqual(['status 500', 1]);
    expect(await met({ type: 'rate-limit', retryAfterSeconds: 7 })).toEqual(['wait 7', 0]);
  });

  it('refuses an intent that is not switched on, a token that is wrong, and a line while it is told to', async () => {
    const { GuildMembers, Guilds } = GatewayIntentBits;
    discord.world.privileged.members = false;
    await expect(connect([Guilds, GuildMembers])).rejects.toThrow(/disallowed intents/i);
    discord.world.privileged.members = true;
    await expect(connect([Guilds, GuildMembers], 'wrong')).rejects.toThrow(/token|401/i);
  });

  it('cuts the line, which is resumed with what was missed, and ends a session when told to', async () => {
    const { client, joined } = await connect([GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]);
    discord.gateway.refuse(true);
    discord.gateway.cut();
    await discord.until(() => !discord.gateway.connected());
    const missed = discord.person('Nadia');
    expect(joined).toEqual([]);
    discord.gateway.refuse(false);
    await discord.until(() => joined.includes(missed.id));
    expect(discord.gateway.counts).toMatchObject({ identified: 1, resumed: 1 });
    discord.gateway.invalidate(false);
    const anew = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    await discord.until(() => discord.gateway.counts.identified === 2);
    // Ended in between, discord.js waits for ever.
    await anew;
    await client.destroy();
  });

  it('opens threads as Discord does: once on a post, with short titles, and as many as there is room for', async () => {
    const { body } = await post({ content: 'x' });
    const start = (name: string, message = body.id ?? '') => call('POST', `/channels/${channel}/messages/${message}/threads`, { name });
    expect((await start('x'.repeat(101))).body.code).toBe(50035);
    expect((await start('x')).body.id).toBe(body.id);
    expect((await start('x')).body.code).toBe(160004);
    const other = (await post({ content: 'y' })).body.id ?? '';
    discord.world.activeThreads = 1;
    expect((await start('y', other)).body.code).toBe(160006);
    discord.remove(discord.channel(body.id ?? ''));
    expect((await start('x')).body.code).toBe(160004);
    discord.deny(discord.channel(channel), PermissionFlagsBits.CreatePublicThreads);
    expect((await start('y', other)).body.code).toBe(50013);
  });

  it('keeps archived and locked threads as they are', async () => {
    const { body } = await post({ content: 'x' });
    const thread = (await call('POST', `/channels/${channel}/messages/${body.id}/threads`, { name: 'x' })).body.id ?? '';
    const change = (changed: unknown) => call('PATCH', `/channels/${thread}`, changed);
    const say = () => call('POST', `/channels/${thread}/messages`, { content: 'y' });
    const said = (await say()).body.id ?? '';
    await change({ archived: true, locked: true });
    for (const answer of [await say(), await change({ name: 'y' }), await call('DELETE', `/channels/${thread}/messages/${said}`)])
      expect(answer.body.code).toBe(50083);
    expect(() => zainab.say(discord.channel(thread), 'z')).toThrow('locked');
    discord.deny(discord.channel(channel), PermissionFlagsBits.ManageThreads);
    expect([(await say()).body.code, (await change({ archived: false })).body.code]).toEqual([160005, 50013]);
    discord.channel(thread).locked = false;
    expect((await change({ locked: true })).body.code).toBe(50013);
    await say();
    expect(discord.channel(thread).archived).toBe(false);
  });

  it('takes posts in a forum with a tag where one is required, and twice if they come twice', async () => {
    const forum = discord.forum('topics', { tagRequired: true, tags: [{ id: '990000000000000001', name: 'News', moderated: false }] });
    const open = (tags: readonly string[]) =>
      call('POST', `/channels/${forum.id}/threads`, {
        name: 'x',
        applied_tags: tags,
        message: { content: 'x', nonce: 'n', enforce_nonce: true },
      });
    expect((await open([])).body.code).toBe(40067);
    const ids = [await open(['990000000000000001']), await open(['990000000000000001'])].map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(2);
    expect(discord.channel(ids[0] ?? '').messages[0]?.message.id).toBe(ids[0]);
    expect((await call('POST', `/channels/${forum.id}/messages`, { content: 'x' })).body.code).toBe(50008);
  });

  it('tells what is written and reacted only to those who asked for it', async () => {
    discord.world.privileged.content = true;
    const seen: string[] = [];
    const { Guilds, GuildMessages, GuildMessageReactions, MessageContent } = GatewayIntentBits;
    for (const intents of [[Guilds], [Guilds, GuildMessages], [Guilds, GuildMessages, GuildMessageReactions, MessageContent]]) {
      const { client } = await connect(intents);
      client.on(Events.Raw, ({ t, d }: { readonly t: string; readonly d: { readonly content?: string } }) => {
        if (t.startsWith('MESSAGE_')) seen.push(`${intents.length} ${t} ${d.content ?? '-'}`);
      });
      zainab.react(zainab.say(discord.channel(channel), 'hello'));
      if (intents.length > 1) await discord.until(() => seen.some((each) => each.startsWith(`${intents.length} `)));
      if (intents.length > 2) await discord.until(() => seen.some((each) => each.includes('REACTION')));
      await client.destroy();
    }
    expect(seen).toEqual(['2 MESSAGE_CREATE ', '4 MESSAGE_CREATE hello', '4 MESSAGE_REACTION_ADD -']);
  });

  it('delivers events again and out of order', async () => {
    const { client, joined } = await connect([GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers]);
    discord.gateway.repeat(2);
    discord.gateway.hold();
    const [first, second] = [discord.person('Nadia'), discord.person('Sara')];
    discord.gateway.release('last-to-first');
    await discord.until(() => joined.length === 4);
    expect(joined).toEqual([second.id, second.id, first.id, first.id]);
    await client.destroy();
  });

  it.skipIf(!requestChecker())('complains of requests that do not fit Discord’s own description', async () => {
    const fake = await startFakeDiscord();
    const send = (path: string, body: unknown) =>
      fetch(`${fake.apiUrl}/v10${path}`, { method: 'POST', headers: { authorization: `Bot ${fake.token}` }, body: JSON.stringify(body) });
    await send('/users/@me/channels', { recipient_id: 7 });
    await send('/no/such/path', {});
    await expect(fake.close()).rejects.toThrow(/recipient_id[\s\S]*no such path/);
  });

  /** A bare client of discord.js, and who came, as it heard of it. */
  async function connect(intents: readonly GatewayIntentBits[], token = discord.token) {
    const client = new Client({ intents: [...intents], rest: { api: discord.apiUrl, version: '10', retries: 0 } });
    client.on(Events.Error, () => undefined);
    const joined: string[] = [];
    client.on(Events.Raw, ({ t, d }: { readonly t: string; readonly d: { readonly user: { readonly id: string } } }) => {
      if (t === 'GUILD_MEMBER_ADD') joined.push(d.user.id);
    });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    try {
      await client.login(token);
    } catch (error) {
      await client.destroy();
      throw error;
    }
    await ready;
    return { client, joined };
  }
});

function wordOf(error: unknown): string {
  if (error instanceof RateLimitError) return `wait ${Math.floor(error.retryAfter / 1_000)}`;
  if (error instanceof DiscordAPIError) return `code ${error.code}`;
  if (error instanceof HTTPError) return `status ${error.status}`;
  return 'no answer';
}
