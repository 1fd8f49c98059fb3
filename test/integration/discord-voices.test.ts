import { GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/time.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import type { FakeChannel, Person } from '../support/discord/index.js';
import { createManualTimer } from '../support/timer.js';

let harness: DiscordHarness;
afterEach(() => harness.close());

const VOICES = ['voice-presence'] as const;
const told = () => harness.inbox.received.presences;
/** What was told, in short: who moved where, or who was seen where. */
const short = () =>
  told().map((event) =>
    event.type === 'moved' ? `${event.from.user}>${event.room}` : event.people.map(({ user, room }) => `${user}@${room}`).join(' '),
  );
const at = (person: Person, room: FakeChannel) => `${person.id}@${room.id}`;

describe('voice channels of Discord', () => {
  it('are listed, stages too, without those that the bot can’t see', async () => {
    let hidden: FakeChannel | undefined;
    harness = await startDiscord({
      before(discord) {
        discord.voiceChannel('Majlis');
        discord.voiceChannel('Stage', { stage: true });
        hidden = discord.voiceChannel('Board');
        discord.deny(hidden, 1n << 10n);
      },
    });
    expect((await harness.adapter.rooms?.list())?.map(({ name }) => name)).toEqual(['Majlis', 'Stage']);
    await harness.adapter.stop();
    await harness.adapter.open();
    expect((await harness.adapter.rooms?.list())?.map(({ name }) => name)).toContain('Stage');
  });

  it('tell who comes, goes over and leaves; not who is muted, nor bots', async () => {
    harness = await startDiscord({ needs: VOICES });
    const [majlis, stage] = [harness.discord.voiceChannel('Majlis'), harness.discord.voiceChannel('Stage', { stage: true })];
    const { zainab, karwan } = harness;
    harness.discord.person('Radio', { bot: true }).talkIn(majlis);
    zainab.talkIn(majlis);
    zainab.mute();
    karwan.talkIn(stage);
    zainab.talkIn(stage);
    zainab.talkIn(null);
    await expect
      .poll(short)
      .toEqual(['', `${zainab.id}>${majlis.id}`, `${karwan.id}>${stage.id}`, `${zainab.id}>${stage.id}`, `${zainab.id}>null`]);
    expect(told().at(-1)).toMatchObject({ from: { platform: 'discord', space: harness.discord.world.guild.id }, at: harness.clock.now() });
    karwan.leave();
    await expect.poll(() => short().at(-1)).toBe(`${karwan.id}>null`);
  });

  it('are not asked about where no setting needs it', async () => {
    harness = await startDiscord();
    const majlis = harness.discord.voiceChannel('Majlis');
    harness.zainab.talkIn(majlis);
    expect(harness.discord.gateway.intents()[0]).not.toBe(undefined);
    expect((harness.discord.gateway.intents()[0] ?? 0) & GatewayIntentBits.GuildVoiceStates).toBe(0);
    expect(await harness.adapter.meet?.(VOICES)).toEqual([]);
    await expect.poll(short).toEqual([at(harness.zainab, majlis)]);
    expect(told()[0]).not.toHaveProperty('since');
    // Once it is needed no more, nobody is there as far as the bot knows.
    expect(await harness.adapter.meet?.([])).toEqual([]);
    harness.zainab.talkIn(null);
    await new Promise((resolve) => setImmediate(resolve));
    expect(short()).toEqual([at(harness.zainab, majlis), '']);
  });

  it('tell who is there after a session that was lost, and since when nothing was heard', async () => {
    harness = await startDiscord({ needs: VOICES });
    const majlis = harness.discord.voiceChannel('Majlis');
    const { zainab, karwan, haider, discord } = harness;
    zainab.talkIn(majlis);
    karwan.talkIn(majlis);
    await expect.poll(() => told().length).toBe(3);
    const heard = harness.clock.now();
    discord.gateway.refuse(true);
    discord.gateway.forget();
    discord.gateway.cut();
    harness.clock.advance(7 * MINUTE);
    karwan.talkIn(null);
    haider.talkIn(majlis);
    discord.gateway.refuse(false);
    await expect.poll(() => short().at(-1)).toBe(`${at(zainab, majlis)} ${at(haider, majlis)}`);
    expect(told().at(-1)).toMatchObject({ type: 'seen', since: heard, at: harness.clock.now() });
    // What is told of a session that goes on is told again.
    discord.gateway.cut();
    karwan.talkIn(majlis);
    await expect.poll(() => short().at(-1)).toBe(`${karwan.id}>${majlis.id}`);
  });

  it('tell after a restart who is there, without bots; nobody knows what was missed', async () => {
    harness = await startDiscord({ needs: VOICES });
    const majlis = harness.discord.voiceChannel('Majlis');
    harness.discord.person('Radio', { bot: true }).talkIn(majlis);
    harness.zainab.talkIn(majlis);
    await harness.restart();
    await expect.poll(short).toEqual([at(harness.zainab, majlis)]);
    expect(told()[0]).not.toHaveProperty('since');
  });

  it('tell every few minutes who is there, and nothing once the adapter is stopped', async () => {
    const timer = createManualTimer();
    harness = await startDiscord({ needs: VOICES, timer });
    const majlis = harness.discord.voiceChannel('Majlis');
    harness.zainab.talkIn(majlis);
    await expect.poll(() => told().length).toBe(2);
    timer.ring();
    await expect.poll(() => short().at(-1)).toBe(at(harness.zainab, majlis));
    expect(timer.waits()).toContain(5 * MINUTE);
    await harness.adapter.stop();
    timer.ring();
    expect(told()).toHaveLength(3);
    expect(timer.waits()).not.toContain(5 * MINUTE);
  });

  it('survive packets that say nothing', async () => {
    harness = await startDiscord({ needs: VOICES });
    const { gateway, world } = harness.discord;
    const majlis = harness.discord.voiceChannel('Majlis');
    gateway.packet({ op: 0, t: 'VOICE_STATE_UPDATE', d: { guild_id: world.guild.id } });
    gateway.packet({ op: 0, t: 'VOICE_STATE_UPDATE', d: { guild_id: '1', user_id: '2', channel_id: majlis.id } });
    harness.zainab.talkIn(majlis);
    await expect.poll(short).toEqual(['', `${harness.zainab.id}>${majlis.id}`]);
  });
});
