import { afterEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { after, DAY } from '../../src/core/time.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { actionsOf, createCoffeeWorld, languagesOf, textOf, type World } from '../support/coffee.js';
import { engines } from '../support/store.js';

let world: World;
afterEach(() => world.close());

/** The first Sunday of December 2026 in Baghdad, and what the default settings make of it. */
const INVITATION = '2026-12-03T10:00:00+03:00';
const MATCHING = '2026-12-06T10:00:00+03:00';

describe.each(engines())('a whole round on $name', ({ open }) => {
  it.each<[Language, RegExp, RegExp]>([
    ['en', /Hello .*Member 1.*You two are matched/s, /How was your coffee chat/],
    ['ar', /أهلًا .*جمعتكما هذه الجولة/s, /كيف كان لقاء القهوة/],
    ['ckb', /سڵاو .*ئەم گەڕە ئێوەی/s, /دیداری قاوەکەت چۆن بوو/],
  ])('goes from the invitation to the outcome in %s', async (language, hello, question) => {
    world = await createCoffeeWorld({ open });
    const [one, two] = await world.addJoined(2, { language, languages: [language, 'en'] });
    if (one === undefined || two === undefined) throw new Error('two are needed');
    await world.plan();
    expect(await world.round()).toMatchObject({
      number: 1,
      state: 'planned',
      invitationAt: Date.parse(INVITATION),
      matchingAt: Date.parse(MATCHING),
    });

    await world.runUntil('2026-12-03T12:00:00+03:00');
    const round = await world.round();
    expect(round.state).toBe('invited');
    const [post] = world.to('channel:coffee');
    expect(post && languagesOf(post.message)).toEqual(['en', 'ar', 'ckb', 'en']);
    expect(post && actionsOf(post.message)).toEqual([`coffee:in:${round.id}`, `coffee:skip:${round.id}`, `coffee:pause:${round.id}`]);
    expect(world.to(`direct:${one}`)).toHaveLength(1);

    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect((await world.round()).state).toBe('introduced');
    const [match] = await world.store.autocommit.coffee.matches(round.id);
    if (!match) throw new Error('no match');
    const [introduction] = world.to(`group:coffee:${match.id}`);
    expect(introduction?.text).toMatch(hello);
    expect(introduction && languagesOf(introduction.message)).toEqual([language]);
    expect(introduction && actionsOf(introduction.message)).toEqual([
      `coffee:met:${match.id}`,
      `coffee:planned:${match.id}`,
      `coffee:could-not:${match.id}`,
    ]);

    await world.runUntil(after((await world.round()).closingAt, -DAY));
    expect((await world.round()).state).toBe('checking-in');
    const asked = world.to(`direct:${one}`).at(-1);
    expect(asked?.text).toMatch(question);
    expect(asked && actionsOf(asked.message)).toContain(`coffee:not-a-good-match:${match.id}`);

    const met = await world.click(one, `coffee:met:${match.id}`);
    expect(textOf(met)).not.toBe('');
    await world.click(one, `coffee:outcome:${match.id}`, ['exchange']);
    await world.submit(one, `coffee:note:${match.id}`, { note: '  We compared budgets.  ' });
    await world.runUntil(after(round.closingAt, DAY));

    const [first, second] = await world.store.autocommit.coffee.rounds({ limit: 2 });
    expect(second).toMatchObject({ number: 1, state: 'closed' });
    expect(first).toMatchObject({ number: 2 });
    const [kept] = await world.store.autocommit.coffee.matches(round.id);
    expect(kept?.members.find(({ member }) => member === one)).toMatchObject({
      checkIn: 'met',
      outcome: 'exchange',
      note: 'We compared budgets.',
    });
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('puts its groups away when it closes, and tells organisers of an introduction that did not arrive', async () => {
    world = await createCoffeeWorld({ open });
    await world.addMember({ user: 'boss', role: 'organiser' });
    for (let count = 0; count < 2; count += 1) await world.addJoined(1, { languages: ['en'] });
    await world.plan();
    world.fake.channels.delete('organisers');
    await world.runUntil('2026-12-06T09:59:00+03:00');
    const before = world.person('boss').received().length;
    world.fake.troubles.push('unreachable');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(world.person('boss').received().slice(before).join('\n')).toContain('One of my messages couldn’t be delivered');
    expect(textOf(await world.person('boss').type('/community agenda'))).toContain('couldn’t be delivered');
    const round = await world.store.autocommit.coffee.currentRound();
    await world.runUntil(after(round?.closingAt ?? world.clock.now(), DAY));
    expect(world.fake.acts.filter((act) => act.startsWith('archived:'))).toEqual(['archived:group:coffee:1']);
  });

  it('speaks both languages where the two differ, the common one first', async () => {
    world = await createCoffeeWorld({ open });
    await world.addJoined(1, { language: 'ckb', languages: ['ckb', 'ar'] });
    await world.addJoined(1, { language: 'ar', languages: ['ar'] });
    await world.plan();
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const [introduction] = world.to('group:coffee:1');
    expect(introduction && [...new Set(languagesOf(introduction.message))]).toEqual(['ar', 'ckb']);
    // Their people, times and buttons stand there once.
    expect(introduction?.message.cards.filter(({ shared }) => shared)).toHaveLength(1);
    expect(introduction && actionsOf(introduction.message)).toEqual(['coffee:met:1', 'coffee:planned:1', 'coffee:could-not:1']);
  });
});

describe('the title of a private group', () => {
  it.each<[string, readonly [Language, string], readonly [Language, string], RegExp]>([
    ['both prefer', ['ar', 'ar en'], ['ar', 'ar en'], /^قهوة 1: /],
    ['one prefers and the other reads', ['ckb', 'ckb ar'], ['ar', 'ar'], /^قهوة 1: /],
    ['nobody prefers and both read', ['ckb', 'ckb en'], ['ar', 'ar en'], /^Coffee 1: /],
    ['the bot does not know, so that a cup and names say it', ['ckb', 'ckb tk'], ['ar', 'ar tk'], /^☕ 1 · Member 1 · Member 2$/],
  ])('is in the language that %s', async (_, [first, firstSpeaks], [second, secondSpeaks], title) => {
    world = await createCoffeeWorld();
    await world.addJoined(1, { language: first, languages: firstSpeaks.split(' ') });
    await world.addJoined(1, { language: second, languages: secondSpeaks.split(' ') });
    await world.plan();
    await world.runUntil(MATCHING.replace('10:00', '12:00'));
    const titles = [...world.fake.groups.values()].map((group) => withoutDirectionControls(group.title));
    expect(titles).toEqual([expect.stringMatching(title)]);
  });
});
