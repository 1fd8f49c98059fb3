import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLAMD = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) => existsSync(path));

/** The text that every virus scanner takes for a virus by agreement, in two halves so that none does here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Whether ClamAV's daemon is there. A run that checks everything (CI) fails without it. */
export function hasClamd(): boolean {
  if (CLAMD !== undefined) return true;
  if (process.env['CI'] === 'true') throw new Error('clamd is not installed: apt-get install clamav-daemon');
  process.stderr.write('without clamd, nothing is said about the virus scanner\n');
  return false;
}

/** Starts the daemon on a socket of its own. It knows one virus: the text above. */
export async function startClamd({
  streamMax,
}: {
  readonly streamMax: string;
}): Promise<{ readonly socket: string; readonly stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  const database = join(folder, 'db');
  mkdirSync(database);
  writeFileSync(join(database, 'own.ndb'), `Eicar.Own:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const socket = join(folder, 'clamd.sock');
  const lines = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${database}`,
    'Foreground yes',
    `StreamMaxLength ${streamMax}`,
    'OfficialDatabaseOnly no',
  ];
  writeFileSync(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`);
  const daemon: ChildProcess = spawn(CLAMD ?? 'clamd', [`--config-file=${join(folder, 'clamd.conf')}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    daemon.once('exit', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (/Self checking|No stats for/.test(said)) resolve();
    };
    daemon.stdout?.on('data', listen);
    daemon.stderr?.on('data', listen);
    daemon.once('exit', () => reject(new Error(`clamd ended: ${said}`)));
  });
  return {
    socket,
    async stop() {
      daemon.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
