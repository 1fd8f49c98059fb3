import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompute, createInlineCompute } from '../../../src/compute/host.js';
import { pair } from '../../../src/features/coffee/pairing/pair.js';
import { person, round } from '../coffee/pairing/people.js';

const folder = mkdtempSync(join(tmpdir(), 'compute-worker-'));
const fileUrl = (name: string) => pathToFileURL(join(folder, name));
const workerUrl = fileUrl('worker.mjs');
const pairing = (input: unknown) => ({ module: fileUrl('pair-within-limit.mjs'), name: 'pairWithinLimit', input });
const fixture = (name: string, input: unknown = null) => ({ module: fileUrl('fixture.mjs'), name, input });
const input = round([person(1), person(2), person(3, { languages: ['fr'] }), person(4), person(5)]);

beforeAll(async () => {
  await build({
    entryPoints: { worker: 'src/compute/worker.ts', 'pair-within-limit': 'src/features/coffee/pair-within-limit.ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  writeFileSync(
    join(folder, 'fixture.mjs'),
    `export const double = ({ number }) => ({ number: 2 * number });
    export const later = async (text) => \`\${text}, later\`;
    export const fail = () => { throw new RangeError('no such luck'); };
    export const failOddly = () => { throw 'a text'; };
    export const end = () => process.exit(7);
    export const notAFunction = 1;`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('computations in a worker thread', () => {
  it('give what the function gives, for several calls at once', async () => {
    const compute = createCompute({ workerUrl });
    const results = await Promise.all([
      compute.run(fixture('double', { number: 21 })),
      compute.run(fixture('later', 'yes')),
      compute.run(pairing(input)),
      compute.run(pairing({ ...input, seed: 2 })),
    ]);
    expect(results).toEqual([{ number: 42 }, 'yes, later', pair(input), pair({ ...input, seed: 2 })]);
    await compute.close();
  });

  it("reject with the function's own error and go on", async () => {
    const compute = createCompute({ workerUrl });
    await expect(compute.run(pairing(round([person(1), person(1)])))).rejects.toThrow('participant 1 is listed twice');
    await expect(compute.run(fixture('fail'))).rejects.toThrow('no such luck');
    await expect(compute.run(fixture('failOddly'))).rejects.toThrow('a text');
    await expect(compute.run(pairing(input))).resolves.toEqual(pair(input));
    await compute.close();
  });

  it('reject for a module or a function that is not there', async () => {
    const compute = createCompute({ workerUrl });
    await expect(compute.run(fixture('missing'))).rejects.toThrow('no function missing in');
    await expect(compute.run(fixture('notAFunction'))).rejects.toThrow('no function notAFunction in');
    await expect(compute.run({ module: fileUrl('missing.mjs'), name: 'double', input: null })).rejects.toThrow('missing.mjs');
    await compute.close();
  });

  it('reject when the worker dies, and the next call starts a new one', async () => {
    const compute = createCompute({ workerUrl });
    await expect(compute.run(fixture('end'))).rejects.toThrow('the compute worker stopped: it ended with code 7');
    await expect(compute.run(fixture('double', { number: 2 }))).resolves.toEqual({ number: 4 });
    await compute.close();
  });

  it('fail all calls under way when the worker dies', async () => {
    writeFileSync(
      join(folder, 'dying.mjs'),
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(7));",
    );
    const compute = createCompute({ workerUrl: fileUrl('dying.mjs') });
    const ended = await Promise.allSettled([compute.run(pairing(input)), compute.run(pairing(input))]);
    for (const one of ended) {
      expect(String((one as PromiseRejectedResult).reason)).toContain('the compute worker stopped: it ended with code 7');
    }
    writeFileSync(join(folder, 'dying.mjs'), "import './worker.mjs';");
    await expect(compute.run(pairing(input))).resolves.toEqual(pair(input));
    await compute.close();
  });

  it('reject when the worker throws outside a call, and when its file is missing', async () => {
    writeFileSync(join(folder, 'broken.mjs'), "throw new Error('no such luck');");
    const broken = createCompute({ workerUrl: fileUrl('broken.mjs') });
    await expect(broken.run(pairing(input))).rejects.toThrow('the compute worker stopped: no such luck');
    const missing = createCompute({ workerUrl: fileUrl('missing.mjs') });
    await expect(missing.run(pairing(input))).rejects.toThrow('the compute worker stopped');
  });

  it('reject what cannot be sent, and calls after it was closed', async () => {
    const compute = createCompute({ workerUrl });
    await expect(compute.run(fixture('double', { number: () => 1 }))).rejects.toThrow(/could not be cloned/);
    const underWay = compute.run(pairing(input));
    await Promise.all([expect(underWay).rejects.toThrow('it was closed'), compute.close()]);
    await expect(compute.run(pairing(input))).rejects.toThrow('the compute worker is closed');
  });
});

describe('computations on the event loop', () => {
  it('give the same, errors included', async () => {
    const compute = createInlineCompute();
    await expect(compute.run(fixture('double', { number: 21 }))).resolves.toEqual({ number: 42 });
    await expect(compute.run(fixture('fail'))).rejects.toThrow('no such luck');
    await compute.close();
  });
});
