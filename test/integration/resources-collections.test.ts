import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { FormValues } from '../../src/core/message.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { findingStore } from '../../src/features/resources/store/index.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let zainab: Person;
let boss: Person;
let member: MemberId;
beforeEach(async () => {
  world = await createWorld();
  member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
  for (const title of ['Guide', 'Form', 'Report']) await add({ title });
});
afterEach(() => world.close());

const add = (given: Parameters<typeof insertResource>[2]) =>
  world.contexts.transaction((context) => insertResource(context, member, given));
const make = (values: FormValues = {}) =>
  boss.submit('resources:new-collection:0', {
    title: 'First steps',
    summary: 'Read these before the training.',
    contents: '3 Report\n1 Guide',
    visibility: ['members'],
    ...values,
  });
const seen = async (person = zainab) => textOf(await person.pressAnyway('resources:collection:1'));

describe('a collection', () => {
  it('is made in an order, found by what it is for, and leads to its resources and back', async () => {
    expect(textOf(await make())).toContain('The collection is there');
    const shown = await seen();
    expect(shown).toContain('First steps');
    expect(shown.indexOf('1. Report')).toBeLessThan(shown.indexOf('2. Guide'));
    expect(shown).not.toContain('Form');
    expect(textOf(await zainab.type('/resources collections'))).toMatch(/First steps:?\s*2 resources/);
    expect(textOf(await zainab.type('/resources search training'))).toContain('Collection of resources');
    expect(textOf(await zainab.type('/resources show 1'))).toContain('It is part of:');
    expect(textOf(await zainab.press('resources:collection'))).toContain('First steps');
  });

  it('is put in another order by its lines, which may be written in any digits; wrong ones are told', async () => {
    await make();
    expect(await boss.pressAnyway('resources:edit-collection:1.1')).toMatchObject({ type: 'form' });
    const edit = (contents: string, version = 1) =>
      boss.submit(`resources:edit-collection:1.${version}`, { title: 'First steps', summary: 'Read.', contents, visibility: ['members'] });
    expect(textOf(await edit('Guide'))).toContain('«Guide» doesn’t begin with the number');
    expect(textOf(await edit('1\n99 Nothing'))).toContain('There is no resource 99');
    expect(textOf(await edit(Array.from({ length: 41 }, (_, index) => index + 1).join('\n')))).toContain('40 resources at most');
    const changed = textOf(await edit('١ Guide\n\n#2\n3 Report\n2 Form'));
    expect(changed.indexOf('1. Guide')).toBeLessThan(changed.indexOf('2. Form'));
    expect(changed).toContain('3. Report');
    expect(textOf(await edit('1'))).toContain('changed this meanwhile');
  });

  it('takes a resource at its end, once', async () => {
    await make();
    await boss.type('/resources show 2');
    expect(textOf(await boss.press('resources:collect'))).toContain('Into which collection?');
    expect(textOf(await boss.press('resources:collect', ['1']))).toContain('3. Form');
    expect(textOf(await boss.pressAnyway('resources:collect:2', ['1']))).not.toContain('4.');
    expect(textOf(await zainab.pressAnyway('resources:collect:2', ['1']))).toContain('organisers');
  });

  it('shows nobody what they may not see, in chat, in search or outside', async () => {
    await add({ title: 'Budget', visibility: 'organisers' });
    await make({ contents: '4 Budget\n1 Guide' });
    expect(await seen()).not.toContain('Budget');
    expect(await seen(boss)).toContain('Budget');
    await make({ title: 'Inner', summary: 'For the committee.', visibility: ['organisers'] });
    expect(textOf(await zainab.pressAnyway('resources:collection:2'))).toContain('isn’t for you');
    expect(textOf(await zainab.type('/resources search committee'))).not.toContain('Inner');
    expect(textOf(await zainab.type('/resources collections'))).not.toContain('Inner');
    expect(textOf(await zainab.type('/resources show 1'))).not.toContain('Inner');
  });

  it('is deleted after a question, and its resources stay; whoever made it may go', async () => {
    await make();
    await world.addMember({ user: 'other', role: 'organiser' });
    const { id } = await boss.member();
    await world.contexts.transaction((context) => eraseMember(context, id));
    const other = world.person('other');
    expect(await seen(other)).toContain('First steps');
    await other.press('resources:remove-collection');
    expect(textOf(await other.press('resources:remove-collection-yes'))).toContain('still here');
    expect(await findingStore(world.contexts.autocommit.tx).collections()).toEqual([]);
    expect(textOf(await zainab.type('/resources show 1'))).toContain('Guide');
    expect(await seen()).toContain('isn’t for you');
  });

  it('costs a click no more than any other', async () => {
    await make();
    for (const click of [
      () => boss.pressAnyway('resources:collections:0'),
      () => boss.pressAnyway('resources:collection:1'),
      () => boss.pressAnyway('resources:edit-collection:1.1'),
      () => boss.pressAnyway('resources:collect:2'),
      () => boss.pressAnyway('resources:collect:2', ['1']),
      () => make(),
      () => boss.pressAnyway('resources:show:1'),
      () => zainab.pressAnyway('resources:show:1'),
      () => zainab.pressAnyway('resources:search:0~guide'),
    ]) {
      expect(await costOfClick(click), click.toString()).toBeLessThanOrEqual(10);
    }
  });
});
