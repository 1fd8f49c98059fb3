import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { after, HOUR } from '../../src/core/time.js';
import type { Feature } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { eraseMember, removeFromFeatures } from '../../src/features/members/erase.js';
import { createBothPlatforms } from '../support/both-platforms.js';

/** The features with coffee before relay instead of after it, so that relay is told of a removal first. */
const relayFirst: readonly Feature[] = features.all.map((feature) => {
  if (feature.name === 'relay') return named('coffee');
  if (feature.name === 'coffee') return named('relay');
  return feature;
});

function named(name: string): Feature {
  const found = features.all.find((feature) => feature.name === name);
  if (!found) throw new Error(`no feature ${name}`);
  return found;
}

const TABLES = [...named('relay').tables, ...named('coffee').tables].map(({ name }) => name);

/** What is left and what is said when one of `users` is removed after their relay was used, in this order of the features. */
async function remove(all: readonly Feature[], how: 'erased' | 'left', users: readonly (readonly ['slack' | 'discord', string])[]) {
  const world = await createBothPlatforms();
  try {
    const people = [];
    for (const [platform, user] of users) people.push(await world.addMember(platform, user));
    for (const person of people) await person.type('/coffee join');
    await world.runUntil(after((await world.round()).matchingAt, HOUR));
    for (const person of people) await person.press('relay:accept');
    const [leaver] = people;
    if (!leaver) throw new Error('nobody is there');
    world.slack.troubles.push('never-arrived');
    await leaver.submit('relay:write:1', { words: 'on the way' });

    const { id } = await leaver.member();
    const contexts = world.store.contexts({ clock: world.clock, logger: world.logger, features: { ...features, all } });
    await contexts.transaction((context) => (how === 'erased' ? eraseMember(context, id) : removeFromFeatures(context, id, 'left')));
    await world.runUntil(after((await world.round()).closingAt, HOUR));
    const rows: Record<string, unknown> = {};
    for (const table of [...TABLES, 'deliveries', 'delivery_words', 'agenda']) {
      rows[table] = (await sql`select * from ${sql.table(table)} order by 1, 2, 3`.execute(world.store.database.db)).rows;
    }
    return { rows, said: people.map((person) => person.received().map(({ to, key, text }) => ({ to, key, text }))) };
  } finally {
    await world.close();
  }
}

describe('coffee is told of a removal before relay, and the other way round leads to the same', () => {
  const zahra = ['slack', 'zahra'] as const;
  const karwan = ['discord', 'karwan'] as const;
  it.each([
    ['a pair of which one is erased', 'erased', [karwan, zahra]],
    ['a pair of which one leaves', 'left', [karwan, zahra]],
    ['three of whom one is erased', 'erased', [karwan, zahra, ['discord', 'haider']]],
    ['three of whom one leaves', 'left', [karwan, zahra, ['discord', 'haider']]],
  ] as const)('%s', async (_, how, users) => {
    const names = features.all.map(({ name }) => name);
    expect(names.indexOf('coffee')).toBeGreaterThan(names.indexOf('relay'));
    const [now, formerly] = [await remove(features.all, how, users), await remove(relayFirst, how, users)];
    expect(now).toEqual(formerly);
    expect(now.rows.relays).toMatchObject([{ state: users.length === 2 ? 'ended' : 'open' }]);
    const told = now.said.flat().filter(({ text }) => text.includes('the other person has left'));
    expect(told).toHaveLength(users.length === 2 ? 1 : 0);
  });
});
