import type { Environment } from '../../config/environment.js';
import { after, between, type Clock, MINUTE, SECOND, toInstant } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('clock');

/** A reminder may be this late, in milliseconds. Slack's signatures expire after five minutes. */
const NOTICED = 30 * SECOND;
const TOO_MUCH = 2 * MINUTE;

/** Compares this machine's clock with the `Date` header of the platforms. Finds nothing if no platform answers. */
export async function checkClock(environment: Environment, clock: Clock): Promise<readonly Finding[]> {
  const addresses = [
    ...(environment.SLACK_BOT_TOKEN === undefined
      ? []
      : [`${(environment.SLACK_API_URL ?? 'https://slack.com/api/').replace(/\/?$/, '/')}api.test`]),
    ...(environment.DISCORD_TOKEN === undefined ? [] : [`${environment.DISCORD_API_URL ?? 'https://discord.com/api'}/v10/gateway`]),
  ];
  for (const address of addresses) {
    const skew = await skewTo(address, clock);
    if (skew === undefined) continue;
    const seconds = Math.round(Math.abs(skew) / SECOND);
    const direction = skew > 0 ? 'ahead' : 'behind';
    if (Math.abs(skew) <= NOTICED) return [ok(phrase('doctor.clock.ok'))];
    const say = Math.abs(skew) <= TOO_MUCH ? warning : wrong;
    return [say(phrase('doctor.clock.off', { seconds, direction }), phrase('doctor.clock.off-mend'))];
  }
  return [];
}

/** How far our clock is ahead, in milliseconds; undefined if the platform sends no date. */
async function skewTo(address: string, clock: Clock): Promise<number | undefined> {
  try {
    const before = clock.now();
    const { headers } = await fetch(address, { signal: AbortSignal.timeout(5 * SECOND) });
    const theirs = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(theirs) ? undefined : between(toInstant(theirs), after(before, between(before, clock.now()) / 2));
  } catch {
    return undefined;
  }
}
