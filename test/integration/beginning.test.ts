import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/message.js';
import { after, MINUTE } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { noteBegun } from '../../src/features/invitations/links.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { costOfClick } from '../support/statements.js';
import { forgetSetUp } from '../support/store.js';
import { createWorld, textOf, type World } from '../support/world.js';

const en = speaker('en');
const TITLE = en.plain('community.beginning.title');
const marks = (text: string): string => [...text.slice(text.indexOf(TITLE)).matchAll(/[✅⬜]/gu)].map(([mark]) => mark).join('');

/** What is asked in the set-up, as people leave it. */
const SETUP = { name: 'Rivers', languages: ['en'], timezone: 'Asia/Baghdad', week: ['sun', 'mon'], cadence: ['month'] };

describe('the three steps in the browser chat', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ isSetUp: false, chatUrl: 'https://chat.example.org' });
  });
  afterEach(() => world.close());

  const boss = () => world.person('boss');
  const home = async () => plainText({ cards: (await composeHome(world.contexts.autocommit, boss().identity)).cards });

  it('stand below the first message to the organiser who signs in, and nobody else’s', async () => {
    await boss().join();
    const [first, ...others] = boss().received();
    expect([marks(first ?? ''), others]).toEqual(['⬜⬜⬜', []]);
    const member = world.person('zahra');
    await member.join();
    expect(member.received().join()).not.toContain(TITLE);
    expect(textOf(await member.type('/help'))).not.toContain(TITLE);
  });

  it('stand below what the organiser is answered about the community, and not elsewhere', async () => {
    for (const command of ['/help', '/community help', '/community about', '/community settings', '/community members'])
      expect([command, marks(textOf(await boss().type(command)))]).toEqual([command, '⬜⬜⬜']);
    // The answer is the step itself.
    for (const command of ['/community setup', '/community invite', '/coffee status', '/profile show'])
      expect([command, textOf(await boss().type(command)).includes(TITLE)]).toEqual([command, false]);
  });

  it('stand below the answer to who writes to the bot', async () => {
    await boss().join();
    await world.inbox.message({
      eventId: 'm1',
      from: boss().identity,
      conversation: { platform: 'web', space: 'test', id: 'direct:boss', kind: 'direct' },
      message: { conversation: { platform: 'web', space: 'test', id: 'direct:boss', kind: 'direct' }, id: '1' },
      at: world.clock.now(),
    });
    await world.runner.runDue();
    expect(marks(boss().received().at(-1) ?? '')).toBe('⬜⬜⬜');
  });

  it('are ticked when they are done, and go with the last one', async () => {
    await boss().join();
    await boss().submit('community:setup:0', SETUP);
    expect(marks(textOf(await boss().type('/help')))).toBe('✅⬜⬜');
    for (const name of ['one', 'two', 'three']) await world.addMember({ user: name });
    expect(marks(textOf(await boss().type('/help')))).toBe('✅✅⬜');
    expect(marks(await home())).toBe('✅✅⬜');
    const { coffee } = world.store.autocommit;
    const round = await coffee.currentRound();
    if (!round) throw new Error('no round is planned');
    await coffee.updateRound(round.id, { state: 'invited' });
    expect(textOf(await boss().type('/help'))).not.toContain(TITLE);
    expect(await home()).not.toContain(TITLE);
  });

  it('are right in the answer to the set-up, within ten statements', async () => {
    await boss().join();
    let answer = '';
    const cost = await costOfClick(async () => {
      answer = textOf(await boss().submit('community:setup:0', SETUP));
    });
    expect([marks(answer), cost <= 10]).toEqual(['✅⬜⬜', true]);
    expect(answer).toContain(withoutDirectionControls(en.plain('community.setup.done', { name: 'Rivers' })));
  });

  it('are ticked in the first message too, each when it is done', async () => {
    await boss().join();
    const edits = async () => {
      world.updates.length = 0;
      await world.runUntil(after(world.clock.now(), MINUTE));
      return world.updates.map((text) => [text.includes('Mudhif'), marks(text)]);
    };
    expect(await edits()).toEqual([]);
    await boss().submit('community:setup:0', SETUP);
    expect(await edits()).toEqual([[true, '✅⬜⬜']]);
    await world.contexts.transaction(noteBegun);
    expect(await edits()).toEqual([[true, '✅✅⬜']]);
    // What changes nothing about the steps edits nothing.
    await world.contexts.transaction(noteBegun);
    expect(await edits()).toEqual([]);
    await boss().pressAnyway('community:beginning-away:0');
    expect(await edits()).toEqual([[true, '']]);
  });

  it('leave the community as it was where the set-up is refused', async () => {
    await boss().join();
    const refused = await boss().submit('community:setup:0', { ...SETUP, week: [] });
    expect(refused.type).toBe('form-errors');
    expect(await world.store.autocommit.community.fact('community.set-up-at')).toBeUndefined();
  });

  it('can be put away, which is in the audit log', async () => {
    await boss().join();
    await boss().type('/help');
    expect(textOf(await boss().press('community:beginning-away'))).toContain('/community setup');
    expect(textOf(await boss().type('/help'))).not.toContain(TITLE);
    expect(await home()).not.toContain(TITLE);
    const [entry] = await world.store.autocommit.audit.list({ offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: 'community.beginning-away' });
  });

  it('cost an answer no more statements than without them', async () => {
    await boss().join();
    const cost = () => costOfClick(() => boss().type('/community about'));
    await cost();
    const shown = await cost();
    await boss().pressAnyway('community:beginning-away:0');
    expect([shown, shown <= 10]).toEqual([await cost(), true]);
  });
});

describe('the three steps on Slack and Discord', () => {
  let world: BothPlatforms;
  afterEach(() => world.close());

  it.each(['slack', 'discord'] as const)(
    'stand below the organiser’s answers on %s, and nobody is written to for them',
    async (platform) => {
      world = await createBothPlatforms({ organisers: [{ platform, user: 'boss' }] });
      await forgetSetUp(world.store);
      const boss = world.person(platform, 'boss');
      expect(marks(await boss.type('/help'))).toBe('⬜⬜⬜');
      expect(marks(await boss.type('/community about'))).toBe('⬜⬜⬜');
      expect(marks(await boss.submit('community:setup:0', SETUP))).toBe('✅⬜⬜');
      expect(marks(await boss.type('/help'))).toBe('✅⬜⬜');
      expect(world.shown.filter(({ text }) => withoutDirectionControls(text).includes(TITLE))).toEqual([]);
      await boss.press('community:beginning-away');
      expect(await boss.type('/help')).not.toContain(TITLE);
    },
  );

  it.each(['slack', 'discord'] as const)('are ticked in the bot’s answer to who wrote to it on %s', async (platform) => {
    world = await createBothPlatforms({ organisers: [{ platform, user: 'boss' }] });
    await forgetSetUp(world.store);
    const boss = world.person(platform, 'boss');
    await boss.write();
    expect(marks(withoutDirectionControls(boss.received().at(-1)?.text ?? ''))).toBe('⬜⬜⬜');
    await boss.submit('community:setup:0', SETUP);
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(world.updates.map(marks)).toEqual(['✅⬜⬜']);
  });

  it('are shown at once to an administrator who takes up the role', async () => {
    world = await createBothPlatforms({ organisers: [] });
    await forgetSetUp(world.store);
    world.discord.administrators.add('owner');
    const owner = world.person('discord', 'owner');
    await owner.type('/community about');
    expect(marks(await owner.press('community:take-up'))).toBe('⬜⬜⬜');
  });
});
