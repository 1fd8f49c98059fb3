import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiscordAPIError, Routes } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi, restSettings } from '../../adapters/discord/connect/client.js';
import { createDiscordPace } from '../../adapters/discord/connect/pace.js';
import { createSlackApis } from '../../adapters/slack/connect/client.js';
import { createSlackPace } from '../../adapters/slack/connect/pace.js';
import { boltLogger } from '../../adapters/slack/connect/sdk.js';
import { SlackFailure } from '../../adapters/slack/errors.js';
import { type Output, reportFailure } from '../../src/cli/output.js';
import { InputError } from '../../src/core/errors.js';
import { safeError } from '../../src/kit/safe-error.js';
import { systemTimer } from '../../src/kit/timer.js';
import { phrase, speaker } from '../../src/language/index.js';
import { createLogger } from '../../src/logging.js';
import type { LogFields, Logger } from '../../src/ports/logger.js';
import { createTestClock } from '../support/clock.js';
import { startFakeDiscord } from '../support/discord/index.js';
import { createTestLogger } from '../support/logger.js';
import { createTestMetrics } from '../support/metrics.js';
import { createOpenPace } from '../support/pace.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { BOT_TOKEN, startSlack } from '../support/slack/index.js';

const MARKER = 'Zqxmarker';

/** The text of an adapter's files, from which the calls that it makes are read. */
function sourceOf(adapter: string): string {
  const folder = join(import.meta.dirname, '../../adapters', adapter);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

/** Each method of Slack's API that the adapter calls, as `client.chat.update(…)`. */
const SLACK_METHODS = [...new Set([...sourceOf('slack').matchAll(/\bclient\.([a-z]+\.[a-zA-Z]+)\(/g)].flatMap(([, name]) => name ?? []))];
/** Each route of Discord's API that the adapter names, as `Routes.channel(…)`. */
const DISCORD_ROUTES = [...new Set([...sourceOf('discord').matchAll(/\bRoutes\.([a-zA-Z@]+)\(/g)].flatMap(([, name]) => name ?? []))];

/** What the program would print of these calls. */
function printed(work: (logger: Logger) => void): string {
  let text = '';
  work(createLogger('debug', { write: (line) => void (text += line) }));
  return text;
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const discordError = new DiscordAPIError(
  { code: 0, message: `500: ${MARKER}` },
  500,
  500,
  'PATCH',
  `https://discord.com/api/v10/webhooks/1234567890/${MARKER}-token-aW50ZXJhY3Rpb24/messages/@original`,
  { body: { content: MARKER }, files: [] },
);

const ERRORS: Readonly<Record<string, () => unknown>> = {
  'of Discord, with the body of the request': () => discordError,
  'of Slack, with what it was asked': () =>
    new SlackFailure({
      kind: 'platform',
      code: 'invalid_blocks',
      method: 'chat.postMessage',
      cause: Object.assign(new Error(MARKER), { data: { error: 'invalid_blocks', text: MARKER } }),
    }),
  'of a parser, which quotes its input': () => thrownBy(() => JSON.parse(`{"name": "${MARKER}`)),
  'of a schema': () => z.object({ name: z.enum(['a']) }).safeParse({ name: MARKER }).error,
  'of a database, which names the values of a row': () =>
    Object.assign(new Error(`duplicate key value`), {
      code: '23505',
      detail: `Key (name)=(${MARKER}) already exists.`,
      parameters: [MARKER],
    }),
  'of the language, which quotes a value': () => thrownBy(() => Reflect.has(Object(0), 'x') || 'x' in (MARKER as unknown as object)),
  'of an address': () => thrownBy(() => new URL(`http://${MARKER} x`)),
  'with several lines, one of which looks like a frame': () => new Error(`a\n    at ${MARKER} (file:///x.js:1:1)\nb`),
  'whose message was changed later': () => Object.assign(new Error(`first ${MARKER}`), { message: 'second' }),
  'of several': () => new AggregateError([new Error(MARKER), discordError], MARKER),
  'that is its own cause': () => {
    const error: Error & { cause?: unknown } = new Error(MARKER);
    error.cause = error;
    return error;
  },
  'that is a text': () => MARKER,
  'that is an object': () => ({
    name: MARKER,
    message: MARKER,
    code: `${MARKER} x`,
    status: MARKER,
    method: `${MARKER}!`,
    route: `/${MARKER}/x`,
  }),
  'that a person made': () => new InputError(MARKER, phrase('dispatch.command-unknown', { word: MARKER, known: '' })),
};

describe('an error in the log', () => {
  it.each(Object.entries(ERRORS))('%s: tells nothing of what people wrote', (_about, make) => {
    const error = make();
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      const text = printed((logger) => logger[level]({ error, other: error instanceof Error ? error : undefined, eventId: 'e' }, 'failed'));
      expect(text).toContain('"eventId":"e"');
      expect(text).not.toContain(MARKER);
    }
  });

  it.each(Object.entries(ERRORS))('%s: nor on the operator’s terminal', (_about, make) => {
    const lines: string[] = [];
    const output = {
      language: 'en',
      say: speaker('en'),
      line: (text: string) => lines.push(text),
      error: (text: string) => lines.push(text),
    };
    const error = make();
    // What a person is told is for them, and the operator is the one who typed.
    if (!(error instanceof InputError)) reportFailure(error, output as Output);
    expect(lines.join('\n')).not.toContain(MARKER);
  });

  it('that ends the program tells nothing of what people wrote', () => {
    const file = pathToFileURL(join(import.meta.dirname, '../../src/cli/crash.ts')).href;
    const begin = `import { reportCrashes } from ${JSON.stringify(file)}; reportCrashes(); const word = process.env.WORD;`;
    for (const crash of ['setImmediate(() => { throw new Error(word) })', 'Promise.reject(new RangeError(word))']) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', `${begin}${crash}`], {
        encoding: 'utf8',
        env: { ...process.env, WORD: MARKER },
      });
      expect({ status, marked: (stdout + stderr).includes(MARKER) }).toEqual({ status: 1, marked: false });
      expect(stderr).toContain('Error');
    }
    expect(readFileSync(join(import.meta.dirname, '../../src/main.ts'), 'utf8')).toMatch(/^reportCrashes\(\);$/m);
  });

  it('tells where it came from', () => {
    expect(safeError(discordError)).toMatchObject({
      type: 'DiscordAPIError',
      code: 500,
      status: 500,
      method: 'PATCH',
      route: '/api/v10/webhooks/:id/:id/messages/@original',
    });
    expect(safeError(new SlackFailure({ kind: 'ambiguous', code: 'ECONNRESET', method: 'chat.update' }))).toMatchObject({
      type: 'SlackFailure',
      code: 'ECONNRESET',
      method: 'chat.update',
      stack: expect.stringContaining('logs.test.ts'),
    });
    expect(safeError(new InputError('x', phrase('dispatch.button-unknown')))).toMatchObject({
      type: 'InputError',
      key: 'dispatch.button-unknown',
    });
  });

  it('is shortened when Slack’s SDK tells of it', () => {
    const text = printed((logger) => {
      boltLogger(logger).error(`Failed to send a message (error: ${MARKER})`);
      boltLogger(logger).warn(new Error(MARKER));
    });
    expect(text).toContain('Failed to send a message');
    expect(text).not.toContain(MARKER);
  });
});

describe('each call that the adapters make', () => {
  const noProblems = { report() {}, over() {}, granted() {} };
  const metrics = createTestMetrics();
  /** What the log would hold of an error, at every level. */
  const atEveryLevel = (error: unknown): string =>
    printed((logger) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level]({ error }, 'failed');
    });
  const thrown = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is found in their code', () => {
    expect(SLACK_METHODS).toEqual(expect.arrayContaining(['chat.postMessage', 'files.getUploadURLExternal', 'views.publish']));
    expect(DISCORD_ROUTES).toEqual(expect.arrayContaining(['channelMessages', 'interactionCallback', 'webhookMessage']));
    // Each is written so that it is found: none is made by name.
    expect(sourceOf('slack')).not.toContain('apiCall(');
    expect(sourceOf('slack').match(/\.(?:call|callWithRetry)\('/g)?.length).toBeLessThanOrEqual(
      sourceOf('slack').match(/\bclient\.[a-z]+\.[a-zA-Z]+\(/g)?.length ?? 0,
    );
    expect(sourceOf('discord')).not.toMatch(/(?:route:|fullRoute:|rest\.\w+\() *[`'"]/);
  });

  it.each(SLACK_METHODS)('%s of Slack tells nothing when it fails', async (method) => {
    const clock = createTestClock();
    const slack = await startSlack({ clock, unchecked: true });
    const logger = createTestLogger();
    const { answers } = createSlackApis({
      botToken: BOT_TOKEN,
      apiUrl: slack.apiUrl,
      logger,
      sleep: async () => {},
      callTimeoutMs: 500,
      pace: createSlackPace({ pace: createOpenPace(), sleep: async () => {}, metrics }),
      metrics,
      problems: noProblems as never,
      disconnectedMs: 1000,
    });
    for (const fault of [{ type: 'error', error: 'invalid_arguments' }, { type: 'status', status: 500 }, { type: 'drop' }] as const) {
      slack.fail(method, fault);
      const error = await thrown(
        answers.call('reads', method, (client) =>
          client.apiCall(method, { text: MARKER, channel: MARKER, view: { title: MARKER }, user: MARKER }),
        ),
      );
      expect(error).toBeInstanceOf(SlackFailure);
      expect(atEveryLevel(error)).not.toContain(MARKER);
    }
    expect(printed((out) => logger.lines.forEach(({ level, fields, message }) => out[level](fields, message)))).not.toContain(MARKER);
    await slack.close();
  });

  it.each(DISCORD_ROUTES)('%s of Discord tells nothing when it fails', async (name) => {
    const discord = await startFakeDiscord({ clock: createTestClock(), unchecked: true });
    const logger = createTestLogger();
    const api = createApi({
      settings: restSettings({ apiUrl: discord.apiUrl }),
      token: discord.token,
      clock: createTestClock(),
      logger,
      problems: noProblems as never,
      pace: createDiscordPace({ pace: createOpenPace(), sleep: async () => {}, metrics }),
      timer: systemTimer,
    });
    // Of a route all parts are ids, or the token of an interaction.
    const make = Reflect.get(Routes, name) as (...parts: string[]) => `/${string}`;
    const route = make(`${MARKER}-one`, `${MARKER}-two`, `${MARKER}-three`);
    for (const trouble of [
      { type: 'status', status: 400, commit: false, body: { code: 50_035, message: `Invalid ${MARKER}`, errors: { content: MARKER } } },
      { type: 'status', status: 500, commit: false, body: { message: MARKER } },
      { type: 'drop', commit: false },
    ] as const) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        discord.faults.next(() => true, trouble);
        const body = method === 'GET' ? {} : { body: { content: MARKER, name: MARKER } };
        const error = await thrown(api.answer({ method, route, ...body }));
        expect(error).toBeDefined();
        expect(atEveryLevel(error)).not.toContain(MARKER);
        discord.faults.clear();
      }
    }
    expect(printed((out) => logger.lines.forEach(({ level, fields, message }) => out[level](fields, message)))).not.toContain(MARKER);
    await discord.close();
  });
});

describe('the log of a whole life', () => {
  let house: PlatformApp | undefined;
  afterEach(() => house?.close());

  it.each(['refused', 'broken', 'cut'] as const)(
    'tells nothing of what people wrote when each kind of call is %s',
    async (how) => {
      house = await startPlatformApp({ impatient: true });
      const { slack, discord, haneen, dilan, logger, app } = house;
      await expect.poll(() => app.platforms()).toEqual({ slack: true, discord: true });
      await house.settle();
      const fail = () => {
        const [onSlack, onDiscord] =
          how === 'refused'
            ? [
                { type: 'error', error: 'invalid_arguments' } as const,
                { type: 'status', status: 400, commit: false, body: { code: 50_035, message: `Invalid ${MARKER}` } } as const,
              ]
            : how === 'broken'
              ? [
                  { type: 'status', status: 500 } as const,
                  { type: 'status', status: 500, commit: false, body: { message: MARKER } } as const,
                ]
              : [{ type: 'drop' } as const, { type: 'drop', commit: false } as const];
        for (const method of [...SLACK_METHODS, 'response_url', 'upload', 'download']) slack.fail(method, onSlack, 1000);
        discord.faults.next(() => true, onDiscord, 1000);
      };
      const act = async (): Promise<void> => {
        const interactions = [
          dilan.command('profile', 'show', { member: MARKER }),
          dilan.command('profile', 'edit'),
          dilan.command('profile', 'export'),
          dilan.command('topics', 'propose'),
        ];
        const { general, coffee } = SLACK_CHANNELS;
        // Slack has an acknowledgement of each, and Discord a call about each, whatever becomes of it.
        await Promise.allSettled([
          haneen.command(general, `/profile show ${MARKER}`),
          haneen.command(general, '/profile edit'),
          haneen.command(general, `/community ${MARKER}`),
          haneen.command(general, `/community members text:${MARKER}`),
          haneen.command(general, '/topics propose'),
          haneen.command(general, '/profile export'),
          haneen.say(coffee, MARKER),
        ]);
        await discord.until(() => interactions.every(({ id }) => discord.requests.some(({ path }) => path.includes(id))), 30_000);
        await house?.settle();
      };
      const member = (await house.store.autocommit.members.list({}, { offset: 0, limit: 10 }))[0];
      if (member) await house.store.autocommit.members.update(member.id, { name: MARKER, email: `${MARKER}@example.org` });
      await act();
      fail();
      await act();
      // What still runs comes to its end first.
      await house.close();
      house = undefined;
      const text = printed((out) => {
        for (const { level, fields, message } of logger.lines) out[level](fields satisfies LogFields, message);
      });
      expect(logger.lines.length).toBeGreaterThan(2);
      expect(text).not.toContain(MARKER);
    },
    60_000,
  );
});
