import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, toInstant } from '../../src/core/time.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, filled, messageOf, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld();
});
afterEach(() => world.close());

describe('a proposal', () => {
  it('is written, read once more, and sent', async () => {
    const opened = await world.zahra.type('/topics propose');
    expect(opened).toMatchObject({ type: 'form', form: { id: 'topics:propose:0' } });
    const draft = textOf(await world.zahra.submit('topics:propose:0', filled({ why: 'Donors ask.' })));
    expect(draft).toContain('isn’t sent yet');
    expect(await world.store.autocommit.topics.openTexts()).toEqual([]);
    const sent = textOf(await world.zahra.press('topics:send:named'));
    expect(sent).toContain('Your proposal is on the list');
    expect(sent).toContain('Proposed by: zahra');
    expect(textOf(await world.karwan.type('/topics list'))).toContain('Safe spaces in rural areas');
    expect(textOf(await world.karwan.type('/topics show 1'))).toContain('Donors ask.');
    expect(textOf(await world.karwan.type('/topics show safe SPACES'))).toContain('Donors ask.');
  });

  it('is sent once, however often the button is pressed', async () => {
    await world.propose(world.zahra);
    expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain('There is nothing to send');
    expect(await world.store.autocommit.topics.openTexts()).toHaveLength(1);
  });

  it('keeps its resources while it is written anew, and afterwards', async () => {
    await world.zahra.submit('topics:propose:0', filled());
    const linked = await world.zahra.submit('topics:links:0', { first: 'example.org/guide', second: 'https://example.org/guide' });
    expect(textOf(linked)).toContain('https://example.org/guide');
    await world.propose(world.zahra, { title: 'Another title' });
    expect(await world.newest()).toMatchObject({ title: 'Another title', resources: ['https://example.org/guide'] });
  });

  it('opens again with what was written, for a day', async () => {
    await world.zahra.submit('topics:propose:0', filled());
    expect(JSON.stringify(await world.zahra.type('/topics propose'))).toContain('Who has opened one?');
    await world.runUntil(after(world.clock.now(), DAY));
    expect(JSON.stringify(await world.zahra.type('/topics propose'))).not.toContain('Who has opened one?');
    expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain('There is nothing to send');
  });

  it('is thrown away when its member wants it', async () => {
    await world.zahra.submit('topics:propose:0', filled());
    expect(textOf(await world.zahra.press('topics:discard'))).toContain('deleted your draft');
    expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain('There is nothing to send');
  });

  it.each([
    ['a title that is too long', { title: 'x'.repeat(151) }, 'title: This has 151 characters; at most 150 are allowed'],
    ['3,000 characters', { question: 'x'.repeat(3000) }, 'question: This has 3,000 characters; at most 700 are allowed'],
    ['nothing but marks of direction', { title: '\u202E\u200F' }, 'title: Please fill this in'],
    ['an unknown sector', { sector: ['fishing'] }, 'sector: That choice doesn’t exist'],
    ['no language', { language: [] }, 'language: That choice doesn’t exist'],
  ])('with %s keeps the form open, with a sentence beside the field', async (_what, given, sentence) => {
    const answer = await world.zahra.submit('topics:propose:0', filled(given));
    expect(answer.type).toBe('form-errors');
    expect(textOf(answer)).toContain(sentence);
  });

  it('with an address that is none keeps the form open', async () => {
    await world.zahra.submit('topics:propose:0', filled());
    const answer = await world.zahra.submit('topics:links:0', { first: 'see the guide', second: '' });
    expect(answer.type).toBe('form-errors');
    expect(textOf(answer)).toContain('first: This isn’t the address of a page');
  });

  it('shows markup and pings literally, without marks of direction', async () => {
    const nasty = '<@everyone> *bold* [x](https://e.vil)\u202E back';
    const sent = messageOf(await world.propose(world.zahra, { title: nasty, question: nasty }));
    const blocks = sent.cards.flatMap((card) => card.blocks);
    expect(blocks).toContainEqual({ type: 'quote', text: ['<@everyone> *bold* [x](https://e.vil) back'] });
    expect(blocks).toContainEqual({ type: 'heading', text: ['<@everyone> *bold* [x](https://e.vil) back'] });
  });

  it('has a heading that ends after a word, and its whole title below', async () => {
    const title = 'lessons learned '.repeat(9).trim();
    const { blocks = [] } = messageOf(await world.propose(world.zahra, { title })).cards[0] ?? {};
    expect(blocks).toContainEqual({ type: 'heading', text: [`${'lessons learned '.repeat(6).trim()}…`] });
    expect(blocks).toContainEqual({ type: 'quote', text: [title] });
  });
});

describe('similar proposals', () => {
  it.each([
    ['Safe spaces in rural areas', 'How do we open a safe space in a rural area?'],
    ['المساحات الآمنة في القرى', 'مساحات آمنه في قرى البصرة'],
    ['شوێنی ئارام لە گوندەکان', 'شوێنی ئارامی گوند'],
  ])('to “%s” are shown before “%s” is sent', async (earlier, title) => {
    await world.propose(world.zahra, { title: earlier, question: '؟a' });
    const draft = await world.karwan.submit('topics:propose:0', filled({ title, question: '؟b' }));
    expect(textOf(draft)).toContain('Is this what you mean?');
    expect(controlsOf(messageOf(draft)).map(({ label }) => label)).toContain('Send mine all the same');
    const supported = textOf(await world.karwan.press('topics:support-instead'));
    expect(supported).toContain('your support counts');
    expect(supported).toContain('1 supporter from 1 organisation');
    expect(await world.store.autocommit.topics.openTexts()).toHaveLength(1);
    expect(textOf(await world.karwan.pressAnyway('topics:send:named'))).toContain('There is nothing to send');
  });

  it('of one’s own are shown to be added to, since nobody supports their own', async () => {
    await world.propose(world.zahra, { title: 'Safe spaces in rural areas' });
    await world.propose(world.zahra, { title: 'Water in the marshes', question: 'How clean is it?' }, 'anonymous');
    for (const [title, id] of [
      ['Safe spaces in rural areas', 1],
      ['Water of the marshes', 2],
    ]) {
      const draft = await world.zahra.submit('topics:propose:0', filled({ title: `${title}`, question: 'Which ones?' }));
      expect(textOf(draft)).toContain('You’ve proposed something like it yourself');
      const actions = controlsOf(messageOf(draft)).map(({ action }) => action);
      expect(actions).toContain(`topics:show:${id}`);
      expect(actions).not.toContain(`topics:support-instead:${id}`);
    }
    // To others nothing tells whose it is.
    const other = await world.karwan.submit('topics:propose:0', filled({ title: 'Water of the marshes', question: 'Which ones?' }));
    expect(controlsOf(messageOf(other)).map(({ action }) => action)).toContain('topics:support-instead:2');
    // Also what their proposal was merged into.
    await world.propose(world.karwan, { title: 'Wells near schools', question: 'Who pays?' });
    await world.adviser.pressAnyway('topics:merge-into:3.1', ['2']);
    const merged = await world.karwan.submit('topics:propose:0', filled({ title: 'Water of the marshes', question: 'Which ones?' }));
    expect(controlsOf(messageOf(merged)).map(({ action }) => action)).not.toContain('topics:support-instead:2');
  });

  it('do not keep anyone from sending theirs', async () => {
    await world.propose(world.zahra);
    await world.propose(world.karwan);
    expect(await world.store.autocommit.topics.openTexts()).toHaveLength(2);
  });
});

describe('many proposals of one person', () => {
  it('end with a friendly sentence that tells when the next one can follow', async () => {
    for (let count = 0; count < 10; count++) await world.propose(world.zahra, { title: `Idea ${count}` });
    const answer = textOf(await world.zahra.type('/topics propose'));
    expect(answer).toContain('You’ve sent 10 proposals within the last 30 days');
    expect(answer).toContain('Tuesday');
    expect((await world.zahra.submit('topics:propose:0', filled())).type).toBe('message');
    expect(textOf(await world.zahra.press('topics:send:named'))).toContain('You’ve sent 10 proposals');
    for (let count = 12; count <= 200; count++) {
      expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain('You’ve sent 10 proposals within the last 30 days');
    }
    expect(await world.store.autocommit.topics.openTexts()).toHaveLength(10);
    // What they wrote last is still there.
    expect(await world.store.autocommit.topics.findDraft(world.id('zahra'), toInstant(0))).toMatchObject({ title: filled()['title'] });
    world.clock.set(after(world.clock.now(), 30 * DAY));
    expect((await world.zahra.type('/topics propose')).type).toBe('form');
  });

  it('end sooner without a name, also if they were withdrawn', async () => {
    for (const title of ['One', 'Two']) await world.propose(world.zahra, { title }, 'anonymous');
    await world.zahra.pressAnyway('topics:withdraw-yes:1');
    const draft = await world.zahra.submit('topics:propose:0', filled({ title: 'Three' }));
    expect(controlsOf(messageOf(draft)).map(({ action }) => action)).not.toContain('topics:send:anonymous');
    const refused = textOf(await world.zahra.pressAnyway('topics:send:anonymous'));
    expect(refused).toContain('You’ve sent 2 proposals without your name');
    expect(textOf(await world.zahra.pressAnyway('topics:send:named'))).toContain('is on the list');
  });

  it('end as soon where others go on with what was withdrawn', async () => {
    for (const title of ['One', 'Two']) await world.propose(world.zahra, { title, question: `${title}?` }, 'anonymous');
    await world.propose(world.karwan, { title: 'Other', question: 'Which?' });
    await world.adviser.pressAnyway('topics:merge-into:3.1', ['1']);
    await world.zahra.pressAnyway('topics:withdraw-yes:1');
    await world.zahra.submit('topics:propose:0', filled({ title: 'Three' }));
    expect(textOf(await world.zahra.pressAnyway('topics:send:anonymous'))).toContain('You’ve sent 2 proposals without your name');
    expect(textOf(await world.lava.type('/topics show 1'))).toContain('Proposed by: karwan');
    expect(textOf(await world.zahra.type('/topics mine'))).not.toContain('One');
  });

  it('are limited by the settings, which organisers change', async () => {
    await world.boss.type('/topics review');
    expect((await world.boss.press('topics:settings-form')).type).toBe('form');
    const refused = await world.boss.submit('topics:settings-form:settings', {
      perMonth: '1',
      allowAnonymous: ['yes'],
      anonymousPerMonth: '2',
    });
    expect(textOf(refused)).toContain('anonymousPerMonth: At most 1');
    const saved = await world.boss.submit('topics:settings-form:settings', {
      perMonth: '1',
      allowAnonymous: ['no'],
      anonymousPerMonth: '1',
    });
    expect(textOf(saved)).toContain('Proposals without a name: No');
    await world.zahra.submit('topics:propose:0', filled());
    expect(textOf(await world.zahra.pressAnyway('topics:send:anonymous'))).toContain('proposals have a name on them');
    await world.zahra.pressAnyway('topics:send:named');
    expect(textOf(await world.zahra.type('/topics propose'))).toContain('one is as many as anyone can send');
    const log = textOf(await world.boss.type('/community audit'));
    expect(log).toContain('Proposals per person in 30 days: 1');
  });
});

describe('the list', () => {
  it('has pages, also of what is searched for', async () => {
    const { topics } = world.store.autocommit;
    for (let count = 1; count <= 20; count++) {
      const text = {
        title: `Idea ${count}`,
        question: count % 2 ? 'Water?' : 'Fire?',
        why: '',
        sector: 'recovery',
        language: 'en',
        resources: [],
      } as const;
      await topics.insert(text, { anonymous: false, at: world.clock.now() });
    }
    const first = textOf(await world.karwan.type('/topics list'));
    expect(first).toContain('20 proposed topics');
    expect(first).toContain('Idea 20');
    expect(first).toContain('Page 1 of 3');
    expect(textOf(await world.karwan.press('topics:list:1'))).toContain('Idea 12');
    expect(textOf(await world.karwan.press('topics:list:2'))).toContain('Idea 4');
    expect(textOf(await world.karwan.pressAnyway('topics:list:99'))).toContain('Page 3 of 3');
    const found = textOf(await world.karwan.type('/topics list water'));
    expect(found).toContain('10 proposed topics with “water”');
    expect(textOf(await world.karwan.press('topics:list:1~water'))).toContain('Page 2 of 2');
    expect(textOf(await world.karwan.type('/topics list بووژانەوە'))).toContain('20 proposed topics');
    expect(textOf(await world.karwan.type('/topics list music'))).toContain('I found nothing');
  });

  it('opens a proposal from its menu', async () => {
    await world.propose(world.zahra);
    await world.karwan.type('/topics list');
    expect(textOf(await world.karwan.press('topics:show', ['1']))).toContain('Who has opened one?');
    expect(textOf(await world.karwan.pressAnyway('topics:show:0', ['x']))).toContain('no longer there');
    expect(textOf(await world.karwan.type('/topics show music'))).toContain('I don’t know a proposal “music”');
  });

  it('asks which one is meant where several titles match', async () => {
    for (const title of ['Water', 'Clean water']) await world.propose(world.zahra, { title });
    expect(textOf(await world.karwan.type('/topics support water'))).toContain('Several proposals have “water”');
  });
});

it('a click costs at most ten statements, also with all that a proposal can have', async () => {
  await world.propose(world.zahra);
  await world.propose(world.lava, { title: 'Safe spaces for all' }, 'anonymous');
  await world.adviser.pressAnyway('topics:merge-into:2.1', ['1']);
  await world.karwan.pressAnyway('topics:support:1');
  const run = async (work: () => Promise<unknown>) => {
    const recorded = recordStatements();
    try {
      await work();
    } finally {
      recorded.stop();
    }
    return recorded.ran.filter(({ source, changed }) => !changed && !/^(?:begin|commit|rollback|savepoint|release)/i.test(source)).length;
  };
  for (const [person, action, values] of [
    [world.karwan, 'topics:show:0', ['1']],
    [world.karwan, 'topics:facilitate:1', []],
    [world.karwan, 'topics:no-facilitator:1', []],
    [world.karwan, 'topics:take-back:1', []],
    [world.karwan, 'topics:mine:0', []],
    [world.zahra, 'topics:withdraw:1', []],
    [world.adviser, 'topics:review:0', []],
    [world.adviser, 'topics:merge:1.2', []],
    [world.adviser, 'topics:keep:1.2', []],
  ] as const) {
    expect([action, await run(() => person.pressAnyway(action, values))]).toEqual([action, expect.any(Number)]);
    expect(await run(() => person.pressAnyway(action, values))).toBeLessThanOrEqual(10);
  }
  expect(await run(() => world.karwan.submit('topics:propose:0', filled()))).toBeLessThanOrEqual(10);
  expect(await run(() => world.karwan.pressAnyway('topics:send:anonymous'))).toBeLessThanOrEqual(10);
});
