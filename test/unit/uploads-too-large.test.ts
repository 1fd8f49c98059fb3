import { afterEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, download } from '../../adapters/discord/receive/files.js';
import type { SlackApi } from '../../adapters/slack/connect/client.js';
import { createFiles } from '../../adapters/slack/files.js';
import { downloadFiles } from '../../adapters/slack/receive/attached-files.js';
import { inspectEnvironment } from '../../src/config/environment.js';
import { readBody } from '../../src/kit/read-body.js';

const MB = 1024 * 1024;
const FIVE_GB = 5 * 1024 * MB;
const CHUNK = 64 * 1024;

/** Bytes without an end, and how many of them were asked for. */
function endless() {
  const read = { bytes: 0, isCancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        read.bytes += CHUNK;
        controller.enqueue(new Uint8Array(CHUNK));
      },
      cancel() {
        read.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { read, stream };
}
afterEach(() => vi.restoreAllMocks());

const API = 'https://slack.com/api/';
const api: SlackApi = { call: () => Promise.reject(new Error('no call')), callWithRetry: () => Promise.reject(new Error('no call')) };
const slackFiles = () => createFiles({ api, apiUrl: API, botToken: 'x', maxBytes: MB });
const file = (size: number) => ({ name: 'film.mov', mediaType: 'video/quicktime', size, url: 'https://files.slack.com/film.mov' });

describe('a file of five gigabytes', () => {
  it('is refused by what is said of it, before a byte is read', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    await expect(slackFiles().download(file(FIVE_GB))).rejects.toMatchObject({ code: 'too_large' });
    await expect(download(file(FIVE_GB), MB)).rejects.toMatchObject({ reason: 'too-large' });
    expect(fetched).not.toHaveBeenCalled();
    const { read, stream } = endless();
    const headers = { 'content-length': String(FIVE_GB) };
    const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body: stream, duplex: 'half' });
    expect(await readBody(request, { maxBytes: MB, timeoutMs: 5000 })).toBe('too-large');
    expect(read.bytes).toBe(0);
  });

  it('that says it is small, or nothing, is refused once it is too large', async () => {
    const { read, stream } = endless();
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(stream));
    await expect(slackFiles().download(file(1))).rejects.toMatchObject({ code: 'too_large' });
    expect([read.bytes, read.isCancelled]).toEqual([MB + CHUNK, true]);
    const other = endless();
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(other.stream));
    const pieces = async () => {
      for await (const _ of bytesOf(file(1), MB));
    };
    await expect(pieces()).rejects.toMatchObject({ reason: 'too-large' });
    expect([other.read.bytes, other.read.isCancelled]).toEqual([MB + CHUNK, true]);
    for (const headers of [{ 'content-length': '10' }, {}]) {
      const body = endless();
      const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body: body.stream, duplex: 'half' });
      expect(await readBody(request, { maxBytes: MB, timeoutMs: 5000 })).toBe('too-large');
      expect(body.read.bytes).toBeLessThanOrEqual(MB + 2 * CHUNK);
    }
  });

  it('is refused with the limit that holds', async () => {
    const problems = { report: () => {}, solved: () => {} } as never;
    const given = { files: slackFiles(), problems, languageOf: async () => 'en' as const };
    expect(await downloadFiles({ file: file(FIVE_GB) }, given)).toEqual({ errors: { file: 'This file is too large: at most 1 MB.' } });
  });
});

describe('the limit', () => {
  it.each([
    [undefined, 10],
    ['3', 3],
    ['10', 10],
    ['0', undefined],
    ['11', undefined],
    ['2.5', undefined],
    ['50 MB', undefined],
  ])('%s is %s MB', (given, expected) => {
    const { environment, faults } = inspectEnvironment({ UPLOAD_MAX_MB: given });
    expect(environment.UPLOAD_MAX_MB).toBe(expected ?? 10);
    expect(faults.map(({ variable }) => variable)).toEqual(expected === undefined ? ['UPLOAD_MAX_MB'] : []);
  });
});
