import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/kit/random.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { samplePackets } from '../support/discord/packets.js';
import { mutated } from '../support/mutations.js';

/** `npm run test:packets` sends 60,000. */
const PACKETS = Math.round(Number(process.env.PACKETS ?? 5_000) * 0.6);
const SEED = Number(process.env.SEED ?? 1);

describe('packets from Discord that nobody expected', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());
  const until = (condition: () => boolean) => harness.discord.until(condition, 20_000);
  const complaints = () => harness.log.filter(({ level }) => level === 'warn' || level === 'error');
  /** Lines that quote a person; of errors the log shows only what is safe. */
  const quoting = () => harness.log.filter(({ fields }) => JSON.stringify({ ...fields, error: undefined }).includes('words'));

  /** The bot answers a person after all. */
  const stillAnswers = async (): Promise<void> => {
    const before = harness.inbox.received.commands.length;
    harness.zainab.command('coffee', 'join');
    await until(() => harness.inbox.received.commands.length > before);
  };

  it.each([
    ['a message whose thread is null', { op: 0, t: 'MESSAGE_CREATE', d: { thread: null } }],
    ['a guild of null', { op: 0, t: 'GUILD_CREATE', d: null }],
    ['a channel whose permissions are a word', { op: 0, t: 'CHANNEL_UPDATE', d: { permission_overwrites: 'none' } }],
    ['an event by the name of error', { op: 0, t: 'error', d: { words: 'of a person' } }],
    ['a session without a name', { op: 0, t: 'READY', d: { resume_gateway_url: 'nowhere' } }],
    ['heartbeats at no interval', { op: 10, t: null, d: { heartbeat_interval: null } }],
    ['an invalid session that is neither', { op: 9, t: null, d: null }],
    ['no object at all', 7],
  ])('%s costs a line', async (name, frame) => {
    harness = await startDiscord({ unchecked: true });
    const whole = samplePackets(harness).find(({ t }) => typeof frame === 'object' && t === frame.t)?.d;
    const changes = typeof frame === 'object' ? frame.d : undefined;
    const d = changes !== null && typeof whole === 'object' ? { ...whole, ...changes } : changes;
    harness.discord.gateway.packet(typeof frame === 'object' ? { ...frame, d } : frame);
    await stillAnswers();
    // What a thread is like that the bot did not open, nobody asks.
    expect(complaints()).toHaveLength(name === 'a message whose thread is null' ? 0 : 1);
    expect(quoting()).toEqual([]);
  });

  it(`outlives ${PACKETS} of all types, each for at most one line without anybody’s words`, async () => {
    harness = await startDiscord({ unchecked: true });
    const random = seededRandom(SEED);
    const samples = samplePackets(harness);
    for (let sent = 0; sent < PACKETS; sent += 1) {
      const sample = samples[sent % samples.length];
      harness.discord.gateway.packet(sample && (random(20) === 0 ? mutated(sample, random) : { ...sample, d: mutated(sample.d, random) }));
      // The machine's own work has a turn.
      if (sent % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    harness.discord.gateway.invalidate(false);
    await until(() => harness.discord.gateway.counts.identified >= 2 && harness.adapter.connected());
    await stillAnswers();
    expect(complaints().length).toBeGreaterThan(PACKETS / 50);
    expect(complaints().length).toBeLessThanOrEqual(PACKETS);
    expect(quoting()).toEqual([]);
  }, 600_000);
});
