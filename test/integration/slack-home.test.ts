import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Identity } from '../../src/ports/chat.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';

/** The page of a member's own next steps, from the features to the blocks that Slack takes. */
describe('Slack’s home tab', () => {
  let house: PlatformApp;
  afterEach(() => house.close());

  const page = () => house.slack.homes.get('U0HANEEN1') ?? {};
  const words = () => withoutDirectionControls(visibleText({ text: '', blocks: page()['blocks'] }));
  const haneen = async () => {
    const identity: Identity = { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' };
    const member = await house.store.autocommit.members.findByAccount(identity);
    if (!member) throw new Error('no member');
    return member;
  };
  const complete = async (language: (typeof LANGUAGES)[number]) => {
    await house.haneen.command(SLACK_CHANNELS.general, '/community about');
    await house.haneen.waitFor(SLACK_CHANNELS.general);
    const { id } = await haneen();
    await house.store.autocommit.members.update(id, { status: 'active', inductionStep: null, language, name: 'Haneen' });
  };

  it('welcomes who is not known yet, and knows them no better for looking', async () => {
    house = await startPlatformApp();
    house.slack.addUser({ id: 'U0LOOKER1', name: 'looker' });
    await house.slack.event({ type: 'app_home_opened', user: 'U0LOOKER1', channel: 'D1', tab: 'home', event_ts: '1.1' });
    await expect.poll(() => JSON.stringify(house.slack.homes.get('U0LOOKER1') ?? {})).toContain('members:start:ar');
    expect(
      await house.store.autocommit.members.findByAccount({ platform: 'slack', space: house.slack.team, user: 'U0LOOKER1' }),
    ).toBeUndefined();
  });

  it('leads through what is left of the induction', async () => {
    house = await startPlatformApp();
    await house.haneen.command(SLACK_CHANNELS.general, '/community about');
    await house.haneen.waitFor(SLACK_CHANNELS.general);
    await house.store.autocommit.members.update((await haneen()).id, { inductionStep: 'time' });
    await house.haneen.openHome();
    await expect.poll(words).toContain('2 short steps and you’re in');
  });

  it('is shown anew after what changes it, by a button there or a command elsewhere', async () => {
    house = await startPlatformApp();
    await complete('en');
    await house.haneen.openHome();
    await expect.poll(words).toContain('Not for everyone to see');
    expect(words()).toContain('Join');
    await house.haneen.clickHome('Join');
    await expect.poll(words).toContain('Pause');
    await house.haneen.command(SLACK_CHANNELS.general, '/coffee leave');
    await expect.poll(words).not.toContain('Pause');
  });

  it('is shown anew when the same person does something elsewhere, or is told something there', async () => {
    house = await startPlatformApp();
    await complete('en');
    const { dilan, discord, store, clock } = house;
    const there: Identity = { platform: 'discord', space: discord.world.guild.id, user: dilan.id };
    const { id } = await haneen();
    // The bot may learn of the account at the same time.
    await store.transaction(async ({ members, accounts }) => {
      const alone = await members.findByAccount(there);
      if (alone) await accounts.unlink(alone.id, there);
      await accounts.link(id, there);
    });
    await house.haneen.openHome();
    await expect.poll(words).toContain('Join');
    dilan.command('coffee', 'join');
    await expect.poll(words).toContain('Pause');

    // Written by the bot, read on Discord.
    await store.autocommit.members.update((await haneen()).id, { name: 'Haneen the second' });
    await store.autocommit.accounts.setDirect(there, 'chosen');
    clock.advance(60_000);
    await store.autocommit.accounts.touch([{ account: there, opened: true }], clock.now());
    await store.autocommit.deliveries.plan({
      key: 'told',
      kind: 'members.merged',
      args: { member: (await haneen()).id },
      to: { to: 'member', member: (await haneen()).id },
      dueAt: clock.now(),
    });
    await house.settle();
    await expect.poll(words).toContain('Haneen the second');
    expect((await store.autocommit.deliveries.find('told'))?.message?.conversation.platform).toBe('discord');
  });

  it('is left alone for those who never opened it', async () => {
    house = await startPlatformApp();
    await complete('en');
    await house.haneen.command(SLACK_CHANNELS.general, '/coffee join');
    await house.settle();
    expect(house.slack.calls.filter(({ method }) => method === 'views.publish')).toEqual([]);
  });

  it.each(LANGUAGES)('looks as it was reviewed, in %s', async (language) => {
    house = await startPlatformApp();
    await complete(language);
    await house.haneen.command(SLACK_CHANNELS.general, '/coffee join');
    await house.haneen.openHome();
    await expect.poll(() => JSON.stringify(page())).toContain('coffee:leave');
    await expect(`${JSON.stringify(page(), null, 2)}\n`).toMatchFileSnapshot(`../unit/slack/golden/home-${language}.json`);
  });
});
