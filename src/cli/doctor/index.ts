import { lookup } from 'node:dns/promises';
import { inspectEnvironment } from '../../config/environment.js';
import { plain } from '../../core/text.js';
import { type Clock, systemClock } from '../../core/time.js';
import type { Output } from '../output.js';
import { checkBlobs } from './blobs.js';
import { checkClamd } from './clamd.js';
import { checkClock } from './clock.js';
import { checkConfiguration } from './configuration.js';
import { checkDatabase } from './database.js';
import { checkDisk, type FreeSpace, freeSpace } from './disk.js';
import { checkFiles } from './files.js';
import type { Finding } from './finding.js';
import { checkFonts } from './fonts.js';
import { checkLinks } from './links.js';
import { checkNode } from './node.js';
import { checkDiscord, checkSlack } from './platforms.js';
import { checkRedis } from './redis.js';
import { checkTimeZones } from './time-zones.js';
import { checkWeb } from './web.js';

/** What the check reads from the machine; tests pass their own. */
export interface Machine {
  readonly nodeVersion: string;
  readonly zonesVersion: string | undefined;
  readonly clock: Clock;
  readonly freeSpace: FreeSpace;
  /** Whether names of the internet can be resolved. */
  readonly hasInternet: () => Promise<boolean>;
}

export const thisMachine: Machine = {
  nodeVersion: process.version,
  zonesVersion: process.versions['tz'],
  clock: systemClock,
  freeSpace,
  hasInternet: () =>
    lookup('example.org').then(
      () => true,
      () => false,
    ),
};

/**
 * `mudhif doctor`: checks everything that the bot needs without changing anything, and says line by line what is right and
 * how to repair what is wrong. `files`: also reads each file that members sent and compares it with its name. Exit code 1 if anything is wrong.
 */
export async function runDoctor(
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
  { json, files = false, machine = thisMachine }: { readonly json: boolean; readonly files?: boolean; readonly machine?: Machine },
): Promise<number> {
  const findings: Finding[] = [];
  const tell = (found: readonly Finding[]): void => {
    findings.push(...found);
    if (!json) for (const finding of found) tellLine(finding, output);
  };
  const { environment, faults } = inspectEnvironment(variables);
  const { clock } = machine;
  tell(checkNode(machine.nodeVersion));
  tell(checkConfiguration(faults, environment));
  const { findings: ofDatabase, settings } = await checkDatabase(environment);
  tell(ofDatabase);
  if (settings) tell(await checkBlobs(environment, files));
  tell(await checkClamd(environment));
  tell(await checkLinks(environment, machine.hasInternet));
  tell(await checkRedis(environment.REDIS_URL));
  tell(await checkWeb(environment));
  // discord.js is loaded first, because otherwise the HTTP client of Slack's SDK breaks its uploads.
  tell(await checkDiscord(environment, settings, clock));
  tell(await checkSlack(environment, settings, clock));
  tell(await checkClock(environment, clock));
  tell(checkTimeZones(environment.COMMUNITY_TIMEZONE, clock, machine.zonesVersion));
  tell(await checkDisk(environment.DATA_DIR, machine.freeSpace));
  tell(checkFiles(environment));
  tell(checkFonts());

  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const isWell = count('wrong') === 0;
  if (json) output.line(JSON.stringify({ ok: isWell, findings: findings.map((finding) => inWords(finding, output)) }, null, 2));
  else output.line(`\n${output.say.plain('doctor.summary', { wrong: count('wrong'), warnings: count('warning') })}`);
  return isWell ? 0 : 1;
}

const SIGNS = { ok: '✓', warning: '!', wrong: '✗' } as const;

function tellLine(finding: Finding, { say, line }: Output): void {
  const { message, mend } = inWords(finding, { say });
  line(
    `${SIGNS[finding.state]} ${say.plain(`doctor.state.${finding.state}`)} · ${say.plain(`doctor.subject.${finding.subject}`)}: ${message}`,
  );
  if (mend !== undefined) line(`    → ${mend}`);
}

function inWords({ subject, state, message, mend }: Finding, { say }: Pick<Output, 'say'>) {
  return { subject, state, message: plain(say.phrase(message)), ...(mend && { mend: plain(say.phrase(mend)) }) };
}
