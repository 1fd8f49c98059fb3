import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, HOUR, toInstant } from '../../src/core/time.js';
import { stopAsking } from '../../src/features/topics/facilitators/ask.js';
import { messageKey } from '../../src/features/topics/facilitators/keys.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { createFacilitatorsWorld } from '../support/facilitators.js';
import { recordStatements } from '../support/statements.js';
import { messageOf } from '../support/topics.js';
import { controlsOf, textOf } from '../support/world.js';

type FacilitatorsWorld = Awaited<ReturnType<typeof createFacilitatorsWorld>>;

let world: FacilitatorsWorld;
beforeEach(async () => {
  world = await createFacilitatorsWorld();
});
afterEach(() => world.close());

/** The last of what somebody was told. */
const told = (user: string) => world.person(user).received().at(-1) ?? '';
const organisers = () => world.to('channel:organisers').map(({ text }) => text);

describe('a volunteer', () => {
  it('offers to facilitate, to learn first, or takes it back', async () => {
    expect(textOf(await world.zahra.type('/topics facilitate'))).toContain('Would you facilitate a discussion now and then?');
    expect(textOf(await world.zahra.press('topics:volunteer:any'))).toContain('I’ll ask you when it’s your turn');
    expect(textOf(await world.zahra.press('topics:volunteer:learns'))).toContain('You’ve offered to learn beside a facilitator');
    expect(textOf(await world.zahra.press('topics:volunteer:stop'))).toContain('I won’t ask you any more');
    expect(textOf(await world.zahra.type('/topics facilitate'))).toContain('Would you facilitate a discussion now and then?');
  });

  it('may offer it for one proposal only, and is asked when it is planned', async () => {
    await world.propose(world.lava);
    expect(textOf(await world.karwan.type('/topics facilitate 1'))).toContain('Thank you for offering to facilitate!');
    const proposal = (await world.newest()).id;
    const other = await world.topics.insert(after(world.opensAt, -7 * DAY));
    const topic = await world.topics.insert(world.opensAt, { origin: 'proposal', proposal });
    for (const id of [other, topic]) await world.topics.approve(id);
    await world.runner.runDue();
    expect(world.asked()).toEqual(['karwan']);
    world.karwan.lookAtMessages();
    await world.karwan.press(`topics:agree-to:${topic}.facilitator`);
    expect(await world.named(topic)).toBe('karwan');
  });
});

describe('the question', () => {
  it('goes to one at a time; after a yes, others are asked at most whether they want to learn', async () => {
    const topic = await world.approved('zahra', 'karwan');
    const [first = ''] = world.asked();
    expect(world.asked()).toHaveLength(1);
    expect(told(first)).toContain('Would you facilitate this topic?');
    expect(await world.named(topic)).toBeNull();
    const guide = textOf(await world.person(first).press('topics:agree-to'));
    expect(guide).toContain('thank you for facilitating');
    expect(guide).toContain('Before');
    expect(await world.named(topic)).toBe(first);
    await world.topics.approve(topic);
    await world.runUntil(world.opensAt);
    expect(world.asked()).toHaveLength(1);
    expect(world.asked('shadow')).toHaveLength(1);
    expect(organisers()).toEqual([]);
  });

  it('goes to the next after a no, and after three days of silence', async () => {
    const topic = await world.approved('zahra', 'karwan', 'lava');
    const [first = ''] = world.asked();
    expect(textOf(await world.person(first).press('topics:refuse-to'))).toContain('I’ll ask someone else');
    await world.runner.runDue();
    expect(world.asked()).toHaveLength(2);
    await world.runUntil(after(world.clock.now(), 3 * DAY - 1));
    expect(world.asked()).toHaveLength(2);
    await world.runUntil(after(world.clock.now(), 1));
    expect(new Set(world.asked()).size).toBe(3);
    const [, silent = '', last = ''] = world.asked();
    await world.person(last).press('topics:agree-to');
    expect(await world.named(topic)).toBe(last);
    expect(textOf(await world.person(silent).press('topics:agree-to'))).toContain('Someone else has agreed meanwhile');
  });

  it('can be answered late while nobody else has agreed, and on the home page', async () => {
    const topic = await world.approved('zahra', 'karwan');
    const [first = '', ...none] = world.asked();
    expect(none).toEqual([]);
    const home = async () => {
      const person = await world.contexts.autocommit.people.find(world.id(first));
      const topics = world.features.all.find(({ name }) => name === 'topics');
      return JSON.stringify(person && (await topics?.home?.cards(world.contexts.autocommit, person)));
    };
    expect(await home()).toContain(`topics:agree-to:${topic}.facilitator`);
    await world.runUntil(after(world.clock.now(), 4 * DAY));
    expect(world.asked()).toHaveLength(2);
    await world.person(first).press('topics:agree-to');
    expect(await world.named(topic)).toBe(first);
    expect(await home()).toContain(`topics:guide:${topic}`);
    expect(textOf(await world.person(world.asked()[1] ?? '').press('topics:agree-to'))).toContain('Someone else has agreed meanwhile');
  });

  it('goes to different people for two topics that are planned at once', async () => {
    await world.approved('zahra', 'karwan');
    await world.topics.approve(await world.topics.insert(after(world.opensAt, 14 * DAY)));
    await world.runner.runDue();
    expect(world.asked().toSorted()).toEqual(['karwan', 'zahra']);
  });

  it('answered late by somebody who has another topic by now waits for the one who is asked', async () => {
    const topic = await world.approved('zahra', 'karwan');
    const [late = ''] = world.asked();
    await world.runUntil(after(world.clock.now(), 3 * DAY));
    const other = await world.topics.insert(after(world.opensAt, 14 * DAY));
    await world.topics.approve(other);
    await world.runner.runDue();
    expect(world.asked()[2]).toBe(late);
    await world.person(late).pressAnyway(`topics:agree-to:${other}.facilitator`);
    expect(textOf(await world.person(late).pressAnyway(`topics:agree-to:${topic}.facilitator`))).toContain(
      'I’ve asked someone else meanwhile',
    );
    expect(await world.named(topic)).toBeNull();
    await world.person(world.asked()[1] ?? '').press('topics:refuse-to');
    await world.runner.runDue();
    expect(world.asked()).toHaveLength(4);
    await world.person(late).pressAnyway(`topics:agree-to:${topic}.facilitator`);
    expect(await world.named(topic)).toBe(late);
  });

  it('is not for those who were never asked', async () => {
    const topic = await world.approved('zahra');
    expect(textOf(await world.lava.pressAnyway(`topics:agree-to:${topic}.facilitator`))).toContain('It isn’t your turn');
    expect(textOf(await world.lava.pressAnyway('topics:agree-to:99.facilitator'))).toContain('This topic is over, or it isn’t held');
    expect(textOf(await world.lava.pressAnyway(`topics:agree-to:${topic}.boss`))).toContain('This topic is over, or it isn’t held');
    expect(textOf(await world.lava.pressAnyway(`topics:guide:${topic}`))).toContain('Only whoever facilitates');
    expect(await world.named(topic)).toBeNull();
  });

  it('waits for somebody whom the bot could not reach while it was off', async () => {
    for (const user of ['zahra', 'karwan']) await world.person(user).pressAnyway('topics:volunteer:any');
    const topic = await world.topics.insert(after(world.opensAt, 30 * DAY));
    await world.topics.approve(topic);
    await world.leapTo(after(world.clock.now(), 9 * DAY));
    await world.runUntil(after(world.clock.now(), 2 * DAY));
    expect(world.asked()).toHaveLength(1);
  });

  it('is heard by organisers four days before the opening if nobody agreed; a moved topic moves it', async () => {
    const topic = await world.approved('zahra');
    await world.runUntil(after(world.opensAt, -4 * DAY - 1));
    expect(organisers()).toEqual([]);
    await world.topics.store().updateTopic(topic, { opensAt: after(world.opensAt, 7 * DAY) });
    await world.topics.approve(topic);
    await world.runUntil(after(world.opensAt, 3 * DAY - 1));
    expect(organisers()).toEqual([]);
    await world.runUntil(after(world.opensAt, 3 * DAY));
    expect(organisers().join()).toContain('nobody has agreed to facilitate it');
    expect(organisers()).toHaveLength(1);
  });

  it.each([20, 0])('is heard by organisers also where a topic opens %i hours after it was added', async (hours) => {
    const id = await world.topics.insert(after(world.clock.now(), hours * HOUR));
    await world.topics.approve(id);
    await world.runUntil(after(world.clock.now(), hours * HOUR - 1));
    await world.topics.open(id);
    await world.runUntil(after(world.clock.now(), 2));
    expect(organisers()).toEqual([expect.stringContaining('It’s been open since')]);
  });

  it('also reaches who volunteers after all others were asked', async () => {
    await world.approved('zahra');
    await world.zahra.press('topics:refuse-to');
    await world.runner.runDue();
    await world.karwan.pressAnyway('topics:volunteer:any');
    await world.runUntil(after(world.clock.now(), DAY));
    expect(world.asked()).toEqual(['zahra', 'karwan']);
  });

  it('ends when the topic is not held; who had agreed hears of it, and of a move', async () => {
    const topic = await world.approved('zahra');
    await world.zahra.press('topics:agree-to');
    await world.topics.store().updateTopic(topic, { opensAt: after(world.opensAt, DAY) });
    await world.topics.approve(topic);
    await world.runner.runDue();
    expect(told('zahra')).toContain('This topic has moved');
    await world.topics.store().updateTopic(topic, { state: 'skipped' });
    const skipped = await world.topics.find(topic);
    await world.contexts.transaction((context) => stopAsking(context, skipped));
    await world.runUntil(after(world.opensAt, 9 * DAY));
    expect(told('zahra')).toContain('isn’t held after all');
    expect(organisers()).toEqual([]);
    expect(textOf(await world.zahra.pressAnyway(`topics:guide:${topic}`))).toContain('This topic is over, or it isn’t held');
  });
});

describe('a facilitator', () => {
  const agreed = async (...volunteers: readonly string[]) => {
    const topic = await world.approved(...volunteers);
    const [user = ''] = world.asked();
    await world.person(user).press('topics:agree-to');
    return { topic, user };
  };

  it('writes guiding questions', async () => {
    const { topic, user } = await agreed('zahra');
    const form = await world.person(user).press('topics:guiding-questions');
    expect(form).toMatchObject({ type: 'form', form: { id: `topics:guiding-questions:${topic}` } });
    const values = { first: 'What would you try?', second: '', third: 'What went wrong?' };
    expect(textOf(await world.person(user).submit(`topics:guiding-questions:${topic}`, values))).toContain('What went wrong?');
    expect((await world.topics.find(topic)).guiding).toEqual(['What would you try?', 'What went wrong?']);
    expect(textOf(await world.lava.submit(`topics:guiding-questions:${topic}`, values))).toContain('Only whoever facilitates');
    await world.person(user).submit(`topics:guiding-questions:${topic}`, { first: '', second: '', third: '' });
    expect((await world.topics.find(topic)).guiding).toBeNull();
  });

  it('hands over with one click, and nobody is named until the next one agrees', async () => {
    const { topic, user } = await agreed('zahra', 'karwan');
    expect(textOf(await world.person(user).press('topics:hand-over'))).toContain('until someone agrees, nobody is named');
    expect(await world.named(topic)).toBeNull();
    await world.runner.runDue();
    const [, next = ''] = world.asked();
    expect(next).not.toBe(user);
    expect(organisers()).toEqual([]);
    await world.person(next).press('topics:agree-to');
    expect(await world.named(topic)).toBe(next);
  });

  it('takes it back while nobody else has agreed', async () => {
    const { topic, user } = await agreed('zahra');
    await world.person(user).press('topics:hand-over');
    await world.runner.runDue();
    expect(textOf(await world.person(user).press('topics:agree-to'))).toContain('thank you for facilitating');
    expect(await world.named(topic)).toBe(user);
  });

  it('may have a shadow, and both hear of each other', async () => {
    const { topic, user } = await agreed('zahra');
    await world.runner.runDue();
    await world.lava.pressAnyway('topics:volunteer:learns');
    expect(world.asked()).toEqual(['zahra']);
    await world.person(user).pressAnyway(`topics:guide:${topic}`);
    expect(textOf(await world.person(user).press('topics:find-shadow'))).toContain('I’ll ask someone who would like to learn');
    await world.runner.runDue();
    expect(told('lava')).toContain('zahra facilitates this topic, and you could learn beside them');
    world.lava.lookAtMessages();
    expect(textOf(await world.lava.press('topics:agree-to'))).toContain('zahra facilitates this topic');
    await world.runner.runDue();
    expect(told('zahra')).toContain('lava would like to learn beside you and has agreed');
    expect((await world.topics.find(topic)).shadow).toBe(world.id('lava'));
    expect(controlsOf(messageOf(await world.zahra.pressAnyway(`topics:guide:${topic}`))).map(({ action }) => action)).not.toContain(
      `topics:find-shadow:${topic}`,
    );
    await world.lava.pressAnyway(`topics:refuse-to:${topic}.shadow`);
    expect((await world.topics.find(topic)).shadow).toBeNull();
  });

  it('who has agreed is named to those who could learn, one at a time: first who asked for it, then who never facilitated', async () => {
    await world.lava.pressAnyway('topics:volunteer:learns');
    const { topic, user } = await agreed('zahra', 'karwan');
    const other = user === 'zahra' ? 'karwan' : 'zahra';
    await world.runner.runDue();
    expect(world.asked('shadow')).toEqual(['lava']);
    expect(told('lava')).toContain(`${user} facilitates this topic, and you could learn beside them`);
    world.lava.lookAtMessages();
    await world.lava.press('topics:refuse-to');
    await world.runner.runDue();
    expect(world.asked('shadow')).toEqual(['lava', other]);
    await world.person(other).press('topics:refuse-to');
    await world.runner.runDue();
    expect((await world.topics.find(topic)).shadow).toBeNull();
    // Who said no is not asked about each topic that follows; who wants to learn is.
    const next = await world.topics.insert(after(world.opensAt, 14 * DAY));
    await world.topics.approve(next);
    await world.runner.runDue();
    expect(world.asked().at(-1)).toBe(other);
    await world.person(other).pressAnyway(`topics:agree-to:${next}.facilitator`);
    await world.runner.runDue();
    expect(world.asked('shadow')).toEqual(['lava', other, 'lava']);
  });

  it('who hands over before the one who learns has answered is not named any more', async () => {
    await world.lava.pressAnyway('topics:volunteer:learns');
    const { topic, user } = await agreed('zahra');
    await world.person(user).press('topics:hand-over');
    await world.runner.runDue();
    expect(world.asked('shadow')).toEqual([]);
    expect(world.lava.received().join()).not.toContain(user);
    expect(await world.named(topic)).toBeNull();
  });

  it.each(['leaves', 'is erased'] as const)('who %s is replaced, and organisers hear of it if the topic is open', async (how) => {
    const { topic, user } = await agreed('zahra', 'karwan');
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    if (how === 'leaves') await world.person(user).leave();
    else {
      await world.person(user).type('/profile forget');
      await world.person(user).press('members:forget-confirm');
    }
    await world.runner.runDue();
    expect(await world.named(topic)).toBeNull();
    expect(organisers().join()).toContain('A topic has lost its facilitator');
    const [, next = ''] = world.asked();
    expect(told(next)).toContain('This topic is open already and needs a new facilitator');
    await world.person(next).press('topics:agree-to');
    expect(await world.named(topic)).toBe(next);
  });

  it('who blocked the bot is replaced once a message does not arrive', async () => {
    const { topic, user } = await agreed('zahra', 'karwan');
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    await world.runUntil(toInstant(Date.parse('2026-12-16T09:59:00+03:00')));
    world.fake.troubles.push('unreachable');
    await world.runUntil(toInstant(Date.parse('2026-12-17T12:00:00+03:00')));
    expect(await world.named(topic)).toBeNull();
    expect(world.asked().at(-1)).not.toBe(user);
    expect(organisers().join()).toContain('A topic has lost its facilitator');
  });

  it('who takes no direct messages keeps it while a message waits for them', async () => {
    const { topic, user } = await agreed('zahra', 'karwan');
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    await world.runUntil(toInstant(Date.parse('2026-12-16T10:59:00+03:00')));
    const [account] = await world.contexts.autocommit.people.accounts(world.id(user));
    if (account) await world.store.autocommit.accounts.setDirect(account, 'declined');
    world.fake.troubles.push('direct-closed');
    await world.runUntil(toInstant(Date.parse('2026-12-20T12:00:00+03:00')));
    expect(await world.named(topic)).toBe(user);
  });

  it('who switched its messages off keeps it while one waits for them', async () => {
    const { topic, user } = await agreed('zahra', 'karwan');
    await world.person(user).pressAnyway('members:notice:0', ['topics.facilitating:off']);
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    await world.contexts.transaction(({ deliveries, now }) =>
      deliveries.plan({
        key: messageKey('moved', topic, world.id(user), world.opensAt),
        kind: 'topics.facilitators.moved',
        args: { topic },
        to: { to: 'member', member: world.id(user) },
        dueAt: now,
      }),
    );
    await world.runUntil(toInstant(Date.parse('2026-12-17T12:00:00+03:00')));
    expect(await world.named(topic)).toBe(user);
  });

  it('is in the export of what the bot holds', async () => {
    await agreed('zahra');
    const hooks = world.features.all.find(({ name }) => name === 'topics')?.person;
    const data = await hooks?.exportPersonalData(world.contexts.autocommit, world.id('zahra'));
    expect(data).toMatchObject({
      topics: { volunteer: { learnsFirst: false }, facilitations: [{ topic: 'Safe spaces', role: 'facilitator', state: 'agreed' }] },
    });
  });
});

describe('a quiet topic', () => {
  const opened = async (...volunteers: readonly string[]) => {
    const topic = await world.approved(...volunteers);
    for (const user of volunteers) await world.person(user).press('topics:agree-to');
    await world.runUntil(world.opensAt);
    await world.topics.open(topic);
    world.sent.length = 0;
    return topic;
  };
  const at = (moment: string) => world.runUntil(`2026-12-${moment}+03:00`);

  it('brings its facilitator a private nudge after three days, with what may help', async () => {
    const wide = { ...(await world.person('lava').member()).visibility, sectors: 'everyone' } as const;
    const hidden = { ...wide, sectors: 'organisers' } as const;
    for (const user of ['boss', 'adviser', 'karwan']) await world.store.autocommit.members.update(world.id(user), { visibility: hidden });
    await world.store.autocommit.members.update(world.id('lava'), { visibility: wide, sectors: ['protection'] });
    const topic = await opened('zahra');
    await world.topics.store().updateTopic(topic, { resources: ['https://example.org/guide'] });
    await world.topics.write(topic, world.id('karwan'), { isQuestion: true, words: 'Who pays for it?' });
    await at('16T09:59');
    expect(told('zahra')).toBe('');
    await at('16T10:00');
    expect(told('zahra')).toContain('It’s been quiet for three days');
    expect(told('zahra')).toContain('Ask lava, who works on “Protection”');
    expect(told('zahra')).toContain('Who pays for it?');
    expect(told('zahra')).toContain('https://example.org/guide');
    expect(world.sent.filter(({ key }) => key.includes(':nudge:'))).toHaveLength(1);
    // A weekend (Friday and Saturday) lies between: three more quiet days are over on Saturday.
    await at('20T10:59');
    expect(world.sent.filter(({ key }) => key.includes(':nudge:'))).toHaveLength(1);
    await at('20T11:00');
    expect(world.sent.filter(({ key }) => key.includes(':nudge:'))).toHaveLength(2);
    await at('23T10:30');
    await world.topics.write(topic, world.id('lava'));
    await at('23T12:00');
    expect(world.sent.filter(({ key }) => key.includes(':nudge:'))).toHaveLength(2);
  });

  it('without a facilitator is told to organisers, who may let the bot ask', async () => {
    const topic = await opened();
    await at('16T11:00');
    expect(organisers().join()).toContain('Nobody has written in this topic for three days, and it has no facilitator');
    expect(textOf(await world.lava.pressAnyway(`topics:prompt:${topic}.advice`))).toContain('Only whoever facilitates');
    expect(textOf(await world.boss.pressAnyway(`topics:prompt:${topic}.advice`))).toContain('I’m writing it in the thread');
    expect((await world.audit()).map(({ action }) => action)).toContain('topics.prompt');
  });

  it('gets at most one prompt a week', async () => {
    const topic = await opened('zahra');
    expect(textOf(await world.zahra.pressAnyway(`topics:prompts:${topic}`))).toContain('at most one prompt a week');
    await world.zahra.press(`topics:prompt:${topic}.challenge`);
    await world.runner.runDue();
    const prompts = () => world.fake.posted.filter(({ key }) => key.includes(':prompt:'));
    expect(prompts().map(({ text }) => text.split('\n')[0])).toEqual(['What is hardest about this in your work at the moment?']);
    await at('19T10:00');
    expect(textOf(await world.zahra.pressAnyway(`topics:prompt:${topic}.advice`))).toContain('follow on Sunday, 20 December 2026');
    expect(textOf(await world.zahra.submit(`topics:own-prompt:${topic}`, { text: 'And you?' }))).toContain('one a week is the most');
    await at('20T10:00');
    expect(textOf(await world.zahra.submit(`topics:own-prompt:${topic}`, { text: 'And @everyone?' }))).toContain('I’m writing it');
    await world.runner.runDue();
    expect(withoutDirectionControls(prompts()[1]?.text ?? '')).toBe('zahra asks:\nAnd @everyone?');
    expect(prompts()).toHaveLength(2);
  });
});

it('a click costs at most ten statements', async () => {
  await world.lava.pressAnyway('topics:volunteer:learns');
  const topic = await world.approved('zahra', 'karwan');
  const [first = '', second = ''] = [...world.asked(), ...['zahra', 'karwan'].filter((user) => !world.asked().includes(user))];
  const cost = async (user: string, action: string) => {
    const recorded = recordStatements();
    try {
      await world.person(user).pressAnyway(action);
    } finally {
      recorded.stop();
    }
    return recorded.ran.filter(({ source, changed }) => !changed && !/^(?:begin|commit|rollback|savepoint|release)/i.test(source)).length;
  };
  const costs: (readonly [string, number])[] = [];
  const press = async (user: string, action: string) => void costs.push([action, await cost(user, action)]);
  await press(first, `topics:refuse-to:${topic}.facilitator`);
  await world.runner.runDue();
  // Too late, and by the rules of the rota.
  await press(first, `topics:agree-to:${topic}.facilitator`);
  await press(first, `topics:find-shadow:${topic}`);
  await world.runner.runDue();
  await press('lava', `topics:agree-to:${topic}.shadow`);
  await press(first, `topics:guide:${topic}`);
  await world.topics.open(topic);
  await press(first, `topics:prompt:${topic}.advice`);
  await press(first, `topics:hand-over:${topic}`);
  await press(second, 'topics:volunteer:stop');
  expect(costs.filter(([, count]) => count > 10)).toEqual([]);
  expect(costs).toHaveLength(8);
});
