import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { phrase } from '../language/index.js';
import type { Role } from './engine.js';

/**
 * Whether the clock may be moved. A moved clock would confuse real people, so the API of each configured platform must be on
 * this machine. Throws a `SetupError` that names a platform that is not.
 */
export function demandTimeMachine(environment: Environment, role: Role): boolean {
  if (environment.MUDHIF_TIME_MACHINE !== '1') return false;
  const platforms = [
    { variable: 'SLACK_API_URL', token: environment.SLACK_BOT_TOKEN, url: environment.SLACK_API_URL },
    { variable: 'DISCORD_API_URL', token: environment.DISCORD_TOKEN, url: environment.DISCORD_API_URL },
  ];
  const away = platforms.find(({ token, url }) => (url === undefined ? token !== undefined : !isLoopback(url)));
  if (away) {
    throw new SetupError(
      `time machine refused: ${away.variable} is not on this machine`,
      phrase('cli.time-machine.not-here', { variable: away.variable }),
    );
  }
  if (role !== 'all') throw new SetupError('time machine refused: several processes', phrase('cli.time-machine.role'));
  return true;
}

/** Accepts IP addresses, since a resolver can redirect names, and `localhost`, which is this machine by RFC 6761. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
