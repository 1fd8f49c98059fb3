import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inspectDiscord } from '../../adapters/discord/index.js';
import { BOT_SCOPES, inspectSlack } from '../../adapters/slack/index.js';
import { registerDiscord } from '../../src/cli/discord-register.js';
import { type Machine, runDoctor, thisMachine } from '../../src/cli/doctor/index.js';
import { openStore } from '../../src/cli/open-store.js';
import type { Output } from '../../src/cli/output.js';
import { readEnvironment } from '../../src/config/environment.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { systemClock, toInstant } from '../../src/core/time.js';
import { features } from '../../src/features/index.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { PLATFORM_NEEDS } from '../../src/ports/needs.js';
import type { Inspection } from '../../src/ports/problems.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { createTestLogger } from '../support/logger.js';
import { hasService, startRedis } from '../support/services/index.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startSlack } from '../support/slack/index.js';

const terminal: Output = { language: 'en', say: speaker('en'), line: () => {}, error: () => {} };

describe('mudhif doctor', () => {
  let slack: FakeSlack;
  let discord: FakeDiscord;
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-doctor-'));
  const healthy: Machine = {
    ...thisMachine,
    nodeVersion: 'v24.1.0',
    zonesVersion: `${new Date().getUTCFullYear()}a`,
    freeSpace: async () => 50e9,
    hasInternet: async () => true,
  };

  beforeAll(async () => {
    slack = await startSlack({ clock: systemClock });
    slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0COFFEE1', name: 'coffee', members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0TOPICS1', name: 'topics', members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0EVENTS1', name: 'events', members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0STORIES', name: 'stories', members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0RESOURC', name: 'resources', members: new Set([slack.bot.user]) });
    slack.addChannel({ id: 'C0ORGANIS', name: 'organisers', kind: 'private', members: new Set([slack.bot.user]) });
    discord = await startFakeDiscord({ clock: systemClock });
    discord.textChannel('coffee');
    discord.textChannel('topics');
    discord.textChannel('events');
    discord.textChannel('stories');
    discord.textChannel('resources');
    discord.textChannel('organisers', { private: [] });
    await registerDiscord(readEnvironment({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }), terminal);
    // A database as a first start leaves it.
    const umask = process.umask(0o077);
    const { database } = await openStore(readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'mudhif.db')}` }));
    await database.close();
    process.umask(umask);
  });
  afterAll(async () => {
    await slack.close();
    await discord.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    slack.setToken('valid');
    slack.setAppToken('valid');
    slack.setScopes(Object.keys(BOT_SCOPES));
    discord.world.token.value = discord.token;
    discord.world.privileged.members = true;
    discord.world.guild.present = true;
  });

  interface Found {
    readonly subject: string;
    readonly state: 'ok' | 'warning' | 'wrong';
    readonly message: string;
    readonly mend?: string;
  }
  const run = async (variables: Record<string, string> = {}, machine: Partial<Machine> = {}, language: Language = 'en', json = true) => {
    const lines: string[] = [];
    const say = (text: string) => void lines.push(language === 'en' ? withoutDirectionControls(text) : text);
    const code = await runDoctor(
      {
        DATABASE_URL: `sqlite:${join(folder, 'mudhif.db')}`,
        DATA_DIR: folder,
        ORGANISERS: 'slack:U0HANEEN1',
        HTTP_PORT: '0',
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: slack.apiUrl,
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        ...variables,
      },
      { language, say: speaker(language), line: say, error: say },
      { json, machine: { ...healthy, ...machine } },
    );
    return { code, text: lines.join('\n') };
  };
  const findings = async (variables: Record<string, string> = {}, machine: Partial<Machine> = {}) => {
    const { code, text } = await run(variables, machine);
    const { ok, findings: all } = JSON.parse(text) as { ok: boolean; findings: Found[] };
    expect(ok).toBe(code === 0);
    return { code, all, notOk: all.filter(({ state }) => state !== 'ok') };
  };
  /** Without the platforms, which take the longest. */
  const offline = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', DISCORD_TOKEN: '' };

  it('names what others on this machine can read, and how to mend it', async () => {
    const [database, exported] = [join(folder, 'mudhif.db'), join(folder, 'members.csv')];
    writeFileSync(exported, 'name', { mode: 0o644 });
    chmodSync(database, 0o640);
    const { code, notOk } = await findings(offline);
    expect(code).toBe(1);
    const found = notOk.find(({ subject }) => subject === 'files');
    expect(found?.message).toContain('mudhif.db');
    expect(found?.message).toContain('members.csv');
    expect(found?.mend).toContain('chmod -R go= ');
    rmSync(exported);
    chmodSync(database, 0o600);
    expect((await findings(offline)).notOk.filter(({ subject }) => subject === 'files')).toEqual([]);
  });

  it('finds a healthy house healthy, from outside in', async () => {
    const { code, all, notOk } = await findings();
    expect(notOk).toEqual([]);
    expect(code).toBe(0);
    expect(all.map(({ subject }) => subject)).toEqual([
      'node',
      'configuration',
      'database',
      'links',
      'web',
      'discord',
      'slack',
      'clock',
      'time-zones',
      'disk',
      'files',
      'fonts',
    ]);
    // Looking has entered nothing and changed nothing.
    expect(slack.connections()).toBe(0);
    expect(slack.calls.map(({ method }) => method).filter((method) => /join|post|open$/.test(method))).toEqual(['apps.connections.open']);
  });

  it.each(LANGUAGES)('tells each line with its mend in the terminal’s language: %s', async (language) => {
    const { code, text } = await run(
      { ...offline, HTTP_PORT: 'eighty', DISCORD_API_URL: 'nowhere' },
      { nodeVersion: 'v18.1.0' },
      language,
      false,
    );
    expect(code).toBe(1);
    const say = speaker(language);
    expect(text).toContain(`✗ ${say.plain('doctor.state.wrong')} · Node`);
    expect(text).toContain(`    → ${say.plain('doctor.expected.port')}`);
    expect(text).toContain(say.plain('doctor.summary', { wrong: 3, warnings: 1 }));
  });

  it('names each wrong variable with what is expected', async () => {
    const { code, notOk } = await findings({
      ...offline,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: 'slack',
      HTTP_PORT: '99999',
      COMMUNITY_TIMEZONE: 'Asia/Bagdad',
      COMMUNITY_LANGUAGES: 'en,fr',
      ORGANISERS: 'haneen',
      LOG_LEVEL: 'loud',
      REDIS_URL: 'localhost:6379',
      DATABASE_URL: 'mysql://x',
    }).catch((error: unknown) => Promise.reject(error));
    expect(code).toBe(1);
    const wrong = notOk.filter(({ subject, state }) => subject === 'configuration' && state === 'wrong');
    expect(wrong.map(({ message }) => message.split(' ')[0]).toSorted()).toEqual([
      'COMMUNITY_LANGUAGES',
      'COMMUNITY_TIMEZONE',
      'DATABASE_URL',
      'HTTP_PORT',
      'LOG_LEVEL',
      'ORGANISERS',
      'REDIS_URL',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
    ]);
    expect(wrong.find(({ message }) => message.startsWith('COMMUNITY_TIMEZONE'))?.mend).toContain('Asia/Baghdad');
  });

  type Fault = readonly [what: string, breakIt: () => void, subject: 'slack' | 'discord', words: string];
  const faults: readonly Fault[] = [
    ['a revoked token', () => slack.setToken('token_revoked'), 'slack', 'SLACK_BOT_TOKEN'],
    ['a wrong app token', () => slack.setAppToken('invalid_auth'), 'slack', 'SLACK_APP_TOKEN'],
    ['a missing scope', () => slack.setScopes(Object.keys(BOT_SCOPES).filter((scope) => scope !== 'im:write')), 'slack', 'im:write'],
    ['a refused token', () => void (discord.world.token.value = 'another'), 'discord', 'DISCORD_TOKEN'],
    ['an intent that is switched off', () => void (discord.world.privileged.members = false), 'discord', 'Server Members Intent'],
    ['a server that the bot is not in', () => void (discord.world.guild.present = false), 'discord', 'oauth2/authorize'],
  ];
  it.each(faults)('recognises %s', async (_, breakIt, subject, words) => {
    breakIt();
    const other = subject === 'slack' ? { DISCORD_TOKEN: '' } : { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' };
    const { code, notOk } = await findings(other);
    expect(code).toBe(1);
    expect(notOk).toMatchObject([{ subject, state: 'wrong', message: expect.stringContaining(words) }]);
  });

  it('compares what the settings need with what each platform grants', async () => {
    const common = {
      purposes: features.purposes,
      channels: async () => ({}),
      needs: PLATFORM_NEEDS,
      clock: systemClock,
      logger: createTestLogger(),
    };
    const onDiscord = () =>
      inspectDiscord({
        ...common,
        token: discord.token,
        apiUrl: discord.apiUrl,
        commands: features.commands,
        languages: async () => ['en'],
      });
    const onSlack = () => inspectSlack({ ...common, botToken: BOT_TOKEN, apiUrl: slack.apiUrl });
    const codes = ({ problems }: Inspection) => problems.map(({ code }) => code);
    discord.world.privileged.content = false;
    const identified = discord.gateway.counts.identified;
    const lacking = [await onDiscord(), await onSlack()] as const;
    expect(codes(lacking[0])).toContain('content-intent-missing');
    // The flags of the application tell it, so that no connection is refused.
    expect(discord.gateway.counts.identified).toBe(identified + 1);
    expect(lacking[0].granted).toEqual(['Guild Message Reactions', 'Guild Voice States']);
    expect(lacking[1].problems.find(({ code }) => code === 'missing-scope')?.where).toBe('reactions:read');
    expect(lacking[1].granted).toEqual([]);
    discord.world.privileged.content = true;
    slack.setScopes([...Object.keys(BOT_SCOPES), 'reactions:read']);
    const granting = [await onDiscord(), await onSlack()] as const;
    expect(
      [...codes(granting[0]), ...codes(granting[1])].filter((code) => code.startsWith('content') || code.startsWith('missing')),
    ).toEqual([]);
    expect(granting.map(({ granted }) => granted)).toEqual([
      ['Message Content (privileged)', 'Guild Message Reactions', 'Guild Voice States'],
      ['reactions:read'],
    ]);
  });

  it('recognises channels that are missing, open to all or closed to the bot', async () => {
    const coffee = [...discord.world.channels.values()].find(({ name }) => name === 'coffee');
    if (!coffee) throw new Error('no channel');
    discord.deny(coffee, PermissionFlagsBits.CreatePrivateThreads);
    const inSlack = slack.channels.get('C0ORGANIS');
    if (inSlack) inSlack.archived = true;
    try {
      const { code, notOk } = await findings();
      expect(code).toBe(1);
      expect(notOk).toMatchObject([
        { subject: 'discord', state: 'wrong', message: expect.stringContaining('Create Private Threads') },
        { subject: 'slack', state: 'warning', message: expect.stringContaining('#organisers') },
      ]);
    } finally {
      coffee.overwrites.splice(0);
      if (inSlack) inSlack.archived = false;
    }
  });

  it('warns, and no more, of commands that Discord does not have as they are, and of channels that nobody wanted so far', async () => {
    const registered = discord.world.commands.get('global') ?? [];
    const general = [...discord.world.channels.values()].find(({ name }) => name === 'general');
    if (!general) throw new Error('no channel');
    discord.world.commands.set('global', []);
    general.name = 'lobby';
    try {
      const { code, notOk } = await findings({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' });
      expect(code).toBe(0);
      expect(notOk).toMatchObject([
        { subject: 'discord', state: 'warning', message: expect.stringContaining('“general”') },
        { subject: 'discord', state: 'warning', message: expect.stringContaining('mudhif discord-register') },
      ]);
    } finally {
      discord.world.commands.set('global', registered);
      general.name = 'general';
    }
  });

  it('says what address Slack has to reach in HTTP mode', async () => {
    const http = { DISCORD_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'secret' };
    const { all, code } = await findings({ ...http, HTTP_PUBLIC_URL: 'https://mudhif.example.org/' });
    expect(code).toBe(0);
    expect(all).toContainEqual(
      expect.objectContaining({ state: 'ok', message: expect.stringContaining('https://mudhif.example.org/slack/events') }),
    );
    expect((await findings(http)).notOk).toMatchObject([
      { subject: 'configuration', state: 'warning', mend: expect.stringContaining('HTTP_PUBLIC_URL') },
    ]);
  });

  it('recognises a clock that is off, a full disk, old zones and an old Node', async () => {
    const { notOk } = await findings(
      { DISCORD_TOKEN: '' },
      {
        clock: { now: () => toInstant(Date.now() + 600_000) },
        freeSpace: async () => 5e7,
        zonesVersion: '2019a',
        nodeVersion: 'v20.19.4',
      },
    );
    expect(notOk.map(({ subject, state }) => `${subject} ${state}`)).toEqual([
      'node warning',
      'clock wrong',
      'time-zones warning',
      'disk wrong',
    ]);
    expect(notOk[1]?.message).toMatch(/(599|600|601) seconds ahead/);
  });

  it('says that nothing answers where nothing does', async () => {
    const { notOk } = await findings({ SLACK_API_URL: 'http://127.0.0.1:1/api/', DISCORD_TOKEN: '' });
    expect(notOk).toMatchObject([{ subject: 'slack', state: 'wrong', message: 'its web API (REST) does not answer.' }]);
  });

  it('names the part of the connection that fails', async () => {
    slack.refuseConnections(true);
    discord.gateway.refuse(true);
    try {
      const { notOk } = await findings({ DISCORD_TOKEN: '' });
      expect(notOk).toMatchObject([{ subject: 'slack', message: 'Socket Mode gives no connection.' }]);
      const onDiscord = await inspectDiscord({
        token: discord.token,
        apiUrl: discord.apiUrl,
        purposes: [],
        commands: [],
        languages: async () => ['en'],
        channels: async () => ({}),
        needs: [],
        clock: systemClock,
        logger: createTestLogger(),
        patienceMs: 500,
      });
      expect(onDiscord.problems).toMatchObject([{ code: 'not-reached', where: 'gateway' }]);
    } finally {
      discord.gateway.refuse(false);
      slack.refuseConnections(false);
    }
  });

  it.each([
    ['a page', 404, '<html>Not found</html>'],
    ['a page that asks to sign in', 401, '<html>Who are you?</html>'],
    ['another program', 404, '{"error":"Not Found"}'],
    ['a program that refuses', 401, '{"message":"no"}'],
    ['a program that takes all', 200, '{}'],
    ['a page for everything', 200, '<html>Welcome</html>'],
    ['a program with errors of its own', 200, '{"ok":false,"error":"unknown_method"}'],
  ])('takes %s at a mistyped address for what it is, and not for a bad token', async (_, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    try {
      const { notOk } = await findings({ SLACK_API_URL: `${address}/`, DISCORD_API_URL: address });
      expect(notOk.map(({ subject }) => subject).toSorted()).toEqual(['discord', 'slack']);
      for (const { message, mend } of notOk) {
        expect(message).toBe('its web API (REST) does not answer.');
        expect(mend).toMatch(/(SLACK|DISCORD)_API_URL/);
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('looks at the browser chat as at a platform: what answers there, and who could sign in', async () => {
    const ofWeb = async (variables: Record<string, string>) =>
      (await findings({ ...offline, ...variables })).all
        .filter(({ subject }) => subject === 'web')
        .map(({ state, message }) => `${state} ${message}`);
    let [healthy, page] = ['{"status":"ok"}', 200];
    const server = createServer(({ url }, response) =>
      url === '/healthz'
        ? response.setHeader('connection', 'close').end(healthy)
        : response.writeHead(page, { connection: 'close' }).end('<html></html>'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const HTTP_PORT = String((server.address() as AddressInfo).port);
    const address = `http://127.0.0.1:${HTTP_PORT}`;
    const open = { HTTP_PORT, HTTP_HOST: '0.0.0.0' };
    expect(await ofWeb({ HTTP_PORT })).toEqual([`ok it answers at ${address}`]);
    expect(await ofWeb(open)).toEqual([expect.stringContaining('ok it answers'), expect.stringContaining('warning http://0.0.0.0')]);
    expect(await ofWeb({ ...open, HTTP_PUBLIC_URL: 'https://chat.example.org' })).toEqual([expect.stringContaining('ok it answers')]);
    page = 404;
    expect(await ofWeb({ HTTP_PORT })).toEqual([expect.stringContaining('without the browser chat')]);
    healthy = 'a printer';
    expect(await ofWeb({ HTTP_PORT })).toEqual([expect.stringContaining('wrong another program')]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await ofWeb({ HTTP_PORT })).toEqual([`ok nothing runs at ${address} now; “mudhif start --web” opens it there`]);
    // An organiser of the browser chat is as good as a token.
    const ofConfiguration = async (ORGANISERS: string) =>
      (await findings({ ...offline, ORGANISERS })).notOk.filter(({ subject }) => subject === 'configuration').length;
    expect([await ofConfiguration('web:amal'), await ofConfiguration('slack:U1')]).toEqual([0, 1]);
  });

  it.skipIf(!hasService('redis'))('looks whether Redis keeps what it is given', async () => {
    const server = await startRedis();
    const { url } = server;
    const state = async () => (await findings({ ...offline, REDIS_URL: url })).all.find(({ subject }) => subject === 'redis');
    const redis = new Redis(url);
    try {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      expect(await state()).toMatchObject({ state: 'ok' });
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await state()).toMatchObject({ state: 'warning', mend: expect.stringContaining('noeviction') });
    } finally {
      redis.disconnect();
      await server.end();
    }
  });

  it('tells a database that is missing, not up to date, newer, or not ours', async () => {
    const state = async (url: string) =>
      (await findings({ ...offline, DATABASE_URL: url })).all.find(({ subject }) => subject === 'database');
    expect(await state(`sqlite:${join(folder, 'none.db')}`)).toMatchObject({ state: 'warning' });
    expect(await state('sqlite::memory:')).toMatchObject({ state: 'warning', mend: expect.stringContaining('mudhif migrate') });
    expect(await state(`sqlite:${folder}`)).toMatchObject({ state: 'wrong' });
    expect(await state('postgres://nobody@127.0.0.1:1/none')).toMatchObject({ state: 'wrong' });
    expect((await findings({ ...offline, REDIS_URL: 'redis://127.0.0.1:1' })).notOk).toContainEqual(
      expect.objectContaining({ subject: 'redis', state: 'wrong', message: expect.stringContaining('ECONNREFUSED') }),
    );
  });
});
