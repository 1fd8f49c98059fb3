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
  if (SLACK_BOT_TOKEN === undefined && DISCORD_TOKEN === undefined) {
    warnings.push(warning(phrase('doctor.configuration.no-platform'), phrase('doctor.configuration.no-platform-mend')));
  } else if (ORGANISERS.length === 0 && !isWrong('ORGANISERS')) {
    warnings.push(warning(phrase('doctor.configuration.no-organiser'), phrase('doctor.configuration.no-organiser-mend')));
  }
  if (SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined && HTTP_PUBLIC_URL === undefined && !isWrong('SLACK_APP_TOKEN')) {
    warnings.push(warning(phrase('doctor.configuration.no-public-url'), phrase('doctor.configuration.no-public-url-mend')));
  }
  return [...wrongs, ...warnings, ...(wrongs.length + warnings.length === 0 ? [ok(phrase('doctor.configuration.ok'))] : [])];
}

function expected(variable: string): Phrase {
  switch (variable) {
    case 'DATABASE_URL':
      return phrase('doctor.expected.database');
    case 'REDIS_URL':
      return phrase('doctor.expected.redis');
    case 'SLACK_APP_TOKEN':
      return phrase('doctor.expected.slack-mode');
    case 'SLACK_API_URL':
    case 'DISCORD_API_URL':
    case 'HTTP_PUBLIC_URL':
      return phrase('doctor.expected.url');
    case 'HTTP_PORT':
      return phrase('doctor.expected.port');
    case 'COMMUNITY_TIMEZONE':
      return phrase('doctor.expected.time-zone');
    case 'COMMUNITY_LANGUAGES':
      return phrase('doctor.expected.languages');
    case 'ORGANISERS':
      return phrase('doctor.expected.organisers');
    case 'LOG_LEVEL':
      return phrase('doctor.expected.log-level');
    default:
      return phrase('doctor.expected.example');
  }
}
