import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { isLoopback, originOf } from '../http/origins.js';
import { phrase } from '../language/index.js';
import type { Role } from './engine.js';

/**
 * Whether the clock may be moved. A moved clock would confuse real people, so the API of each configured platform must be on
 * this machine, and nobody else may reach the server. Throws a `SetupError` that names the variable that is wrong.
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
  // Anyone who reaches the server could move the clock.
  const addresses = [
    { variable: 'HTTP_PUBLIC_URL', url: environment.HTTP_PUBLIC_URL },
    { variable: 'HTTP_HOST', url: originOf(environment.HTTP_HOST, environment.HTTP_PORT) },
  ];
  const open = addresses.find(({ url }) => url !== undefined && !isLoopback(url));
  if (open) {
    throw new SetupError(
      `time machine refused: ${open.variable} is not of this machine`,
      phrase('cli.time-machine.not-here', { variable: open.variable }),
    );
  }
  if (role !== 'all') throw new SetupError('time machine refused: several processes', phrase('cli.time-machine.role'));
  return true;
}
