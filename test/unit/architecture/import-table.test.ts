import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const planted = (folder: string): string => join(root, 'src', folder, 'planted');

/** The linter's output for `source`, written to a temporary folder inside `src/<folder>`. */
function lint(source: string, folder: 'core' | 'kit' = 'core'): string {
  writeFileSync(join(planted(folder), 'planted.ts'), source);
  try {
    return execFileSync(join(root, 'node_modules/.bin/oxlint'), [`src/${folder}/planted`], { cwd: root, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

describe('the import table', () => {
  const folders = [planted('core'), planted('kit')];

  beforeEach(() => {
    for (const folder of folders) mkdirSync(folder, { recursive: true });
  });
  afterEach(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('lets core use itself and zod', () => {
    expect(lint("import { z } from 'zod';\nimport { DAY } from '../time.js';\nexport const schema = z.literal(DAY);\n")).not.toContain(
      'import-table',
    );
  });

  it('catches a planted breach: a folder of ours, a package, and a re-export', () => {
    expect(lint("import type { Store } from '../../ports/store.js';\nexport type Planted = Store;\n")).toContain(
      'core may not import ports',
    );
    expect(lint("import { Kysely } from 'kysely';\nexport const planted = Kysely;\n")).toContain('core may not import the package kysely');
    expect(lint("export * from '../../language/index.js';\n")).toContain('core may not import language');
  });

  it('lets core use kit, and kit nothing of ours', () => {
    expect(lint("import { once } from '../../kit/once.js';\nexport const planted = once(undefined);\n")).not.toContain('import-table');
    expect(lint("import { DAY } from '../../core/time.js';\nexport const planted = DAY;\n", 'kit')).toContain('kit may not import core');
  });
});
