import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { DAY, toInstant } from '../../src/core/time.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let zainab: Person;
let boss: Person;
let id: MemberId;

beforeEach(async () => {
  world = await createWorld();
  world.clock.set(toInstant(Date.parse('2026-11-03T09:00:00Z')));
  id = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'karwan', name: 'Karwan' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
});
afterEach(() => world.close());

describe('the report of the resource centre', () => {
  it('is for organisers', async () => {
    expect(textOf(await zainab.type('/resources report'))).not.toContain('resource centre in');
    expect(textOf(await boss.type('/resources report'))).toContain('Nothing is in the resource centre yet.');
  });

  it('says what there is, what is missing, what is used, and comes with a chart and tables', async () => {
    const guide = await insertResource(world.contexts.autocommit, id, { title: '=Guide', sectors: ['protection'], language: 'ar' });
    await world.person('karwan').type(`/resources show ${guide}`);
    // Neither its contributor nor what nobody may see counts.
    await zainab.type(`/resources show ${guide}`);
    const reply = await boss.type('/resources report 2026');
    const text = textOf(reply);
    for (const line of [
      'The resource centre in 2026',
      'Resources now: 1',
      'New this year: 1',
      'Protection: nothing in English',
      'Most used',
      '=Guide — opened',
    ]) {
      expect(text).toContain(line);
    }
    const files = reply?.type === 'message' ? (reply.message.files ?? []) : [];
    expect(files.map(({ name }) => name)).toEqual([
      'resources-2026-sectors.png',
      'resources-2026.xlsx',
      'resources-2026-sectors.csv',
      'resources-2026-sectors.svg',
    ]);
    expect(new TextDecoder().decode(files[2]?.bytes)).toContain('Protection,0,1,0');
  });

  it('shows what was searched for in vain on three days, never what could be somebody’s number or address', async () => {
    await insertResource(world.contexts.autocommit, id);
    for (let day = 0; day < 3; day++) {
      for (const words of ['visa forms', 'visa forms', 'rana@example.org', '07701234567', 'kind:book']) {
        await zainab.type(`/resources search ${words}`);
      }
      if (day === 0) await zainab.type('/resources search weddings');
      world.clock.advance(DAY);
    }
    const text = textOf(await boss.type('/resources report'));
    expect(text).toContain('“visa forms” — on 3 days');
    expect(text).toContain('Searches without a result: 2');
    for (const hidden of ['weddings', 'rana', '0770']) expect(text).not.toContain(hidden);
  });

  it('forgets what was searched for before last year', async () => {
    await insertResource(world.contexts.autocommit, id);
    await zainab.type('/resources search weddings');
    world.clock.set(toInstant(Date.parse('2028-01-02T09:00:00Z')));
    await world.contexts.transaction(async (context) => {
      for (const { tidy } of world.features.all) await tidy?.(context);
    });
    expect(textOf(await boss.type('/resources report 2026'))).toContain('Searches without a result: 0');
  });
});
