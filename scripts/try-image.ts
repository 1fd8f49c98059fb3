/**
 * Runs the steps of the Dockerfile where there is no Docker engine: each stage in a Debian of its own by debootstrap, with this machine's
 * Node in the place of the image's. Then starts the bot there as Docker would, and signs in. Run by hand: `npm run try:image`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { allowedPaths, type Instruction, readDockerfile, type Stage, variablesOf, wordsOf } from './dockerfile.js';

const SOURCE = resolve(import.meta.dirname, '..');
const RELEASE = 'bookworm';
/** The account `node` of the official images. */
const NODE_USER = 1000;
/** What the larger of the official images has beside the smaller one, as far as it is used here. */
const TOOLS = ['g++', 'make', 'python3', 'ca-certificates'];

/** Those whom this machine trusts, which may have its own. */
const CERTIFICATES = 'etc/ssl/certs/ca-certificates.crt';

const missing = ['debootstrap', 'chroot', 'unshare'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
if (process.getuid?.() !== 0) skip('only root can make a Debian of its own');
if (missing.length > 0) skip(`${missing.join(', ')} is missing`);

function skip(reason: string): never {
  process.stdout.write(`The image is NOT TESTED: ${reason}.\n`);
  process.exit(0);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs a program to its end; its output is returned, or shown. Throws if it fails. */
function run(command: readonly string[], { shown = true }: { readonly shown?: boolean } = {}): string {
  const [program = '', ...args] = command;
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', shown ? 'inherit' : 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
  return (stdout ?? '').trim();
}

interface Running {
  readonly root: string;
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly user: number;
}

/** What starts a program inside; its process is that program itself, and the mount ends with it. */
function inside({ root, folder, variables, user }: Running, command: readonly string[]): readonly string[] {
  const pairs = Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: user === 0 ? '/root' : '/home/node', ...variables });
  const script = 'mount -t proc proc "$1/proc" && root=$1 && shift && exec chroot "$@"';
  const enter = 'cd "$1" && shift && exec "$@"';
  const entering = ['unshare', '--mount', 'sh', '-c', script, '-', root, `--userspec=${user}:${user}`, root];
  return [...entering, 'env', '-i', ...pairs.map(([key, value]) => `${key}=${value}`), 'sh', '-c', enter, '-', folder, ...command];
}

/** A Debian with this machine's Node, as the official image has it. */
function makeBase(root: string): void {
  const mirror =
    /^\S+/m.exec(run(['apt-get', 'indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], { shown: false }))?.[0] ?? '';
  run(['debootstrap', '--variant=minbase', `--include=libstdc++6`, RELEASE, root, mirror], { shown: false });
  const node = join(root, 'usr/local');
  cpSync(process.execPath, join(node, 'bin/node'));
  const npm = join(run(['npm', 'root', '-g'], { shown: false }), 'npm');
  mkdirSync(join(node, 'lib/node_modules'), { recursive: true });
  run(['cp', '-a', npm, join(node, 'lib/node_modules/npm')]);
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(node, 'bin/npm'));
  const headers = join(dirname(dirname(process.execPath)), 'include/node');
  if (existsSync(headers)) run(['cp', '-a', headers, join(node, 'include/node')]);
  run(['chroot', root, 'useradd', '--create-home', '--uid', String(NODE_USER), 'node']);
  for (const file of ['etc/resolv.conf', 'etc/hosts']) if (existsSync(`/${file}`)) cpSync(`/${file}`, join(root, file));
}

/** As the image with tools for building. */
function addTools(root: string): void {
  run(['chroot', root, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...TOOLS], { shown: false });
  if (existsSync(`/${CERTIFICATES}`)) cpSync(`/${CERTIFICATES}`, join(root, CERTIFICATES));
}

/** Runs a stage's steps; returns what a container of it would be started with. */
function build(stage: Stage, root: string, roots: ReadonlyMap<string, string>): Running {
  let running: Running = {
    root,
    folder: '/',
    user: 0,
    // Of npm: where it finds what the official image would fetch, and whom it trusts there.
    variables: {
      npm_config_nodedir: '/usr/local',
      npm_config_registry: run(['npm', 'config', 'get', 'registry'], { shown: false }),
      npm_config_cafile: `/${CERTIFICATES}`,
    },
  };
  for (const instruction of stage.instructions) {
    say(`--- ${instruction.name} ${instruction.rest}`);
    running = step(instruction, running, stage, roots);
  }
  return running;
}

function step({ name, rest }: Instruction, running: Running, stage: Stage, roots: ReadonlyMap<string, string>): Running {
  switch (name) {
    case 'WORKDIR':
      mkdirSync(join(running.root, rest), { recursive: true });
      return { ...running, folder: rest };
    case 'ENV':
      return { ...running, variables: { ...running.variables, ...variablesOf(stage) } };
    case 'USER':
      if (rest !== 'node') throw new Error(`unknown account ${rest}`);
      return { ...running, user: NODE_USER };
    case 'RUN':
      run(inside(running, ['sh', '-ec', rest]));
      return running;
    case 'COPY':
      copy(rest, running, roots);
      return running;
    case 'VOLUME':
    case 'EXPOSE':
    case 'HEALTHCHECK':
    case 'ENTRYPOINT':
    case 'CMD':
      return running;
    default:
      throw new Error(`this script does not know ${name}`);
  }
}

function copy(rest: string, { root, folder }: Running, roots: ReadonlyMap<string, string>): void {
  const words = rest.split(/\s+/);
  const from = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1];
  const paths = from === undefined ? words : words.slice(1);
  const target = join(root, resolve(folder, paths.at(-1) ?? ''));
  const sources = paths.slice(0, -1);
  const allowed = allowedPaths(readFileSync(join(SOURCE, '.dockerignore'), 'utf8'));
  for (const source of sources) {
    if (from !== undefined) run(['cp', '-a', join(roots.get(from) ?? '', source), target]);
    else if (source === '.') for (const path of allowed) cpSync(join(SOURCE, path), join(target, path), { recursive: true });
    else if (allowed.includes(source)) cpSync(join(SOURCE, source), join(target, source));
    else throw new Error(`.dockerignore keeps ${source} out`);
  }
}

/** Starts the container's program, signs in, asks the doctor, makes a backup, and ends it as Docker does. */
async function live(stage: Stage, running: Running): Promise<void> {
  const of = (name: string): string => stage.instructions.findLast((each) => each.name === name)?.rest ?? '';
  const port = await freePort();
  const container = { ...running, variables: { ...variablesOf(stage), HTTP_PORT: String(port), ORGANISERS: 'web:amal' } };
  const mudhif = (...args: string[]) => run(inside(container, [...wordsOf(of('ENTRYPOINT')), ...args]), { shown: false });
  const before = Date.now();
  const [program = '', ...args] = inside(container, [...wordsOf(of('ENTRYPOINT')), ...wordsOf(of('CMD'))]);
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  try {
    const [look = '', ...healthy] = inside(container, wordsOf(of('HEALTHCHECK')));
    while (spawnSync(look, healthy).status !== 0) {
      if (child.exitCode !== null || Date.now() - before > 120_000) throw new Error('the container never became healthy');
      await new Promise((done) => setTimeout(done, 500));
    }
    say(`healthy after ${((Date.now() - before) / 1000).toFixed(1)} s, as user ${NODE_USER}`);
    const link = /http:\S+/.exec(mudhif('sign-in', 'web:amal'))?.[0].replace('0.0.0.0', '127.0.0.1') ?? '';
    const page = await fetch(link);
    if (!(await page.text()).includes('<form')) throw new Error(`${link} lets nobody in`);
    const { origin, pathname } = new URL(link);
    const body = new URLSearchParams({ secret: pathname.split('/').at(-1) ?? '' });
    const entered = await fetch(`${origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin }, body });
    if (entered.headers.get('set-cookie') === null) throw new Error('the link opened no session');
    say('signed in');
    say(mudhif('doctor'));
    say(mudhif('backup'));
  } finally {
    child.kill('SIGTERM');
  }
  say(`ended by SIGTERM with ${await ended}`);
  const kept = run(['find', join(container.root, 'data'), '-type', 'f', '-printf', '%U %m %P\\n'], { shown: false });
  say(`in /data:\n${kept}`);
  const elsewhere = ['find', container.root, '-xdev', '-user', String(NODE_USER), '-newermt', `@${before / 1000}`];
  const strayed = run([...elsewhere, '-not', '-path', `${container.root}/data*`], { shown: false });
  if (strayed !== '') throw new Error(`written outside /data:\n${strayed}`);
  say('nothing was written outside /data');
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const work = mkdtempSync(join(tmpdir(), 'mudhif-image-'));
try {
  // A folder that other accounts may enter.
  chmodSync(work, 0o755);
  const slim = join(work, 'slim');
  say(`--- debootstrap ${RELEASE}, with Node ${process.version}`);
  makeBase(slim);
  const stages = readDockerfile(readFileSync(join(SOURCE, 'Dockerfile'), 'utf8'));
  const roots = new Map<string, string>();
  for (const [index, stage] of stages.entries()) {
    const root = join(work, `stage-${index}`);
    run(['cp', '-a', slim, root]);
    if (!stage.image.endsWith('-slim')) addTools(root);
    say(`=== FROM ${stage.image}`);
    const running = build(stage, root, roots);
    if (stage.name !== undefined) roots.set(stage.name, root);
    if (stage !== stages.at(-1)) continue;
    say(`the image adds ${run(['du', '-sh', join(root, 'opt')], { shown: false }).split('\t')[0]}`);
    if (statSync(join(root, 'data')).uid !== NODE_USER) throw new Error('/data is not the bot’s');
    await live(stage, running);
  }
  say('The steps of the image work. Docker itself, its engine and the official images of Node remain untested.');
} finally {
  rmSync(work, { recursive: true, force: true });
}
