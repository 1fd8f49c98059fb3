import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server of our own, on a free loopback port, with its data in a folder of its own. */
export interface Server {
  readonly url: string;
  /** Where its data are. */
  readonly folder: string;
  /** Ends it without mercy, as a power cut does; the data stay. */
  kill(): Promise<void>;
  /** Ends it in an orderly way; the data stay. */
  stop(): Promise<void>;
  /** Starts it again, on the same port and the same data, after ending it in an orderly way if it runs. */
  restart(): Promise<void>;
  /** Ends it for good and removes its data. The end of this process does the same, however it comes. */
  end(): Promise<void>;
}

export interface Recipe {
  readonly name: string;
  /** PostgreSQL refuses to run as root: then it runs as nobody, and so the folder is nobody's. */
  readonly neverRoot: boolean;
  /** The signal for an orderly end, and the one for a quick end without leaving anything behind. */
  readonly signals: { readonly orderly: NodeJS.Signals; readonly quick: NodeJS.Signals };
  prepare?(folder: string, as: Owner): Promise<void>;
  /** Runs in the server's folder. */
  command(port: number): readonly [string, ...string[]];
  url(port: number): string;
  /** Whether it answers. */
  answers(port: number): Promise<boolean>;
}

type Owner = { readonly uid?: number; readonly gid?: number };

const NOBODY = 65_534;
const START_LIMIT_MS = 30_000;
const ATTEMPTS = 5;
/** When our end of its input closes, this process is over: it ends the server and cleans up. A crash can't prevent it. */
const WATCH = `cat >/dev/null
pid=$(cat "$1/pid" 2>/dev/null) && kill -s "$2" "$pid" 2>/dev/null
for i in $(seq 200); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
rm -rf "$1"`;

export async function startServer(recipe: Recipe): Promise<Server> {
  const owner: Owner = recipe.neverRoot && process.geteuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const folder = mkdtempSync(join(tmpdir(), `mudhif-${recipe.name}-`));
  if (owner.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const watch = spawn('sh', ['-c', WATCH, 'sh', folder, recipe.signals.quick.replace('SIG', '')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.unref();
  const port = await freePort();
  const log = openSync(join(folder, 'log'), 'a');
  let child: ChildProcess | undefined;

  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const launch = async (): Promise<boolean> => {
    const [command, ...args] = recipe.command(port);
    // A group of its own: Ctrl+C in the terminal is for the tests, and they are followed by the watch.
    const fresh = spawn(command, args, { ...owner, cwd: folder, stdio: ['ignore', log, log], detached: true });
    child = fresh;
    fresh.unref();
    writeFileSync(join(folder, 'pid'), String(fresh.pid));
    for (const limit = Date.now() + START_LIMIT_MS; Date.now() < limit && running(); await sleep(10)) {
      if (await recipe.answers(port)) return true;
    }
    return false;
  };
  const start = async () => {
    // After a kill, PostgreSQL's other processes need a moment to notice; until then it refuses to start.
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await launch()) return;
      await halt(recipe.signals.quick);
      await sleep(100);
    }
    throw new Error(`${recipe.name} does not start:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`);
  };
  const halt = async (signal: NodeJS.Signals) => {
    if (child === undefined || !running()) return;
    child.kill(signal);
    await once(child, 'exit');
    rmSync(join(folder, 'pid'), { force: true });
  };

  await recipe.prepare?.(folder, owner);
  await start();
  return {
    url: recipe.url(port),
    folder,
    kill: () => halt('SIGKILL'),
    stop: () => halt(recipe.signals.orderly),
    async restart() {
      await halt(recipe.signals.orderly);
      await start();
    },
    async end() {
      watch.ref();
      watch.stdin.end();
      if (watch.exitCode === null) await once(watch, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
