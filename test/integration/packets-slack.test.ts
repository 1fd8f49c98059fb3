import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../src/kit/random.js';
import { mutated } from '../support/mutations.js';
import { SIGNING_SECRET, type SlackHouse, signedRequest, startSlackHouse } from '../support/slack/index.js';
import { type SamplePayload, samplePayloads } from '../support/slack/payloads.js';

/** `npm run test:packets` sends 30,000, half of them in each mode. */
const PACKETS = Math.round(Number(process.env.PACKETS ?? 5_000) * 0.15);
const SEED = Number(process.env.SEED ?? 1);

describe('what Slack sends that nobody expected', () => {
  let house: SlackHouse;
  afterEach(() => house.close());
  const complaints = () => house.logger.lines.filter(({ level }) => level === 'warn' || level === 'error');
  /** Lines that quote a person; of errors the log shows only what is safe. */
  const quoting = () => house.logger.lines.filter(({ fields }) => JSON.stringify({ ...fields, error: undefined }).includes('words'));

  /** The bot answers a person after all. */
  const stillAnswers = async (): Promise<void> => {
    const before = house.inbox.received.commands.length;
    await house.zainab.command(house.channels.coffee, '/coffee join');
    // Whatever the packets led to is done first.
    await vi.waitFor(() => expect(house.inbox.received.commands.length).toBeGreaterThan(before), { timeout: 120_000, interval: 5 });
  };

  it.each([
    ['an envelope of null', null],
    ['an event of null', { envelope_id: 'a', type: 'events_api', payload: { type: 'event_callback', event: null } }],
    ['no payload', { envelope_id: 'a', type: 'interactive' }],
    ['an event without a payload', { envelope_id: 'a', type: 'events_api', payload: null }],
    ['a list', [1, 2]],
  ])('%s costs a line', async (_, frame) => {
    house = await startSlackHouse();
    house.slack.frame(frame);
    await stillAnswers();
    expect(complaints()).toHaveLength(1);
    expect(house.slack.connections()).toBe(2);
  });

  it('an acknowledgement that the cut line takes no more ends nothing', async () => {
    house = await startSlackHouse();
    const { slack, inbox, zainab, channels } = house;
    inbox.answer(() => {
      slack.cut();
      throw new Error('failed meanwhile');
    });
    await zainab.command(channels.coffee, '/coffee join').catch(() => undefined);
    inbox.answer(() => undefined);
    await slack.until(() => slack.connections() === 2, 'connections');
    await stillAnswers();
  });

  /** Each is of another event, or else it would count as known. */
  const changed = ({ type, payload }: SamplePayload, index: number, random: (bound: number) => number): unknown => ({
    type,
    payload: mutated(
      {
        ...payload,
        ...('event_id' in payload ? { event_id: `Ev${index}` } : {}),
        ...('trigger_id' in payload ? { trigger_id: `${index}.trigger` } : {}),
      },
      random,
    ),
  });

  it(`outlives ${PACKETS} of all kinds by sockets, each for at most one line without anybody’s words`, async () => {
    house = await startSlackHouse({ slack: { unchecked: true } });
    const random = seededRandom(SEED);
    const samples = samplePayloads(house);
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const sample = samples[sent % samples.length];
      if (!sample) continue;
      const frame = { envelope_id: `m${sent}`, accepts_response_payload: true, ...(changed(sample, sent, random) as object) };
      house.slack.frame(random(20) === 0 ? mutated(frame, random) : frame);
      if (sent % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await house.slack.until(() => house.slack.connections() === 2, 'connections');
    await stillAnswers();
    expect(complaints().length).toBeGreaterThan(PACKETS / 10);
    expect(complaints().length).toBeLessThanOrEqual(PACKETS);
    expect(quoting()).toEqual([]);
  }, 600_000);

  it(`outlives ${PACKETS} of all kinds by HTTP, and answers each`, async () => {
    house = await startSlackHouse({ mode: 'http', slack: { unchecked: true } });
    const random = seededRandom(SEED + 1);
    const samples = samplePayloads(house);
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const sample = samples[sent % samples.length];
      if (!sample) continue;
      const { payload } = changed(sample, sent, random) as { payload: unknown };
      const isJson = sample.type === 'events_api';
      const body = isJson ? JSON.stringify(payload) : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      const response = await house.adapter.handler?.(signedRequest(body, SIGNING_SECRET, house.clock.now(), isJson));
      expect([200, 400]).toContain(response?.status);
    }
    await stillAnswers();
    expect(complaints().length).toBeLessThanOrEqual(PACKETS);
    expect(quoting()).toEqual([]);
  }, 600_000);
});
