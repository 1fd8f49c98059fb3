import { z } from 'zod';
import { SetupError } from '../core/errors.js';
import { LANGUAGES } from '../core/language.js';
import { isZone } from '../core/settings.js';
import { PLATFORMS } from '../ports/chat.js';
import { UPLOAD_MAX_MB } from '../ports/files.js';
import { expectedKey } from './expected.js';

const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

// Each `error` says what to write instead.

/** An address with one of these protocols. */
const optionalUrl = (protocol: RegExp, error: string) => z.url({ protocol, error }).optional();

const webAddress = (example: string) => optionalUrl(/^https?$/, `a whole address such as ${example}`);

const wholeNumber = (from: number, to: number, error: string) =>
  z.coerce.number({ error }).int({ error }).min(from, { error }).max(to, { error });

const port = (example: number) => wholeNumber(0, 65_535, `a whole number from 0 to 65535, such as ${example}`);

const yesOrNo = z.enum(['0', '1'], '1 for yes or 0 for no');

/** Text of this form, if there is any. */
const optionalText = (form: RegExp, error: string) => optional.refine((value) => value === undefined || form.test(value), error);

/** Parses `slack:U1,discord:42,web:amal` into accounts without a space, which only the adapter knows. */
const organisers = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .pipe(z.array(z.string().regex(/^(web|slack|discord):\S+$/, 'accounts with commas between, each slack:U…, discord:… or web:…')))
  .transform((items) =>
    items.map((item) => {
      const colon = item.indexOf(':');
      return { platform: z.enum(PLATFORMS).parse(item.slice(0, colon)), user: item.slice(colon + 1) };
    }),
  );

/** All variables that Mudhif reads. Their descriptions are written to `.env.example`. */
export const environmentSchema = z.object({
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE')
    .default('sqlite:./data/mudhif.db')
    .describe('Where everything is kept: sqlite:PATH, or postgres://USER:PASSWORD@HOST/DATABASE.'),
  REDIS_URL: optionalUrl(/^rediss?$/, 'redis://HOST:PORT, or rediss:// with TLS').describe(
    'Redis, for more than one process: redis://HOST:PORT, without eviction. It only wakes what is due; the database keeps everything.',
  ),
  DATA_DIR: z.string().min(1).default('./data').describe('The folder for files that the bot writes.'),
  S3_ENDPOINT: webAddress('https://s3.example.org').describe(
    'An S3-compatible store for members’ files, without the bucket: https://s3.example.org. Without it they are in DATA_DIR/blobs.',
  ),
  S3_REGION: z.string().min(1).default('auto').describe('The region of the bucket, as the store names it.'),
  S3_BUCKET: optional.describe('The bucket, which has to be there. The bot only touches what is below mudhif/blobs/ in it.'),
  S3_ACCESS_KEY_ID: optional.describe('A key that may list, read, write and delete there.'),
  S3_SECRET_ACCESS_KEY: optional.describe('The secret of that key.'),
  CLAMD: optionalText(/\/|^\S+:\d+$/, 'HOST:PORT, or the path of its socket').describe(
    'ClamAV’s daemon, which looks for viruses in members’ files: HOST:PORT, or the path of its socket.',
  ),
  UPLOAD_MAX_MB: wholeNumber(1, UPLOAD_MAX_MB, `a whole number from 1 to ${UPLOAD_MAX_MB}`)
    .default(UPLOAD_MAX_MB)
    .describe(`The largest file that people may send, in MB: at most ${UPLOAD_MAX_MB}, which is what every platform passes on.`),
  LINK_CHECKS: yesOrNo
    .default('1')
    .describe('Whether the links of the resource centre are looked at once a month; 0 where the bot has no way to the internet.'),
  SLACK_BOT_TOKEN: optional.describe('Slack: the bot token, xoxb-…; see docs/install-slack.md.'),
  SLACK_APP_TOKEN: optional.describe('Slack in Socket Mode: the app-level token, xapp-….'),
  SLACK_SIGNING_SECRET: optional.describe('Slack in HTTP mode, when there is no app-level token: the signing secret.'),
  SLACK_API_URL: webAddress('https://slack.com/api/').describe('Slack’s API, if it is not https://slack.com/api/.'),
  DISCORD_TOKEN: optional.describe('Discord: the bot token; see docs/install-discord.md.'),
  DISCORD_GUILD_ID: optionalText(/^\d+$/, 'the id of the server, which has only digits').describe(
    'Discord: the server’s id, if the bot is in more than one.',
  ),
  DISCORD_API_URL: webAddress('https://discord.com/api').describe('Discord’s API without version, if it is not https://discord.com/api.'),
  HTTP_HOST: z
    .string()
    .min(1)
    .refine(isHost, 'an address such as 127.0.0.1, ::1 or 0.0.0.0')
    .default('127.0.0.1')
    .describe('The address to listen on. Keep 127.0.0.1 unless a reverse proxy with TLS stands in front.'),
  HTTP_PORT: port(3000).default(3000).describe('The port of the browser chat and of /healthz, /readyz.'),
  METRICS_PORT: port(9090).optional().describe('A port of 127.0.0.1 for /metrics (Prometheus); without it there are none.'),
  HTTP_PUBLIC_URL: webAddress('https://chat.example.org').describe(
    'The address that browsers use, if it is not http://HTTP_HOST:HTTP_PORT (behind a proxy).',
  ),
  SMTP_URL: optionalUrl(/^smtps?$/, 'smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST').describe(
    'The server that sends mail (invitations, the monthly letter): smtp://USER:PASSWORD@HOST:587, or smtps://…; also needs MAIL_FROM.',
  ),
  MAIL_FROM: optionalText(/^[^\s<>]+@[^\s<>]+$|<[^\s<>]+@[^\s<>]+>$/, 'an address, or Name <address>').describe(
    'From whom mail comes: an address, or Name <address>.',
  ),
  COMMUNITY_NAME: optional.describe('The name of the community, until organisers change it.'),
  COMMUNITY_TIMEZONE: z
    .string()
    .refine(isZone, 'an IANA time zone such as Asia/Baghdad')
    .default('Asia/Baghdad')
    .describe('The time zone of the community, until organisers change it.'),
  COMMUNITY_LANGUAGES: z
    .string()
    .default('en,ar,ckb')
    .transform((value) => value.split(',').map((item) => item.trim()))
    .pipe(z.array(z.enum(LANGUAGES, 'en, ar, ckb or some of them, with commas between')).nonempty())
    .describe('The languages of the community, until organisers change them: en, ar, ckb.'),
  ORGANISERS: organisers.describe('The first organisers: accounts separated by commas, such as web:amal.'),
  MUDHIF_TIME_MACHINE: yesOrNo
    .default('0')
    .describe('1: POST /demo/clock moves the clock, for trying things out. Only where each platform’s API is on this machine.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent')
    .default('info')
    .describe('How much is logged: debug, info, warn, error or silent.'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** What variables need of one another. */
const RULES = [
  {
    holds: hasSlackMode,
    variable: 'SLACK_APP_TOKEN',
    expected: 'the app-level token (Socket Mode), or set SLACK_SIGNING_SECRET (HTTP mode)',
  },
  {
    holds: hasBucket,
    variable: 'S3_ENDPOINT',
    expected: 'also S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, which belong to it',
  },
  { holds: hasSender, variable: 'MAIL_FROM', expected: 'an address, or Name <address>, which SMTP_URL needs' },
] as const;

/** A variable with a wrong value, and what to write instead: in English for the log, and the catalogue's key of a sentence. */
export interface EnvironmentFault {
  readonly variable: string;
  readonly expected: string;
  readonly key: string;
}

/**
 * Reads the environment. Wrong variables are listed as faults and treated as not set.
 *
 * @throws {Error} If the schema is faulty; it never throws for a wrong variable.
 */
export function inspectEnvironment(variables: Readonly<Record<string, string | undefined>>): {
  readonly environment: Environment;
  readonly faults: readonly EnvironmentFault[];
} {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== '');
  const known = new Map<string, EnvironmentFault>();
  // A list has an issue for each of its items.
  for (const { path, message } of environmentSchema.safeParse(Object.fromEntries(given)).error?.issues ?? []) {
    const variable = String(path[0] ?? '');
    if (!known.has(variable)) known.set(variable, { variable, expected: message, key: expectedKey(variable) });
  }
  const readable = Object.fromEntries(given.filter(([name]) => !known.has(name)));
  const { data, error } = environmentSchema.safeParse(readable);
  if (data === undefined) throw new Error('a variable is wrong although it is not set', { cause: error });
  for (const { holds, variable, expected } of RULES) {
    if (!known.has(variable) && !holds(data)) known.set(variable, { variable, expected, key: expectedKey(variable) });
  }
  return { environment: data, faults: [...known.values()] };
}

/** Reads the environment. Throws a `SetupError` that names each wrong variable and says what to write. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const { environment, faults } = inspectEnvironment(variables);
  if (faults.length === 0) return environment;
  const told = faults.map(({ variable, expected }) => `${variable}: write ${expected}`).join('; ');
  const named = { type: 'named', of: faults.map(({ variable, key }) => ({ name: variable, key })) } as const;
  throw new SetupError(`the environment is wrong: ${told}`, { key: 'cli.environment-wrong', values: { faults: named } });
}

/** Special characters in the password must be percent-encoded, as in any URL (`%40` for `@`). */
export function isDatabaseUrl(text: string): boolean {
  return /^sqlite:.+/.test(text) || (/^postgres(?:ql)?:\/\/[^/]+\/./.test(text) && URL.canParse(text));
}

/** A name or an address; the brackets of an IPv6 address may be left out. */
function isHost(host: string): boolean {
  return !/[/?#@\\\s]/.test(host) && URL.canParse(`http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}/`);
}

/** A store for files is named whole. */
function hasBucket({ S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: Environment): boolean {
  return S3_ENDPOINT === undefined || (S3_BUCKET !== undefined && S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined);
}

function hasSender({ SMTP_URL, MAIL_FROM }: Environment): boolean {
  return SMTP_URL === undefined || MAIL_FROM !== undefined;
}

/** Slack needs an app-level token (Socket Mode) or a signing secret (HTTP mode). */
function hasSlackMode({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: z.infer<typeof environmentSchema>): boolean {
  return SLACK_BOT_TOKEN === undefined || SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
}

/** Returns the text of `.env.example`, generated from the schema. */
export function environmentExample(): string {
  const lines = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? exampleOf(fallback.data) : '';
    return `# ${schema.description ?? ''}\n${value === '' ? '# ' : ''}${name}=${value}`;
  });
  return `# Copy this file to .env and change what you need. Everything has a default.\n\n${lines.join('\n\n')}\n`;
}

function exampleOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
