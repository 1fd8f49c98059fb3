import type { GatewayDispatchPayload } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { fieldAmiss } from '../../adapters/discord/connect/frames.js';
import { assertReadable } from '../../adapters/discord/receive/packets.js';
import { seededRandom } from '../../src/kit/random.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { samplePackets } from '../support/discord/packets.js';
import { hear } from '../support/heard.js';
import type { LogLine } from '../support/logger.js';
import { mutated } from '../support/mutations.js';

/** `npm run test:packets` sends 60,000. */
const PACKETS = Math.round(Number(process.env.PACKETS ?? 5_000) * 0.6);
const UNREADABLE = 'a packet from Discord could not be read';
const SEED = Number(process.env.SEED ?? 1);

/** Whether what reads a frame says that it can't be read; `discord.js` may fail at more. */
function isRefused(frame: unknown): boolean {
  if (typeof frame !== 'object' || frame === null || !('op' in frame)) return fieldAmiss(frame) !== undefined;
  if (fieldAmiss(frame) !== undefined) return true;
  if (frame.op !== 0) return false;
  try {
    assertReadable(frame as GatewayDispatchPayload);
    return false;
  } catch {
    return true;
  }
}

describe('packets from Discord that nobody expected', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());
  const until = (condition: () => boolean) => harness.discord.until(condition, 120_000);
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
    ['a server without any role', { op: 0, t: 'GUILD_UPDATE', d: { roles: [] } }],
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
    const { logger } = harness;
    const isRefusedText = (data: unknown) => isRefused(JSON.parse(String(data)));
    const { refused, count, spy } = hear(WebSocket.prototype, 'message', { logger, isRefused: isRefusedText });
    const random = seededRandom(SEED);
    const samples = samplePackets(harness);
    // Some end the connection, and what follows them is lost: those that the bot hears count.
    for (let sent = 0; count() < PACKETS; sent += 1) {
      const sample = samples[sent % samples.length];
      harness.discord.gateway.packet(sample && (random(20) === 0 ? mutated(sample, random) : { ...sample, d: mutated(sample.d, random) }));
      if (sent % 200 > 0) continue;
      // The machine's own work has a turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (!harness.discord.gateway.connected()) await until(harness.discord.gateway.connected);
    }
    const { identified } = harness.discord.gateway.counts;
    harness.discord.gateway.invalidate(false);
    await until(() => harness.discord.gateway.counts.identified > identified && harness.adapter.connected());
    await stillAnswers();
    spy.mockRestore();
    // discord.js keeps packets back while it has no server, and reads each with one that comes later: then the lines are about both.
    const keptBack = (lines: readonly LogLine[]) =>
      lines.every(({ message }) => message === UNREADABLE) && new Set(lines.map(({ fields }) => fields['event'])).size === lines.length;
    expect(logger.repeated().filter(([, lines]) => !keptBack(lines))).toEqual([]);
    const unreadable = complaints().flatMap(({ message, about }) => (message === UNREADABLE ? [about] : []));
    const told = new Set(unreadable);
    expect(refused.filter((number) => !told.has(number))).toEqual([]);
    expect(refused.length).toBeGreaterThan(PACKETS / 50);
    expect(quoting()).toEqual([]);
  }, 600_000);
});
