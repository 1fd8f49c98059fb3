import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Access, isAllowed } from '../../src/core/access.js';
import { features } from '../../src/features/index.js';
import { seededRandom } from '../../src/kit/random.js';
import { speaker } from '../../src/language/index.js';
import { createWorld, type World } from '../support/world.js';

const en = speaker('en');
/** Whoever may do nothing of it, from the least on. */
const PEOPLE = {
  newcomer: { role: 'member', status: 'newcomer' },
  pending: { role: 'member', status: 'pending' },
  member: { role: 'member', status: 'active' },
  adviser: { role: 'adviser', status: 'active' },
} as const;
const REFUSALS: Readonly<Record<Exclude<Access, 'anyone'>, readonly string[]>> = {
  member: [en.plain('dispatch.needs-induction'), en.plain('dispatch.needs-approval')],
  adviser: [en.plain('dispatch.needs-adviser')],
  organiser: [en.plain('dispatch.needs-organiser')],
};
/** What nobody's page would send as the id of a control, or in a field. */
const ODD = ['', '0', '-1', '1', '99999999', '1e308', 'NaN', '1:2:3', '../../etc', '\u202e<!channel>', "' or 1=1 --", 'x'.repeat(500)];

// A new handler is among them without an edit.
const handlers = features.handlers.map(({ kind, feature, name, access }) => ({ kind, feature, name, access }));

describe('roles and controls', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('are all looked at', () => {
    expect(handlers.length).toBeGreaterThan(100);
    for (const feature of features.all) {
      expect(handlers.filter((handler) => handler.feature === feature.name)).toHaveLength(feature.handlers.length);
    }
  });

  it.each(Object.entries(PEOPLE))('whoever is %s is refused by each that is not for them, and changes nothing', async (name, given) => {
    await world.addMember({ user: name, ...given });
    const person = world.person(name);
    const audit = () => world.store.autocommit.audit.list({ offset: 0, limit: 5 });
    for (const { kind, feature, name: control, access } of handlers) {
      if (access === 'anyone' || isAllowed(given, access)) continue;
      const id = `${feature}:${control}:1`;
      const reply = kind === 'form' ? await person.submit(id, { name: 'x' }) : await person.pressAnyway(id, ['1']);
      const text = JSON.stringify(reply);
      expect([id, REFUSALS[access].some((refusal) => text.includes(refusal))]).toEqual([id, true]);
    }
    expect(await audit()).toEqual([]);
  });

  it.each(['member', 'organiser'] as const)('%s with ids and fields that no page sends gets a sentence, and no fault', async (role) => {
    await world.addMember({ user: 'zainab', role });
    const zainab = world.person('zainab');
    const random = seededRandom(7);
    const odd = () => ODD[random(ODD.length)] ?? '';
    const times = process.env['ATTACKS'] === 'long' ? ODD.length : 1;
    for (const { kind, feature, name, access } of handlers) {
      if (!isAllowed({ role, status: 'active' }, access)) continue;
      for (let turn = 0; turn < times; turn += 1) {
        const id = `${feature}:${name}:${times === 1 ? odd() : ODD[turn]}`;
        const fields = Object.fromEntries(['name', 'title', 'text', 'date', 'note', 'id', '__proto__x'].map((field) => [field, odd()]));
        const reply = kind === 'form' ? await zainab.submit(id, fields) : await zainab.pressAnyway(id, [odd()]);
        expect([id, reply.type]).not.toEqual([id, undefined]);
      }
    }
    // A fault that nobody foresaw has a reference, and is in the log.
    expect(world.logger.lines.filter(({ level }) => level === 'error').map(({ fields }) => [fields['what'], fields['error']])).toEqual([]);
  });
});
