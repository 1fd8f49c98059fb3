import type { Environment, EnvironmentFault } from '../../config/environment.js';
import type { Phrase } from '../../core/phrase.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('configuration');

/** Lists wrong variables with what is expected, and incomplete combinations. */
export function checkConfiguration(faults: readonly EnvironmentFault[], environment: Environment): readonly Finding[] {
  const wrongs = faults.map(({ variable }) => wrong(phrase('doctor.configuration.wrong', { variable }), expected(variable)));
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN, HTTP_PUBLIC_URL, ORGANISERS } = environment;
  const isWrong = (name: string): boolean => faults.some(({ variable }) => variable === name);
  const warnings: Finding[] = [];
  const hasWeb = ORGANISERS.some(({ platform }) => platform === 'web');
  if (SLACK_BOT_TOKEN === undefined && DISCORD_TOKEN === undefined && !hasWeb) {
    warnings.push(warning(phrase('doctor.configuration.no-platform'), phrase('doctor.configuration.no-platform-mend')));
  } else if (ORGANISERS.length === 0 && !isWrong('ORGANISERS')) {
    warnings.push(warning(phrase('doctor.configuration.no-organiser'), phrase('doctor.configuration.no-organiser-mend')));
  }
  if (SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined && HTTP_PUBLIC_URL === undefined && !isWrong('SLACK_APP_TOKEN')) {
    warnings.push(warning(phrase('doctor.configuration.no-public-url'), phrase('doctor.configuration.no-public-url-mend')));
  }
  return [...wrongs, ...warnings, ...(wrongs.length + warnings.length === 0 ? [ok(phrase('doctor.configuration.ok'))] : [])];
}

const ADDRESS = phrase('doctor.expected.url');

const EXPECTED: Readonly<Record<string, Phrase>> = {
  DATABASE_URL: phrase('doctor.expected.database'),
  REDIS_URL: phrase('doctor.expected.redis'),
  SLACK_APP_TOKEN: phrase('doctor.expected.slack-mode'),
  SLACK_API_URL: ADDRESS,
  DISCORD_API_URL: ADDRESS,
  HTTP_PUBLIC_URL: ADDRESS,
  HTTP_PORT: phrase('doctor.expected.port'),
  METRICS_PORT: phrase('doctor.expected.port'),
  COMMUNITY_TIMEZONE: phrase('doctor.expected.time-zone'),
  COMMUNITY_LANGUAGES: phrase('doctor.expected.languages'),
  ORGANISERS: phrase('doctor.expected.organisers'),
  LOG_LEVEL: phrase('doctor.expected.log-level'),
};

const expected = (variable: string): Phrase => EXPECTED[variable] ?? phrase('doctor.expected.example');
