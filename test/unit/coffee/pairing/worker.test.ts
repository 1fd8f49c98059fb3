import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pair } from '../../../../src/features/coffee/pairing/pair.js';
import { createPairingWorker } from '../../../../src/features/coffee/pairing/worker-host.js';
import { person, round } from './people.js';

const folder = mkdtempSync(join(tmpdir(), 'pairing-worker-'));
const workerUrl = pathToFileURL(join(folder, 'worker.mjs'));
const input = round([person(1), person(2), person(3, { languages: ['fr'] }), person(4), person(5)]);

beforeAll(() =>
  build({
    entryPoints: ['src/features/coffee/pairing/worker.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(folder, 'worker.mjs'),
    logLevel: 'error',
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the pairing worker', () => {
  it('gives what pair gives, for several calls at once', async () => {
    const worker = createPairingWorker({ workerUrl });
    const results = await Promise.all([worker.pair(input), worker.pair({ ...input, seed: 2 }, { timeLimitMs: 5000 })]);
    expect(results).toEqual([pair(input), pair({ ...input, seed: 2 })]);
    await worker.close();
  });

  it("rejects with pair's own error and goes on", async () => {
    const worker = createPairingWorker({ workerUrl });
    await expect(worker.pair(round([person(1), person(1)]))).rejects.toThrow('participant 1 is listed twice');
    await expect(worker.pair(input)).resolves.toEqual(pair(input));
    await worker.close();
  });

  it('rejects when the worker dies, and starts a new one at the next call', async () => {
    const dying = join(folder, 'dying.mjs');
    writeFileSync(dying, "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(7));");
    const worker = createPairingWorker({ workerUrl: pathToFileURL(dying) });
    await expect(worker.pair(input)).rejects.toThrow('The pairing worker stopped: it ended with code 7');
    writeFileSync(dying, "import './worker.mjs';");
    await expect(worker.pair(input)).resolves.toEqual(pair(input));
    await worker.close();
  });

  it('rejects when the worker throws outside a call, and when its file is missing', async () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, "throw new Error('no such luck');");
    const worker = createPairingWorker({ workerUrl: pathToFileURL(broken) });
    await expect(worker.pair(input)).rejects.toThrow('The pairing worker stopped: no such luck');
    const missing = createPairingWorker({ workerUrl: pathToFileURL(join(folder, 'missing.mjs')) });
    await expect(missing.pair(input)).rejects.toThrow('The pairing worker stopped');
  });

  it('rejects what cannot be sent, and calls after it was closed', async () => {
    const worker = createPairingWorker({ workerUrl });
    const unsendable = { ...input, participants: [person(1, { languages: [(() => 'ar') as unknown as string] })] };
    await expect(worker.pair(unsendable)).rejects.toThrow(/could not be cloned/);
    const underWay = worker.pair(input);
    await Promise.all([expect(underWay).rejects.toThrow('it was closed'), worker.close()]);
    await expect(worker.pair(input)).rejects.toThrow('The pairing worker is closed');
  });
});
