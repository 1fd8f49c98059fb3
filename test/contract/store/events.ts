import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/core/access.js';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { after, DAY, HOUR, toLocalDate } from '../../../src/core/time.js';
import { createPlatforms } from '../../../src/dispatch/platforms.js';
import { answer } from '../../../src/features/events/registration/answer.js';
import { eraseEventRows, eventsOfPerson, exportedEvents, peopleOfEvent, peopleOfEvents } from '../../../src/features/events/store/index.js';
import type { EventId, RegistrationState, SessionId } from '../../../src/features/events/types.js';
import { insertEvent } from '../../support/events.js';
import { createFakeAdapter } from '../../support/fake-adapter.js';
import { merge } from '../../support/one-person.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

/** Events, and who comes to them. */
export function describeEvents(store: () => TestStore): void {
  describe('events', () => {
    let zahra: MemberId;
    let noor: MemberId;
    beforeEach(async () => {
      const { members } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
    });

    const register = (event: EventId, member: MemberId, state: RegistrationState, minute = 0, answers?: readonly string[]) =>
      store().autocommit.events.saveAnswer({
        event,
        member,
        organisation: null,
        state,
        attends: 'online',
        registeredAt: after(T0, minute),
        waitingSince: state === 'waiting' ? after(T0, minute) : null,
        answers,
      });
    const statesOf = async (event: EventId) => (await store().autocommit.events.registrationsOf(event)).map(({ state }) => state);

    test('are found as they were written, with their sessions, the next one first', async () => {
      const { autocommit } = store();
      const audience = { to: 'sectors', sectors: ['protection'] } as const;
      const questions = [{ label: 'Ṭ ‏ماء?', required: true, options: ['a', 'b'] }];
      const later = await insertEvent(autocommit.tx, after(T0, DAY), { audience, questions, roomCapacity: 3, recorded: true });
      const first = await insertEvent(autocommit.tx, T0, { state: 'draft' });
      expect(await autocommit.events.whole(later)).toMatchObject({
        event: { id: later, version: 1, sequence: 0, audience, questions, roomCapacity: 3, recorded: true, approval: false },
        sessions: [{ position: 1, state: 'planned', startsAt: after(T0, 15 * DAY), endsAt: after(T0, 15 * DAY + HOUR) }],
      });
      expect((await autocommit.events.coming(T0)).map(({ event }) => event.id)).toEqual([first, later]);
      expect((await autocommit.events.coming(T0, { states: ['announced'] })).map(({ event }) => event.id)).toEqual([later]);
      expect(await autocommit.events.updateEvent(later, { place: 'Hall' }, { version: 1 })).toBe(true);
      expect(await autocommit.events.updateEvent(later, { place: 'Elsewhere' }, { version: 1 })).toBe(false);
    });

    test('are in calendars whose addresses belong to one member each', async () => {
      const { events, tx } = store().autocommit;
      expect(await events.feedOf(zahra)).toBeUndefined();
      await events.saveFeed(zahra, 'one', T0);
      await events.saveFeed(zahra, 'two', after(T0, 1));
      await events.saveFeed(noor, 'three', T0);
      expect([await events.memberOfFeed('one'), await events.memberOfFeed('two'), await events.feedOf(zahra)]).toEqual([
        undefined,
        zahra,
        after(T0, 1),
      ]);
      await eraseEventRows(tx, zahra, after(T0, 2));
      expect([await events.memberOfFeed('two'), await events.memberOfFeed('three')]).toEqual([undefined, noor]);
    });

    test('stand in calendars of platforms, where interest is no answer of those who have answered', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      const session = (await events.whole(event))?.sessions[0]?.id ?? toId<SessionId>(0);
      const place = { event, session, platform: 'discord', space: '7' } as const;
      await events.saveEntry({ ...place, externalId: '1' });
      await events.saveEntry({ ...place, externalId: '2' });
      expect(await events.entriesOf(event)).toEqual([{ ...place, externalId: '2' }]);
      expect(await events.eventOfEntry({ platform: 'discord', space: '7', externalId: '2' })).toBe(event);
      expect(await events.eventOfEntry({ platform: 'discord', space: '8', externalId: '2' })).toBeUndefined();
      await register(event, zahra, 'declined');
      const people = [zahra, noor].map((member) => ({ member, organisation: null }));
      await events.addInterested(event, people, { attends: 'online', at: after(T0, 1) });
      await events.addInterested(event, people, { attends: 'online', at: after(T0, 2) });
      expect(await statesOf(event)).toEqual(['declined', 'maybe']);
      await events.removeEntry(place);
      expect(await events.entriesOf(event)).toEqual([]);
    });

    test('note who is in their voice channel, from a quarter of an hour before, unless they said no', async () => {
      const { events, tx } = store().autocommit;
      const room = { platform: 'discord', space: '7', id: '70' } as const;
      const event = await insertEvent(tx, T0, { room });
      await insertEvent(tx, T0);
      await insertEvent(tx, T0, { room, state: 'draft' });
      const [session] = (await events.whole(event))?.sessions ?? [];
      if (!session) throw new Error('no session');
      const { id, startsAt, endsAt } = session;
      expect(await events.sessionsInRooms({ begunBy: startsAt, endsAfter: startsAt })).toEqual([{ id, event, room, endsAt }]);
      expect(await events.sessionsInRooms({ begunBy: after(startsAt, -1), endsAfter: T0 })).toEqual([]);
      expect(await events.sessionsInRooms({ begunBy: endsAt, endsAfter: endsAt })).toEqual([]);
      await events.addStays(id, [zahra, noor], startsAt);
      await events.addStays(id, [zahra], startsAt);
      await events.endStay({ session: id, member: zahra }, after(startsAt, 1));
      await events.seeStays(id, [zahra, noor], after(startsAt, 2));
      const stay = { session: id, cameAt: startsAt };
      const [first, second] = [
        { ...stay, member: zahra, leftAt: after(startsAt, 1), seenAt: startsAt },
        { ...stay, member: noor, leftAt: null, seenAt: after(startsAt, 2) },
      ];
      expect(await events.presenceAt(id)).toEqual([first, second].toSorted((one, other) => one.member - other.member));
      expect(await events.staysIn([id])).toEqual([second]);
      await events.setUnheard(noor, startsAt);
      await events.setUnheard(noor, endsAt);
      expect([await events.staysIn([id]), await events.unheard()]).toEqual([[], new Set([noor])]);
      await events.removeUnheard(noor);
      await events.forgetStays(id);
      expect([await events.presenceAt(id), await events.unheard()]).toEqual([[], new Set()]);
    });

    test('have certificates, which are withdrawn with their names, by themselves or when a person is erased', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      const issue = (number: string, member: MemberId | null, name: string) =>
        events.insertCertificates([
          {
            number,
            tokenHash: `hash of ${number}`,
            event,
            member,
            registration: null,
            role: 'attendee',
            name,
            language: 'ar',
            issuedAt: T0,
            withdrawnAt: null,
          },
        ]);
      for (const number of ['B', 'A']) await issue(number, zahra, 'Zahra');
      await issue('C', null, 'Guest');
      await events.withdrawCertificate('A', after(T0, 1));
      await events.withdrawCertificate('A', after(T0, 2));
      expect(await events.certificate('A')).toMatchObject({ name: null, withdrawnAt: after(T0, 1), member: zahra });
      expect((await events.certificatesAt(event)).map(({ number }) => number)).toEqual(['A', 'B', 'C']);
      await eraseEventRows(tx, zahra, after(T0, 3));
      expect((await events.certificatesAt(event)).map(({ name, withdrawnAt }) => [name, withdrawnAt])).toEqual([
        [null, after(T0, 1)],
        [null, after(T0, 3)],
        ['Guest', null],
      ]);
      expect((await events.deedsOf(zahra)).certificates.map(({ number }) => number)).toEqual(['A', 'B']);
    });

    test('count places, keep who waits in their order, and invite nobody twice', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      await register(event, zahra, 'going');
      const also = await store().autocommit.members.insert(aMember({ name: 'Also' }));
      await register(event, noor, 'waiting', 2);
      await register(event, also, 'waiting', 1);
      expect(await events.managed(event)).toMatchObject({ going: 1, waiting: 2, applied: 0 });
      const waiting = await events.waitingFor(event);
      expect(waiting.map(({ member }) => member)).toEqual([also, noor]);
      expect(await events.placesOf(event, zahra)).toMatchObject({ own: { state: 'going' }, taken: [] });
      expect((await events.placesOf(event, noor)).taken).toEqual([{ attends: 'online', organisation: null, count: 1 }]);
      const invited = { event, member: noor, organisation: null, attends: 'online', registeredBy: zahra, registeredAt: T0 } as const;
      expect(await events.invite(invited)).toBeUndefined();
    });

    test('erase what was answered when somebody does not come, and the second form 30 days later', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      await register(event, zahra, 'going', 0, ['Ideas']);
      await register(event, noor, 'going', 0, ['More']);
      const [first] = await events.registrationsOf(event);
      if (!first) throw new Error('nobody is registered');
      await events.updateRegistration(first.id, { secondAnswers: ['P 12'] });
      await register(event, noor, 'declined');
      expect(await events.registrationsOf(event)).toMatchObject([{ answers: ['Ideas'], secondAnswers: ['P 12'] }, { answers: null }]);
      const end = after(T0, 14 * DAY + HOUR);
      expect(await events.eraseAfterEvents(after(end, -1))).toBe(end);
      expect(await events.hasAnswers(event, 'second')).toBe(true);
      expect(await events.eraseAfterEvents(end)).toBeUndefined();
      expect(await events.hasAnswers(event, 'second')).toBe(false);
      expect(await events.hasAnswers(event, 'first')).toBe(true);
    });

    test('have guests, who are erased 30 days later and still counted, and a link for them', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      const link = { event, hash: 'link', usesLeft: 1, expiresAt: after(T0, DAY) };
      await events.saveGuestLink({ ...link, hash: 'earlier' });
      await events.saveGuestLink(link);
      expect([await events.guestLink('earlier'), await events.guestLink('link'), await events.guestLinkOf(event)]).toEqual([
        undefined,
        link,
        link,
      ]);
      expect([await events.useGuestLink('link'), await events.useGuestLink('link')]).toEqual([true, false]);
      const guest = {
        event,
        hash: 'form',
        guestName: 'Hawre',
        guestOrganisation: 'Reed House',
        guestEmail: 'h@example.org',
        guestLanguage: null,
        state: 'going',
        attends: 'online',
        answers: ['yes'],
        recordingAgreed: true,
        registeredAt: T0,
      } as const;
      const id = await events.insertGuest(guest);
      await expect(events.insertGuest(guest)).rejects.toThrow();
      const { event: _event, hash: _hash, ...written } = guest;
      expect(await events.guest(id)).toMatchObject({ ...written, isGuest: true, member: null });
      expect((await events.guestByForm(event, 'form'))?.id).toBe(id);
      const door = await events.insertWalkIn({
        event,
        member: null,
        guestName: 'Nadia',
        guestOrganisation: null,
        organisation: null,
        attends: 'room',
        registeredBy: zahra,
        registeredAt: T0,
      });
      expect([await events.guest(door), await events.guestsOf(event)]).toEqual([undefined, 1]);
      const end = after(T0, 14 * DAY + HOUR);
      expect(await events.eraseAfterEvents(after(end, -1))).toBe(end);
      expect(await events.eraseAfterEvents(end)).toBeUndefined();
      expect([await events.guest(id), await events.guestLinkOf(event)]).toEqual([undefined, undefined]);
      const erased = { guestName: null, guestOrganisation: null, guestEmail: null, answers: null, isGuest: true };
      expect(await events.registrationsOf(event)).toMatchObject([erased, erased]);
    });

    test('end for what is erased with their last session that is held', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      const [first] = (await events.whole(event))?.sessions ?? [];
      if (!first) throw new Error('it has a session');
      const { id: _id, code: _code, women: _women, men: _men, ...times } = first;
      const later = { ...times, position: 2, startsAt: after(first.startsAt, DAY), endsAt: after(first.endsAt, DAY) };
      const last = await events.insertSession(later);
      await events.saveGuestLink({ event, hash: 'link', usesLeft: 1, expiresAt: T0 });
      expect(await events.eraseAfterEvents(T0)).toBe(later.endsAt);
      await events.updateSession(last, { state: 'cancelled' });
      expect(await events.eraseAfterEvents(T0)).toBe(first.endsAt);
      await events.updateSession(first.id, { state: 'cancelled' });
      expect(await events.eraseAfterEvents(T0)).toBe(later.endsAt);
    });

    test('are for people chosen by name, who alone know of them beside those who have to do with them', async () => {
      const { events, members, tx } = store().autocommit;
      const lava = await members.insert(aMember({ name: 'Lava' }));
      const [event, other, none] = [await insertEvent(tx, T0), await insertEvent(tx, T0), await insertEvent(tx, T0)];
      expect(await events.addListed(event, [zahra, noor], T0)).toHaveLength(2);
      expect(await events.addListed(event, [noor, lava], after(T0, 1))).toEqual([lava]);
      await events.removeListed(event, [lava]);
      await register(other, lava, 'maybe');
      await events.insertPerson({ event, role: 'host', member: lava, name: null, about: '', agreedAt: null });
      const known = async (member: MemberId) => Promise.all([event, other, none].map((id) => events.isKnownTo(id, member)));
      expect([await known(zahra), await known(lava)]).toEqual([
        [true, false, false],
        [true, true, false],
      ]);
      expect([...(await events.knownTo(lava))].toSorted((one, two) => one - two)).toEqual([event, other]);
      await events.copyListed(event, other);
      await events.copyListed(event, other);
      expect(await events.listedOf(other)).toEqual([zahra, noor]);
      await merge(store(), noor, zahra);
      expect(await events.listedOf(event)).toEqual([zahra]);
      await eraseEventRows(tx, zahra, T0);
      expect([await events.listedOf(event), await events.isListed(event, zahra)]).toEqual([[], false]);
    });

    test('are read with what belongs to them in one statement each', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0, { onlineCapacity: 9 });
      await events.insertPerson({ event, role: 'host', member: zahra, name: null, about: 'Dr', agreedAt: T0 });
      await events.insertMaterials([{ event, kind: 'slides', link: 'https://example.org/s', member: zahra, addedAt: T0 }]);
      await register(event, zahra, 'going');
      await register(event, noor, 'waiting', 1);
      const whole = await events.whole(event);
      const [session] = whole?.sessions ?? [];
      const [own] = await events.registrationsOf(event);
      if (!session || !own) throw new Error('somebody is registered');
      expect(await events.withRoles(event, zahra)).toEqual({ ...whole, roles: ['host'] });
      expect(await events.withRolesBySession(session.id, noor)).toEqual({ ...whole, roles: [] });
      expect(await events.seenBy(event, noor)).toMatchObject({
        own: { state: 'waiting' },
        taken: [{ attends: 'online', organisation: null, count: 1 }],
        people: [{ member: zahra, role: 'host', about: 'Dr', agreedAt: T0 }],
        materials: [{ kind: 'slides', link: 'https://example.org/s', addedAt: T0, toldAt: null }],
      });
      expect(await events.managed(event)).toMatchObject({ ...whole, people: [{ member: zahra }], going: 1, waiting: 1, applied: 0 });
      await events.saveAttendance([{ session: session.id, registration: own.id, source: 'list', share: 100, recordedAt: T0 }]);
      expect(await events.registrationsWithAttendance(event)).toEqual({
        registrations: await events.registrationsOf(event),
        attendance: await events.attendanceAt(event),
      });
    });

    test('are known again when they are imported: by their UID, or by title and beginning', async () => {
      const { events, tx } = store().autocommit;
      await insertEvent(tx, T0, { importUid: 'a@example.org' });
      await insertEvent(tx, after(T0, DAY));
      expect(await events.importedAlready({ uids: ['a@example.org', 'b'], starts: [after(T0, 15 * DAY)] })).toEqual({
        uids: ['a@example.org'],
        rows: [{ titles: ['Safe spaces'], startsAt: after(T0, 15 * DAY) }],
      });
      expect(await events.importedAlready({ uids: [], starts: [T0] })).toEqual({ uids: [], rows: [] });
    });

    test('keep the stronger of two registrations when two rows turn out to be one person', async () => {
      const { tx } = store().autocommit;
      const [stronger, weaker] = [await insertEvent(tx, T0), await insertEvent(tx, T0)];
      await register(stronger, noor, 'going');
      await register(stronger, zahra, 'declined');
      await register(weaker, noor, 'waiting');
      await register(weaker, zahra, 'offered');
      await merge(store(), noor, zahra);
      expect([await statesOf(stronger), await statesOf(weaker)]).toEqual([['going'], ['offered']]);
      expect((await store().autocommit.events.registrationsOf(stronger))[0]?.member).toBe(zahra);
    });

    test('know who does what at them, and what somebody does where', async () => {
      const { events, tx } = store().autocommit;
      const [event, other] = [await insertEvent(tx, T0), await insertEvent(tx, T0)];
      const part = { event, role: 'host', member: zahra, name: null, about: '', agreedAt: null } as const;
      const host = await events.insertPerson(part);
      const guest = await events.insertPerson({ ...part, role: 'speaker', member: null, name: 'د. سلمى', about: 'Basra', agreedAt: T0 });
      await events.insertPerson({ ...part, event: other, role: 'speaker' });
      await events.agree(host, T0);
      expect(await peopleOfEvent(tx, event)).toEqual([
        { ...part, id: host, agreedAt: T0 },
        { event, id: guest, role: 'speaker', member: null, name: 'د. سلمى', about: 'Basra', agreedAt: T0 },
      ]);
      expect((await eventsOfPerson(tx, zahra, ['host', 'speaker'])).map((each) => each.event)).toEqual([event, other]);
      expect((await eventsOfPerson(tx, zahra, ['speaker'])).map((each) => each.event)).toEqual([other]);
      await events.insertPerson({ ...part, member: noor });
      await merge(store(), noor, zahra);
      expect((await peopleOfEvents(tx, [event, other])).map(({ member }) => member)).toEqual([zahra, null, zahra]);
      await events.removePerson(guest);
      expect(await peopleOfEvent(tx, event)).toHaveLength(1);
    });

    test('keep notes without who wrote them; erased people take theirs out of drafts, and their organisation out of what is approved', async () => {
      const { events, tx } = store().autocommit;
      const [draft, approved] = [await insertEvent(tx, T0), await insertEvent(tx, T0)];
      const said = {
        kind: 'action',
        sector: 'protection',
        organisation: null,
        language: 'ckb',
        words: 'پێویستە',
        responsible: 'Noor',
        responsibleMember: noor,
        dueOn: toLocalDate('2027-01-31'),
        notedAt: T0,
        member: zahra,
      } as const;
      for (const event of [draft, approved]) await events.beginMinutes(event, null);
      const [own, other, kept] = [
        await events.insertNote({ ...said, event: draft }),
        await events.insertNote({ ...said, event: draft, member: noor }),
        await events.insertNote({ ...said, event: approved }),
      ];
      await events.updateNotes([other], { mergedInto: own });
      expect(await events.minutesWithNotes(draft)).toMatchObject({
        minutes: { state: 'open', version: 1 },
        notes: [
          { id: own, words: 'پێویستە', dueOn: '2027-01-31', mergedInto: null },
          { id: other, mergedInto: own },
        ],
      });
      expect(JSON.stringify(await events.note(own))).not.toContain('"member"');
      expect([await events.isNoteBy(own, zahra), await events.isNoteBy(own, noor)]).toEqual([true, false]);
      expect((await events.openActions()).map(({ id }) => id)).toEqual([own, kept]);
      expect(await events.updateMinutes(approved, 1, { state: 'approved', approvedAt: T0 })).toBe(true);
      expect(await events.updateMinutes(approved, 1, {})).toBe(false);
      expect(await events.meetingBefore({ id: draft, series: null, kind: 'webinar' }, after(T0, 30 * DAY))).toBe(approved);
      expect(await events.meetingBefore({ id: draft, series: null, kind: 'training' }, after(T0, 30 * DAY))).toBeUndefined();
      expect(await events.meetingBefore({ id: draft, series: null, kind: 'webinar' }, T0)).toBeUndefined();
      await eraseEventRows(tx, zahra, T0);
      expect((await events.minutesWithNotes(draft)).notes).toMatchObject([{ id: other, mergedInto: null }]);
      await eraseEventRows(tx, noor, T0);
      expect((await events.minutesWithNotes(approved)).notes).toMatchObject([{ id: kept, responsible: null }]);
    });

    test('know who had a place at earlier ones and did not come', async () => {
      const { events, tx } = store().autocommit;
      const [first, second, unnoted, now] = [
        await insertEvent(tx, T0),
        await insertEvent(tx, after(T0, DAY)),
        await insertEvent(tx, after(T0, 2 * DAY)),
        await insertEvent(tx, after(T0, 3 * DAY)),
      ];
      for (const event of [first, second, unnoted, now]) await register(event, zahra, 'going');
      for (const event of [first, second]) {
        await register(event, noor, 'going');
        const registration = await events.registrationOf(event, event === first ? zahra : noor);
        const session = (await events.whole(event))?.sessions[0];
        if (!registration || !session) throw new Error('nobody registered');
        await events.saveAttendance([{ session: session.id, registration: registration.id, source: 'list', share: 100, recordedAt: T0 }]);
      }
      expect(await events.pastPlacesOf(now, after(T0, 40 * DAY))).toEqual([
        { member: zahra, came: false },
        { member: zahra, came: true },
      ]);
    });

    test('keep slides and recordings, tell of each once, and forget who gave them', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      const given = { event, member: noor, addedAt: T0 } as const;
      await events.insertMaterials([
        { ...given, kind: 'recording', link: 'https://b.example.org/' },
        { ...given, kind: 'slides', link: 'https://a.example.org/' },
      ]);
      expect((await events.materialsOf(event)).map(({ kind, toldAt }) => [kind, toldAt])).toEqual([
        ['slides', null],
        ['recording', null],
      ]);
      expect(await events.tellMaterials(event, after(T0, DAY))).toBe(2);
      expect(await events.tellMaterials(event, after(T0, 2 * DAY))).toBe(0);
      const [slides] = await events.materialsOf(event);
      expect(slides?.toldAt).toBe(after(T0, DAY));
      await events.removeMaterials([]);
      await events.removeMaterials(slides ? [slides.id] : []);
      await merge(store(), noor, zahra);
      expect(await tx.find(exportedEvents(tx, zahra))).toMatchObject({
        materials: [{ event, kind: 'recording', link: 'https://b.example.org/' }],
      });
    });

    test('know their series, and who comes to all of it and has not answered for one', async () => {
      const { events, tx } = store().autocommit;
      const startsOn = toLocalDate('2026-12-06');
      const series = await events.insertSeries({ rule: 'FREQ=WEEKLY', startsOn });
      const second = await insertEvent(tx, T0, { series, occurrence: toLocalDate('2026-12-13') });
      const first = await insertEvent(tx, T0, { series, occurrence: startsOn });
      expect(await events.eventsOfSeries(series)).toEqual([first, second]);
      await events.updateSeries(series, { untilMade: startsOn });
      expect(await events.series(series)).toEqual({ id: series, rule: 'FREQ=WEEKLY', startsOn, untilMade: startsOn, endedAt: null });
      await events.joinSeries(series, zahra, 'online', T0);
      await events.joinSeries(series, zahra, 'room', T0);
      await events.joinSeries(series, noor, 'online', after(T0, 1));
      await register(first, zahra, 'going');
      expect(await events.seriesMembersWithout(series, first, 10)).toEqual([{ member: noor, attends: 'online' }]);
      expect(await events.seriesMembersWithout(series, second, 1)).toEqual([{ member: zahra, attends: 'room' }]);
      await merge(store(), noor, zahra);
      expect(await events.seriesMembersWithout(series, second, 10)).toEqual([{ member: zahra, attends: 'room' }]);
      await events.leaveSeries(series, zahra);
      expect(await events.isInSeries(series, zahra)).toBe(false);
    });

    test('of a series say what a member registered, which places are taken, and of which they are reminded', async () => {
      const { events, tx } = store().autocommit;
      const days = ['2026-12-06', '2026-12-13', '2026-12-20'].map(toLocalDate);
      const [startsOn = toLocalDate('2026-12-06'), from = startsOn] = days;
      const series = await events.insertSeries({ rule: 'FREQ=WEEKLY', startsOn });
      const ids: EventId[] = [];
      for (const occurrence of days) ids.push(await insertEvent(tx, T0, { series, occurrence }));
      const [first = toId<EventId>(0), second = first, third = first] = ids;
      await events.joinSeries(series, zahra, 'online', T0);
      for (const id of [first, second]) await register(id, zahra, 'going');
      await register(second, noor, 'waiting');
      expect(await events.attendsSeries(series, zahra)).toBe('online');
      expect(await events.attendsSeries(series, noor)).toBeUndefined();
      expect(await events.takenInSeries(series)).toEqual(
        new Map([first, second].map((id) => [id, [{ attends: 'online', organisation: null, count: 1 }]])),
      );
      await events.remindInSeries(series, zahra, from, true);
      await register(third, zahra, 'going');
      const reminds = async () => (await events.seriesFor(series, zahra)).map(({ registration }) => registration?.reminds);
      expect(await reminds()).toEqual([null, true, null]);
      await events.inheritReminds(series, third);
      await events.inheritReminds(series, second);
      expect(await reminds()).toEqual([null, true, true]);
      expect(
        (await events.seriesFor(series, noor)).map(({ event, sessions, registration }) => [event.id, sessions.length, registration?.state]),
      ).toEqual([
        [first, 1, undefined],
        [second, 1, 'waiting'],
        [third, 1, undefined],
      ]);
    });

    test('give the places of 30 people who cancel at one moment to 30 who wait, each once', async () => {
      const { members, accounts, tx } = store().autocommit;
      const event = await insertEvent(tx, T0, { onlineCapacity: 30 });
      const actors: Actor[] = [];
      for (let index = 0; index < 65; index++) {
        const id = await members.insert(aMember({ name: `Member ${index}` }));
        await accounts.link(id, { platform: 'web', space: 'W', user: String(index) });
        actors.push({ id, name: '', language: 'en', timezone: 'Asia/Baghdad', role: 'member', status: 'active' });
        await register(event, id, index < 30 ? 'going' : 'waiting', index);
      }
      const platforms = createPlatforms(new Map([['web', createFakeAdapter()]]));
      const { transaction } = store().contexts({ clock: { now: () => T0 }, platforms });
      await Promise.all(actors.slice(0, 30).map((actor) => transaction((context) => answer(context, actor, event, 'no'))));
      const states = await statesOf(event);
      expect(states.slice(0, 30).every((state) => state === 'declined')).toBe(true);
      expect(states.slice(30, 60).every((state) => state === 'offered')).toBe(true);
      expect(states.slice(60).every((state) => state === 'waiting')).toBe(true);
      expect(await store().autocommit.events.withWaiting(T0)).toEqual([event]);
      expect(await store().autocommit.events.withWaiting(after(T0, 15 * DAY))).toEqual([]);
      const readers = await accounts.ofReaders(actors.map(({ id }) => id));
      expect(readers).toHaveLength(65);
      // And both at once: some take the place that is held for them while others let it go.
      await Promise.all(
        actors
          .slice(30, 60)
          .map((actor, index) => transaction((context) => answer(context, actor, event, index % 6 === 0 ? 'no' : 'online'))),
      );
      expect((await store().autocommit.events.managed(event))?.going).toBe(30);
      expect(await store().autocommit.events.withWaiting(T0)).toEqual([]);
      expect((await statesOf(event)).slice(60).every((state) => state === 'offered')).toBe(true);
    });
  });
}
