import type { Environment } from '../../config/environment.js';
import { scanForViruses } from '../../files/clamd.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, wrong } = findingsOf('clamd');

/** Has the virus scanner look at a few harmless bytes. Finds nothing without `CLAMD`. */
export async function checkClamd({ CLAMD: clamd }: Pick<Environment, 'CLAMD'>): Promise<readonly Finding[]> {
  if (clamd === undefined) return [];
  try {
    await scanForViruses(clamd, new TextEncoder().encode('mudhif doctor'));
    return [ok(phrase('doctor.clamd.ok', { place: clamd }))];
  } catch {
    return [wrong(phrase('doctor.clamd.away', { place: clamd }), phrase('doctor.clamd.away-mend'))];
  }
}
