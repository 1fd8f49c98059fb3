import { describe, expect, it } from 'vitest';
import { after, createMovableClock, DAY, toInstant } from '../../../src/core/time.js';
import { createDemoRoutes } from '../../../src/demo/routes.js';
import { createTimeMachine } from '../../../src/demo/time-machine.js';

const START = toInstant(Date.parse('2026-11-22T09:00:00+03:00'));
const ORIGIN = 'http://127.0.0.1:3000';

function make() {
  const clock = createMovableClock(START, { now: () => toInstant(0) });
  const zone = async () => 'Asia/Baghdad';
  const due = [after(START, DAY), after(START, DAY)];
  const runner = {
    pauseWhile: <T>(work: () => Promise<T>) => work(),
    nextDue: async () => due[0],
    runDue: async () => due.splice(0, due.filter((at) => at <= clock.now()).length).length,
  };
  const timeMachine = createTimeMachine({ clock, runner, zone });
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const app = createDemoRoutes({ timeMachine, clock, zone, logger, origins: () => [ORIGIN] });
  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`${ORIGIN}/demo/clock`, {
      method: 'POST',
      headers: { host: '127.0.0.1:3000', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
  };
  return { clock, post, app };
}

describe('POST /demo/clock', () => {
  it('moves by a duration and answers with the community’s hour', async () => {
    const { post } = make();
    expect(await post({ advance: 'P1D' })).toEqual({ status: 200, body: { now: '2026-11-23T09:00:00+03:00', ran: 2 } });
  });

  it.each([
    ['2026-12-01T09:00:00+03:00', '2026-12-01T09:00:00+03:00'],
    ['2026-12-01T09:00:00Z', '2026-12-01T12:00:00+03:00'],
    ['2026-12-01T09:00:00-05:00', '2026-12-01T17:00:00+03:00'],
  ])('moves to %s', async (to, expected) => {
    const { post } = make();
    const { status, body } = await post({ to });
    expect(status).toBe(200);
    expect(body.now).toBe(expected);
  });

  it.each([
    ['not JSON', '{'],
    ['nothing', {}],
    ['a moment without its offset', { to: '2026-12-01T09:00:00' }],
    ['a day that does not exist', { to: '2026-02-30T09:00:00+03:00' }],
    ['a wrong duration', { advance: '1 day' }],
    ['both', { advance: 'P1D', to: '2026-12-01T09:00:00+03:00' }],
    ['the past', { to: '2026-11-01T09:00:00+03:00' }],
    ['ten years', { advance: 'P10Y' }],
    ['a number', { advance: 5 }],
  ])('refuses %s with a sentence', async (_, sent) => {
    const { post, clock } = make();
    const { status, body } = await post(sent);
    expect(status).toBe(400);
    expect(body.error).toMatch(/^[A-Z].{10,}\.$/);
    expect(clock.now()).toBe(START);
  });

  it('says what is expected', async () => {
    const { post } = make();
    expect((await post({ advance: '1 day' })).body.error).toBe('Expected an ISO 8601 duration such as P1D, P2W or PT6H.');
    expect((await post({ to: 'tomorrow' })).body.error).toContain('2026-12-01T09:00:00+03:00');
    expect((await post({})).body.error).toContain('{"advance":"P1D"}');
  });

  it('takes nothing from other sites or for other hosts', async () => {
    const { post, clock } = make();
    expect((await post({ advance: 'P1D' }, { origin: 'https://example.org' })).status).toBe(403);
    expect((await post({ advance: 'P1D' }, { host: 'example.org' })).status).toBe(421);
    expect(clock.now()).toBe(START);
  });
});
