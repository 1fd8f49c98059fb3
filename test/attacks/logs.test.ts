import { DiscordAPIError } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { boltLogger } from '../../adapters/slack/connect/sdk.js';
import { SlackFailure } from '../../adapters/slack/errors.js';
import { InputError } from '../../src/core/errors.js';
import { safeError } from '../../src/kit/safe-error.js';
import { phrase } from '../../src/language/index.js';
import { createLogger } from '../../src/logging.js';
import type { LogFields, Logger } from '../../src/ports/logger.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';

const MARKER = 'Zqxmarker';

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
        for (const method of SLACK_METHODS) slack.fail(method, onSlack, 1000);
        discord.faults.next(() => true, onDiscord, 1000);
      };
      const act = async (): Promise<void> => {
        const quietly = (work: Promise<unknown>) =>
          Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 1500))]);
        await Promise.all([
          quietly(haneen.command(SLACK_CHANNELS.general, `/profile show ${MARKER}`)),
          quietly(haneen.command(SLACK_CHANNELS.general, '/profile edit')),
          quietly(haneen.command(SLACK_CHANNELS.general, `/community ${MARKER}`)),
          quietly(haneen.command(SLACK_CHANNELS.general, `/community members text:${MARKER}`)),
          quietly(haneen.command(SLACK_CHANNELS.general, '/topics propose')),
          quietly(haneen.command(SLACK_CHANNELS.general, '/profile export')),
          quietly(Promise.resolve(haneen.say(SLACK_CHANNELS.coffee, MARKER))),
          quietly(Promise.resolve(dilan.command('profile', 'show', { member: MARKER }))),
          quietly(Promise.resolve(dilan.command('profile', 'edit'))),
          quietly(Promise.resolve(dilan.command('profile', 'export'))),
          quietly(Promise.resolve(dilan.command('topics', 'propose'))),
        ]);
        await house?.settle();
      };
      const member = (await house.store.autocommit.members.list({}, { offset: 0, limit: 10 }))[0];
      if (member) await house.store.autocommit.members.update(member.id, { name: MARKER, email: `${MARKER}@example.org` });
      await act();
      fail();
      await act();
      const text = printed((out) => {
        for (const { level, fields, message } of logger.lines) out[level](fields satisfies LogFields, message);
      });
      expect(logger.lines.length).toBeGreaterThan(2);
      expect(text).not.toContain(MARKER);
    },
    60_000,
  );
});

const SLACK_METHODS = [
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'views.publish',
  'conversations.open',
  'conversations.history',
  'conversations.replies',
  'conversations.info',
  'conversations.list',
  'conversations.members',
  'users.info',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
] as const;
