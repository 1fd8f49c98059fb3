import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../src/core/time.js';
import { holdingOf } from '../../src/dispatch/holding.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';

const { coffee } = SLACK_CHANNELS;
const INTRODUCTION = 'This is what I answered earlier; you may have seen it already:';
const SETTLED = { interval: 5, timeout: 30_000 };

/** The platform took a private reply, and the process ended before it noted that. */
describe('a private reply that may have arrived', () => {
  let house: PlatformApp;
  beforeEach(async () => {
    house = await startPlatformApp({ organisersChannelOn: [] });
    await house.haneen.command(coffee, '/community about');
    await house.haneen.waitFor(coffee);
    house.dilan.command('community', 'about');
    await expect.poll(() => waiting(), SETTLED).toHaveLength(0);
    await house.settle();
  });
  afterEach(() => house.close());

  const database = () => house.store.database.db;
  const waiting = () => database().selectFrom('inbound_events').select(['owner', 'route', 'body']).execute();
  const seen = () => house.haneen.sees(coffee).map(({ blocks }) => visibleText(blocks));
  const timesSeen = (text: string) => seen().reduce((sum, each) => sum + each.split(text).length - 1, 0);

  /** Does something whose answer arrives, in a process that never notes it; then another one begins and looks. */
  async function dieAfter(doing: () => Promise<void>, meanwhile?: () => Promise<void>): Promise<void> {
    await sql.raw('create trigger killed before delete on inbound_events begin select raise(ignore); end').execute(database());
    await doing();
    await house.restart();
    await sql.raw('drop trigger killed').execute(database());
    await meanwhile?.();
    await sql.raw('update inbound_events set lease_until = 0').execute(database());
    await house.app.recovery.sweep();
  }

  const askOnSlack = (meanwhile?: () => Promise<void>) =>
    dieAfter(async () => {
      const before = seen().length;
      await house.haneen.command(coffee, '/profile show');
      await expect.poll(() => seen().length, SETTLED).toBe(before + 1);
    }, meanwhile);
  const tab = () => visibleText(house.slack.homes.get('U0HANEEN1')?.['blocks'] ?? []);

  it('is not sent again on Slack, but stands once below the next answer', async () => {
    await askOnSlack();
    expect(seen()).toHaveLength(2);
    expect(await waiting()).toMatchObject([{ owner: null, route: null, body: null }]);
    const [, profile = ''] = seen();
    await house.haneen.command(coffee, '/community about');
    await expect.poll(() => seen().length, SETTLED).toBe(3);
    expect(seen()[2]?.split(INTRODUCTION)[1]).toContain(profile);
    await expect.poll(() => waiting(), SETTLED).toEqual([]);
    await house.haneen.command(coffee, '/community about');
    await expect.poll(() => seen().length, SETTLED).toBe(4);
    expect(timesSeen(INTRODUCTION)).toBe(1);
  });

  it('stands in Slack’s home tab when the person opens it, and goes when the tab next changes', async () => {
    await askOnSlack();
    await house.haneen.openHome();
    await expect.poll(tab, SETTLED).toContain(INTRODUCTION);
    await expect.poll(() => waiting(), SETTLED).toEqual([]);
    await house.haneen.command(coffee, '/community about');
    await expect.poll(tab, SETTLED).not.toContain(INTRODUCTION);
    await expect.poll(() => seen().length, SETTLED).toBe(3);
    expect(timesSeen(INTRODUCTION)).toBe(0);
  });

  it('stays while a tab is published unasked, until the person opens it', async () => {
    await askOnSlack(async () => {
      await house.haneen.openHome();
      await expect.poll(() => house.slack.homes.size, SETTLED).toBe(1);
    });
    expect(tab()).not.toContain(INTRODUCTION);
    await house.haneen.clickHome('Join');
    await expect.poll(tab, SETTLED).toContain(INTRODUCTION);
    expect((await waiting()).filter(({ owner }) => owner === null)).toHaveLength(1);
    await house.haneen.openHome();
    await expect.poll(() => waiting(), SETTLED).toEqual([]);
    expect(tab()).toContain(INTRODUCTION);
  });

  it('is found again on Discord where it is the first answer', async () => {
    const { discord, dilan } = house;
    let asked: ReturnType<typeof dilan.command> | undefined;
    await dieAfter(async () => {
      asked = dilan.command('profile', 'show');
      await discord.until(() => asked?.messages.length === 1);
    });
    expect(asked?.messages).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('is sent in the chat if it was not handled before', async () => {
    const { inbound } = house.store.autocommit;
    const at = house.clock.now();
    const from = { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' } as const;
    const route = { type: 'spot', channel: { id: coffee }, trigger: { id: 'gone', at } };
    const body = { type: 'command', command: 'profile', text: 'show' };
    await inbound.receive([{ eventId: 'slack:gone', from, route, body }], { ...holdingOf('ended', at), leaseUntil: after(at, -MINUTE) });
    const before = seen().length;
    await house.app.recovery.sweep();
    await expect.poll(() => seen().length, SETTLED).toBe(before + 1);
    expect(timesSeen(INTRODUCTION)).toBe(0);
    await expect.poll(() => waiting(), SETTLED).toEqual([]);
  });
});
