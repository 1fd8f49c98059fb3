import type { Environment } from '../../config/environment.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning } = findingsOf('links');

/** Whether the bot could look at links: whether names of the internet mean anything here. */
export async function checkLinks(
  { LINK_CHECKS }: Pick<Environment, 'LINK_CHECKS'>,
  hasInternet: () => Promise<boolean>,
): Promise<readonly Finding[]> {
  if (LINK_CHECKS === '0') return [ok(phrase('doctor.links.off'))];
  if (await hasInternet()) return [ok(phrase('doctor.links.ok'))];
  return [warning(phrase('doctor.links.no-internet'), phrase('doctor.links.no-internet-mend'))];
}
