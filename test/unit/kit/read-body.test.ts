import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { limitBody } from '../../../adapters/web/index.js';
import { readBody } from '../../../src/kit/read-body.js';

/** A request whose body gives these pieces, and then ends, breaks, or says no more. */
function sender(pieces: readonly string[], then: 'ends' | 'breaks' | 'waits', headers: Record<string, string> = {}) {
  const cancelled = vi.fn<() => void>();
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift();
      if (piece !== undefined) return controller.enqueue(new TextEncoder().encode(piece));
      if (then === 'ends') return controller.close();
      if (then === 'breaks') return controller.error(new Error('gone'));
      return new Promise<void>(() => undefined);
    },
    cancel: cancelled,
  });
  return { request: new Request('http://x/', { method: 'POST', body, duplex: 'half', headers }), cancelled };
}
const LIMIT = { maxBytes: 10, timeoutMs: 30 };

describe('a body', () => {
  it.each([
    ['that fits', ['12345', '67890'], 'ends', '1234567890'],
    ['that has a byte too many', ['12345', '678901'], 'ends', 'too-large'],
    ['that never ends', ['12345', '67890', '1'], 'waits', 'too-large'],
    ['whose rest does not come', ['12345'], 'waits', 'too-slow'],
    ['of which nothing comes', [], 'waits', 'too-slow'],
    ['whose connection breaks', ['12345'], 'breaks', 'too-slow'],
  ] as const)('%s', async (_what, pieces, then, result) => {
    const { request, cancelled } = sender(pieces, then);
    const read = await readBody(request, LIMIT);
    expect(typeof read === 'string' ? read : new TextDecoder().decode(read)).toBe(result);
    expect(cancelled).toHaveBeenCalledTimes(then === 'waits' ? 1 : 0);
  });

  it('has a time for the whole of it, however often a byte comes', async () => {
    vi.useFakeTimers();
    try {
      let isWanted = true;
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) =>
          new Promise((resolve) => {
            setTimeout(() => resolve(isWanted ? controller.enqueue(new Uint8Array(1)) : undefined), 1000);
          }),
        cancel: () => {
          isWanted = false;
        },
      });
      const request = new Request('http://x/', { method: 'POST', body, duplex: 'half' });
      const reading = readBody(request, { maxBytes: 1_000_000, timeoutMs: 10_000 });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await reading).toBe('too-slow');
    } finally {
      vi.useRealTimers();
    }
  });

  it('whose header claims more than there may be is not read', async () => {
    expect(await readBody(sender(['1'], 'waits', { 'content-length': '11' }).request, LIMIT)).toBe('too-large');
    expect(await readBody(new Request('http://x/', { method: 'POST' }), LIMIT)).toEqual(new Uint8Array());
  });

  it.each([
    ['waits', 408],
    ['ends', 200],
  ] as const)('of a route, which %s, is answered with %i', async (then, status) => {
    const app = new Hono().post('/', limitBody(LIMIT), async (context) => context.text(await context.req.text()));
    const answer = await app.request(sender(['12345'], then).request);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('connection')).toBe(status === 408 ? 'close' : null);
  });
});
