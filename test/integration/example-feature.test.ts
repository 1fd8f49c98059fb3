import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCatalogues, generateTypes, readCatalogues } from '../../scripts/generate-catalogues.js';
import { after, HOUR } from '../../src/core/time.js';
import { createFeatureSet } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { suggestions as migration } from '../fixtures/feature/migrations/9000_suggestions.js';
import { addExampleCatalogues, removeExampleCatalogues } from '../support/example/catalogues.js';
import { openTestStore } from '../support/store.js';
import { createWorld, textOf, type World } from '../support/world.js';

addExampleCatalogues();
afterAll(removeExampleCatalogues);
// After its texts: where settings are declared, those of their form are checked.
const { suggestions } = await import('../fixtures/feature/src/features/suggestions/index.js');

let world: World;

beforeEach(async () => {
  const store = await openTestStore();
  await migration(store.database.traits).up(store.database.db);
  world = await createWorld({ store, features: createFeatureSet([...features.all, suggestions]) });
});
afterEach(() => world.close());

const textsKept = async () =>
  (await world.store.database.db.withTables<{ suggestions: { text: string } }>().selectFrom('suggestions').selectAll().execute()).map(
    ({ text }) => text,
  );

async function post(text: string) {
  await world.addMember({ user: 'zahra' });
  const zahra = world.person('zahra');
  const reply = await zahra.type('/suggestions write');
  if (reply.type !== 'form') throw new Error('no form');
  expect(textOf(await zahra.submit(reply.form.id, { text }))).toContain('I will post it in 24 hours');
  return zahra;
}

describe('the example feature', () => {
  it('goes from the command through the form, the row, the job and the message to the button', async () => {
    await post('Tea in the afternoon');
    expect(await textsKept()).toEqual(['Tea in the afternoon']);
    await world.runUntil(after(world.clock.now(), 23 * HOUR));
    expect(world.keys('suggestions:')).toEqual([]);
    await world.runUntil(after(world.clock.now(), 2 * HOUR));
    // No channel is called suggestions here, so the post is in the channel that the purpose falls back to.
    const posted = world.sent.find(({ key }) => key === 'suggestions:1:post');
    expect(posted?.to).toBe('channel:general');
    expect(posted?.text).toContain('Tea in the afternoon');

    await world.addMember({ user: 'karwan' });
    const karwan = world.person('karwan');
    for (const _twice of [1, 2]) expect(textOf(await karwan.pressAnyway('suggestions:support:1'))).toContain('1 member supports it');
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.updates.at(-1)).toContain('1 member supports it');
    expect(textOf(await karwan.pressAnyway('suggestions:support:7'))).toContain('no longer there');
  });

  it('tells its author, who can leave that to the channel', async () => {
    const zahra = await post('Tea in the afternoon');
    await world.runUntil(after(world.clock.now(), 25 * HOUR));
    expect(zahra.received()).toEqual(['Your suggestion is posted now.']);
    await zahra.type('/profile notifications');
    for (const page of [1, 2]) await zahra.press(`members:notices:${page}`);
    expect(textOf(await zahra.press('members:notices:3'))).toContain('News that my suggestion is posted: privately');
    await zahra.press('members:notice:', ['suggestions.own:channel']);
    await zahra.submit('suggestions:write:0', { text: 'Coffee at noon' });
    await world.runUntil(after(world.clock.now(), 25 * HOUR));
    expect(world.keys('suggestions:')).toEqual(['suggestions:1:post', 'suggestions:1:told', 'suggestions:2:post']);
  });

  it('checks the form’s field and the setting', async () => {
    const zahra = await post('One');
    expect(await zahra.submit('suggestions:write:0', { text: ' ' })).toMatchObject({
      type: 'form-errors',
      errors: { text: expect.any(String) },
    });
    await world.addMember({ user: 'boss', role: 'organiser' });
    const boss = world.person('boss');
    expect(textOf(await boss.type('/suggestions settings'))).toContain('Hours until a suggestion is posted: 24');
    await boss.press('suggestions:settings');
    expect(await boss.submit('suggestions:settings:0', { delayHours: '٩٠' })).toMatchObject({ type: 'form-errors' });
    expect(textOf(await boss.submit('suggestions:settings:0', { delayHours: '٣' }))).toContain(': 3');
    expect(textOf(await boss.type('/community audit'))).toContain('Hours until a suggestion is posted: 3');
  });

  it('exports and erases what a person suggested', async () => {
    const zahra = await post('Tea in the afternoon');
    const exported = await zahra.type('/profile export');
    const file = exported.type === 'message' ? exported.message.files?.[0] : undefined;
    expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toMatchObject({
      suggestions: [{ text: 'Tea in the afternoon', supports: 0 }],
    });
    await zahra.type('/profile forget');
    await zahra.press('members:forget-confirm');
    expect(await textsKept()).toEqual([]);
    await world.runUntil(after(world.clock.now(), 30 * HOUR));
    expect(world.keys('suggestions:')).toEqual([]);
  });

  it('has complete texts in all languages, with the types that its code is compiled with', async () => {
    const { readFileSync } = await import('node:fs');
    const folder = new URL('../fixtures/feature/', import.meta.url).pathname;
    const catalogues = await readCatalogues(`${folder}src/language/catalogues`);
    expect(checkCatalogues(catalogues)).toEqual([]);
    const typesIn = (source: string) =>
      [...source.matchAll(/^ *readonly ['"](suggestions\..*)$/gm)].map(([, line = '']) =>
        line.replaceAll(/['"]/g, '').replace(/, *}/, ' }'),
      );
    expect(typesIn(readFileSync(`${folder}messages.ts`, 'utf8'))).toEqual(typesIn(generateTypes(catalogues)));
  });
});
