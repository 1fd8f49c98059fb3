import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, MINUTE } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { copyKey, threadKey } from '../../src/features/topics/keys.js';
import { recordStatements } from '../support/statements.js';
import { messageOf } from '../support/topics.js';
import { createMarksWorld, type MarksWorld } from '../support/topics-marks.js';
import { controlsOf, textOf } from '../support/world.js';

let world: MarksWorld;
beforeEach(async () => {
  world = await createMarksWorld({ settings: { topics: { markByReaction: true } } });
});
afterEach(() => world.close());

describe('the menu of a message', () => {
  it('opens a private choice for a contribution, one click marks it, and one takes it back', async () => {
    const topic = await world.openTopic();
    const { id, message } = await world.write(topic, 'zahra');
    const opened = await world.menu('karwan', message);
    expect(opened).toMatchObject({ type: 'message', visibility: 'private' });
    expect(textOf(opened)).toContain('This contribution');
    expect(textOf(await world.karwan.press('topics:mark:1.lesson'))).toContain('Lesson: marked by one person');
    await world.karwan.pressAnyway('topics:mark:1.lesson');
    await world.lava.pressAnyway('topics:mark:1.challenge');
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 1, challenge: 1, recommendation: 0 }]);
    expect(textOf(await world.karwan.press('topics:unmark:1.lesson'))).toContain('taken your mark back');
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 0, challenge: 1, recommendation: 0 }]);
  });

  it('of a copy is that of the contribution, and of the bot’s own words that of the topic', async () => {
    const topic = await world.openTopic({ facilitator: world.id('karwan') });
    const { id } = await world.write(topic, 'zahra', 'words');
    const { deliveries } = world.store.autocommit;
    const plan = {
      kind: 'topics.marks.poll',
      args: { poll: 1 },
      to: world.inThread(await world.topicOf(topic), 'web'),
      dueAt: world.clock.now(),
    };
    await deliveries.plan({ key: copyKey(id, 'web'), ...plan });
    const copy = await deliveries.find(copyKey(id, 'web'));
    const message = { conversation: world.threadOf(topic), id: 'copy-1' };
    if (copy) await deliveries.update(copy.id, { state: 'sent', message });
    expect(textOf(await world.menu('karwan', message))).toContain('This contribution');
    await world.react('karwan', message, '💡');
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 1, challenge: 0, recommendation: 0 }]);
    const own = await world.menu('karwan', { ...message, id: 'opening' });
    expect(textOf(own)).toContain('in a topic that you lead');
    expect(world.karwan.control('topics:poll:')).toMatchObject({ label: 'Ask in a poll' });
  });

  it('offers to follow the topic, or no longer to, as it stands', async () => {
    const topic = await world.openTopic();
    const { message } = await world.write(topic, 'zahra');
    const offered = async (on = message) => {
      const labels = controlsOf(messageOf(await world.menu('karwan', on))).map(({ label }) => label);
      return labels.filter((label) => /follow/i.test(label));
    };
    expect(await offered()).toEqual(['Follow']);
    await world.karwan.press('topics:follow:');
    expect(await offered()).toEqual(['No longer follow']);
    expect(await offered({ ...message, id: 'opening' })).toEqual(['No longer follow']);
    expect(textOf(await world.karwan.press('topics:unfollow:'))).toContain('You no longer follow “Safe spaces”');
    await world.karwan.pressAnyway('topics:sectors:0', ['protection']);
    // Whoever stopped following a topic does not follow it by its sector.
    expect(await offered()).toEqual(['Follow']);
  });

  it('lets an organiser hide what nobody reported, with an audited reason', async () => {
    const topic = await world.openTopic();
    const { id, message } = await world.write(topic, 'zahra', 'Call me at 0770.');
    const labels = async (user: 'karwan' | 'boss') => controlsOf(messageOf(await world[user].openMenu(message))).map(({ label }) => label);
    expect(await labels('karwan')).not.toContain('Hide');
    expect(await labels('boss')).toContain('Hide');
    const form = await world.boss.press('topics:hide:');
    expect(form.type).toBe('form');
    const hidden = textOf(await world.boss.submit('topics:hide:1', { reason: ['danger'] }));
    expect(hidden).toContain('Hidden by boss: It may put someone in danger');
    expect(hidden).not.toContain('reported');
    expect(hidden).not.toContain('asks you to look');
    await world.runner.runDue();
    expect((await world.topics.contribution(id))?.words).toBeNull();
    expect(await world.audit()).toMatchObject([{ action: 'topics.hide', details: { contribution: id, hiddenReason: 'danger' } }]);
    // Nothing is left for organisers to decide.
    expect(world.to('channel:organisers')).toEqual([]);
  });

  it('anywhere else has a kind word, and is for members', async () => {
    const topic = await world.openTopic();
    const elsewhere = { conversation: { platform: 'web', space: 'test', id: 'channel:general', kind: 'channel' }, id: '1' } as const;
    expect(textOf(await world.menu('karwan', elsewhere))).toContain('There is nothing I can do with this message');
    await world.addMember({ user: 'new', status: 'newcomer' });
    const { message } = await world.write(topic, 'zahra');
    expect(textOf(await world.person('new').openMenu(message))).not.toContain('This contribution');
  });

  it('says of a question that it is answered, for who asked and who leads', async () => {
    const topic = await world.openTopic({ facilitator: world.id('karwan') });
    const { id, message } = await world.write(topic, 'zahra', 'How?', true);
    await world.menu('lava', message);
    expect(() => world.lava.control('topics:answered')).toThrow();
    expect(textOf(await world.lava.pressAnyway('topics:answered:1'))).toContain('Only whoever asked');
    await world.menu('karwan', message);
    expect(textOf(await world.karwan.press('topics:answered'))).toContain('has been answered');
    expect((await world.topics.contribution(id))?.questionAnsweredAt).toBe(world.clock.now());
    await world.menu('zahra', message);
    await world.zahra.press('topics:unanswered');
    expect((await world.topics.contribution(id))?.questionAnsweredAt).toBeNull();
  });
});

describe('a reaction', () => {
  it('marks a contribution, by its emoji or its name, and taking it away takes the mark back', async () => {
    const topic = await world.openTopic();
    const { id, message } = await world.write(topic, 'zahra');
    await world.react('karwan', message, 'bulb');
    await world.react('lava', message, '💡');
    await world.react('lava', message, '👍');
    await world.react('stranger', message, '💡');
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 2, challenge: 0, recommendation: 0 }]);
    await world.react('lava', message, '💡', 'unreacted');
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 1, challenge: 0, recommendation: 0 }]);
  });

  it('is chosen in the settings, each another one', async () => {
    const topic = await world.openTopic();
    const { message } = await world.write(topic, 'zahra');
    const filled = { markByReaction: ['yes'], lessonEmoji: ['star'], challengeEmoji: ['warning'], recommendationEmoji: ['star'] };
    expect(textOf(await world.boss.submit('topics:settings-form:marks', filled))).toContain('a reaction of its own');
    expect(textOf(await world.boss.submit('topics:settings-form:marks', { ...filled, recommendationEmoji: ['dart'] }))).toContain('⭐');
    await world.react('karwan', message, '💡');
    expect(await world.marksOf(topic)).toEqual([]);
    await world.react('karwan', message, '⚠');
    expect(await world.marksOf(topic)).toMatchObject([{ challenge: 1 }]);
  });
});

describe('the button on the opening post', () => {
  it('leads to a list of the newest contributions, of which one is marked, and to a poll', async () => {
    const topic = await world.openTopic();
    expect(textOf(await world.karwan.pressAnyway(`topics:pick:${topic}`))).toContain('nothing to mark');
    const { id } = await world.write(topic, 'zahra', 'We test the wells.\nEach month.');
    await world.write(topic, 'lava');
    const more = await world.karwan.pressAnyway(`topics:more:${topic}`);
    expect(more.type === 'message' && more.visibility).toBe('private');
    expect(JSON.stringify(more)).toContain('topics:poll:');
    const listed = JSON.stringify(await world.karwan.press('topics:pick:'));
    expect(listed).toContain('We test the wells.');
    expect(listed).not.toContain('Each month');
    expect(listed).toContain('read it in the thread');
    for (const name of ['zahra', 'lava']) expect(listed).not.toContain(name);
    expect(textOf(await world.karwan.pressAnyway('topics:contribution:0', [String(id)]))).toContain('This contribution');
    await world.karwan.press(`topics:mark:${id}.lesson`);
    expect(await world.marksOf(topic)).toEqual([{ id, lesson: 1, challenge: 0, recommendation: 0 }]);
    expect(textOf(await world.karwan.pressAnyway('topics:contribution:0', ['99']))).toContain('no longer there');
  });
});

describe('whoever wrote what others marked', () => {
  it('is asked below their next answer, once, and on their home page until they answer', async () => {
    const topic = await world.openTopic();
    const { message } = await world.write(topic, 'zahra');
    await world.react('zahra', message, '📌');
    expect(textOf(await world.zahra.type('/topics mine'))).not.toContain('May we share');
    await world.react('karwan', message, '💡');
    const asked = textOf(await world.zahra.type('/coffee status'));
    expect(asked).toContain('as a lesson');
    expect(asked).not.toContain('karwan');
    expect(world.sent.filter(({ to }) => to === 'direct:zahra')).toEqual([]);
    expect(textOf(await world.zahra.type('/topics mine'))).not.toContain('May we share');
    const home = () => composeHome(world.contexts.autocommit, world.zahra.identity);
    expect(JSON.stringify(await home())).toContain('topics:naming:by-name');
    expect(textOf(await world.zahra.pressAnyway('topics:naming:by-organisation'))).toContain('member of your organisation');
    expect(await world.topics.consentOf(world.id('zahra'))).toMatchObject({ share: 'yes', credit: 'organisation' });
    expect(JSON.stringify(await home())).not.toContain('topics:naming');
  });
});

describe('a report', () => {
  it('reaches the organisers without who sent it, and they hide the contribution with a reason', async () => {
    const topic = await world.openTopic();
    const { id, message } = await world.write(topic, 'zahra', 'Call me at 0770.');
    await world.menu('karwan', message);
    await world.karwan.press('topics:report:');
    expect(textOf(await world.karwan.press('topics:report-yes'))).toContain('The organisers will look at it');
    await world.lava.pressAnyway('topics:report-yes:1');
    await world.runner.runDue();
    const [news, ...others] = world.to('channel:organisers');
    expect(others).toEqual([]);
    expect(news?.text).toContain('Call me at 0770.');
    expect(news?.text).toContain('Written by: zahra');
    for (const name of ['karwan', 'lava']) expect(news?.text).not.toContain(name);
    expect(textOf(await world.karwan.pressAnyway('topics:hide:1'))).not.toContain('Why?');
    const hidden = textOf(await world.boss.submit('topics:hide:1', { reason: ['personal-data'], words: 'A phone number' }));
    expect(hidden).toContain('Hidden by boss: It says personal things about someone');
    expect(hidden).toContain('doesn’t let me delete what people write');
    await world.runner.runDue();
    expect(world.updated()).toContain('Hidden by boss');
    expect(world.updated()).toContain('A phone number');
    // Its words are erased by then; nothing is left to decide.
    for (const text of ['I haven’t read', 'asks you to look', 'ask you to look', 'Call me']) expect(world.updated()).not.toContain(text);
    expect((await world.topics.contribution(id))?.hiddenAt).toBe(world.clock.now());
    expect(textOf(await world.menu('karwan', message))).toContain('no longer there');
    expect(await world.audit()).toMatchObject([{ action: 'topics.hide', details: { contribution: id, hiddenReason: 'personal-data' } }]);
    expect(textOf(await world.boss.type('/community audit'))).toContain('It says personal things about someone');
    expect(textOf(await world.boss.submit('topics:hide:1', { reason: ['other'] }))).toContain('Another organiser has hidden');
    expect(JSON.stringify(await world.audit())).not.toContain('phone');
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, world.id('zahra')))).not.toContain('"reports":[{');
    expect((await world.topics.reportsOf(id)).why).toEqual({ reason: 'personal-data', words: 'A phone number' });
    await world.zahra.type('/profile forget');
    await world.zahra.press('members:forget');
    expect((await world.topics.reportsOf(id)).why).toEqual({ reason: 'personal-data', words: '' });
  });

  it('can be left, and comes again when others report it later', async () => {
    const topic = await world.openTopic();
    await world.write(topic, 'zahra');
    await world.karwan.pressAnyway('topics:report-yes:1');
    await world.runner.runDue();
    expect(world.to('channel:organisers')[0]?.text).toContain('I haven’t read it');
    expect(textOf(await world.boss.pressAnyway('topics:leave:1'))).toContain('stays as it is');
    await world.karwan.pressAnyway('topics:report-yes:1');
    await world.runner.runDue();
    expect(world.to('channel:organisers')).toHaveLength(1);
    await world.lava.pressAnyway('topics:report-yes:1');
    await world.runner.runDue();
    expect(world.to('channel:organisers')).toHaveLength(2);
    expect(textOf(await world.boss.pressAnyway('topics:stop-mirroring:1'))).toContain('no longer copied');
    expect(await world.topics.consentOf(world.id('zahra'))).toMatchObject({ share: null, stopped: true });
    await world.boss.pressAnyway('topics:mirror-again:1');
    expect(await world.topics.consentOf(world.id('zahra'))).toMatchObject({ stopped: false });
  });

  it('comes again when others report it after whoever reported it first was erased', async () => {
    const topic = await world.openTopic();
    await world.write(topic, 'zahra');
    const told = async () => {
      await world.runner.runDue();
      return world.to('channel:organisers').length;
    };
    await world.karwan.pressAnyway('topics:report-yes:1');
    expect(await told()).toBe(1);
    await world.boss.pressAnyway('topics:leave:1');
    await world.karwan.pressAnyway(`members:forget-confirm:${world.id('karwan')}`, [], 'direct');
    await world.lava.pressAnyway('topics:report-yes:1');
    expect(await told()).toBe(2);
    await world.boss.pressAnyway('topics:leave:1');
    world.clock.set(after(world.clock.now(), MINUTE));
    await world.adviser.pressAnyway('topics:report-yes:1');
    expect(await told()).toBe(3);
  });

  it('names neither an author nor an organiser who is erased', async () => {
    const topic = await world.openTopic();
    const { id } = await world.write(topic, 'zahra', 'words of mine');
    await world.karwan.pressAnyway(`topics:report-yes:${id}`);
    await world.runner.runDue();
    expect(world.to('channel:organisers').at(-1)?.text).toContain('zahra');
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`, [], 'direct');
    await world.runner.runDue();
    expect(world.updated()).toContain('Safe spaces');
    expect(world.updated()).not.toContain('zahra');
  });

  it('deletes the copies, and the message where the platform allows it', async () => {
    await world.close();
    world = await createMarksWorld({ capabilities: { moderation: true } });
    const topic = await world.openTopic();
    const { id, message } = await world.write(topic, 'zahra', 'words');
    const { deliveries } = world.store.autocommit;
    const to = world.inThread(await world.topicOf(topic), 'web');
    await deliveries.plan({ key: copyKey(id, 'web'), kind: 'topics.marks.poll', args: { poll: 1 }, to, dueAt: world.clock.now() });
    const copy = await deliveries.find(copyKey(id, 'web'));
    if (copy) await deliveries.update(copy.id, { state: 'sent', message: { ...message, id: 'copy' } });
    expect(textOf(await world.boss.submit('topics:hide:1', { reason: ['insult'] }))).toContain('deleting the message and its copies');
    await world.runner.runDue();
    expect(world.fake.removed.toSorted()).toEqual(['copy', message.id]);
  });
});

describe('a poll', () => {
  const poll = (more = {}) => ({
    question: 'When do we meet?',
    options: 'Monday\n Monday \n\nTuesday',
    answers: ['one'],
    names: ['hidden'],
    ...more,
  });

  it('is posted in the thread, counts one vote each, and shows what is true', async () => {
    const topic = await world.openTopic();
    expect(await world.karwan.type('/topics poll')).toMatchObject({ type: 'form', form: { id: `topics:poll:${topic}` } });
    expect(textOf(await world.karwan.submit(`topics:poll:${topic}`, poll()))).toContain('on its way');
    await world.runner.runDue();
    const [posted] = world.to(world.threadOf(topic).id);
    expect(posted?.text).toContain('When do we meet?');
    expect(posted?.text).toContain('Monday: no votes');
    // The browser shows a reader the card of their language alone: everybody gets the one with the question and the answers.
    expect(posted?.message.cards.map(({ language }) => language)).toEqual(['en']);
    expect(posted?.text).toContain('يمكن اختيار جواب واحد');
    expect(controlsOf(posted?.message ?? { cards: [] }).map((control) => control.action)).toEqual(['topics:vote:1.0', 'topics:vote:1.1']);
    expect(textOf(await world.zahra.pressAnyway('topics:vote:1.0', [], 'channel'))).toContain('your vote counts:\n• Monday');
    await world.lava.pressAnyway('topics:vote:1.0', [], 'channel');
    await world.zahra.pressAnyway('topics:vote:1.1', [], 'channel');
    await world.runner.runDue();
    expect(world.updated()).toContain('Monday: 1 vote\nTuesday: 1 vote\n2 people have voted.');
    expect(world.updated()).toContain('صوّت شخصان. يمكن اختيار جواب واحد');
    expect(world.updated()).toContain('2 کەس دەنگیان داوە. یەک وەڵام هەڵبژێرە');
    expect(world.updated()).not.toContain('zahra');
    await world.zahra.press('topics:take-vote-back');
    await world.runner.runDue();
    expect(world.updated()).toContain('Tuesday: no votes');
    expect(textOf(await world.zahra.pressAnyway('topics:vote:1.7'))).not.toContain('your vote counts');
    await world.topics.updateTopic(topic, { state: 'closed' });
    expect(textOf(await world.zahra.pressAnyway('topics:vote:1.0'))).toContain('This poll closed with its topic');
  });

  it('of several answers, with names; who has left is not counted until they are back', async () => {
    const topic = await world.openTopic();
    await world.boss.submit(`topics:poll:${topic}`, poll({ answers: ['several'], names: ['shown'] }));
    await world.runner.runDue();
    await world.zahra.pressAnyway('topics:vote:1', ['0', '1']);
    await world.lava.pressAnyway('topics:vote:1', ['1']);
    await world.runner.runDue();
    expect(world.updated()).toContain('Tuesday: 2 votes: zahra and lava');
    await world.zahra.leave();
    await world.runner.runDue();
    expect(world.updated()).toContain('Monday: no votes');
    await world.zahra.type('/topics mine');
    await world.runner.runDue();
    expect(world.updated()).toContain('2 people have voted');
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`, [], 'direct');
    await world.runner.runDue();
    expect(world.updated()).toContain('Tuesday: 1 vote: lava');
  });

  it('that is over names nobody any more who is erased', async () => {
    const topic = await world.openTopic();
    await world.boss.submit(`topics:poll:${topic}`, poll({ names: ['shown'] }));
    await world.runner.runDue();
    for (const person of [world.zahra, world.lava]) await person.pressAnyway('topics:vote:1', ['1']);
    await world.boss.type('/topics close safe');
    await world.runner.runDue();
    expect(world.updated()).toContain('Tuesday: 2 votes: zahra and lava');
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`, [], 'direct');
    await world.runner.runDue();
    expect(world.updated()).toContain('Tuesday: 1 vote: lava');
  });

  it('needs a topic that is open, two answers, and is one for each member who does not lead', async () => {
    expect(textOf(await world.karwan.type('/topics poll'))).toContain('No topic is being discussed');
    const topic = await world.openTopic({ facilitator: world.id('lava') });
    expect(textOf(await world.karwan.submit(`topics:poll:${topic}`, poll({ options: 'One' })))).toContain('at least two answers');
    expect(textOf(await world.karwan.submit(`topics:poll:${topic}`, poll({ options: `a\n${'b'.repeat(71)}` })))).toContain('70 letters');
    for (const person of [world.karwan, world.lava, world.lava]) await person.submit(`topics:poll:${topic}`, poll());
    expect(textOf(await world.karwan.submit(`topics:poll:${topic}`, poll()))).toContain('You have a poll in this topic already');
    expect(await world.topics.pollsOf(topic)).toHaveLength(3);
  });
});

describe('the weekly digest', () => {
  const THURSDAY = '2026-11-26T09:00:00+03:00';

  it('goes to those who asked, with what is new in what they follow and words only of those who agreed', async () => {
    await world.app.prepare();
    const topic = await world.openTopic();
    const other = await world.openTopic({ sector: 'recovery', texts: { en: { title: 'Water', question: '?' } } });
    expect(textOf(await world.karwan.type('/topics follow safe'))).toContain('You follow “Safe spaces”');
    await world.lava.pressAnyway(`topics:follow:${topic}`);
    await world.adviser.pressAnyway('topics:sectors:0', ['recovery', 'nonsense']);
    for (const person of [world.karwan, world.adviser, world.boss]) await person.pressAnyway('topics:digest:on');
    await world.topics.saveConsent({
      member: world.id('zahra'),
      share: 'yes',
      credit: 'name',
      stopped: false,
      askedAt: null,
      answeredAt: world.clock.now(),
    });
    world.clock.set(Date.parse('2026-11-24T10:00:00+03:00'));
    await world.write(topic, 'zahra', '\nWe opened one in Basra.\nIt was hard.');
    await world.write(topic, 'lava');
    const hidden = await world.write(topic, 'zahra', 'Not this one, please.');
    await world.topics.hide(hidden.id, { by: world.id('boss'), reason: 'other', words: '', at: world.clock.now() });
    await world.write(other, 'lava');
    await world.runUntil(THURSDAY);
    expect(world.digests().map(({ to }) => to)).toEqual(['direct:adviser', 'direct:karwan']);
    const [advisers, karwans] = world.digests();
    expect(karwans?.text).toContain('Safe spaces\n2 new contributions\nWe opened one in Basra.\n— zahra');
    expect(karwans?.text).toContain('Read it here:');
    expect(JSON.stringify(karwans?.message)).toContain(`https://web.example.org/thread:${topic}`);
    for (const word of ['hard', 'Not this one', 'Water']) expect(karwans?.text).not.toContain(word);
    expect(advisers?.text).toContain('Water\nOne new contribution');
    await world.runUntil('2026-12-03T10:00:00+03:00');
    expect(world.digests()).toHaveLength(2);
  });

  it('tells after an outage what is new since, once; and not what one no longer follows', async () => {
    await world.app.prepare();
    const topic = await world.openTopic();
    for (const person of [world.karwan, world.lava]) {
      await person.pressAnyway('topics:digest:on');
      await person.pressAnyway('topics:sectors:0', ['protection']);
    }
    expect(textOf(await world.lava.type(`/topics unfollow ${topic}`))).toContain('no longer follow');
    await world.runUntil('2026-11-25T09:00:00+03:00');
    await world.write(topic, 'zahra');
    await world.leapTo('2026-12-20T12:00:00+03:00');
    expect(world.digests().map(({ to }) => to)).toEqual(['direct:karwan']);
    await world.runUntil('2026-12-24T10:00:00+03:00');
    expect(world.digests()).toHaveLength(1);
  });

  it('moves with the settings', async () => {
    await world.app.prepare();
    const topic = await world.openTopic();
    await world.karwan.pressAnyway(`topics:follow:${topic}`);
    await world.karwan.pressAnyway('topics:digest:on');
    await world.write(topic, 'zahra');
    await world.boss.submit('topics:settings-form:digest', { digestDay: ['mon'], digestTime: '08:30' });
    await world.runUntil('2026-11-27T09:00:00+03:00');
    expect(world.digests().map(({ at }) => new Date(at).toISOString())).toEqual(['2026-11-23T05:30:00.000Z']);
  });
});

it('is exported to whom it belongs', async () => {
  const topic = await world.openTopic();
  await world.write(topic, 'zahra');
  await world.karwan.pressAnyway('topics:mark:1.lesson');
  await world.karwan.pressAnyway('topics:report-yes:1');
  await world.karwan.submit(`topics:poll:${topic}`, { question: 'When do we meet?', options: 'a\nb', answers: ['one'], names: ['hidden'] });
  await world.karwan.pressAnyway('topics:vote:1.1');
  await world.karwan.pressAnyway(`topics:follow:${topic}`);
  await world.karwan.pressAnyway('topics:digest:on');
  expect(await exportPersonalData(world.contexts.autocommit, world.id('karwan'))).toMatchObject({
    topics: {
      marks: [{ topic: 'Safe spaces', mark: 'lesson' }],
      reports: [{ topic: 'Safe spaces', state: 'open' }],
      polls: [{ question: 'When do we meet?', options: ['a', 'b'] }],
      votes: [{ choice: 'b' }],
      follows: [{ topic: 'Safe spaces', follows: true }],
      weeklyDigestSince: expect.any(String),
    },
  });
});

it('a click costs at most ten statements', async () => {
  const topic = await world.openTopic();
  const { message } = await world.write(topic, 'zahra', 'words', true);
  await world.karwan.submit(`topics:poll:${topic}`, { question: 'When?', options: 'a\nb', answers: ['one'], names: ['hidden'] });
  await world.runner.runDue();
  const run = async (work: () => Promise<unknown>) => {
    const recorded = recordStatements();
    try {
      await work();
    } finally {
      recorded.stop();
    }
    return recorded.ran.filter(({ source, changed }) => !changed && !/^(?:begin|commit|rollback|savepoint|release)/i.test(source)).length;
  };
  const clicks: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['menu', () => world.menu('karwan', message)],
    ['menu of another', () => world.menu('karwan', { ...message, id: 'x' })],
    ['contribution', () => world.karwan.pressAnyway('topics:contribution:0', ['1'])],
    ...[
      `more:${topic}`,
      `pick:${topic}`,
      'mark:1.lesson',
      'unmark:1.lesson',
      'vote:1.0',
      'vote:1.1',
      'take-vote-back:1',
      `follow:${topic}`,
      'digest:on',
      'report-yes:1',
    ].map((action) => [action, () => world.karwan.pressAnyway(`topics:${action}`)] as const),
    ['sectors', () => world.karwan.pressAnyway('topics:sectors:0', ['protection'])],
    ...['answered:1', 'stop-mirroring:1', 'mirror-again:1', 'leave:1'].map(
      (action) => [action, () => world.boss.pressAnyway(`topics:${action}`)] as const,
    ),
    ['hide', () => world.boss.submit('topics:hide:1', { reason: ['other'] })],
    ['naming', () => world.zahra.pressAnyway('topics:naming:by-name')],
  ];
  const costs: Record<string, number> = {};
  for (const [name, click] of clicks) costs[name] = await run(click);
  expect(Object.entries(costs).filter(([, cost]) => cost > 10)).toEqual([]);
  expect(threadKey(topic)).toBe(`topics:${topic}`);
});
