import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { services } from '../support/services/index.js';

/** As an operator starts it; the other starts take a file that loads sooner. */
const BIN = resolve(import.meta.dirname, '../../bin/mudhif.js');

describe('the program', () => {
  let folder: string;
  let file: string;
  let program: Program | undefined;

  beforeAll(async () => {
    file = await services.program();
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-program-'));
    program = undefined;
  });

  afterEach(async () => {
    await program?.end('SIGKILL');
    removeFolder(folder);
  });

  const database = () => join(folder, 'mudhif.db');

  /** Runs a command to its end. */
  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, main = file) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
      env: {
        PATH: process.env['PATH'] ?? '',
        LANG: 'en_GB.UTF-8',
        DATA_DIR: folder,
        DATABASE_URL: `sqlite:${database()}`,
        HTTP_PORT: '0',
        ...env,
      },
    });
    return { status, stdout, stderr };
  }

  it('names each wrong variable and what is expected', () => {
    const { status, stderr } = run(['start', '--web'], { HTTP_PORT: 'many', COMMUNITY_TIMEZONE: 'Mars/Olympus', ORGANISERS: 'amal' }, BIN);
    expect(status).toBe(1);
    for (const name of ['HTTP_PORT', 'COMMUNITY_TIMEZONE', 'ORGANISERS']) expect(stderr).toContain(name);
    expect(stderr).toContain('Asia/Baghdad');
    expect(stderr).not.toContain('    at ');
  });

  it('says so in the operator’s language', () => {
    expect(run(['import', 'nothing.csv'], { LANG: 'ar_IQ.UTF-8' }).stderr).toContain('لا يوجد ملف');
    expect(run(['import', 'nothing.csv'], { LANG: 'ckb_IQ.UTF-8' }).stderr).toContain('فایل');
  });

  it('refuses to run twice on one database, and goes on running', async () => {
    program = await startProgram(['start', '--web'], { folder, program: file, env: { ORGANISERS: 'web:amal' } });
    const second = run(['start', '--web']);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(database());
    expect(second.stderr).not.toContain('    at ');
    expect((await fetch(`${program.url}/readyz`)).status).toBe(200);
  });

  it('refuses a database of a newer version and leaves it as it is', async () => {
    expect(run(['migrate']).status).toBe(0);
    const db = new Sqlite(database());
    db.prepare(`insert into kysely_migration (name, timestamp) values ('9999_of_tomorrow', '2030-01-01')`).run();
    db.close();
    for (const args of [['start', '--web'], ['migrate']]) {
      const { status, stderr } = run(args);
      expect(status).toBe(1);
      expect(stderr).toContain('9999_of_tomorrow');
    }
    expect(run(['migrate', '--status']).stdout).toContain('? 9999_of_tomorrow');
  });

  it('says that the port is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((found) =>
      server.listen(0, '127.0.0.1', () => found((server.address() as { port: number }).port)),
    );
    const { status, stderr } = run(['start', '--web'], { HTTP_PORT: String(port) });
    server.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}`);
    expect(stderr).toContain('HTTP_PORT');
  });

  it('lets the first organiser in by a link that works once', async () => {
    program = await startProgram(['start', '--web'], { folder, program: file, env: { ORGANISERS: 'web:amal' } });
    await expect.poll(() => program?.output()).toContain('npx mudhif sign-in web:amal');
    const { stdout } = run(['sign-in', 'web:amal'], { HTTP_PORT: new URL(program.url).port });
    const link = /http\S+/.exec(stdout)?.[0] ?? '';
    const look = await fetch(link);
    expect(look.status).toBe(200);
    expect(look.headers.get('set-cookie')).toBeNull();
    const { origin, pathname } = new URL(link);
    const body = new URLSearchParams({ secret: pathname.split('/').at(-1) ?? '' });
    const open = () => fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin }, body });
    const first = await open();
    expect(first.headers.get('set-cookie')).toMatch(/^__Host-.*HttpOnly/);
    // Whatever the program writes is for its owner alone.
    for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    expect((await open()).headers.get('set-cookie')).toBeNull();
    expect(run(['sign-in', '../amal']).status).toBe(1);
  });

  it('imports a CSV: a dry run changes nothing, a second run neither, bad lines are named', () => {
    const file = join(folder, 'members.csv');
    writeFileSync(
      file,
      '\ufeffname;organisation;languages\nZahra Kadhim;River House;ar|en\n;River House;ar\nSirwan Azad;River House;ckb\n',
    );
    const dry = run(['import', file, '--dry-run']);
    expect(dry.status).toBe(1);
    expect(dry.stdout).toMatch(/^3\t/m);
    const real = run(['import', file]);
    expect(real.status).toBe(1);
    expect(real.stdout).toMatch(/^3\t/m);
    const again = run(['import', file]).stdout;
    expect(again).not.toBe(real.stdout);
    const db = new Sqlite(database(), { readonly: true });
    expect(db.prepare('select name from members order by id').pluck().all()).toEqual(['Zahra Kadhim', 'Sirwan Azad']);
    db.close();
    const out = join(folder, 'out.csv');
    expect(run(['export', out]).status).toBe(0);
    // What is wrong comes back beside the file, and nothing is written over.
    expect(real.stdout).toContain('members-checked-2.xlsx');
    const template = join(folder, 'template.xlsx');
    expect(run(['import', template, '--template', '--language', 'ar']).status).toBe(0);
    expect(run(['import', template, '--template']).status).toBe(1);
    expect(run(['import', template]).stderr).toContain('no members in it');
  });

  it('ends by itself on a signal, and another start finds everything', async () => {
    program = await startProgram(['start', '--web'], { folder, env: { ORGANISERS: 'web:amal' } });
    expect(await program.end('SIGINT')).toBe(0);
    const metrics = String(await freePort());
    program = await startProgram(['start', '--web'], { folder, program: file, env: { METRICS_PORT: metrics } });
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${program.url}/metrics`)).status).toBe(404);
    expect(await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()).toContain('mudhif_agenda_rows');
  });
});
