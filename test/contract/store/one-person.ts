import { beforeEach, describe, expect, test } from 'vitest';
import { expiryJob } from '../../../jobs/housekeeping.js';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { after, DAY, type Instant, MINUTE, toInstant } from '../../../src/core/time.js';
import { EXPIRY, planExpiry } from '../../../src/feature-api/index.js';
import { LIFETIMES } from '../../../src/features/members/lifetimes.js';
import type { LinkCodeId } from '../../../src/features/members/types.js';
import { createTestClock } from '../../support/clock.js';
import { erase, merge } from '../../support/one-person.js';
import type { TestStore } from '../../support/store.js';
import { aMember, aRound, aSeat, T0 } from './samples.js';

/** What the agenda's row `expiry` does at `at`. */
async function runExpiry(store: TestStore, at: Instant): Promise<void> {
  const contexts = store.contexts({ clock: createTestClock(at) });
  const outcome = await expiryJob.run(contexts.autocommit, {}, { key: EXPIRY, dueAt: at, now: at, attempt: 1 });
  if (outcome.type === 'done') await contexts.transaction(outcome.effects);
}

/** One person on several platforms: rows that become one, codes, accounts that wait, relays, words on their way. */
export function describeOnePerson(store: () => TestStore): void {
  describe('one person', () => {
    let zahra: MemberId;
    let also: MemberId;
    let noor: MemberId;
    beforeEach(async () => {
      const { members, accounts } = store().autocommit;
      zahra = await members.insert(aMember());
      also = await members.insert(aMember({ name: 'zed' }));
      noor = await members.insert(aMember({ name: 'Noor' }));
      await accounts.link(zahra, { platform: 'slack', space: 'T', user: 'U1' });
      await accounts.link(also, { platform: 'discord', space: 'G', user: '42' });
    });

    test('is told nothing that was switched off under one of the two rows', async () => {
      const { notices } = store().autocommit;
      const here = { choice: 'here', platform: 'slack' } as const;
      const off = { choice: 'off', platform: null } as const;
      for (const [member, notice, chosen] of [
        [zahra, 'a.both', here],
        [also, 'a.both', { ...here, platform: 'discord' }],
        [zahra, 'a.off-there', here],
        [also, 'a.off-there', off],
        [zahra, 'a.off-here', off],
        [also, 'a.off-here', here],
        [also, 'a.there', here],
        [noor, 'a.there', off],
      ] as const) {
        await notices.choose(member, { notice, ...chosen });
      }
      await merge(store(), also, zahra);
      expect(await notices.of(zahra)).toEqual([
        { notice: 'a.both', ...here },
        { notice: 'a.off-here', ...off },
        { notice: 'a.off-there', ...off },
        { notice: 'a.there', ...here },
      ]);
      expect([await notices.of(also), await notices.of(noor)]).toEqual([[], [{ notice: 'a.there', ...off }]]);
    });

    test('is made of two rows: all that hung on the one hangs on the other, nothing twice', async () => {
      const { members, accounts, coffee, agenda, deliveries, audit, relays, conversations, webSessions } = store().autocommit;
      for (const other of [noor, zahra]) await coffee.addAvoided(also, other);
      for (const other of [also, zahra]) await coffee.addAvoided(noor, other);
      const round = await coffee.insertRound(aRound(1));
      const parts = { firstToWrite: also, score: 1, reasons: [], commonLanguages: ['ar'], lastWordAt: null };
      for (const member of [zahra, also]) {
        await coffee.insertMatch({ round, members: [aSeat(member), aSeat(noor)], ...parts, second: member === also ? [noor] : [] });
        await coffee.saveParticipations([{ round, member, answer: 'in', result: 'matched', reason: null, responded: member === also }]);
        await coffee.saveEnrolment({
          member,
          state: member === also ? 'in' : 'left',
          pausedUntil: null,
          unanswered: 2,
          volunteer: false,
          joinedAt: T0,
        });
        await deliveries.plan({ key: `hello:${member}`, kind: 'hello', args: { member }, to: { to: 'member', member }, dueAt: T0 });
      }
      await agenda.plan({ key: 'job', kind: 'k', payload: { member: also, members: [zahra, also, noor] }, dueAt: T0 });
      await audit.append({ at: T0, actor: also, action: 'a', details: { member: also } });
      await webSessions.insert({ hash: 'h', kind: 'session', member: also, user: 'u', expiresAt: T0 });
      await relays.offer([{ key: 'coffee:9', members: [also, noor] }]);
      await deliveries.plan({
        key: 'word',
        kind: 'relay.word',
        args: { member: also },
        to: { to: 'room', room: 'coffee:9', member: noor },
        dueAt: T0,
        words: { author: also, text: 'salam' },
      });
      await conversations.save(`room:coffee:9:${also}`, { platform: 'discord', space: 'G', id: 'th', kind: 'group' });

      await merge(store(), also, zahra);

      expect(await members.find(also)).toBeUndefined();
      expect((await accounts.of(zahra)).map(({ platform }) => platform).sort()).toEqual(['discord', 'slack']);
      expect([await coffee.avoided(zahra), await coffee.avoided(noor)]).toEqual([[noor], [zahra]]);
      expect((await coffee.matchesOf(zahra)).map(({ members: seats }) => seats.length)).toEqual([2, 2]);
      expect((await coffee.matchesOf(zahra)).map(({ firstToWrite }) => firstToWrite)).toEqual([zahra, zahra]);
      expect(await coffee.participations(round)).toMatchObject([{ member: zahra, responded: true }]);
      expect(await coffee.enrolments()).toMatchObject([{ member: zahra, state: 'in' }]);
      expect((await deliveries.list({ member: zahra, states: ['planned'], limit: 9 })).map(({ kind }) => kind)).toEqual(['hello']);
      expect((await agenda.find('job'))?.payload).toEqual({ member: zahra, members: [zahra, noor] });
      expect((await audit.list({ offset: 0, limit: 1 }))[0]).toMatchObject({ actor: zahra, details: { member: zahra } });
      expect((await webSessions.find('h', after(T0, -1)))?.member).toBe(zahra);
      expect((await relays.findByKey('coffee:9'))?.members.map(({ member }) => member)).toEqual([zahra, noor]);
      expect(await conversations.find(`room:coffee:9:${zahra}`, 'discord')).toMatchObject({ id: 'th' });
      const word = await deliveries.find('word');
      expect(word?.args).toEqual({ member: zahra });
      expect(word && (await deliveries.words(word.id))).toBe('salam');
    });

    test('is not made of one row alone', async () => {
      await expect(merge(store(), zahra, zahra)).rejects.toThrow(RangeError);
    });

    test('has words carried no longer than until they arrived, or will not', async () => {
      const { deliveries, agenda } = store().autocommit;
      const plan = async (key: string) => {
        const words = { author: zahra, text: `words of ${key}` };
        await deliveries.plan({ key, kind: 'w', args: { member: zahra }, to: { to: 'room', room: 'r', member: noor }, dueAt: T0, words });
        return (await deliveries.find(key))?.id ?? (0 as never);
      };
      const [sent, cancelled, erased] = [await plan('sent'), await plan('cancelled'), await plan('erased')];
      expect(await deliveries.words(sent)).toBe('words of sent');
      await deliveries.update(sent, { state: 'sent' });
      await agenda.cancel(['deliver:cancelled']);
      expect([await deliveries.words(sent), await deliveries.words(cancelled), await deliveries.words(erased)]).toEqual([
        undefined,
        undefined,
        'words of erased',
      ]);
      await erase(store(), zahra);
      expect(await deliveries.words(erased)).toBeUndefined();
    });

    test('is written to directly as each account was decided', async () => {
      const { accounts } = store().autocommit;
      const slack = { platform: 'slack', space: 'T', user: 'U1' } as const;
      const direct = async () => (await accounts.of(zahra)).map((account) => account.direct);
      await accounts.touch([{ account: slack, opened: false }], T0);
      expect(await direct()).toEqual([null]);
      await accounts.touch([{ account: slack, opened: true }], T0);
      expect(await direct()).toEqual(['opened']);
      await accounts.setDirect(slack, 'declined');
      await accounts.touch([{ account: slack, opened: true }], after(T0, 1));
      expect(await direct()).toEqual(['declined']);
      await accounts.unlink(zahra, slack);
      expect(await accounts.of(zahra)).toEqual([]);
    });

    test('is linked by a code that works once, for a while, for another', async () => {
      const { accountLinks: links } = store().autocommit;
      await links.issue({ hash: 'old', member: zahra, expiresAt: after(T0, 10) });
      await links.issue({ hash: 'h', member: zahra, expiresAt: after(T0, 10) });
      expect(await links.enter('old', also, T0, after(T0, 20))).toBeUndefined();
      expect(await links.enter('h', zahra, T0, after(T0, 20))).toBeUndefined();
      expect(await links.isOwn('h', zahra)).toBe(true);
      // Seen as over once, it stays so for a clock that shows less.
      expect(await links.enter('h', also, after(T0, 10), after(T0, 20))).toBeUndefined();
      expect(await links.enter('h', also, T0, after(T0, 20))).toBeUndefined();
      await links.issue({ hash: 'h', member: zahra, expiresAt: after(T0, 10) });
      const entered = await Promise.all([links.enter('h', also, T0, after(T0, 20)), links.enter('h', noor, T0, after(T0, 20))]);
      const [code] = entered.flatMap((one) => one ?? []);
      expect(entered.filter(Boolean)).toHaveLength(1);
      const by = entered[0] ? also : noor;
      const id = code?.id ?? toId<LinkCodeId>(1);
      expect(await links.take(id, zahra, T0)).toBeUndefined();
      expect(await links.take(id, by, T0)).toMatchObject({ member: zahra });
      expect(await links.take(id, by, T0)).toBeUndefined();

      await links.noteGuess(noor, { since: after(T0, -100), now: T0 });
      await links.noteGuess(noor, { since: after(T0, -100), now: after(T0, 1) });
      await links.noteGuess(also, { since: after(T0, -100), now: after(T0, 1) });
      expect(await links.guesses(noor, { since: after(T0, -100), now: after(T0, 1) })).toBe(2);
      expect(await links.guesses(noor, { since: after(T0, 1), now: after(T0, 2) })).toBe(0);
      // The clock stepped back: they count from there.
      expect(await links.guesses(noor, { since: after(T0, -60), now: after(T0, -50) })).toBe(2);
      expect(await links.guesses(noor, { since: after(T0, -49), now: after(T0, 1) })).toBe(0);
    });

    test('keeps nothing that has run out, and one row says when the next does', async () => {
      const { accountLinks: links, webSessions, importDrafts, agenda } = store().autocommit;
      const due = async () => {
        const row = await agenda.find('expiry');
        return row?.state === 'planned' ? row.dueAt : undefined;
      };
      const session = (hash: string, expiresAt: Instant) =>
        webSessions.insert({ hash, kind: 'session', member: zahra, user: 'u', expiresAt });
      await session('late', after(T0, 30 * DAY));
      expect(await due()).toBe(after(T0, 30 * DAY));
      await importDrafts.save({ id: 'draft', owner: zahra, savedAt: T0, bytes: new Uint8Array([1]) });
      await planExpiry(store().autocommit, after(T0, LIFETIMES.importDraft));
      await links.noteGuess(zahra, { since: toInstant(0), now: after(T0, MINUTE) });
      await planExpiry(store().autocommit, after(T0, MINUTE + LIFETIMES.linkCode));
      await links.issue({ hash: 'code', member: zahra, expiresAt: after(T0, MINUTE) });
      await planExpiry(store().autocommit, after(T0, MINUTE));
      await session('soon', after(T0, 2 * MINUTE));
      expect(await due()).toBe(after(T0, MINUTE));
      for (const [at, next] of [
        [after(T0, MINUTE), after(T0, 2 * MINUTE)],
        [after(T0, 2 * MINUTE), after(T0, 11 * MINUTE)],
        [after(T0, 11 * MINUTE), after(T0, LIFETIMES.importDraft)],
        [after(T0, LIFETIMES.importDraft), after(T0, 30 * DAY)],
      ] as const) {
        const [row] = await agenda.claim({ now: at, owner: 'me', leaseUntil: after(at, 1), limit: 1 });
        expect([at, row?.kind]).toEqual([at, 'expiry']);
        await agenda.finish(row?.id ?? toId(1), { state: 'done', at, owner: 'me' });
        await runExpiry(store(), at);
        expect(await due()).toBe(next);
      }
      // Whatever the clock shows now.
      expect(await webSessions.find('soon', T0)).toBeUndefined();
      expect(await links.enter('code', also, T0, after(T0, MINUTE))).toBeUndefined();
      expect(await importDrafts.find('draft')).toBeUndefined();
      expect(await webSessions.find('late', T0)).toMatchObject({ user: 'u' });
    });

    test('has accounts that wait for their platform', async () => {
      const { waitingAccounts } = store().autocommit;
      const account = { platform: 'discord', user: '77' } as const;
      await waitingAccounts.add(noor, account);
      await waitingAccounts.add(noor, account);
      await expect(waitingAccounts.add(zahra, account)).rejects.toThrow(/waits for member/);
      expect(await waitingAccounts.list()).toEqual([{ ...account, member: noor }]);
      await waitingAccounts.remove(account);
      expect(await waitingAccounts.ownerOf(account)).toBeUndefined();
    });
  });
}
