import { afterEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/message.js';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';

import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { recordStatements } from '../support/statements.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

const INVITATION = 'coffee.invitation';
/** The first round's invitations are out by then. */
const INVITED = '2026-12-05T12:00:00+03:00';

/** Every page of the list, one below the other. */
async function allPages(person: Person): Promise<string> {
  const pages: string[] = [];
  for (let page = 0; ; page += 1) {
    const text = `${textOf(await person.pressAnyway(`members:notices:${page}`))}\n`;
    if (pages.includes(text)) return pages.join('');
    pages.push(text);
  }
}

describe('what the bot tells a person', () => {
  let world: World;
  afterEach(() => world.close());

  /** Lets the invitation to the first round go out to these people. */
  const invite = async (...users: readonly string[]) => {
    for (const user of users) await world.person(user).type('/coffee join');
    await world.runUntil(INVITED);
  };

  it('is listed with what holds, changed by one click, and obeyed from the next message on', async () => {
    world = await createWorld();
    await world.app.prepare();
    for (const user of ['zahra', 'karwan', 'lava', 'haider']) await world.addMember({ user });
    const [zahra, lava] = [world.person('zahra'), world.person('lava')];
    const list = textOf(await zahra.type('/profile notifications'));
    expect(list).toContain('Coffee chats: the invitation to a round: privately\n');
    const whole = await allPages(zahra);
    expect(whole).toContain('Changes to your accounts and your profile · for safety: privately\n');
    expect(whole).not.toContain('Problems with a platform');
    await zahra.type('/profile notifications');
    const changed = textOf(await zahra.press('members:notice:', [`${INVITATION}:off`]));
    expect(changed).toContain('Changed. Coffee chats: the invitation to a round: off.');
    expect(changed).toContain('Coffee chats: the invitation to a round: off\n');
    await lava.type('/profile notifications');
    await lava.press('members:notice:', [`${INVITATION}:channel`]);

    await invite('zahra', 'karwan', 'lava', 'haider');
    const invited = world.sent.filter(({ key }) => key.startsWith('coffee:invitation:1')).map(({ to }) => to);
    expect(invited.sort()).toEqual(['channel:coffee', 'direct:haider', 'direct:karwan']);
    const dropped = (await world.store.autocommit.agenda.list({ limit: 100 })).filter(({ reason }) => reason === 'not-wanted');
    expect(dropped.map(({ state }) => state)).toEqual(['dropped', 'dropped']);
    await world.addMember({ user: 'boss', role: 'organiser' });
    const boss = world.person('boss');
    expect(await allPages(boss)).toContain('Problems with a platform · your role: privately\n');
  });

  it('has a line on the list of organisers for what each of them is told where their channel is missing', async () => {
    world = await createWorld();
    world.fake.channels.delete('organisers');
    await world.addMember({ user: 'boss', role: 'organiser' });
    await world.store.autocommit.deliveries.plan({
      key: 'drafted',
      kind: 'stories.waiting',
      args: {},
      to: { to: 'channel', channel: 'organisers' },
      dueAt: world.clock.now(),
    });
    // `close` tells of a message to one person that no list has.
    await world.runner.runDue();
    const boss = world.person('boss');
    const list = await allPages(boss);
    for (const about of ['Events', 'Resources', 'Stories', 'Topics', 'Coffee chats']) {
      expect(list).toContain(`${about}: what organisers have to know · your role`);
    }
    expect(list).toContain('Monthly letter: drafts for you to decide about · your role');
  });

  it('is missed by every test that sends organisers something that their list does not have', async () => {
    world = await createWorld();
    const other = await createWorld();
    const sends = async (kind: string, channel: string) => {
      await other.store.autocommit.deliveries.plan({
        key: `${kind}:${channel}`,
        kind,
        args: { round: 1 },
        to: { to: 'channel', channel },
        dueAt: other.clock.now(),
      });
      await other.runner.runDue();
      return other.logger.lines.filter(({ message }) => message === 'a message to one person belongs to no notice').length;
    };
    expect(await sends('coffee.cancelled', 'general')).toBe(0);
    expect(await sends('coffee.cancelled', 'organisers')).toBe(1);
    await expect(other.close()).rejects.toThrow('coffee.cancelled was sent to one person');
  });

  it('is not told where its switch is off, of whatever kind the message is', async () => {
    world = await createWorld();
    const member = await world.addMember({ user: 'boss', role: 'organiser' });
    const switched = world.features.notices.map(({ name }) => name);
    const isKept = (name: string) => world.features.notices.some((notice) => notice.name === name && 'keeps' in notice);
    for (const name of switched) await world.person('boss').pressAnyway('members:notice:0', [`${name}:off`]);
    const kinds = world.features.messages.filter(({ notice }) => switched.some((name) => name === notice));
    const { deliveries } = world.store.autocommit;
    for (const { kind } of kinds) {
      await deliveries.plan({ key: `off:${kind}`, kind, args: {}, to: { to: 'member', member }, dueAt: world.clock.now() });
    }
    await world.runner.runDue();
    expect(kinds.length).toBeGreaterThan(80);
    for (const { kind, notice } of kinds) {
      const { state, reason } = (await deliveries.find(`off:${kind}`)) ?? {};
      expect([kind, state, reason]).toEqual([kind, ...(isKept(notice) ? ['waiting', 'kept'] : ['dropped', 'not-wanted'])]);
    }
    expect(world.to('direct:boss')).toEqual([]);
  });

  it('waits, where it must not be lost and is switched off, on the home page and below the next answer, however long that is', async () => {
    world = await createWorld();
    const member = await world.addMember({ user: 'zahra' });
    const zahra = world.person('zahra');
    await zahra.type('/profile notifications');
    const changed = textOf(await zahra.pressAnyway('members:notice:0', ['members.accounts:off']));
    expect(changed).toContain('Changed. Changes to your accounts and your profile: off, kept for you.');
    const tell = (key: string) =>
      world.store.autocommit.deliveries.plan({
        key,
        kind: 'members.merged',
        args: { member },
        to: { to: 'member', member },
        dueAt: world.clock.now(),
      });
    await tell('first');
    await world.runner.runDue();
    // Longer than the message would be sent late.
    await world.leapTo(after(world.clock.now(), 60 * DAY));
    expect(world.to('direct:zahra')).toEqual([]);
    const home = async () => {
      const { cards } = await composeHome(world.contexts.autocommit, { platform: 'web', space: 'test', user: 'zahra' });
      return plainText({ cards });
    };
    expect(await home()).toContain('1 message is waiting for you.');
    // Looking at the page is not reading.
    expect(await home()).toContain('1 message is waiting for you.');
    expect(textOf(await zahra.type('/community help'))).toContain('An organiser has found you');
    expect(textOf(await zahra.type('/community help'))).not.toContain('An organiser has found you');
    expect(await home()).not.toContain('waiting for you');
    await tell('second');
    await world.runner.runDue();
    expect(textOf(await zahra.pressAnyway('members:waiting:0'))).toContain('An organiser has found you');
    await zahra.pressAnyway('members:notice:0', ['members.accounts:here']);
    await tell('third');
    await world.runner.runDue();
    expect(world.to('direct:zahra')).toHaveLength(1);
  });

  it('is exported, and refuses what is not offered', async () => {
    world = await createWorld();
    await world.addMember({ user: 'zahra' });
    const zahra = world.person('zahra');
    for (const value of ['assist.answer:channel', 'coffee.match:channel', 'coffee.check-in:channel', 'coffee.none:off', 'x', '']) {
      expect(textOf(await zahra.pressAnyway('members:notice:0', [value]))).toContain('no longer there');
    }
    expect(textOf(await zahra.pressAnyway('members:notices:99'))).toContain('What I tell you');
    await zahra.pressAnyway('members:notice:0', [`${INVITATION}:here`]);
    const reply = await zahra.type('/profile export');
    const file = reply.type === 'message' ? reply.message.files?.[0] : undefined;
    expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toMatchObject({
      notifications: [{ notice: INVITATION, choice: 'here', platform: 'web' }],
    });
  });

  it('costs no statement more for each message than before there was a choice', async () => {
    world = await createWorld();
    await world.app.prepare();
    const users = Array.from({ length: 20 }, (_, index) => `member-${index}`);
    for (const user of users) {
      const id = await world.addMember({ user });
      await world.store.autocommit.deliveries.plan({
        key: `nudge:${id}`,
        kind: 'coffee.nudge',
        args: { match: 1, member: id },
        to: { to: 'member', member: id },
        dueAt: world.clock.now(),
      });
    }
    const recorded = recordStatements();
    try {
      await world.runner.runDue();
    } finally {
      recorded.stop();
    }
    const asked = recorded.ran
      .map(({ source }) => source)
      .filter((source) => /\b(?:members|identities|notification_choices)\b/.test(source));
    expect(new Set(asked).size).toBe(1);
    expect(asked).toHaveLength(users.length);
  });
});

describe('what the bot tells a person with accounts on two platforms', () => {
  let world: BothPlatforms;
  afterEach(() => world.close());

  const invitedAt = () => world.shown.filter(({ key }) => key.startsWith('coffee:invitation:1:')).map(({ platform }) => platform);

  /** Zahra, who used Slack last and may be written to on both, chooses where she is told of the next round. */
  const zahraTwice = async () => {
    world = await createBothPlatforms();
    const zahra = await world.addMember('discord', 'zahra');
    await zahra.pressAnyway('members:direct:yes', [], 'channel');
    await zahra.type('/coffee join');
    await world.store.autocommit.accounts.link(zahra.id, { platform: 'slack', space: 'test', user: 'U1' });
    return { zahra, slack: world.person('slack', 'U1') };
  };

  it('comes where they chose it, not where they were last', async () => {
    const { zahra, slack } = await zahraTwice();
    expect(await zahra.type('/profile notifications')).toContain('the invitation to a round: privately\n');
    expect(await zahra.press('members:notice:', [`${INVITATION}:here`])).toContain('invitation to a round: privately, on Discord');
    await world.runUntil(after(world.clock.now(), 2 * HOUR));
    await slack.type('/community help');
    await world.runUntil(INVITED);
    expect(invitedAt()).toEqual(['discord']);
  });

  it('comes as usual once the account that it was chosen for is gone', async () => {
    const { zahra } = await zahraTwice();
    await zahra.pressAnyway('members:notice:0', [`${INVITATION}:here`]);
    await world.store.autocommit.accounts.unlink(zahra.id, zahra.identity);
    await world.runUntil(INVITED);
    expect(invitedAt()).toEqual(['slack']);
  });

  it('comes as usual while the bot is not connected there', async () => {
    const { zahra } = await zahraTwice();
    await zahra.pressAnyway('members:notice:0', [`${INVITATION}:here`]);
    world.discord.isConnected = false;
    await world.runUntil(INVITED);
    expect(invitedAt()).toEqual(['slack']);
  });

  it('without a choice it comes where they were last', async () => {
    const { slack } = await zahraTwice();
    await world.runUntil(after(world.clock.now(), 2 * HOUR));
    await slack.type('/community help');
    await world.runUntil(INVITED);
    expect(invitedAt()).toEqual(['slack']);
  });
});
