import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { hasService, services } from '../support/services/index.js';

describe('mudhif move', () => {
  let program: Program | undefined;
  afterEach(async () => {
    await program?.end('SIGKILL');
    if (program) removeFolder(program.folder);
  });

  const mudhif = async (...args: readonly string[]) => {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [await services.program(), ...args], { env: { PATH, LANG: 'en_GB.UTF-8' } });
    const [out, said, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((done) => child.once('exit', done)),
    ]);
    return { code, said: `${out}${said}` };
  };

  const engines = ['SQLite', ...(hasService('postgres') ? ['PostgreSQL'] : [])];
  test.each(engines)(
    'refuses a database on %s on which the bot runs, and moves it afterwards',
    async (engine) => {
      const url = engine === 'PostgreSQL' ? await services.postgres() : undefined;
      program = await startProgram(['start', '--web'], {
        program: await services.program(),
        env: url === undefined ? {} : { DATABASE_URL: url },
      });
      const from = url ?? `sqlite:${join(program.folder, 'mudhif.db')}`;
      const target = join(program.folder, 'moved.db');
      const refused = await mudhif('move', '--from', from, '--to', `sqlite:${target}`);
      expect(refused.code).toBe(1);
      expect(refused.said).toContain('runs on');
      expect(refused.said).toContain('choose another database');
      expect(refused.said).not.toMatch(/file|postgres@/);
      expect(existsSync(target)).toBe(false);
      expect((await fetch(`${program.url}/readyz`)).status).toBe(200);

      // Into one on which it runs, neither; and when it has ended, all goes well.
      expect((await mudhif('move', '--from', from, '--to', from)).code).toBe(1);
      await program.end();
      const moved = await mudhif('move', '--from', from, '--to', `sqlite:${target}`);
      expect(moved.said).toContain('members');
      expect(moved.code).toBe(0);
      const copy = openDatabase(`sqlite:${target}`);
      expect(await copy.db.selectFrom('communities').select('id').execute()).toHaveLength(1);
      await copy.close();
    },
    60_000,
  );
});
