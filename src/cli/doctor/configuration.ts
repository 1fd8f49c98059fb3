import type { Environment, EnvironmentFault } from '../../config/environment.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('configuration');

/** Lists wrong variables with what is expected, and incomplete combinations. */
export function checkConfiguration(faults: readonly EnvironmentFault[], environment: Environment): readonly Finding[] {
  const wrongs = faults.map(({ variable, key }) => wrong(phrase('doctor.configuration.wrong', { variable }), { key }));
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
