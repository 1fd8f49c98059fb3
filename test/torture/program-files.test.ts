import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeFolder } from '../support/program.js';
import { services } from '../support/services/index.js';

/** Paths that an operator mistypes: each is answered with a sentence that names it, and nothing is written over. */
describe('the program, given files', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    file = await services.program();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-files-'));
  });
  afterEach(() => removeFolder(folder));

  function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: process.env['PATH'] ?? '', LANG: 'en_GB.UTF-8', DATA_DIR: folder, DATABASE_URL: `sqlite:${folder}/m.db`, ...env },
    });
    return { status, stdout, stderr };
  }
  const refused = (args: readonly string[], env?: Readonly<Record<string, string>>) => {
    const { status, stdout, stderr } = run(args, env);
    expect(status, stdout).toBe(1);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr.trim();
  };

  it('says what is wrong with a path, whatever the command', () => {
    const none = join(folder, 'none/list.xlsx');
    expect(refused(['import', folder])).toBe(`${folder} is a folder. Please name a file.`);
    expect(refused(['import', none, '--template'])).toBe(`There is no folder for ${none}. Check the path and try again.`);
    expect(refused(['export', folder])).toContain(`${folder} is there already`);
    expect(refused(['export', none])).toContain(none);
    expect(refused(['resources', 'import', join(folder, 'none'), '--template'])).toContain(join(folder, 'none'));
    writeFileSync(join(folder, 'file'), '');
    expect(refused(['backup', join(folder, 'file/x.backup')])).toContain(join(folder, 'file'));
    expect(refused(['backup'], { DATA_DIR: join(folder, 'file') })).toContain(join(folder, 'file'));
  });

  it('writes over nothing', () => {
    const kept = join(folder, 'kept.xlsx');
    writeFileSync(kept, 'mine');
    const sentence = `${kept} is there already and is not written over. Choose another name.`;
    expect(run(['migrate']).status).toBe(0);
    for (const args of [
      ['import', kept, '--template'],
      ['export', kept],
      ['backup', kept],
    ])
      expect(refused(args)).toBe(sentence);
    writeFileSync(join(folder, 'resources.xlsx'), 'mine');
    expect(refused(['resources', 'import', folder, '--template'])).toContain('not written over');
    expect([kept, join(folder, 'resources.xlsx')].map((path) => readFileSync(path, 'utf8'))).toEqual(['mine', 'mine']);
  });

  it('says of a dry run that nothing changed, and of a question who answers it', () => {
    const list = join(folder, 'list.csv');
    writeFileSync(list, 'name,organisation,email\nRana Salim,Reed House,info@reed.example\nHuda Jabbar,Reed House,info@reed.example\n');
    const dry = run(['import', list, '--dry-run']).stdout;
    expect(dry).toContain('Rana Salim has the same e-mail address under another name');
    expect(dry).toContain('Nothing was changed');
    expect(dry).not.toContain('A card in the organisers’ channel');
    const real = run(['import', list]).stdout;
    expect(real).toContain('A card in the organisers’ channel asks who is who');
    expect(real).not.toContain('Nothing was changed');
    expect(existsSync(join(folder, 'list-checked.xlsx'))).toBe(true);
  });
});
