import { afterEach, describe, expect, it } from 'vitest';
import { localDateOf } from '../../src/calendar/wall-clock.js';
import { toId } from '../../src/core/ids.js';
import type { FormValues } from '../../src/core/message.js';
import { toInstant, toLocalDate } from '../../src/core/time.js';
import { rowsOfPeople } from '../../src/features/topics/people.js';
import { planHome } from '../../src/features/topics/plan/home.js';
import { planPart } from '../../src/features/topics/plan/part.js';
import { type Month, toMonth } from '../../src/features/topics/rules/month.js';
import type { ProposalId } from '../../src/features/topics/types.js';
import { changeSettings } from '../../src/settings/index.js';
import { recordStatements } from '../support/statements.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, filled, type TopicsWorld } from '../support/topics.js';
import type { WorldOptions } from '../support/world.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const DECEMBER = toMonth('2026-12');

/** A world on the day before the plan of December is drafted; its organisers have an adviser beside them. */
async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-01T09:00:00+03:00', ...options });
  await planNow();
}
const planNow = () => planPart.plan?.(world.contexts.autocommit);
const topics = () => world.store.autocommit.topics;
const live = async (month: Month = DECEMBER) => (await topics().topicsOfMonth(month)).filter(({ state }) => state !== 'skipped');
const plan = async (month: Month = DECEMBER) => {
  const found = await topics().plan(month);
  if (!found) throw new Error('no plan');
  return found;
};
const datesOf = async (month: Month = DECEMBER) => (await live(month)).map(({ opensAt }) => localDateOf(opensAt, 'Asia/Baghdad'));
const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key)).map(({ text }) => text);

describe('the plan of a month', () => {
  it('is called for, drafted, laid before its advisers, and approved by the last of them', async () => {
    await open();
    const second = world.person('second');
    await world.addMember({ user: 'second', role: 'adviser' });
    await world.runUntil('2026-11-06T12:00:00+03:00');
    expect(said('topics:plan:2026-12:call')).toEqual([expect.stringContaining('What should we talk about in December 2026?')]);
    await world.zahra.type('/profile timezone Europe/London');
    await world.propose(world.zahra, { title: 'Wells in Basra', sector: ['recovery'] });
    await world.karwan.pressAnyway('topics:support:1');
    await world.lava.pressAnyway('topics:support:1');
    await world.propose(world.lava, { title: 'Wells of the south', sector: ['recovery'] });
    await world.boss.pressAnyway('topics:merge-into:2.1', ['1']);
    await world.runUntil('2026-11-10T12:00:00+03:00');

    expect(await datesOf()).toEqual(['2026-12-06', '2026-12-20']);
    expect((await live()).map(({ origin }) => origin).toSorted()).toEqual(['evergreen', 'proposal']);
    expect(world.to('channel:organisers').at(-1)?.text).toContain('This is a draft');
    expect(world.to('direct:adviser').at(-1)?.text).toContain('Wells in Basra');
    expect(world.to('direct:boss')).toEqual([]);
    expect(textOf(await world.karwan.type('/topics plan 12'))).not.toContain('Wells in Basra');

    world.adviser.lookAtMessages();
    expect(textOf(await world.adviser.press('topics:approve'))).toContain('I’ve noted your approval');
    expect(await plan()).toMatchObject({ state: 'draft' });
    expect(textOf(await world.boss.type('/topics plan 2026-12'))).toContain('Not answered yet: second');
    await second.type('/topics plan 2026-12');
    const approved = textOf(await second.press('topics:approve'));
    expect(approved).toContain('Everyone has approved now');
    expect(approved).not.toContain('This is a draft');
    await world.runner.runDue();
    expect(await plan()).toMatchObject({ state: 'approved', approvedBy: 'advisers' });
    expect(world.zahra.received().at(-1)).toContain('the topic you proposed is planned');
    // On their own clock.
    expect(world.zahra.received().at(-1)).toContain('07:00');
    expect(world.karwan.received().at(-1)).toContain('a topic you support is planned');
    // Whose proposal became a part of one that they support already hears it once.
    expect(world.lava.received().filter((text) => text.includes('is planned'))).toEqual([expect.stringContaining('you proposed')]);
    expect(textOf(await world.karwan.type('/topics plan 12'))).toContain('Wells in Basra');
    expect(textOf(await world.zahra.type('/topics mine'))).toContain('Planned');
    expect(textOf(await world.adviser.pressAnyway('topics:support:1'))).toContain('no longer open');
    // After its discussion it is no longer called planned.
    const held = (await live()).find(({ proposal }) => proposal !== null);
    if (!held) throw new Error('not planned');
    await topics().updateTopic(held.id, { state: 'open', openedAt: held.opensAt });
    expect(textOf(await world.zahra.type('/topics mine'))).toContain('Being discussed now');
    await topics().updateTopic(held.id, { state: 'closed', closedAt: held.opensAt });
    expect(textOf(await world.zahra.type('/topics mine'))).toContain('Discussed in December 2026');
    await world.zahra.press('topics:show', ['1']);
    expect(textOf(await world.zahra.press('topics:read'))).toContain('Wells in Basra');
  });

  it('is approved by five days of silence, of which only those are reminded who have not answered', async () => {
    await open();
    await world.addMember({ user: 'second', role: 'adviser' });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    await world.adviser.type('/topics plan 12');
    await world.adviser.press('topics:approve');
    await world.runUntil('2026-11-15T09:59:00+03:00');
    expect(await plan()).toMatchObject({ state: 'draft' });
    expect(world.keys('topics:plan:2026-12:remind')).toHaveLength(1);
    expect(world.to('direct:second').at(-1)?.text).toContain('A kind reminder');
    await world.runUntil('2026-11-15T10:01:00+03:00');
    expect(await plan()).toMatchObject({ state: 'approved', approvedBy: 'silence' });
  });

  it('is approved as it was seen: the second of two who decide at once gets a clear sentence', async () => {
    await open();
    await world.addMember({ user: 'second', role: 'adviser' });
    const second = world.person('second');
    await world.propose(world.zahra, { title: 'A late idea', sector: ['legislation'] });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    await world.propose(world.karwan, { title: 'A better idea', sector: ['legislation'] });
    await second.type('/topics plan 12');
    await world.adviser.type('/topics plan 12');
    const [first] = await live();
    if (!first) throw new Error('no topic');
    await world.adviser.press(`topics:swap:${first.id}`);
    expect(textOf(await world.adviser.press('topics:swap-for', ['proposal.2']))).toContain('A better idea');
    expect(textOf(await second.press('topics:approve'))).toContain('Someone else has just changed this plan');
    expect(textOf(await second.pressAnyway(`topics:skip-yes:${first.id}.${first.version}`))).toContain('Someone else has just changed');
    // Whoever changed it has approved what they made of it, so one answer is missing.
    await second.type('/topics plan 12');
    expect(textOf(await second.press('topics:approve'))).toContain('Everyone has approved now');
    await world.runner.runDue();
    expect(textOf(await second.pressAnyway('topics:approve:2026-12.2'))).toContain('approved meanwhile');
    expect((await live())[0]).toMatchObject({ origin: 'proposal', reason: null });
    expect((await world.audit()).map(({ action }) => action)).toContain('topics.swap');
  });

  it('asks the organisers where there are no advisers', async () => {
    await open();
    await world.store.autocommit.members.update(world.id('adviser'), { role: 'member' });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect(world.to('direct:boss').at(-1)?.text).toContain('This is a draft');
    world.boss.lookAtMessages();
    expect(textOf(await world.boss.press('topics:approve'))).toContain('Everyone has approved now');
  });

  it('can be changed afterwards, and whoever was told hears of it', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' }, 'anonymous');
    await world.karwan.pressAnyway('topics:support:1');
    await world.runUntil('2026-11-16T12:00:00+03:00');
    expect(await plan()).toMatchObject({ state: 'approved' });
    const topic = (await live()).find(({ proposal }) => proposal !== null);
    if (!topic) throw new Error('not planned');
    expect(textOf(await world.zahra.pressAnyway('topics:withdraw-yes:1'))).toContain('in the plan');
    expect(textOf(await world.adviser.type(`/topics move ${topic.id} 2026-12-11`))).toContain('opens on Sunday 13 December');
    await world.boss.type('/topics skip wells');
    expect(textOf(await world.boss.press('topics:skip-yes'))).toContain('One place of this month is still free');
    await world.runner.runDue();
    expect(world.zahra.received().at(-1)).toContain('won’t be held');
    expect(world.karwan.received().at(-1)).toContain('won’t be held');
    await world.boss.type('/topics plan 12');
    expect(textOf(await world.boss.press('topics:fill'))).toContain('The free places are filled');
    expect(await live()).toHaveLength(2);
  });

  it.each(['its proposer', 'an adviser'])(
    'chooses anew where %s moves a drafted proposal to a sector that was just discussed',
    async (who) => {
      await open();
      const { insertTopic } = topics();
      await insertTopic(aTopic(toInstant(Date.parse('2026-10-04T10:00:00+03:00')), { state: 'closed', sector: 'legislation' }));
      await world.propose(world.zahra, { title: 'Wells in Basra', sector: ['recovery'] });
      await world.karwan.pressAnyway('topics:support:1');
      await world.runUntil('2026-11-10T12:00:00+03:00');
      expect((await live()).map(({ proposal }) => proposal)).toContain(1);
      const { version } = await plan();
      const elsewhere = filled({ title: 'Wells in Basra', sector: ['legislation'] });
      if (who === 'its proposer') await world.zahra.submit('topics:edit:1', elsewhere);
      else await world.adviser.submit('topics:revise:1.1', elsewhere);
      await world.runner.runDue();
      expect(await world.store.autocommit.topics.find(toId<ProposalId>('1'))).toMatchObject({ sector: 'legislation', state: 'open' });
      const planned = await live();
      expect(planned).toHaveLength(2);
      expect(planned.map(({ sector }) => sector)).not.toContain('legislation');
      // Whoever approved it before has the plan before them again.
      expect((await plan()).version).toBeGreaterThan(version);
      await world.runUntil('2026-11-20T12:00:00+03:00');
      expect((await live()).map(({ sector }) => sector)).not.toContain('legislation');
    },
  );

  it('chooses anew where a proposal leaves a draft', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' });
    await world.propose(world.karwan, { title: 'Schools', sector: ['awareness'] });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect((await live()).map(({ origin }) => origin)).toEqual(['proposal', 'proposal']);
    await world.zahra.pressAnyway('topics:withdraw-yes:1');
    await world.runner.runDue();
    expect((await live()).map(({ origin }) => origin).toSorted()).toEqual(['evergreen', 'proposal']);
    expect((await topics().topicsOfMonth(DECEMBER)).filter(({ texts }) => JSON.stringify(texts).includes('Wells'))).toEqual([]);
  });

  it('has topics that members neither find nor follow before it is approved, and then by any way to write their numbers', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    for (const typed of ['follow Wells', 'follow 1', 'follow t1', 'unfollow 1']) {
      expect(textOf(await world.karwan.type(`/topics ${typed}`))).not.toContain('Basra');
    }
    expect(textOf(await world.karwan.pressAnyway('topics:more:1'))).not.toContain('Basra');
    await world.adviser.type('/topics plan 12');
    await world.adviser.press('topics:approve');
    await world.runner.runDue();
    expect(textOf(await world.karwan.type('/topics follow Wells'))).toContain('You follow “Wells in Basra”');
    for (const typed of ['follow t1', 'follow #1', 'follow T١']) {
      expect(textOf(await world.karwan.type(`/topics ${typed}`))).toContain('You follow “Wells in Basra”');
    }
    expect(textOf(await world.adviser.type('/topics move t1 2026-12-07'))).toContain('Monday 7 December');
    expect(textOf(await world.adviser.type('/topics move wells in basra 2026-12-08'))).toContain('Tuesday 8 December');
    expect(textOf(await world.boss.type('/topics open t1'))).toContain('is open');
  });

  it('whose topic an organiser opens before it is approved: its proposal can no longer be changed, supported or withdrawn', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    await world.zahra.submit('topics:edit:1', filled({ title: 'Wells in Dohuk' }));
    await world.karwan.pressAnyway('topics:support:1');
    expect(textOf(await world.boss.type('/topics open Wells'))).toContain('“Wells in Dohuk” is open');
    await world.runner.runDue();
    // Nobody was told that it was planned.
    expect(world.to('direct:karwan').map(({ text }) => text)).toEqual([expect.stringContaining('A topic you support is open now')]);
    expect(world.to('direct:zahra').map(({ text }) => text)).toEqual([expect.stringContaining('The topic you proposed is open now')]);
    expect((await topics().find(toId<ProposalId>(1)))?.state).toBe('planned');
    expect(textOf(await world.karwan.type('/topics list'))).not.toContain('proposed topic');
    expect(textOf(await world.zahra.pressAnyway('topics:withdraw-yes:1'))).not.toContain('withdrawn');
    expect(textOf(await world.karwan.pressAnyway('topics:support:1'))).toContain('no longer open');
  });

  it('gets urgent topics beside it', async () => {
    await open();
    const reply = await world.boss.submit('topics:urgent:0', {
      title: 'Floods in Dohuk',
      question: 'Who can help?',
      sector: ['recovery'],
      audience: ['sector'],
      date: '2026-11-01',
    });
    expect(textOf(reply)).toContain('opens on Sunday 1 November');
    expect(textOf(await world.karwan.type('/topics plan 11'))).toContain('added it outside the plan');
    expect(textOf(await world.adviser.submit('topics:urgent:0', {}))).not.toContain('opens');
  });
});

describe('days off', () => {
  const feast = (from: string, to: string) => ({ blackouts: [{ from, to, label: 'Feast' }] });

  it('move an opening to the next working day at the same hour, also when they are added afterwards', async () => {
    await open({ settings: feast('2026-12-06', '2026-12-08') });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect(await datesOf()).toEqual(['2026-12-09', '2026-12-20']);
    const actor = { id: world.id('boss') };
    const blackouts = [{ from: toLocalDate('2026-12-20'), to: toLocalDate('2026-12-31'), label: 'New' }];
    await changeSettings(world.contexts.autocommit, actor, { blackouts });
    expect(await datesOf()).toEqual(['2026-12-06', '2027-01-03']);
    expect((await live()).map(({ month }) => month)).toEqual(['2026-12', '2026-12']);
    // January's own first topic makes room.
    await world.runUntil('2026-12-12T12:00:00+03:00');
    expect(await datesOf(toMonth('2027-01'))).toEqual(['2027-01-04', '2027-01-17']);
  });

  it('of a whole month leave its topics to the first days after it', async () => {
    await open({ settings: feast('2026-12-01', '2027-01-01') });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect(await datesOf()).toEqual(['2027-01-03', '2027-01-04']);
    const shown = textOf(await world.adviser.type('/topics plan 12'));
    expect(shown).toMatch(/was to open on .*6 Dec.* counts for December 2026/);
    // January keeps its own two.
    await world.runUntil('2026-12-20T12:00:00+03:00');
    expect(await datesOf(toMonth('2027-01'))).toEqual(['2027-01-05', '2027-01-17']);
  });

  it('do not hold back a warning of hours without power', async () => {
    await open({ settings: { outages: [{ days: ['sun'], start: '09:00', end: '12:00', warning: 'No power on Sundays.' }] } });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect(said('topics:plan:outage')).toEqual([expect.stringContaining('No power on Sundays.'), expect.any(String)]);
  });
});

describe('a server that was off', () => {
  it('for six weeks plans what is left, one month after the other, and says what is lost', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' });
    await world.leapTo('2026-12-14T12:00:00+03:00');
    await world.runUntil('2026-12-14T18:00:00+03:00');
    // December is half over: its two topics move to the days that are left.
    expect(await datesOf()).toEqual(['2026-12-17', '2026-12-20']);
    expect(await datesOf(toMonth('2027-01'))).toEqual(['2027-01-03', '2027-01-17']);
    const all = [...(await live()), ...(await live(toMonth('2027-01')))];
    expect(all.filter(({ proposal }) => proposal !== null)).toHaveLength(1);
    await world.runUntil('2027-01-20T18:00:00+03:00');
    expect(await plan()).toMatchObject({ state: 'approved' });
    expect((await topics().plan(toMonth('2027-02')))?.state).toBe('approved');
  });

  it('until the month is over tells the organisers, and goes on with the next', async () => {
    await open();
    await world.leapTo('2027-01-05T12:00:00+03:00');
    await world.runUntil('2027-01-05T18:00:00+03:00');
    expect(said('topics:plan:2026-12:missed')).toEqual([expect.stringContaining('while December 2026 should have been planned')]);
    expect(await live(toMonth('2027-01'))).toHaveLength(2);
    expect(await live(toMonth('2027-02'))).toEqual([]);
  });
});

describe('a change of quota or days', () => {
  const saved = (change: FormValues = {}) =>
    world.boss.submit('topics:settings-form:planning', {
      quota: '2',
      openingWeekday: ['sun'],
      openingWeeks: ['1', '3'],
      openingTime: '10:00',
      planAutomatically: ['yes'],
      ...change,
    });

  it('drafts anew what waits for approval, keeps what advisers put in or moved, and says so', async () => {
    await open();
    await world.addMember({ user: 'second', role: 'adviser' });
    await world.runUntil('2026-11-10T12:00:00+03:00');
    await world.propose(world.karwan, { title: 'A better idea', sector: ['legislation'] });
    await world.adviser.type('/topics plan 12');
    const [, second] = await live();
    if (!second) throw new Error('no topic');
    await world.adviser.press(`topics:swap:${second.id}`);
    await world.adviser.press('topics:swap-for', ['proposal.1']);
    const { version } = await plan();
    expect(textOf(await saved({ quota: '3', openingWeeks: ['1', '3', '5'] }))).toContain('Plans that wait for approval are drafted anew');
    await world.runner.runDue();
    expect(await datesOf()).toEqual(['2026-12-06', '2026-12-20', '2026-12-27']);
    expect((await live())[1]).toMatchObject({ proposal: 1, slot: 2 });
    expect((await plan()).version).toBeGreaterThan(version);
    expect(said('topics:plan:2026-12:redrafted')).toEqual(Array(3).fill(expect.stringContaining('I’ve drafted this plan anew')));

    // Other days alone leave the topics as they are, and one that was moved by hand on its day.
    const before = (await live()).map(({ id }) => id);
    await world.adviser.type(`/topics move ${before[2]} 2026-12-29`);
    await saved({ quota: '3', openingWeeks: ['1', '3', '5'], openingWeekday: ['mon'], openingTime: '11:00' });
    await world.runner.runDue();
    expect((await live()).map(({ id }) => id)).toEqual(before);
    expect(await datesOf()).toEqual(['2026-12-07', '2026-12-21', '2026-12-29']);
    expect(await plan()).toMatchObject({ state: 'draft', openings: [{ weekday: 'mon' }, { weekday: 'mon' }, { weekday: 'mon' }] });
    // Silence begins anew with the new version.
    await world.runUntil('2026-11-20T12:00:00+03:00');
    expect(await plan()).toMatchObject({ state: 'approved' });
  });

  it('leaves an approved month as it is until an organiser redrafts what has not opened', async () => {
    await open();
    await world.propose(world.zahra, { title: 'Wells in Basra' });
    await world.karwan.pressAnyway('topics:support:1');
    await world.runUntil('2026-11-16T12:00:00+03:00');
    await saved({ quota: '3', openingWeeks: ['1', '3', '5'], openingWeekday: ['tue'] });
    await world.runner.runDue();
    expect(await datesOf()).toEqual(['2026-12-06', '2026-12-20']);
    const [told] = said('topics:plan:2026-12:unlike');
    expect(told).toContain('opens on Tuesday 1 December');
    expect(told).toContain('One topic is added.');
    expect(textOf(await world.boss.type('/topics plan 12'))).toContain('The settings have changed since');
    expect(textOf(await world.boss.press('topics:refit'))).toContain('I’m redrafting');
    await world.runner.runDue();
    expect(await datesOf()).toEqual(['2026-12-01', '2026-12-15', '2026-12-29']);
    expect(await plan()).toMatchObject({ state: 'approved' });
    expect(textOf(await world.boss.type('/topics plan 12'))).not.toContain('The settings have changed since');
    expect(textOf(await world.boss.pressAnyway('topics:refit:2026-12'))).toContain('fits the settings already');

    // What is open stays; what has no place any more is not held, and whoever was told hears of it.
    await world.runUntil('2026-12-02T12:00:00+03:00');
    await saved({ quota: '1', openingWeeks: ['1'], openingWeekday: ['tue'] });
    await world.runner.runDue();
    world.boss.lookAtMessages();
    await world.boss.pressAnyway('topics:refit:2026-12');
    await world.runner.runDue();
    expect((await live()).map(({ slot, state }) => [slot, state])).toEqual([[1, 'open']]);
  });
});

describe('the lists behind the plan', () => {
  it('have a page for what one menu does not hold', async () => {
    await open();
    const add = (number: number) =>
      world.boss.submit('topics:evergreen-add:legislation', { title: `Question ${number}`, question: 'Why?', sector: ['legislation'] });
    const shown = async () => textOf(await world.boss.pressAnyway('topics:evergreen:legislation'));
    await add(1);
    expect(await shown()).toContain('Question 1');
    expect(await shown()).not.toContain('Page');
    for (let number = 2; number <= 26; number++) await add(number);
    expect(await shown()).toContain('Page 1 of 2');
    expect(await shown()).not.toContain('Question 26');
    expect(textOf(await world.boss.press('topics:evergreen:legislation~1'))).toContain('Question 26');
  });

  it('can be read, added to, edited and shortened', async () => {
    await open();
    expect(textOf(await world.karwan.type('/topics settings'))).not.toContain('Topics a month');
    expect(textOf(await world.boss.type('/topics settings'))).toContain('Which of the month: first and third');
    expect(textOf(await world.boss.press('topics:evergreen'))).toContain('When a survivor asks for help');
    const added = await world.boss.submit('topics:evergreen-add:legislation', {
      title: 'Our own question',
      question: 'Why?',
      sector: ['legislation'],
    });
    expect(textOf(added)).toContain('Our own question');
    const entry = (await topics().templates()).find(({ code }) => code === null);
    if (!entry) throw new Error('not added');
    await world.boss.submit(`topics:entry-words:${entry.id}.ar`, { title: 'سؤالنا', question: 'لماذا؟' });
    expect((await topics().template(entry.id))?.texts).toMatchObject({ en: { question: 'Why?' }, ar: { title: 'سؤالنا' } });
    await world.boss.pressAnyway('topics:evergreen:0', ['legislation']);
    await world.boss.press('topics:entry', [String(entry.id)]);
    expect(textOf(await world.boss.press('topics:entry-remove'))).toContain('off the list');
    expect((await topics().template(entry.id))?.removed).toBe(true);
    await world.boss.pressAnyway('topics:evergreen:0', ['legislation']);
    expect(textOf(await world.boss.press('topics:entry', [String(entry.id)]))).toContain('off the list, so I don’t choose it');
    expect(textOf(await world.boss.press('topics:entry-restore'))).toContain('on the list again');
    expect((await topics().template(entry.id))?.removed).toBe(false);
    expect(textOf(await world.boss.pressAnyway('topics:annual:0'))).toContain('16 Days of Activism · November, the last topic');
    const annual = await world.boss.submit('topics:annual-add:0', {
      title: 'Our birthday',
      question: 'What next?',
      sector: ['none'],
      month: ['12'],
      slot: ['1'],
    });
    expect(textOf(annual)).toContain('Our birthday');
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect((await live())[0]).toMatchObject({
      origin: 'annual',
      texts: { en: { title: 'Our birthday' } },
      reason: { name: 'Our birthday' },
    });
  });

  it('and the settings fit each other', async () => {
    await open();
    const filled = { quota: '3', openingWeekday: ['sun'], openingWeeks: ['1', '3'], openingTime: '10:00', planAutomatically: ['yes'] };
    expect(textOf(await world.boss.submit('topics:settings-form:planning', filled))).toContain('Please choose 3');
    const saved = await world.boss.submit('topics:settings-form:planning', { ...filled, openingWeeks: ['1', '3', '5'] });
    expect(textOf(saved)).toContain('first, third and last');
    await world.runUntil('2026-11-10T12:00:00+03:00');
    expect(await datesOf()).toEqual(['2026-12-06', '2026-12-20', '2026-12-27']);
  });
});

it('a plan is not made by itself where organisers make it', async () => {
  await open({ settings: { topics: { planAutomatically: false } } });
  await world.runUntil('2026-11-20T12:00:00+03:00');
  expect(world.sent).toEqual([]);
  await world.adviser.type('/topics plan 12');
  expect(textOf(await world.adviser.press('topics:plan-now'))).toContain('Here is the draft');
  expect(await live()).toHaveLength(2);
  expect(textOf(await world.boss.pressAnyway('topics:plan-now:2026-12'))).toContain('has its plan already');
  expect(textOf(await world.boss.pressAnyway('topics:plan-now:2026-10'))).toContain('is over');
});

it('is on the home page of those who have not approved it, and in their export once they have', async () => {
  await open();
  await world.runUntil('2026-11-10T12:00:00+03:00');
  const home = async () => {
    const actor = await world.adviser.member();
    return JSON.stringify(await planHome.cards(world.contexts.autocommit, actor));
  };
  expect(await home()).toContain('waiting for your approval');
  await world.adviser.type('/topics plan 12');
  await world.adviser.press('topics:approve');
  expect(await home()).toBe('[]');
  const data = await rowsOfPeople.person.exportPersonalData(world.contexts.autocommit, world.id('adviser'));
  expect(data).toMatchObject({ approvedPlans: [{ month: '2026-12', at: '2026-11-10T09:00:00.000Z' }] });
});

it('a click on a plan costs at most ten statements', async () => {
  await open();
  await world.addMember({ user: 'second', role: 'adviser' });
  await world.runUntil('2026-11-10T12:00:00+03:00');
  const [first, other] = await live();
  if (!first || !other) throw new Error('no topics');
  const run = async (work: () => Promise<unknown>) => {
    const recorded = recordStatements();
    try {
      await work();
    } finally {
      recorded.stop();
    }
    return recorded.ran.filter(({ source, changed }) => !changed && !/^(?:begin|commit|rollback|savepoint|release)/i.test(source));
  };
  for (const [person, action, values] of [
    [world.karwan, 'topics:plan:2026-12', []],
    [world.adviser, 'topics:plan:2026-12', []],
    [world.adviser, 'topics:approve:2026-12.1', []],
    [world.adviser, `topics:swap:${first.id}.1`, []],
    [world.adviser, `topics:skip:${first.id}.1`, []],
    [world.boss, 'topics:evergreen:0', []],
    [world.boss, 'topics:annual:0', []],
    [world.boss, 'topics:entry:1', []],
  ] as const) {
    const statements = await run(() => person.pressAnyway(action, values));
    expect([action, statements.map(({ source }) => source)]).toEqual([action, statements.slice(0, 10).map(({ source }) => source)]);
  }
});
