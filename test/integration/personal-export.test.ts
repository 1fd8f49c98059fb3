import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { toInstant } from '../../src/core/time.js';
import { toLetterMonth } from '../../src/features/letter/rules/times.js';
import { lettersStore } from '../../src/features/letter/store/index.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { insertEvent, insertHost } from '../support/events.js';
import { recordStatements } from '../support/statements.js';
import { engines } from '../support/store.js';
import { createWorld, SPACE, textOf, type World } from '../support/world.js';

/** As many as any command may run, besides those of the dispatcher: who asks, that they were here, and what was received. */
const STATEMENTS_MAX = 10 - 3;

describe.each(engines())(
  'an export of personal data on $name',
  ({ name, open }) => {
    let world: World;
    beforeEach(async () => {
      world = await createWorld({ open });
    });
    afterEach(() => world.close());

    /** Somebody of whom every table holds something, and two others whom they met or avoid. */
    const live = async () => {
      const id = await world.addMember({ user: 'zahra', role: 'organiser', email: 'zahra@example.org', sectors: ['awareness'] });
      const karwan = await world.addMember({ user: 'karwan' });
      const lava = await world.addMember({ user: 'lava' });
      await world.addMember({ user: 'haider' });
      await world.app.prepare();
      const zahra = world.person('zahra');
      for (const user of ['zahra', 'karwan', 'lava', 'haider']) await world.person(user).type('/coffee join');
      await zahra.type('/coffee avoid @lava');
      await zahra.type('/coffee avoid @haider');
      for (const [user, as] of [
        ['zahra', 'named'],
        ['zahra', 'anonymous'],
        ['karwan', 'anonymous'],
      ] as const) {
        const filled = { title: `Water for all, says ${as}`, question: 'What helps?', why: '', sector: ['recovery'], language: ['ar'] };
        await world.person(user).submit('topics:propose:0', filled);
        await world.person(user).pressAnyway(`topics:send:${as}`);
      }
      await zahra.pressAnyway('topics:facilitate:3');
      for (const user of ['zahra', 'karwan']) {
        const told = { title: `A room, says ${user}`, happened: 'We met.', changed: 'It is open.', language: ['en'], agreed: ['page'] };
        await world.person(user).submit('stories:share:coffee:1', told);
      }
      await world.person('karwan').submit('stories:name:2', { person: 'zahra' });
      await world.person('karwan').pressAnyway('stories:send:2');
      await zahra.pressAnyway('stories:yes:2');
      await zahra.submit('stories:edit:2.2.en', { title: 'A room', happened: 'We met.', changed: 'It is open.' });
      await goToEvent(id);
      await zahra.type('/community appoint adviser @karwan');
      await zahra.type('/community appoint member @haider');
      await world.runUntil('2027-01-20T09:00:00+03:00');
      const { accounts, deliveries, notices, relays, webChat } = world.store.autocommit;
      await notices.choose(id, { notice: 'coffee.invitation', choice: 'here', platform: 'web' });
      await notices.choose(id, { notice: 'coffee.check-in', choice: 'off', platform: null });
      await accounts.link(id, { platform: 'slack', space: 'T1', user: 'U1' });
      await accounts.link(id, { platform: 'web', space: SPACE, user: 'zahra-2' });
      await relays.offer([
        { key: 'coffee:1', members: [id, karwan, lava] },
        { key: 'coffee:2', members: [karwan, lava] },
        { key: 'coffee:3', members: [id, lava] },
      ]);
      for (const text of ['first', 'ثانيًا "quoted"\n']) {
        const to = { to: 'member', member: karwan } as const;
        await deliveries.plan({ key: `words:${text}`, kind: 'relay.word', args: {}, to, dueAt: toInstant(1), words: { author: id, text } });
      }
      await webChat.insertConversation({ id: 'general', kind: 'channel', key: 'general', title: 'General', users: [] });
      for (const user of ['zahra-2', 'zahra', 'karwan']) {
        await webChat.saveUser({ user, name: user });
        for (const text of ['one', 'two']) {
          const file = { id: `${user}-${text}`, name: `${text}.txt`, mediaType: 'text/plain', size: 1 };
          const content = { type: 'text', text, files: text === 'one' ? [] : [file] } as const;
          const message = { conversation: 'general', thread: null, author: user, onlyFor: null, at: toInstant(1_000_000), key: null };
          await webChat.insertMessage({ ...message, content });
        }
      }
      await getLetter(id);
      return { id, zahra };
    };

    /** Somebody agrees to letters by mail, gets one, and changed it as an organiser. */
    const getLetter = async (member: MemberId) => {
      const letters = lettersStore(world.contexts.autocommit.tx);
      const at = toInstant(Date.parse('2026-12-01T07:00:00Z'));
      await letters.agree(member, 'hash', at);
      const content = { en: [], ar: [], ckb: [] };
      const letter = await letters.insert({ month: toLetterMonth('2020-01'), from: at, to: at, sendAt: at, content });
      await letters.addEdit(letter, { editor: member, language: 'ar', item: '', title: 'x', words: '', leftOut: false, madeAt: at });
      await letters.addMails(letter, [{ member, addressHash: 'hash' }], at);
    };

    /** Somebody registers for an event, is noted as there, says how it was, and types a wrong code. */
    const goToEvent = async (member: MemberId) => {
      const zahra = world.person('zahra');
      const { tx } = world.contexts.autocommit;
      const event = await insertEvent(tx, world.clock.now());
      await insertHost(tx, event, member);
      await zahra.pressAnyway(`events:answer:${event}.online`);
      await zahra.pressAnyway(`events:remind:${event}.yes`);
      await zahra.type('/events attend 123456');
      const { events } = world.store.autocommit;
      const registration = await events.registrationOf(event, member);
      const session = (await events.whole(event))?.sessions[0];
      if (!registration || !session) throw new Error('nobody registered');
      const seen = { session: session.id, registration: registration.id, source: 'code', share: 100, recordedAt: toInstant(1) } as const;
      await events.saveAttendance([seen]);
      await events.saveFeedback(event, member, { stars: 4, useful: 'The exercises', missing: null, answeredAt: toInstant(2) });
      await events.saveReminderChoice(member, [60]);
      await events.addListed(event, [member], toInstant(4));
      await events.insertMaterials([{ event, kind: 'slides', link: 'https://files.example.org/slides', member, addedAt: toInstant(3) }]);
      const stored = { hash: 'a'.repeat(64), size: 9, type: 'pdf' } as const;
      const file = await events.insertFile({ event, member, name: 'slides.pdf', size: 9, addedAt: toInstant(5), stored });
      await events.describeFile(file, { kind: 'slides', language: 'ar', forOthers: true });
      await events.noteSent(event, [{ member }], toInstant(6));
      await events.noteAsked(event, { member }, { did: 'fetched', later: true, at: toInstant(7) });
    };

    it('holds all of it, in order', async () => {
      const { id } = await live();
      const text = JSON.stringify(await exportPersonalData(world.contexts.autocommit, id), null, 2);
      await expect(`${text}\n`).toMatchFileSnapshot('../fixtures/personal-export.txt');
    });

    it.runIf(name === 'SQLite')('takes no more statements than any other command', async () => {
      const { id, zahra } = await live();
      const recorded = recordStatements();
      try {
        await exportPersonalData(world.contexts.autocommit, id);
      } finally {
        recorded.stop();
      }
      expect(recorded.ran.map(({ source }) => source).slice(STATEMENTS_MAX)).toEqual([]);
      expect(textOf(await zahra.type('/profile export'))).not.toBe('');
    });

    it('of somebody of whom little is known is complete too', async () => {
      const id = await world.addMember({ user: 'new', organisation: null });
      expect(await exportPersonalData(world.contexts.autocommit, id)).toMatchObject({
        profile: { name: 'new', organisation: null },
        accounts: [{ platform: 'web', space: SPACE, user: 'new' }],
        notifications: [],
        doNotMatch: [],
        coffee: { enrolment: null, rounds: [], matches: [] },
        topics: { proposals: [], supports: [], draft: null },
        events: { registrations: [], attendance: [], wrongCodes: [] },
        relays: [],
        messagesOnTheirWay: [],
        organiserActions: [],
        messagesToYou: [],
        messagesYouWrote: [],
      });
    });
  },
  60_000,
);
