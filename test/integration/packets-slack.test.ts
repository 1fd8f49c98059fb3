import type { EventEmitter } from 'node:events';
import { SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { faultIn } from '../../adapters/slack/receive/faults.js';
import { seededRandom } from '../../src/kit/random.js';
import { hear } from '../support/heard.js';
import { mutated } from '../support/mutations.js';
import { SIGNING_SECRET, type SlackHouse, signedRequest, startSlackHouse } from '../support/slack/index.js';
import { type SamplePayload, samplePayloads } from '../support/slack/payloads.js';

/** `npm run test:packets` sends 30,000, half of them in each mode. */
const PACKETS = Math.round(Number(process.env.PACKETS ?? 5_000) * 0.15);
const UNREADABLE = 'what Slack sent could not be read';
const SEED = Number(process.env.SEED ?? 1);

/** The kind of client that the SDK receives with, which it does not export. */
const SOCKETS: EventEmitter = new SocketModeReceiver({ appToken: 'xapp-1' }).client.constructor.prototype;

/** Whether an envelope that is handed on holds what can't be read. */
function isRefused(frame: unknown): boolean {
  if (typeof frame !== 'object' || frame === null || !('payload' in frame) || !('type' in frame)) return false;
  return frame.type !== 'hello' && frame.type !== 'disconnect' && faultIn(frame.payload) !== undefined;
}

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
    const { logger } = house;
    const { refused, spy } = hear(SOCKETS, 'ws_message', { logger, isRefused: (data) => isRefused(JSON.parse(String(data))) });
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
    spy.mockRestore();
    expect(logger.repeated()).toEqual([]);
    const unreadable = complaints().flatMap(({ message, about }) => (message.startsWith('what Slack sent could not be') ? [about] : []));
    // The SDK's own listeners fail at more.
    expect(unreadable).toEqual(expect.arrayContaining([...refused]));
    expect(refused.length).toBeGreaterThan(PACKETS / 10);
    expect(quoting()).toEqual([]);
  }, 600_000);

  it(`outlives ${PACKETS} of all kinds by HTTP, and answers each`, async () => {
    house = await startSlackHouse({ mode: 'http', slack: { unchecked: true } });
    const random = seededRandom(SEED + 1);
    const samples = samplePayloads(house);
    const refused: number[] = [];
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const sample = samples[sent % samples.length];
      if (!sample) continue;
      const { payload } = changed(sample, sent, random) as { payload: unknown };
      const isJson = sample.type === 'events_api';
      const body = isJson ? JSON.stringify(payload) : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      const response = await house.logger.about(sent, async () =>
        house.adapter.handler?.(signedRequest(body, SIGNING_SECRET, house.clock.now(), isJson)),
      );
      expect([200, 400]).toContain(response?.status);
      if (response?.status === 200 && faultIn(JSON.parse(JSON.stringify(payload))) !== undefined) refused.push(sent);
    }
    await stillAnswers();
    expect(house.logger.repeated()).toEqual([]);
    expect(complaints().filter(({ about }) => about === undefined)).toEqual([]);
    expect(refused.length).toBeGreaterThan(PACKETS / 10);
    // What could be read may tell of a problem all the same.
    expect(complaints().flatMap(({ message, about }) => (message === UNREADABLE ? [about] : []))).toEqual(refused);
    expect(quoting()).toEqual([]);
  }, 600_000);
});
