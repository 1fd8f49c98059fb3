import { GatewayIntentBits } from 'discord.js';
import { afterEach, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/time.js';
import { eventsSection } from '../../src/features/events/settings.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { changeSettings } from '../../src/settings/index.js';
import { insertEvent } from '../support/events.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';

let house: PlatformApp;
afterEach(() => house.close());

/** From Discord's gateway to the attendance list, through the whole app. */
it('counts who is in the voice channel of an event on Discord, over a restart', async () => {
  house = await startPlatformApp({ organisersChannelOn: ['discord'] });
  await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
  const { discord, dilan, clock } = house;
  const majlis = discord.voiceChannel('Majlis');
  const heard = () => ((discord.gateway.intents()[0] ?? 0) & GatewayIntentBits.GuildVoiceStates) !== 0;
  expect(heard()).toBe(false);
  await changeSettings(house.app.contexts.autocommit, null, (before) => ({ events: { ...eventsSection.of(before), voice: true } }));
  await house.app.needs.look();
  expect(heard()).toBe(true);
  dilan.command('community', 'help');
  await house.settle();
  const { members } = house.store.autocommit;
  const account = { platform: 'discord', space: discord.world.guild.id, user: dilan.id } as const;
  const known = await members.findByAccount(account);
  if (!known) throw new Error('nobody');
  await members.update(known.id, { status: 'active' });

  const room = { platform: 'discord', space: discord.world.guild.id, id: majlis.id } as const;
  const { tx } = house.store.autocommit;
  const event = await insertEvent(tx, clock.now(), { room });
  const [session] = (await eventsStore(tx).whole(event))?.sessions ?? [];
  if (!session) throw new Error('no session');
  clock.advance(14 * DAY);
  dilan.talkIn(majlis);
  const stays = () => eventsStore(house.store.autocommit.tx).presenceAt(session.id);
  await expect.poll(async () => (await stays()).length).toBe(1);
  clock.advance(20 * MINUTE);
  await house.restart();
  await house.app.needs.look();
  await expect.poll(async () => (await stays())[0]?.seenAt).toBe(clock.now());
  clock.advance(10 * MINUTE);
  dilan.talkIn(null);
  await expect.poll(async () => (await stays())[0]?.leftAt).toBe(clock.now());
  clock.advance(40 * MINUTE);
  await house.settle();
  expect(await eventsStore(house.store.autocommit.tx).attendanceAt(event)).toMatchObject([
    { session: session.id, source: 'voice', share: 50 },
  ]);
});
