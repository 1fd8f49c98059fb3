import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const MAX_LINE = 120;

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** The lines of a document outside its code blocks, with their numbers. */
function proseOf(text: string): readonly (readonly [number, string])[] {
  let code = false;
  return text.split('\n').flatMap((line, index) => {
    if (line.trimStart().startsWith('```')) {
      code = !code;
      return [];
    }
    return code ? [] : [[index + 1, line] as const];
  });
}

/** Lines that are too long, by their numbers. Rows of tables, and lines that a link makes too long, are left out. */
function longLines(text: string): readonly number[] {
  const withoutAddresses = (line: string) => line.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/https?:\S+/g, '');
  return proseOf(text)
    .filter(([, line]) => !line.trimStart().startsWith('|') && withoutAddresses(line).length > MAX_LINE)
    .map(([number]) => number);
}

/** The name that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchorsOf = (text: string) => proseOf(text).flatMap(([, line]) => (/^#+ /.test(line) ? [anchorOf(line.replace(/^#+ /, ''))] : []));

/** Relative links of the document `file` that lead nowhere. */
function brokenLinks(file: string, text: string): readonly string[] {
  const prose = proseOf(text)
    .map(([, line]) => line)
    .join('\n');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const linked = path === '' ? join(root, file) : resolve(root, dirname(file), path);
    if (!existsSync(linked) || relative(root, linked).startsWith('..')) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(linked, 'utf8')).includes(anchor);
  });
}

describe.each(documents)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  test(`has lines of at most ${MAX_LINE} characters, apart from tables, links and code`, () => {
    expect(longLines(text)).toEqual([]);
  });

  test('links only to files and headings that exist', () => {
    expect(brokenLinks(file, text)).toEqual([]);
  });
});

test.each(documents.filter((file) => file.startsWith('docs/decisions/')))('%s has the four parts of a decision record', (file) => {
  const headings = [...readFileSync(join(root, file), 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.slice(0, 4)).toEqual(['Context', 'Options', 'Decision', 'Consequences']);
});

describe('the checks of documents', () => {
  test('find a long line, but not a long row, link or line of code', () => {
    const long = 'x'.repeat(MAX_LINE + 1);
    expect(longLines(`${long}\n| ${long} |\n[a](${long})\n\`\`\`\n${long}\n\`\`\`\n${long}`)).toEqual([1, 7]);
  });

  test('find a link to a missing file, a missing heading, and a place outside the project', () => {
    expect(brokenLinks('README.md', '[a](docs/none.md) [b](README.md#none) [c](../x) [d](LICENSE) [e](https://example.org/none)')).toEqual([
      'docs/none.md',
      'README.md#none',
      '../x',
    ]);
  });
});

test('docs/security.md has a row for each chapter of ASVS, and names tests that exist', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| V(\d+) [^|]+\| (holds|partly|not|does not apply) \|[^|]+\|([^|]*)\|$/gm)];
  expect(rows.map(([, chapter]) => Number(chapter))).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
  for (const [row, , state, tests = ''] of rows) expect([row, tests.includes('.test.ts')]).toEqual([row, state !== 'does not apply']);
  const named = [...text.matchAll(/`((?:test|src|adapters)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
