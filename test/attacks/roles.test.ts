import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Access, isAllowed } from '../../src/core/access.js';
import type { Attachment } from '../../src/core/message.js';
import { features } from '../../src/features/index.js';
import { seededRandom } from '../../src/kit/random.js';
import { speaker } from '../../src/language/index.js';
import type { CommandEvent, Identity } from '../../src/ports/chat.js';
import { createWorld, SPACE, type World } from '../support/world.js';

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

/** What nobody would hand in as a list. */
const FILES: readonly Attachment[] = [
  ['', ''],
  ['list.csv', '\u0000\u0001\u0002'],
  ['../../etc/passwd', 'name,organisation\n=1+1,"a\nb'],
  ['list.xlsx', 'PK\u0003\u0004 no such archive'],
  ['list.csv', `name,organisation\n${'x'.repeat(100_000)},y\n`],
].map(([name = '', text = '']) => ({ name, mediaType: 'application/octet-stream', bytes: new TextEncoder().encode(text) }));

let events = 0;
const commandOf = (
  from: Identity,
  command: string,
  subcommand: string,
  values: Readonly<Record<string, string | Attachment>>,
): CommandEvent => ({
  eventId: `odd:${(events += 1)}`,
  from,
  conversation: { platform: 'web', space: SPACE, id: 'direct', kind: 'direct' },
  command,
  input: { type: 'options', subcommand, values },
});

// A new handler or command is among them without an edit.
const commands = features.commands.flatMap(({ name, subcommands }) =>
  Object.entries(subcommands).map(([word, { access, options }]) => ({ command: name, word, access, options: Object.entries(options) })),
);
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
    // Exports and lists that are handed in are commands too.
    for (const { command, word, access } of commands) {
      if (access === 'anyone' || isAllowed(given, access)) continue;
      const text = JSON.stringify(await world.inbox.command(commandOf(person.identity, command, word, {})));
      expect([command, word, REFUSALS[access].some((refusal) => text.includes(refusal))]).toEqual([command, word, true]);
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
    for (const { command, word, access, options } of commands) {
      // Whoever forgets themselves, or ends their session, is nobody to go on with.
      if (!isAllowed({ role, status: 'active' }, access) || word === 'forget') continue;
      for (let turn = 0; turn < times; turn += 1) {
        const values = Object.fromEntries(
          options.map(([name, { type }]) => [name, type === 'file' ? (FILES[random(FILES.length)] ?? '') : odd()]),
        );
        const reply = await world.inbox.command(commandOf(zainab.identity, command, word, values));
        expect([command, word, reply.type]).not.toEqual([command, word, undefined]);
      }
    }
    // A fault that nobody foresaw has a reference, and is in the log.
    expect(world.logger.lines.filter(({ level }) => level === 'error').map(({ fields }) => [fields['what'], fields['error']])).toEqual([]);
  });
});
