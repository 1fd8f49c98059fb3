// How long people wait while somebody floods the bot: another person's command while one person sends a thousand at once, again and
// again, and `/healthz` while bodies without an end arrive at `/sign-in`.
//   npm run bench:floods [-- --commands 200] [--requests 200]
//
// The reference, in turn in the same run, is the same without a flood. The first part runs in this process on a SQLite database in a
// file, with the flood in a thread of its own; the second one is the built program. Target: a p99 of one second.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { PAGE_HEADER, PERSONA_HEADER } from '../adapters/web/protocol.js';
import { openStore } from '../src/cli/open-store.js';
import { serve } from '../src/cli/serve.js';
import { createInlineCompute } from '../src/compute/host.js';
import { readEnvironment } from '../src/config/environment.js';
import { createMovableClock, MINUTE, systemClock, toInstant } from '../src/core/time.js';
import { flood } from '../test/support/flood.js';
import { removeFolder, startProgram } from '../test/support/program.js';
import { webClient } from '../test/support/web-client.js';
import { quietLogger, samplePersonas } from '../test/support/web-server.js';

const { values } = parseArgs({ options: { commands: { type: 'string', default: '200' }, requests: { type: 'string', default: '200' } } });
const [COMMANDS, REQUESTS] = [Number(values.commands), Number(values.requests)];
/** The reference and the flood take so many turns. */
const TURNS = 4;
/** What one person may type in a minute, of the time that this bench moves. */
const BUDGET = 20;
const TARGET_MS = 1000;

/** A thousand commands of one person at once, again and again. */
const FLOOD = `
const { parentPort, workerData: { url, conversation } } = require('node:worker_threads');
const headers = { 'content-type': 'application/json', '${PAGE_HEADER}': '1', '${PERSONA_HEADER}': 'zainab' };
let sent = 0, over = false;
parentPort.on('message', () => { over = true; });
const send = async () => {
  const body = JSON.stringify({ id: crypto.randomUUID(), conversation, thread: null, text: '/profile show' });
  const answer = await fetch(url + '/api/messages', { method: 'POST', headers, body });
  await answer.text();
  sent += 1;
};
const wave = async () => {
  await Promise.all(Array.from({ length: 1000 }, () => send().catch(() => undefined)));
  if (!over) return wave();
  parentPort.postMessage(sent);
  parentPort.close();
};
void wave();
`;

function show(name: string, waits: readonly number[], reference?: readonly number[]): void {
  const at = (list: readonly number[], share: number) =>
    list.toSorted((one, other) => one - other)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  const columns = [0.5, 0.99, 1].map((share) => `${at(waits, share).toFixed(1)} ms`);
  const ratio = reference ? `${(at(waits, 0.99) / at(reference, 0.99)).toFixed(1)} ×` : '';
  console.log([`  ${name}`.padEnd(50), ...[...columns, ratio].map((text) => text.padStart(12))].join(''));
}

async function timed(waits: number[], times: number, work: (turn: number) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const begun = performance.now();
    await work(turn);
    waits.push(performance.now() - begun);
  }
}

async function commands(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-floods-'));
  const environment = readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'store.db')}`, DATA_DIR: folder, HTTP_PORT: '0' });
  const opened = await openStore(environment);
  const clock = createMovableClock(systemClock.now(), { now: () => toInstant(0) });
  const served = await serve({
    environment,
    opened,
    clock,
    logger: quietLogger,
    compute: createInlineCompute(),
    web: { space: 'local', access: { type: 'personas', personas: samplePersonas } },
  });
  try {
    const url = served.url.replace(/\/$/, '');
    const [zainab, haider] = [webClient({ url }, 'zainab'), webClient({ url }, 'haider')];
    const [hers, his] = [await zainab.direct(), await haider.direct()];
    const [alone, flooded]: [number[], number[]] = [[], []];
    let sent = 0;
    const ask = async (turn: number) => {
      // Nobody is held back by their own budget.
      if (turn % BUDGET === 0) clock.moveTo(toInstant(clock.now() + MINUTE));
      await haider.send(his, '/profile show');
    };
    await timed([], BUDGET, ask);
    for (let turn = 0; turn < TURNS; turn += 1) {
      await timed(alone, COMMANDS / TURNS, ask);
      const worker = new Worker(FLOOD, { eval: true, workerData: { url, conversation: hers } });
      await timed(flooded, COMMANDS / TURNS, ask);
      sent += await new Promise<number>((resolve) => {
        worker.once('message', resolve);
        worker.postMessage('stop');
      });
    }
    console.log(`A command while another person sends a thousand at once (${sent.toLocaleString('en')} in all):`);
    show('nobody floods (reference)', alone);
    show('somebody floods', flooded, alone);
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bodies(): Promise<void> {
  const program = await startProgram(['start', '--web'], { env: { ORGANISERS: 'web:amal' } });
  try {
    const [alone, flooded]: [number[], number[]] = [[], []];
    const look = async () => (await fetch(`${program.url}/healthz`)).text();
    for (let turn = 0; turn < TURNS; turn += 1) {
      await timed(alone, REQUESTS / TURNS, look);
      const floods = Promise.all(Array.from({ length: 5 }, () => flood(`${program.url}/sign-in`)));
      await timed(flooded, REQUESTS / TURNS, look);
      await floods;
    }
    console.log('`/healthz` while five bodies without an end arrive:');
    show('none arrives (reference)', alone);
    show('five arrive', flooded, alone);
  } finally {
    await program.end('SIGKILL');
    removeFolder(program.folder);
  }
}

console.log([''.padEnd(50), ...['median', 'p99', 'slowest', 'ratio of p99'].map((text) => text.padStart(12))].join(''));
await commands();
await bodies();
console.log(`Target: a p99 of ${TARGET_MS} ms.`);
