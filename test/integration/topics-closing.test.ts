import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { after, DAY } from '../../src/core/time.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { planClosing } from '../../src/features/topics/closing/plan-closing.js';
import type { NewTopic, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { approvePlan, aTopic, consent, contribute, hide, mark } from '../support/closing-rows.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, filled, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
/** Sunday 22 November 2026 at 9:00 in Baghdad; the discussion ends on Sunday 6 December. */
beforeEach(async () => {
  world = await createTopicsWorld();
});
afterEach(() => world.close());

/** Opens a topic now, as the discussion does. */
async function open(given: Partial<NewTopic> = {}, facilitator: string | null = 'zahra'): Promise<TopicId> {
  const { topics } = world.store.autocommit;
  const now = world.clock.now();
  const id = await topics.insertTopic(aTopic(now, { state: 'open', ...given }));
  await topics.updateTopic(id, {
    openedAt: now,
    closesAt: after(now, 14 * DAY),
    ...(facilitator !== null && { facilitator: world.id(facilitator) }),
  });
  const opened = await topic(id);
  await world.contexts.transaction((context) => planClosing(context, opened));
  return id;
}

const topic = async (id: TopicId) => {
  const found = await world.store.autocommit.topics.topic(id);
  if (!found) throw new Error(`no topic ${id}`);
  return found;
};
const inThread = () =>
  world.fake.posted
    .filter(({ to }) => to.startsWith('thread:') || to === 'channel:general')
    .map(({ text }) => withoutDirectionControls(text));
const toOrganisers = () => world.to('channel:organisers').map(({ text }) => text);

/** Writes and posts the shortest summary. */
async function summarise(id: TopicId, person = world.zahra): Promise<void> {
  await person.pressAnyway(`topics:draft:${id}`);
  await person.submit(person.control('topics:summary:').action, { lessons: 'Ask the elders first.', language: ['en'] });
  await person.press('topics:summary-post:');
}

const contents = (message: Message) => (message.files ?? []).map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }));

describe('a closing', () => {
  it('is called a working day before, closes the thread, and asks the facilitator for a summary', async () => {
    const id = await open();
    await world.runUntil('2026-12-03T08:59:00+03:00');
    expect(inThread()).toEqual([]);
    await world.runUntil('2026-12-03T09:01:00+03:00');
    expect(inThread().join()).toContain('Last call! This discussion closes on Sunday 6 December');
    await world.runUntil('2026-12-06T08:59:00+03:00');
    expect((await topic(id)).state).toBe('open');
    await world.runUntil('2026-12-06T09:01:00+03:00');
    expect(await topic(id)).toMatchObject({ state: 'closed', closedAt: Date.parse('2026-12-06T09:00:00+03:00') });
    expect(inThread().at(-1)).toContain('This discussion is closed.');
    expect(world.fake.acts).toContain('close thread:1');
    expect(world.zahra.received().at(-1)).toContain('Thank you for facilitating!');
    expect(world.sent.filter(({ to }) => to.startsWith('direct:'))).toHaveLength(1);
  });

  it('on a day off moves to the next working day', async () => {
    await world.close();
    world = await createTopicsWorld({ settings: { blackouts: [{ from: '2026-12-06', to: '2026-12-07', label: 'Feast' }] } });
    const id = await open();
    expect((await topic(id)).closesAt).toBe(Date.parse('2026-12-08T09:00:00+03:00'));
    await world.runUntil('2026-12-08T09:01:00+03:00');
    expect((await topic(id)).state).toBe('closed');
    expect(inThread().join()).toContain('closes on Tuesday 8 December');
  });

  it('happens once, also when the bot was off, and by hand only for the facilitator and organisers', async () => {
    const id = await open();
    expect(textOf(await world.karwan.type('/topics close safe'))).toContain('Only organisers and whoever facilitates');
    expect(textOf(await world.zahra.type('/topics close safe'))).toContain('The topic is closed');
    expect(textOf(await world.boss.type(`/topics close t${id}`))).toContain('closed already');
    await world.runner.runDue();
    await world.leapTo('2027-01-10T09:00:00+03:00');
    expect(inThread().filter((text) => text.includes('is closed'))).toHaveLength(1);
    expect((await world.audit()).map(({ action }) => action)).toEqual(['topics.close']);
  });

  it('can be undone: the thread opens again, and what was written stays as a version', async () => {
    const id = await open();
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await summarise(id);
    await world.runner.runDue();
    expect(textOf(await world.karwan.pressAnyway(`topics:reopen-topic:${id}`))).toContain('Only organisers');
    expect(textOf(await world.boss.type('/topics reopen safe'))).toContain('open again, until Sunday 20 December');
    await world.runner.runDue();
    expect(world.fake.acts.at(-1)).toBe('reopen thread:1');
    expect(inThread().at(-1)).toContain('open again, until Sunday 20 December');
    expect(textOf(await world.karwan.type('/topics show safe'))).toContain('Ask the elders first.');
    await world.runUntil('2026-12-20T10:00:00+03:00');
    expect(world.zahra.received().filter((text) => text.includes('Thank you for facilitating'))).toHaveLength(2);
    await world.zahra.pressAnyway(`topics:draft:${id}`);
    expect(await world.zahra.press('topics:summary:')).toMatchObject({
      form: { fields: expect.arrayContaining([expect.objectContaining({ name: 'lessons', value: 'Ask the elders first.' })]) },
    });
    await world.zahra.submit(world.zahra.control('topics:summary:').action, { lessons: 'Ask everybody.', language: ['en'] });
    // What is being written is its writer's until it is posted.
    const meanwhile = textOf(await world.karwan.type('/topics show safe'));
    expect(meanwhile).toContain('Ask the elders first.');
    expect(meanwhile).not.toContain('everybody');
    expect(textOf(await world.karwan.type('/topics list everybody'))).toContain('found nothing');
    await world.zahra.press('topics:summary-post:');
    await world.runner.runDue();
    const posted = inThread().filter((text) => text.includes('Closing summary'));
    expect(posted).toHaveLength(2);
    expect(posted[0]).not.toContain('replaces');
    expect(posted[1]).toContain('This summary replaces the one of 6 Dec');
    expect(textOf(await world.karwan.type('/topics list elders'))).toContain('One topic');
    const both = /Ask everybody\.[^]*Earlier summary, 6 Dec[^]*Ask the elders first\./;
    expect(withoutDirectionControls(textOf(await world.karwan.press('topics:read', [String(id)])))).toMatch(both);
    expect(await exportPersonalData(world.contexts.autocommit, world.id('zahra'))).toMatchObject({
      topics: {
        summaries: [
          { topic: 'Safe spaces', lessons: ['Ask the elders first.'] },
          { topic: 'Safe spaces', lessons: ['Ask everybody.'] },
        ],
      },
    });
    const [page] = contents(messageOf(await world.boss.type(`/topics export t${id}`)));
    expect(page?.text).toContain('Earlier summary');
  });
});

describe('a summary', () => {
  it('begins with what members marked and its authors share, and thanks as they chose', async () => {
    const id = await open();
    await world.store.autocommit.topics.updateTopic(id, { resources: ['https://example.org/guide'] });
    const at = world.clock.now();
    const organisation = (await world.karwan.member()).organisation;
    const lesson = await contribute(world.store, { topic: id, member: world.id('karwan'), words: 'Start small.', at, organisation });
    const unshared = await contribute(world.store, {
      topic: id,
      member: world.id('lava'),
      words: 'Secret: https://example.org/secret',
      at,
      shared: false,
    });
    const advice = await contribute(world.store, {
      topic: id,
      member: world.id('adviser'),
      words: 'Share a car: https://example.org/cars.',
      at,
    });
    await consent(world.store, world.id('karwan'), { share: 'yes', credit: 'organisation' });
    await consent(world.store, world.id('adviser'), { share: 'yes', credit: 'name' });
    await consent(world.store, world.id('lava'), { share: 'no', credit: 'name' });
    for (const contribution of [lesson, unshared]) await mark(world.store, contribution, world.id('boss'), 'lesson');
    await mark(world.store, advice, world.id('boss'), 'recommendation');
    await world.runUntil('2026-12-06T10:00:00+03:00');

    world.zahra.lookAtMessages();
    const draft = textOf(await world.zahra.press('topics:draft:'));
    expect(draft).toContain('One contribution was marked as a lesson');
    expect(draft).not.toContain('Secret');
    const form = await world.zahra.press('topics:summary:');
    expect(form).toMatchObject({
      form: {
        fields: [
          { name: 'lessons', value: 'Start small.' },
          {},
          { name: 'resources', value: 'https://example.org/guide\nhttps://example.org/cars' },
          { name: 'language', value: ['en'] },
        ],
      },
    });
    const saved = await world.zahra.submit(`topics:summary:${id}.1`, {
      lessons: '- Start small.\n2. Ask the elders.',
      challenges: 'Roads',
      resources: 'https://example.org/a',
      language: ['en'],
    });
    expect(textOf(saved)).toContain('Ask the elders.');
    expect(await world.zahra.press('topics:recommend:')).toMatchObject({
      form: { fields: [{ value: 'Share a car: https://example.org/cars.' }, {}, { value: '2027-03-06' }] },
    });
    await world.zahra.submit(`topics:recommend:${id}.0`, { words: 'Share a car.', responsible: 'Reed House', reviewOn: '2027-03-01' });
    expect(textOf(await world.karwan.type('/topics show safe'))).not.toContain('Start small');
    expect(textOf(await world.zahra.press('topics:summary-post:'))).toContain('on its way to the thread');
    await world.runner.runDue();

    const posted = inThread().at(-1) ?? '';
    expect(posted).toContain('Closing summary · الخلاصة الختامية · پوختەی کۆتایی');
    expect(posted).toContain('• Start small.\n• Ask the elders.');
    expect(posted).toContain('1. Share a car. (Reed House · 1 Mar 2027)');
    expect(posted).toContain('zahra · adviser · a member of Organisation 4');
    expect(posted).not.toMatch(/karwan|lava|Secret/);
    expect(await world.store.autocommit.topics.summary(id)).toMatchObject({ state: 'written', writtenBy: world.id('zahra') });
    expect(textOf(await world.karwan.type('/topics show safe'))).toContain('Roads');
    // An edit reaches the posted one.
    await world.zahra.pressAnyway(`topics:draft:${id}`);
    await world.zahra.submit(world.zahra.control('topics:summary:').action, { lessons: 'Start smaller.', language: ['en'] });
    await world.runner.runDue();
    expect(withoutDirectionControls(world.updates.at(-1) ?? world.fake.acts.at(-1) ?? '')).toContain('Start smaller.');
    expect(await exportPersonalData(world.contexts.autocommit, world.id('zahra'))).toMatchObject({
      topics: { summaries: [{ topic: 'Safe spaces', lessons: ['Start smaller.'], recommendations: [{ words: 'Share a car.' }] }] },
    });
  });

  it('is posted in each language that somebody writes it in, and each reader reads their own', async () => {
    const id = await open();
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await world.zahra.submit(`topics:summary:${id}.1`, { lessons: 'Start small.', challenges: 'Roads', language: ['en'] });
    for (const words of ['Share a car.', 'Write a guide.'])
      await world.zahra.submit(`topics:recommend:${id}.0`, { words, responsible: 'We', reviewOn: '2027-03-01' });
    await world.zahra.pressAnyway(`topics:draft:${id}`);
    expect(await world.zahra.press(`topics:translate:${id}.ar`)).toMatchObject({
      form: { fields: [{ value: 'Start small.' }, { value: 'Roads' }, { value: 'Share a car.\nWrite a guide.' }] },
    });
    const arabic = { lessons: 'ابدأوا صغارًا.', challenges: 'الطرق', recommendations: 'سيارة مشتركة.\nكتابة دليل.' };
    const action = `topics:translate:${id}.ar`;
    const fewer = textOf(await world.zahra.submit(action, { ...arabic, recommendations: 'سيارة مشتركة.' }));
    expect(fewer).toContain('Please write 2 lines');
    const same = { lessons: 'Start small.', challenges: 'Roads', recommendations: 'Share a car.\nWrite a guide.' };
    expect(textOf(await world.zahra.submit(action, same))).toContain('still the text that was there');
    expect(textOf(await world.lava.submit(action, arabic))).not.toContain('Saved');
    expect(textOf(await world.zahra.submit(action, arabic))).toContain('Also in Arabic');
    await world.zahra.press('topics:summary-post:');
    await world.runner.runDue();

    const posted = inThread().at(-1) ?? '';
    expect(posted).toContain('Closing summary · پوختەی کۆتایی');
    expect(posted).toContain('• Start small.');
    expect(posted).toContain('الخلاصة الختامية\n');
    expect(posted).toContain('• ابدأوا صغارًا.');
    expect(posted).toContain('1. سيارة مشتركة.');
    const inArabic = async () => {
      await world.store.autocommit.members.update(world.id('lava'), { language: 'ar' });
      return textOf(await world.lava.type('/topics show safe'));
    };
    expect(await inArabic()).toContain('كتابة دليل.');
    expect(await inArabic()).not.toContain('Start small');
    expect(textOf(await world.karwan.type('/topics list صغارا'))).toContain('Safe spaces');

    // The thread of a topic that goes on keeps what was posted, and the next summary is translated anew.
    await world.boss.pressAnyway(`topics:reopen-topic:${id}`);
    await world.runUntil('2026-12-28T10:00:00+03:00');
    expect(await world.store.autocommit.topics.summary(id)).toMatchObject({ state: 'asked', translations: {} });
    expect(await inArabic()).toContain('كتابة دليل.');
    // A translation is taken away by empty fields.
    await world.boss.submit(action, arabic);
    expect(textOf(await world.boss.submit(action, {}))).toContain('It’s in English only');
  });

  it('loses nothing that two people write at once', async () => {
    const id = await open();
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await world.zahra.submit(`topics:summary:${id}.1`, { lessons: 'One', language: ['en'] });
    const second = textOf(await world.boss.submit(`topics:summary:${id}.1`, { lessons: 'Two\none', language: ['en'] }));
    expect(second).toContain('I’ve kept both');
    expect(second).toContain('• One\n• Two');
    expect(textOf(await world.zahra.pressAnyway(`topics:summary-post:${id}.2`))).toContain('just changed this summary');
    expect(textOf(await world.zahra.pressAnyway(`topics:summary-post:${id}.3`))).toContain('on its way');
    expect(textOf(await world.boss.pressAnyway(`topics:summary-post:${id}.3`))).toContain('on its way');
    await world.runner.runDue();
    expect(inThread().filter((text) => text.includes('Closing summary'))).toHaveLength(1);
  });

  it('is for who was asked; an empty one and one of an open topic are not posted', async () => {
    const id = await open();
    expect(textOf(await world.zahra.pressAnyway(`topics:draft:${id}`))).toContain('once the topic is closed');
    await world.zahra.type('/topics close safe');
    expect(textOf(await world.karwan.pressAnyway(`topics:draft:${id}`))).toContain('whoever facilitated or was asked');
    expect(textOf(await world.zahra.pressAnyway(`topics:summary-post:${id}.1`))).toContain('nothing to post yet');
    await world.zahra.submit(`topics:summary:${id}.1`, { lessons: 'Kept', language: ['en'] });
    await world.boss.type('/topics reopen safe');
    expect(textOf(await world.zahra.pressAnyway(`topics:summary-post:${id}.2`))).toContain('What you wrote is kept');
    const late = await world.zahra.submit(`topics:recommend:${id}.0`, { words: 'Go', responsible: 'We', reviewOn: '2020-01-01' });
    expect(late.type).toBe('form-errors');
    expect(textOf(late)).toContain('has passed');
  });

  it('that nobody writes is asked of the next volunteer, then of organisers, and is seen to be overdue', async () => {
    const { topics } = world.store.autocommit;
    await world.propose(world.zahra);
    const proposal = (await world.newest()).id;
    await world.karwan.pressAnyway(`topics:facilitate:${proposal}`);
    await world.lava.pressAnyway(`topics:facilitate:${proposal}`);
    const id = await open({ proposal });
    await world.runUntil('2026-12-06T10:00:00+03:00');
    expect(textOf(await world.adviser.type('/topics review'))).not.toContain('missing');
    await world.runUntil('2026-12-11T10:00:00+03:00');
    const asked = () => [...world.karwan.received(), ...world.lava.received()].filter((text) => text.includes('You offered to facilitate'));
    expect(asked()).toHaveLength(1);
    expect(textOf(await world.adviser.type('/topics review'))).toContain('The summary of one closed topic is missing.');
    expect(textOf(await world.adviser.press('topics:overdue:'))).toContain('One summary is missing');
    await world.runUntil('2026-12-16T10:00:00+03:00');
    expect(asked()).toHaveLength(1);
    expect(toOrganisers().join() + world.boss.received().join()).toContain('Nobody has written the summary');
    expect(await topics.missingSummaries(world.clock.now())).toHaveLength(1);
    // Who was asked first can still write it.
    await summarise(id);
    expect(textOf(await world.adviser.type('/topics review'))).not.toContain('missing');
    await world.runUntil('2027-01-20T10:00:00+03:00');
    expect(asked()).toHaveLength(1);
  });

  it('goes to the next when its facilitator is erased midway', async () => {
    await world.propose(world.lava);
    const proposal = (await world.newest()).id;
    await world.karwan.pressAnyway(`topics:facilitate:${proposal}`);
    const id = await open({ proposal });
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await world.zahra.submit(`topics:summary:${id}.1`, { lessons: 'Half', language: ['en'] });
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`, [], 'direct');
    await world.runner.runDue();
    expect(await topic(id)).toMatchObject({ facilitator: null });
    expect(world.karwan.received().at(-1)).toContain('You offered to facilitate');
    expect(textOf(await world.karwan.pressAnyway(`topics:draft:${id}`))).toContain('Half');
    await world.runUntil('2026-12-11T10:30:00+03:00');
    expect(toOrganisers().join() + world.boss.received().join()).toContain('Nobody has written the summary');
  });

  it('of a topic that nobody facilitated is asked of the organisers at once', async () => {
    await open({}, null);
    await world.runUntil('2026-12-06T10:00:00+03:00');
    expect(toOrganisers().join() + world.boss.received().join()).toContain('Nobody has written the summary');
  });
});

describe('a recommendation', () => {
  it('is asked about on its day, then of organisers, and its outcome stands in the summary', async () => {
    const id = await open();
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await world.zahra.submit(`topics:recommend:${id}.0`, { words: 'Share a car.', responsible: 'Reed House', reviewOn: '2027-03-01' });
    await world.zahra.press('topics:summary-post:');
    await world.runUntil('2027-03-01T08:59:00+03:00');
    expect(world.zahra.received().join()).not.toContain('What became of it?');
    await world.runUntil('2027-03-01T10:00:00+03:00');
    expect(world.zahra.received().at(-1)).toContain('What became of it?');
    await world.runUntil('2027-03-08T10:00:00+03:00');
    expect(toOrganisers().join() + world.boss.received().join()).toContain('Share a car.');
    world.zahra.lookAtMessages();
    const form = await world.zahra.press('topics:outcome:');
    if (form.type !== 'form') throw new Error('no form');
    expect(textOf(await world.zahra.submit(form.form.id, { outcome: ['partly'], words: 'Two of three take part.' }))).toContain(
      'Partly done',
    );
    await world.runner.runDue();
    expect(withoutDirectionControls(world.updates.at(-1) ?? world.fake.acts.at(-1) ?? '')).toContain('Partly done');
    expect(textOf(await world.karwan.type('/topics show safe'))).toContain('Two of three take part.');
    const range = { from: after(world.clock.now(), -365 * DAY), to: world.clock.now() };
    expect(await world.store.autocommit.topics.recommendationsOf(range)).toMatchObject([{ outcome: 'partly', responsible: 'Reed House' }]);
    expect((await world.audit()).map(({ action }) => action)).toEqual(['topics.outcome', 'topics.summary']);
  });

  it('can be changed and removed', async () => {
    const id = await open();
    await world.zahra.type('/topics close safe');
    for (const words of ['One', 'Two']) {
      await world.zahra.submit(`topics:recommend:${id}.0`, { words, responsible: 'We', reviewOn: '2027-03-01' });
    }
    expect(textOf(await world.zahra.pressAnyway(`topics:recommendation:${id}`, ['1']))).toContain('One (We · 1 Mar 2027)');
    await world.zahra.submit(`topics:recommend:${id}.1`, { words: 'First', responsible: 'We', reviewOn: '2027-03-01' });
    const left = textOf(await world.zahra.pressAnyway(`topics:recommend-remove:${id}.2`));
    expect(left).toContain('1. First');
    expect(left).not.toContain('Two');
    expect(textOf(await world.zahra.pressAnyway(`topics:recommend-remove:${id}.2`))).toContain('no longer there');
  });
});

describe('a list', () => {
  it('finds open, planned and closed topics by words of any script, sector and year', async () => {
    await open({ texts: { ar: { title: 'المياه النظيفة', question: 'كيف؟' } }, language: 'ar', sector: 'recovery' });
    await world.store.autocommit.topics.insertTopic(
      aTopic(after(world.clock.now(), 60 * DAY), {
        texts: { ckb: { title: 'ئاوی پاک', question: 'چۆن؟' } },
        language: 'ckb',
        sector: 'awareness',
      }),
    );
    await world.propose(world.zahra);
    expect(textOf(await world.karwan.type('/topics list'))).toContain('One topic');
    expect(textOf(await world.karwan.pressAnyway('topics:read:2'))).toContain('no longer there');
    await approvePlan(world.store, '2027-01');
    const all = textOf(await world.karwan.type('/topics list'));
    expect(all).toContain('2 topics');
    expect(all).toContain('Open until 6 Dec 2026');
    expect(all).toContain('One proposed topic');
    expect(textOf(await world.karwan.type('/topics list المياة'))).toContain('One topic');
    expect(textOf(await world.karwan.type('/topics list ئاوي'))).toContain('Planned for 21 Jan 2027');
    expect(textOf(await world.karwan.type('/topics list 2027'))).toMatch(/One topic[^]*ئاوی پاک/);
    expect(textOf(await world.karwan.type('/topics list ئاوي 2026'))).toContain('found nothing');
    // Several words are one search; the rest is given by name.
    expect(textOf(await world.karwan.type('/topics list پاک ئاوي'))).toContain('One topic');
    expect(textOf(await world.karwan.type('/topics list “ئاوی پاک”'))).toContain('One topic');
    expect(textOf(await world.karwan.type('/topics list ئاوي sector:awareness year:2027'))).toContain('One topic');
    expect(textOf(await world.karwan.type('/topics list year:2027'))).toContain('One topic');
    expect(textOf(await world.karwan.pressAnyway('topics:browse:0~2027~~'))).toContain('ئاوی پاک');
    expect(textOf(await world.karwan.pressAnyway('topics:browse:0~2026~awareness~'))).toContain('no topic like this');
    expect(textOf(await world.karwan.pressAnyway('topics:list:0~safe'))).toContain('One proposed topic');
    expect(textOf(await world.karwan.press('topics:browse:'))).toContain('2 topics');
    expect(textOf(await world.karwan.press('topics:read', ['1']))).toContain('المياه النظيفة');
  });

  it('shows a topic about the same that is discussed now, that comes, or that has no summary yet, and says so', async () => {
    const draft = async () => textOf(await world.karwan.submit('topics:propose:0', filled({ title: 'Safe spaces for women' })));
    const id = await open();
    expect(await draft()).toContain('Under discussion since 22 Nov 2026. You’re welcome to write there');
    const { topics } = world.store.autocommit;
    await topics.updateTopic(id, { state: 'planned', openedAt: null });
    // A plan that nobody has approved is not for members.
    expect(await draft()).not.toContain('Planned for');
    await approvePlan(world.store, (await topic(id)).month);
    expect(await draft()).toContain('Planned for 22 Nov 2026. You can take part then');
    await topics.updateTopic(id, { state: 'closed', openedAt: after(world.clock.now(), -DAY), closedAt: world.clock.now() });
    expect(await draft()).toContain('its summary is still to come. Please say in your proposal what is new');
  });

  it('shows an earlier topic before a proposal about the same is sent', async () => {
    const id = await open();
    await world.runUntil('2026-12-06T10:00:00+03:00');
    await summarise(id);
    const draft = textOf(await world.karwan.submit('topics:propose:0', filled({ title: 'Safe spaces for women' })));
    expect(draft).toContain('Discussed from 22 Nov 2026. Please read its summary');
    expect(textOf(await world.karwan.press('topics:read:'))).toContain('Ask the elders first.');
    expect(textOf(await world.karwan.pressAnyway('topics:send:named'))).toContain('Your proposal is on the list');
    expect(textOf(await world.karwan.type('/topics show safe'))).toContain('Several titles have “safe”');
  });
});

describe('an export', () => {
  it('shows what its authors agreed to, as they chose, and only counts the rest', async () => {
    const id = await open({ texts: { en: { title: '<b>Safe</b>', question: 'How?' } } });
    const at = world.clock.now();
    const organisation = (await world.karwan.member()).organisation;
    const say = (user: string, words: string, shared = true) =>
      contribute(world.store, { topic: id, member: world.id(user), words, at, shared, organisation });
    const files = [
      { name: '<b>wells.csv', mediaType: 'text/csv', size: 2_097_152 },
      { name: 'film.mov', mediaType: 'video/mp4', size: 62_914_560, left: true },
    ] as const;
    await world.store.autocommit.topics.changeContribution(await say('karwan', '=HYPERLINK("http://evil")'), { files });
    await say('zahra', '<script>alert(1)</script> & more');
    await say('lava', 'not agreed', false);
    await say('adviser', 'agreed once, withdrawn since');
    await hide(world.store, await say('zahra', 'hidden words'));
    await consent(world.store, world.id('karwan'), { share: 'yes', credit: 'organisation' });
    await consent(world.store, world.id('zahra'), { share: 'yes', credit: 'name' });
    await consent(world.store, world.id('adviser'), { share: 'no', credit: 'name' });
    expect(textOf(await world.karwan.type(`/topics export t${id}`))).not.toContain('Here is');
    const message = messageOf(await world.boss.type(`/topics export t${id}`));
    const [page, list] = contents(message);
    expect(page?.name).toBe(`topic-${id}.html`);
    for (const file of [page, list]) {
      expect(file?.text).not.toMatch(/not agreed|withdrawn since|hidden words|lava|adviser|karwan/);
      expect(file?.text.match(/One contribution, not shown/g)).toHaveLength(2);
      expect(file?.text).toContain('a member of');
      expect(file?.text).toContain('zahra');
    }
    expect(page?.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
    expect(page?.text).toContain('&lt;b&gt;Safe&lt;/b&gt;');
    expect(page?.text).not.toMatch(/<script|<b>Safe|<b>wells/);
    expect(page?.text).toContain('Files are named only');
    for (const file of [page, list]) expect(withoutDirectionControls(file?.text ?? '')).toContain('film.mov, 60 MB');
    expect(list?.text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    // A name does not tell the organisation of who hides it; "a member of" it was chosen to be shown.
    const own = (file: string | undefined) => file?.split('\n').find((line) => line.includes('zahra'));
    expect(own(list?.text)).toContain('Organisation');
    await world.store.autocommit.members.update(world.id('zahra'), {
      visibility: { ...(await world.zahra.member()).visibility, organisation: 'organisers' },
    });
    const [, hidden] = contents(messageOf(await world.boss.type(`/topics export t${id}`)));
    expect(own(hidden?.text)).toContain('alert(1)');
    expect(own(hidden?.text)).not.toContain('Organisation');
    expect(hidden?.text).toContain('a member of');
    expect((await world.audit())[0]).toMatchObject({ action: 'topics.export', details: { topic: id } });
    expect(textOf(await world.boss.type('/community audit'))).toContain(`Saved the thread of a topic as files`);
  });
});

describe('the home page', () => {
  it('shows the summaries that somebody is asked for', async () => {
    const id = await open();
    await world.zahra.type('/topics close safe');
    const cards = async (user: string) => {
      const person = await world.contexts.autocommit.people.find(world.id(user));
      const topics = world.features.all.find(({ name }) => name === 'topics');
      return JSON.stringify(person && (await topics?.home?.cards(world.contexts.autocommit, person)));
    };
    expect(await cards('zahra')).toContain(`topics:draft:${id}`);
    expect(await cards('karwan')).not.toContain('topics:draft');
    world.clock.set(after(world.clock.now(), 6 * DAY));
    expect(await cards('adviser')).toContain('topics:overdue');
  });
});

it('a click costs at most ten statements', async () => {
  const id = await open();
  await contribute(world.store, { topic: id, member: world.id('karwan'), words: 'Small.', at: world.clock.now() });
  await consent(world.store, world.id('karwan'), { share: 'yes', credit: 'name' });
  const run = async (work: () => Promise<unknown>) => {
    const recorded = recordStatements();
    try {
      await work();
    } finally {
      recorded.stop();
    }
    return recorded.ran.filter(({ source, changed }) => !changed && !/^(?:begin|commit|rollback|savepoint|release)/i.test(source)).length;
  };
  const entry = { lessons: 'Start small.', language: ['en'] };
  const recommendation = { words: 'Go', responsible: 'We', reviewOn: '2027-03-01' };
  await world.zahra.pressAnyway('topics:mine:0');
  await world.boss.pressAnyway('topics:mine:0');
  for (const [what, work] of [
    ['close', () => world.zahra.pressAnyway(`topics:close-topic:${id}`)],
    ['draft', () => world.zahra.pressAnyway(`topics:draft:${id}`)],
    ['form', () => world.zahra.pressAnyway(`topics:summary:${id}.1`)],
    ['save', () => world.zahra.submit(`topics:summary:${id}.1`, entry)],
    ['recommend', () => world.zahra.submit(`topics:recommend:${id}.0`, recommendation)],
    ['post', () => world.zahra.pressAnyway(`topics:summary-post:${id}.3`)],
    ['translate', () => world.zahra.submit(`topics:translate:${id}.ar`, { lessons: 'صغارًا', recommendations: '' })],
    ['save again', () => world.zahra.submit(`topics:summary:${id}.4`, entry)],
    ['outcome', () => world.zahra.submit('topics:outcome:1', { outcome: ['done'] })],
    ['show', () => world.boss.pressAnyway(`topics:read:${id}`)],
    ['browse', () => world.boss.pressAnyway('topics:browse:0~~~')],
    ['export', () => world.boss.pressAnyway(`topics:export-topic:${id}`)],
    ['review', () => world.boss.pressAnyway('topics:review:0')],
    ['propose', () => world.boss.submit('topics:propose:0', filled())],
    ['reopen', () => world.boss.pressAnyway(`topics:reopen-topic:${id}`)],
  ] as const) {
    const count = await run(work);
    expect.soft([what, count <= 10 ? 'at most ten' : count]).toEqual([what, 'at most ten']);
  }
});
