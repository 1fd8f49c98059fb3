import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface BuiltDemo {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** The built program as everybody starts it, in a folder and on a port of its own. */
export async function startBuiltDemo(begins: string): Promise<BuiltDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'mudhif-demo-'));
  const env = { PATH: process.env['PATH'], DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'mudhif.db')}`, HTTP_PORT: '0' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/mudhif.js'), 'demo', '--at', begins], { cwd: folder, env });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const address = await new Promise<string>((found, fail) => {
    let printed = '';
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (url !== undefined) found(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => fail(new Error(`the demo ended: ${printed}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { address, stop };
}
