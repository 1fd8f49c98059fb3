import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('node');

/** The oldest version that Mudhif runs on (`engines` of package.json), and the first that still gets security updates. */
const OLDEST = [20, 19] as const;
const MAINTAINED = 22;

/** Judges a version of Node, such as `v22.1.0`. */
export function checkNode(version: string): readonly Finding[] {
  const plain = version.replace(/^v/, '');
  const [major = 0, minor = 0] = plain.split('.').map(Number);
  const words = { version: plain };
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return [wrong(phrase('doctor.node.old', words), phrase('doctor.node.old-mend', { oldest: OLDEST.join('.') }))];
  }
  if (major < MAINTAINED) return [warning(phrase('doctor.node.unmaintained', words), phrase('doctor.node.unmaintained-mend'))];
  return [ok(phrase('doctor.node.ok', words))];
}
