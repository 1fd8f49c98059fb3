import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { Reply } from '../../src/core/message.js';
import { HOUR } from '../../src/core/time.js';
import { registrantsOf } from '../../src/features/events/registration/organising/list-file.js';
import type { EventId } from '../../src/features/events/types.js';
import type { Visibility } from '../../src/features/members/types.js';
import { insertEvent, insertHost } from '../support/events.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
const EVENT = toId<EventId>(1);

/** Three members of one organisation, who show it to everyone, to organisers and to nobody; a host who is no organiser. */
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
  const { members } = world.store.autocommit;
  const organisation = await world.addOrganisation({ name: 'Tigris' });
  const shows = { zahra: 'everyone', karwan: 'organisers', lava: 'nobody' } as const satisfies Record<string, Visibility>;
  await insertEvent(world.store.autocommit.tx, world.clock.now());
  for (const [user, shown] of Object.entries(shows)) {
    const member = await members.find(world.id(user));
    if (!member) throw new Error('nobody');
    await members.update(member.id, { organisation, visibility: { ...member.visibility, organisation: shown } });
  }
  await world.addMember({ user: 'host' });
  await insertHost(world.store.autocommit.tx, EVENT, (await world.person('host').member()).id);
});
afterEach(() => world.close());

const register = async () => {
  for (const person of [world.zahra, world.karwan, world.lava]) await person.pressAnyway('events:answer:1.online');
};
const fileOf = (reply: Reply, ending: string) => {
  const file = (messageOf(reply).files ?? []).find(({ name }) => name.endsWith(ending));
  return new TextDecoder().decode(file?.bytes);
};

describe('where people work', () => {
  it('stands in lists for organisers unless they show it to nobody', async () => {
    await register();
    const reply = await world.boss.pressAnyway('events:registrants:1');
    const lines = fileOf(reply, '.csv').split('\r\n').slice(1, 4).toSorted();
    expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['karwan', 'Tigris'],
      ['lava', ''],
      ['zahra', 'Tigris'],
    ]);
    const boss = await world.boss.member();
    const { registrants } = await registrantsOf(world.app.contexts.autocommit, { ...boss, role: 'organiser' }, EVENT);
    // The workbook is made of the same rows.
    expect(registrants.map(({ name, organisation }) => [name, organisation])).toContainEqual(['lava', undefined]);
  });

  it('stands on a sheet that goes from hand to hand only if they show it to everyone', async () => {
    await register();
    const page = fileOf(await world.boss.pressAnyway('events:sheet:1'), '.html');
    const people = [...page.matchAll(/<td dir="auto">(\w+)<\/td><td dir="auto">(\w*)<\/td>/g)].map(([, name, where]) => [name, where]);
    expect(people).toEqual([
      ['karwan', ''],
      ['lava', ''],
      ['zahra', 'Tigris'],
    ]);
  });

  it('is seen by whoever keeps the list of who is there as by others in the community, also in a search', async () => {
    await register();
    world.clock.set(world.clock.now() + 14 * 24 * HOUR + HOUR / 2);
    const listed = async (person: typeof world.boss) =>
      textOf(await person.type('/events attendance 1')).match(/^.*(?:zahra|karwan|lava).*$/gm) ?? [];
    const withTigris = (lines: readonly string[]) =>
      lines.filter((line) => line.includes('Tigris')).map((line) => line.match(/zahra|karwan|lava/)?.[0]);
    expect(withTigris(await listed(world.boss))).toEqual(['karwan', 'zahra']);
    expect(withTigris(await listed(world.person('host')))).toEqual(['zahra']);
    expect(textOf(await world.person('host').submit('events:attendance-search:1', { text: 'tigris' }))).toContain('One person on the list');
  });

  it('leads nobody at the door to people who keep it to themselves', async () => {
    world.clock.set(world.clock.now() + 14 * 24 * HOUR + HOUR / 2);
    const found = async (user: string, text: string) => {
      const reply = JSON.stringify(await world.person(user).submit('events:attendance-search:1', { text }));
      return ['zahra', 'karwan', 'lava'].filter((name) => reply.includes(`"label":"${name}"`));
    };
    expect(await found('host', 'tigris')).toEqual(['zahra']);
    expect(await found('boss', 'tigris')).toEqual(['zahra', 'karwan']);
    expect(await found('host', 'lava')).toEqual(['lava']);
  });
});
