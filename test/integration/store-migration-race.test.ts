import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { migrationStatus } from '../../src/store/migrate.js';
import { services } from '../support/services/index.js';

test('processes that bring one new SQLite file up to date at once do it once, and none fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-race-'));
  const file = join(folder, 'mudhif.db');
  const program = await services.program();
  const migrate = async () => {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [program, 'migrate'], { env: { PATH, LANG: 'en_GB.UTF-8', DATABASE_URL: `sqlite:${file}` } });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { code: code as number | null, said };
  };
  try {
    for (const { code, said } of await Promise.all([migrate(), migrate(), migrate()]))
      expect({ code, said }).toEqual({ code: 0, said: '' });
    const database = openDatabase(`sqlite:${file}`);
    const { applied, pending, unknown } = await migrationStatus(database);
    expect([pending, unknown]).toEqual([[], []]);
    expect(new Set(applied).size).toBe(applied.length);
    await database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
