import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/core/access.js';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY, HOUR, toLocalDate } from '../../../src/core/time.js';
import { answer } from '../../../src/features/events/registration/answer.js';
import { eventsOfPerson, peopleOfEvent, peopleOfEvents } from '../../../src/features/events/store/index.js';
import type { EventId, RegistrationState } from '../../../src/features/events/types.js';
import { insertEvent } from '../../support/events.js';
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

    test('count places, keep who waits in their order, and invite nobody twice', async () => {
      const { events, tx } = store().autocommit;
      const event = await insertEvent(tx, T0);
      await register(event, zahra, 'going');
      const also = await store().autocommit.members.insert(aMember({ name: 'Also' }));
      await register(event, noor, 'waiting', 2);
      await register(event, also, 'waiting', 1);
      expect(await events.countsOf(event)).toEqual({ going: 1, waiting: 2, applied: 0 });
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
      expect(await events.eraseSecondAnswers(after(end, -1))).toBe(end);
      expect(await events.hasAnswers(event, 'second')).toBe(true);
      expect(await events.eraseSecondAnswers(end)).toBeUndefined();
      expect(await events.hasAnswers(event, 'second')).toBe(false);
      expect(await events.hasAnswers(event, 'first')).toBe(true);
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

    test('give the places of 30 people who cancel at one moment to 30 who wait, each once', async () => {
      const { members, tx } = store().autocommit;
      const event = await insertEvent(tx, T0, { onlineCapacity: 30 });
      const actors: Actor[] = [];
      for (let index = 0; index < 65; index++) {
        const id = await members.insert(aMember({ name: `Member ${index}` }));
        actors.push({ id, name: '', language: 'en', timezone: 'Asia/Baghdad', role: 'member', status: 'active' });
        await register(event, id, index < 30 ? 'going' : 'waiting', index);
      }
      const { transaction } = store().contexts({ clock: { now: () => T0 } });
      await Promise.all(actors.slice(0, 30).map((actor) => transaction((context) => answer(context, actor, event, 'no'))));
      const states = await statesOf(event);
      expect(states.slice(0, 30).every((state) => state === 'declined')).toBe(true);
      expect(states.slice(30, 60).every((state) => state === 'offered')).toBe(true);
      expect(states.slice(60).every((state) => state === 'waiting')).toBe(true);
      // And both at once: some take the place that is held for them while others let it go.
      await Promise.all(
        actors
          .slice(30, 60)
          .map((actor, index) => transaction((context) => answer(context, actor, event, index % 6 === 0 ? 'no' : 'online'))),
      );
      expect((await store().autocommit.events.countsOf(event)).going).toBe(30);
      expect((await statesOf(event)).slice(60).every((state) => state === 'offered')).toBe(true);
    });
  });
}
