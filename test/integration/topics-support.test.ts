import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld();
  await world.propose(world.zahra);
});
afterEach(() => world.close());

describe('support', () => {
  it('counts once for each person, and can be taken back', async () => {
    await world.karwan.type('/topics show 1');
    expect(textOf(await world.karwan.press('topics:support'))).toContain('1 supporter from 1 organisation');
    expect(textOf(await world.karwan.pressAnyway('topics:support:1'))).toContain('1 supporter from 1 organisation');
    expect(textOf(await world.lava.type('/topics support 1'))).toContain('2 supporters from 2 organisations');
    expect(textOf(await world.karwan.pressAnyway('topics:take-back:1'))).toContain('1 supporter from 1 organisation');
    expect(textOf(await world.karwan.pressAnyway('topics:take-back:1'))).toContain('no longer support');
  });

  it('may come with an offer to facilitate, which may be taken back as well', async () => {
    expect(textOf(await world.karwan.pressAnyway('topics:facilitate:1'))).toContain('One person would facilitate it');
    expect(textOf(await world.karwan.press('topics:no-facilitator'))).not.toContain('would facilitate');
    expect(textOf(await world.karwan.type('/topics mine'))).toContain('Safe spaces in rural areas: Protection · 1 supporter');
  });

  it('is not for one’s own proposal, which is for others to support', async () => {
    expect(textOf(await world.zahra.type('/topics support 1'))).toContain('It’s your own proposal');
  });

  it('of somebody who has left does not count until they are back', async () => {
    await world.karwan.pressAnyway('topics:support:1');
    await world.karwan.leave();
    expect(textOf(await world.lava.type('/topics show 1'))).toContain('No supporters yet');
    await world.karwan.join();
    expect(textOf(await world.lava.type('/topics show 1'))).toContain('1 supporter');
  });

  it('of a proposal that is gone or declined gives a clear sentence', async () => {
    await world.adviser.submit('topics:decline:1.1', { reason: 'Later.' });
    expect(textOf(await world.karwan.pressAnyway('topics:support:1'))).toContain('no longer open');
    expect(textOf(await world.karwan.pressAnyway('topics:support:77'))).toContain('no longer there');
    expect(textOf(await world.karwan.pressAnyway('topics:support:x'))).toContain('no longer there');
  });
});

describe('one’s own proposal', () => {
  it('is changed by who proposed it, and by nobody else', async () => {
    expect(await world.zahra.pressAnyway('topics:edit:1')).toMatchObject({ type: 'form', form: { id: 'topics:edit:1' } });
    const changed = { title: 'Safe spaces', question: 'How?', why: '', sector: ['awareness'], language: ['ckb'] };
    expect(textOf(await world.zahra.submit('topics:edit:1', changed))).toContain('I’ve saved your proposal');
    expect(await world.newest()).toMatchObject({ title: 'Safe spaces', sector: 'awareness', language: 'ckb' });
    for (const person of [world.karwan, world.boss]) {
      expect(textOf(await person.pressAnyway('topics:edit:1'))).toContain('Only whoever proposed this');
      expect(textOf(await person.submit('topics:edit:1', changed))).toContain('Only whoever proposed this');
      expect(textOf(await person.submit('topics:links:1', { first: 'example.org', second: '' }))).toContain('Only whoever proposed this');
      expect(textOf(await person.pressAnyway('topics:withdraw-yes:1'))).toContain('Only whoever proposed this');
    }
    expect(textOf(await world.zahra.submit('topics:links:1', { first: '', second: 'example.org' }))).toContain('https://example.org/');
  });

  it('is withdrawn after a question, and its words are erased', async () => {
    await world.karwan.pressAnyway('topics:support:1');
    await world.zahra.type('/topics mine');
    await world.zahra.press('topics:show', ['1']);
    expect(textOf(await world.zahra.press('topics:withdraw'))).toContain('This can’t be undone');
    expect(textOf(await world.zahra.press('topics:withdraw-yes'))).toContain('Your proposal is withdrawn');
    expect(textOf(await world.karwan.type('/topics list'))).toContain('Nothing has been proposed yet');
    expect(textOf(await world.karwan.type('/topics show 1'))).toContain('no longer there');
    expect(textOf(await world.zahra.type('/topics mine'))).toContain('You haven’t proposed anything yet');
    expect(await world.store.autocommit.topics.ownProposals(world.id('zahra'))).toMatchObject([
      { state: 'withdrawn', title: '', question: '' },
    ]);
  });

  it('stays for those whose proposals were merged into it', async () => {
    await world.propose(world.karwan, { title: 'Other' });
    await world.adviser.pressAnyway('topics:merge-into:2.1', ['1']);
    await world.zahra.pressAnyway('topics:withdraw-yes:1');
    const left = textOf(await world.lava.type('/topics show 1'));
    expect(left).toContain('Safe spaces in rural areas');
    expect(left).toContain('Proposed by: karwan');
  });

  it('is on the member’s home page with its state', async () => {
    const cards = async (user: string) => {
      const person = await world.contexts.autocommit.people.find(world.id(user));
      const topics = world.features.all.find(({ name }) => name === 'topics');
      return JSON.stringify(person && (await topics?.home?.cards(world.contexts.autocommit, person)));
    };
    expect(await cards('zahra')).toContain('Safe spaces in rural areas');
    expect(await cards('karwan')).toBe('[]');
    expect(await cards('adviser')).toContain('One proposal is waiting for a review.');
    expect(await cards('boss')).toContain('topics:review');
    await world.adviser.pressAnyway('topics:keep:1.1');
    expect(await cards('adviser')).toBe('[]');
  });
});
