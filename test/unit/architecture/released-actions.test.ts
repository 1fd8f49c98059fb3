import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { unreleased } from '../../../scripts/generate-documents.js';
import { releasedLines } from '../../../scripts/released-actions.js';
import { features } from '../../../src/features/index.js';
import { releasedActions } from '../../../src/features/released-actions.generated.js';

const root = resolve(import.meta.dirname, '../../..');
const FILE = 'test/fixtures/action-ids.txt';
const lines = releasedLines(readFileSync(join(root, FILE), 'utf8'));

/** How many there were at the first release of the list, for copies of the project without its history. */
const FIRST_COUNT = 114;

/** Lines that some earlier commit of the main line held; none in a copy without history. */
function earlierLines(): readonly string[] {
  try {
    const log = execFileSync('git', ['log', '--first-parent', '-m', '--format=', '--unified=0', '-p', '--', FILE], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return releasedLines(
      log
        .split('\n')
        .flatMap((line) => (/^[-+](?:action|form) /.test(line) ? [line.slice(1)] : []))
        .join('\n'),
    );
  } catch {
    return [];
  }
}

test('every control is in the list of released ones; append what is missing', () => {
  expect(unreleased(features, lines)).toEqual([]);
});

test('no released control was removed from the list', () => {
  expect(lines.length).toBeGreaterThanOrEqual(FIRST_COUNT);
  expect(new Set(lines).size).toBe(lines.length);
  expect(earlierLines().filter((line) => !lines.includes(line))).toEqual([]);
});

test('the program starts with this list', () => {
  expect(releasedActions).toEqual(lines);
});
