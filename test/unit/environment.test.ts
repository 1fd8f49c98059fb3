import { describe, expect, it } from 'vitest';
import { environmentSchema, inspectEnvironment, readEnvironment } from '../../src/config/environment.js';
import { SetupError } from '../../src/core/errors.js';
import { plain } from '../../src/core/text.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';

/** Any text may be a name, a key or a secret; only its platform or store can tell. */
const ANY_TEXT = [
  'S3_REGION',
  'S3_BUCKET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DISCORD_TOKEN',
  'DATA_DIR',
  'COMMUNITY_NAME',
];

/** What people write by mistake, and what they are told to write. */
const MISTAKES: readonly (readonly [name: string, value: string, told: string])[] = [
  ['DATABASE_URL', 'mysql://root@db/mudhif', 'sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE'],
  ['REDIS_URL', 'localhost:6379', 'redis://HOST:PORT, or rediss:// with TLS'],
  ['S3_ENDPOINT', 's3.example.org', 'a whole address such as https://s3.example.org'],
  ['CLAMD', 'localhost', 'HOST:PORT, or the path of its socket'],
  ['UPLOAD_MAX_MB', '50 MB', 'a whole number from 1 to 10'],
  ['UPLOAD_MAX_MB', '11', 'a whole number from 1 to 10'],
  ['LINK_CHECKS', 'yes', '1 for yes or 0 for no'],
  ['SLACK_API_URL', 'slack.com/api', 'a whole address such as https://slack.com/api/'],
  ['DISCORD_API_URL', 'discord', 'a whole address such as https://discord.com/api'],
  ['DISCORD_GUILD_ID', 'Our server', 'the id of the server, which has only digits'],
  ['HTTP_HOST', 'my server', 'an address such as 127.0.0.1, ::1 or 0.0.0.0'],
  ['HTTP_PORT', 'abc', 'a whole number from 0 to 65535, such as 3000'],
  ['HTTP_PORT', '70000', 'a whole number from 0 to 65535, such as 3000'],
  ['HTTP_PORT', '80.5', 'a whole number from 0 to 65535, such as 3000'],
  ['METRICS_PORT', 'on', 'a whole number from 0 to 65535, such as 9090'],
  ['HTTP_PUBLIC_URL', 'chat.example.org', 'a whole address such as https://chat.example.org'],
  ['HTTP_PUBLIC_URL', 'ftp://chat.example.org', 'a whole address such as https://chat.example.org'],
  ['SMTP_URL', 'mail.example.org', 'smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST'],
  ['MAIL_FROM', 'Mudhif', 'an address, or Name <address>'],
  ['COMMUNITY_TIMEZONE', 'Mosul', 'an IANA time zone such as Asia/Baghdad'],
  ['COMMUNITY_LANGUAGES', 'English', 'en, ar, ckb or some of them, with commas between'],
  ['ORGANISERS', 'amal', 'accounts with commas between, each slack:U…, discord:… or web:…'],
  ['MUDHIF_TIME_MACHINE', 'yes', '1 for yes or 0 for no'],
  ['LOG_LEVEL', 'loud', 'debug, info, warn, error or silent'],
];

function faultOf(variables: Readonly<Record<string, string>>): SetupError {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('nothing is refused');
}

const refused = (variables: Readonly<Record<string, string>>): string => faultOf(variables).message;

describe('a variable with a value that cannot be', () => {
  it.each(MISTAKES)('%s=%s is told in one sentence what to write', (name, value, told) => {
    // Where others belong to it, they are there.
    const others = { ...(name === 'SMTP_URL' && { MAIL_FROM: 'bot@example.org' }) };
    expect(refused({ ...others, [name]: value })).toBe(`the environment is wrong: ${name}: write ${told}`);
    const { faults } = inspectEnvironment({ ...others, [name]: value });
    expect(faults.find(({ variable }) => variable === name)).toMatchObject({ variable: name, expected: told });
  });

  it.each(MISTAKES)('%s=%s is told in the reader’s language', (name, value) => {
    const caught = faultOf({ ...(name === 'SMTP_URL' && { MAIL_FROM: 'bot@example.org' }), [name]: value });
    for (const language of ['ar', 'ckb'] as const) {
      const text = withoutDirectionControls(plain(speaker(language).phrase(caught.humanError)));
      expect(text.includes(`${name}: `), text).toBe(true);
      expect(text).not.toMatch(/write|should|whole|such as|\.env\.example/);
    }
    const english = withoutDirectionControls(plain(speaker('en').phrase(caught.humanError)));
    expect(english).toContain(`${name}: It should be`);
  });

  it('is tried for every variable that could be wrong', () => {
    const tried = new Set([...MISTAKES.map(([name]) => name), ...ANY_TEXT]);
    expect(Object.keys(environmentSchema.shape).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('does not repeat what was written, which may hold a password', () => {
    expect(refused({ SMTP_URL: 'mail:secret-word', DATABASE_URL: 'mysql://secret-word' })).not.toContain('secret-word');
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'x' }, 'SLACK_APP_TOKEN: write the app-level token (Socket Mode), or set SLACK_SIGNING_SECRET (HTTP mode)'],
    [
      { S3_ENDPOINT: 'https://s3.example.org' },
      'S3_ENDPOINT: write also S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, which belong to it',
    ],
    [{ SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM: write an address, or Name <address>, which SMTP_URL needs'],
  ])('%j says what else is needed', (variables, told) => {
    expect(refused(variables)).toBe(`the environment is wrong: ${told}`);
  });

  it.each([
    { CLAMD: '/run/clamav/clamd.ctl' },
    { CLAMD: 'clamav:3310' },
    { CLAMD: '[::1]:3310' },
    { MAIL_FROM: 'Mudhif <bot@example.org>' },
    { MAIL_FROM: 'مضيف <bot@localhost>' },
    { MAIL_FROM: 'bot@example.org' },
    { DISCORD_GUILD_ID: '123456789012345678' },
    { HTTP_PORT: '0' },
  ])('%j is taken', (variables) => {
    expect(readEnvironment(variables)).toMatchObject(variables.HTTP_PORT === undefined ? variables : { HTTP_PORT: 0 });
  });
});
