import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { after, HOUR, type Instant, MINUTE, toLocalTime } from '../../../src/core/time.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

/** The space of accounts whose users are named by the tests. */
const some = { platform: 'slack', space: 'T1' } as const;
const using = (user: string) => ({ account: { ...some, user }, opened: false });

export function describeMembers(store: () => TestStore): void {
  describe('members', () => {
    test('come back as they were written, and change field by field', async () => {
      const { members, organisations } = store().autocommit;
      const organisation = await organisations.insert(anOrganisation({ name: 'Shatt Network' }));
      const written = aMember({
        organisation,
        email: 'Zahra@Example.org',
        lastActiveAt: after(T0, 5),
        inductionStep: 'sectors',
        isBot: true,
      });
      const id = await members.insert(written);
      expect(await members.find(id)).toEqual({ id, ...written });
      const change = {
        name: 'زهراء',
        hours: { start: toLocalTime('10:00'), end: toLocalTime('15:30') },
        organisation: null,
        inductionStep: null,
        offers: [],
      };
      await members.update(id, change);
      await members.update(id, {});
      expect(await members.find(id)).toEqual({ id, ...written, ...change });
    });

    test('are found by e-mail whatever its case, and not after it changed', async () => {
      const { members } = store().autocommit;
      const id = await members.insert(aMember({ email: 'Zahra@Example.org' }));
      expect((await members.findByEmail(' zahra@example.ORG')).map((one) => one.id)).toEqual([id]);
      const colleague = await members.insert(aMember({ name: 'Colleague', email: 'zahra@example.org' }));
      expect((await members.findByEmail('zahra@example.org')).map((one) => one.id)).toEqual([id, colleague]);
      await members.update(colleague, { email: null });
      await members.update(id, { email: null });
      expect(await members.findByEmail('zahra@example.org')).toEqual([]);
    });

    test('are found by folded name, in whichever organisation', async () => {
      const { members, organisations } = store().autocommit;
      const one = await organisations.insert(anOrganisation({ name: 'One' }));
      const id = await members.insert(aMember({ name: 'فاطمة  الأسدي', organisation: one }));
      const alone = await members.insert(aMember({ name: 'فاطمة الأسدي', organisation: null }));
      const noor = await members.insert(aMember({ name: 'Noor', organisation: one }));
      const found = async (...names: readonly string[]) => (await members.namesakes(names)).map((member) => member.id);
      expect(await found('فاطمه-الاسدى')).toEqual([id, alone]);
      expect(await found('noor', 'فاطمة الأسدي', 'Nobody')).toEqual([id, alone, noor]);
      expect(await found()).toEqual([]);
    });

    test('an account belongs to one member', async () => {
      const { members, accounts } = store().autocommit;
      const [zahra, noor] = [await members.insert(aMember()), await members.insert(aMember({ name: 'Noor' }))];
      const account = { platform: 'slack', space: 'T1', user: 'U1' } as const;
      await accounts.link(zahra, account);
      await accounts.link(zahra, account);
      await expect(accounts.link(noor, account)).rejects.toBeInstanceOf(InputError);
      expect((await members.findByAccount(account))?.id).toBe(zahra);
      expect(await members.findByAccount({ ...account, space: 'T2' })).toBeUndefined();
      expect(await accounts.of(noor)).toEqual([]);
    });

    test('the account that was used last comes first', async () => {
      const { members, accounts } = store().autocommit;
      const id = await members.insert(aMember());
      const slack = { platform: 'slack', space: 'T1', user: 'U1' } as const;
      const discord = { platform: 'discord', space: 'G1', user: '7' } as const;
      await accounts.link(id, slack);
      await accounts.link(id, discord);
      await accounts.touch([{ account: slack, opened: false }], T0);
      expect(await accounts.of(id)).toMatchObject([slack, discord]);
      await accounts.touch([{ account: discord, opened: false }], after(T0, 1));
      expect(await accounts.of(id)).toMatchObject([discord, slack]);
    });

    test('the use of several accounts is noted at once, for each as for one alone', async () => {
      const { members, accounts } = store().autocommit;
      const given = [
        { name: 'new', last: undefined, opened: true },
        { name: 'seen', last: T0, opened: false },
        { name: 'long-ago', last: after(T0, -HOUR), opened: false },
        { name: 'declined', last: after(T0, -HOUR), opened: true },
        { name: 'opens', last: T0, opened: true },
      ];
      const ids: MemberId[] = [];
      for (const { name, last } of given) {
        const id = await members.insert(aMember({ name }));
        ids.push(id);
        await accounts.link(id, { ...some, user: name });
        if (last !== undefined) await accounts.touch([{ account: { ...some, user: name }, opened: false }], last);
      }
      await accounts.setDirect({ ...some, user: 'declined' }, 'declined');
      const uses = given.map(({ name, opened }) => ({ account: { ...some, user: name }, opened }));
      const at = after(T0, MINUTE);
      await accounts.touch([...uses, { account: { ...some, user: 'nobody' }, opened: true }], at);
      expect((await members.findMany(ids)).map(({ lastActiveAt }) => lastActiveAt)).toEqual([at, T0, at, at, at]);
      const direct = new Map((await accounts.ofMany(ids)).map((each) => [each.user, each.direct]));
      expect(given.map(({ name }) => direct.get(name))).toEqual(['opened', null, null, 'declined', 'opened']);
    });

    test('the people behind several accounts are found at once, in the order of the accounts', async () => {
      const { members, accounts } = store().autocommit;
      const [first, second] = [await members.insert(aMember({ name: 'Awaz' })), await members.insert(aMember({ name: 'Hiba' }))];
      await accounts.link(first, { ...some, user: 'a1' });
      await accounts.link(first, { ...some, user: 'a2' });
      await accounts.link(second, { ...some, user: 'h' });
      const found = (await accounts.usersOf(['h', 'nobody', 'a2', 'a1', 'h'].map(using), T0)).map((one) => one?.person);
      expect(found.map((person) => person?.name)).toEqual(['Hiba', undefined, 'Awaz', 'Awaz', 'Hiba']);
      const { isBot, ...person } = found[0] ?? { isBot: undefined };
      expect(await members.findByAccount({ ...some, user: 'h' })).toMatchObject({ ...person, isBot });
    });

    test('what is noted of an account in use is known with who uses it', async () => {
      const { members, accounts } = store().autocommit;
      const id = await members.insert(aMember({ name: 'Awaz' }));
      const opened = { account: { ...some, user: 'a1' }, opened: true };
      const noted = async (use: typeof opened, at: Instant) => (await accounts.usersOf([use], at)).map((one) => one?.isNoted);
      await accounts.link(id, opened.account);
      await accounts.link(id, { ...some, user: 'a2' });
      expect(await noted(opened, T0)).toEqual([false]);
      await accounts.touch([{ ...opened, opened: false }], T0);
      expect([await noted(opened, T0), await noted({ ...opened, opened: false }, T0)]).toEqual([[false], [true]]);
      await accounts.touch([opened], T0);
      expect([await noted(opened, T0), await noted(opened, after(T0, HOUR))]).toEqual([[true], [false]]);
      await accounts.touch([using('a2')], after(T0, 1));
      expect(await noted(opened, after(T0, 2))).toEqual([false]);
    });

    test('the reader of a message comes with their accounts and what they chose about its notice', async () => {
      const { members, accounts, notices } = store().autocommit;
      const id = await members.insert(aMember({ name: 'Awaz' }));
      const other = await members.insert(aMember({ name: 'Hiba' }));
      for (const [user, at] of [
        ['a1', T0],
        ['a2', after(T0, HOUR)],
      ] as const) {
        await accounts.link(id, { ...some, user });
        await accounts.touch([{ account: { ...some, user }, opened: false }], at);
      }
      const invitation = { notice: 'coffee.invitation', choice: 'here', platform: 'slack' } as const;
      await notices.choose(id, { notice: 'coffee.nudge', choice: 'off', platform: null });
      await notices.choose(id, { ...invitation, choice: 'channel', platform: null });
      await notices.choose(id, invitation);
      await notices.choose(other, { ...invitation, choice: 'off', platform: null });
      const { id: _, ...person } = (await accounts.usersOf([using('a1')], T0))[0]?.person ?? {};
      expect(await notices.reader(id, 'coffee.invitation')).toEqual({
        person: { id, ...person },
        accounts: await accounts.present(id),
        wish: { choice: 'here', platform: 'slack' },
      });
      expect((await notices.reader(id, 'coffee.check-in'))?.wish).toBeUndefined();
      expect((await notices.reader(id))?.accounts).toHaveLength(2);
      // One that is no longer in its space reads nothing, and is known still.
      await accounts.setLeft(id, { ...some, user: 'a2' }, T0);
      expect((await notices.reader(id))?.accounts.map(({ user }) => user)).toEqual(['a1']);
      expect((await accounts.of(id)).map(({ user, leftAt }) => [user, leftAt])).toEqual([
        ['a2', T0],
        ['a1', null],
      ]);
      expect([await accounts.leftFrom(some.platform), await accounts.usersOn(some.platform)]).toEqual([['a2'], ['a1']]);
      expect(await accounts.usersOf([using('a2')], T0)).toEqual([undefined]);
      await accounts.setLeft(id, { ...some, user: 'a2' }, null);
      expect(await accounts.present(id)).toHaveLength(2);
      expect(await notices.reader(other, 'coffee.invitation')).toMatchObject({ accounts: [], wish: { choice: 'off' } });
      expect(await notices.reader(toId<MemberId>(99))).toBeUndefined();
      expect(await notices.of(id)).toEqual([invitation, { notice: 'coffee.nudge', choice: 'off', platform: null }]);
    });

    test('lists filter, count all and page by name', async () => {
      const { members, organisations } = store().autocommit;
      const marsh = await organisations.insert(anOrganisation({ name: 'Marsh Women' }));
      const names = ['Ghada', 'Awaz', 'Hiba', 'Dilan'];
      for (const name of names) {
        await members.insert(
          aMember({ name, organisation: name === 'Hiba' ? marsh : null, sectors: name === 'Awaz' ? ['climate-change'] : ['recovery'] }),
        );
      }
      await members.insert(aMember({ name: 'Rawa', role: 'organiser', status: 'pending', language: 'ckb' }));
      const ids = async (filter: Parameters<typeof members.list>[0]) =>
        (await members.list(filter, { offset: 0, limit: 10 })).map((member) => member.name);
      const page = await members.list({ status: 'active' }, { offset: 1, limit: 2 });
      expect([await members.count({ status: 'active' }), page.map((member) => member.name)]).toEqual([4, ['Dilan', 'Ghada']]);
      expect(await ids({ text: 'MARSH' })).toEqual(['Hiba']);
      expect(await ids({ text: 'A' })).toEqual(['Awaz', 'Dilan', 'Ghada', 'Hiba', 'Rawa']);
      expect(await ids({ text: '%' })).toEqual([]);
      expect(await ids({ sector: 'climate-change' })).toEqual(['Awaz']);
      expect(await ids({ sector: 'climate' })).toEqual([]);
      expect(await ids({ role: 'organiser', language: 'ckb', status: 'pending' })).toEqual(['Rawa']);
      expect(await ids({ organisation: marsh })).toEqual(['Hiba']);
    });

    test('thousands are found in one call', async () => {
      const { members } = store().autocommit;
      const ids = await store().transaction(async (inside) => {
        const made = [];
        for (let index = 0; index < 300; index += 1) made.push(await inside.members.insert(aMember({ name: `Member ${index}` })));
        return made;
      });
      expect(await members.findMany([...ids, ...ids])).toHaveLength(300);
      expect(await members.findMany([])).toEqual([]);
    });
  });

  describe('organisations', () => {
    test('one name is one organisation, however it is written', async () => {
      const { organisations } = store().autocommit;
      const id = await organisations.insert(anOrganisation({ name: 'منظمة الأمل', type: 'national', status: 'proposed' }));
      expect((await organisations.findByName('  منظمه الامل '))?.id).toBe(id);
      await expect(organisations.insert(anOrganisation({ name: 'مُنظّمة الامَل' }))).rejects.toBeInstanceOf(InputError);
      const other = await organisations.insert(anOrganisation({ name: 'Other' }));
      await expect(organisations.update(other, { name: 'منظمة الامل' })).rejects.toBeInstanceOf(InputError);
      await organisations.update(id, { name: 'منظمة الأَمل', status: 'approved' });
      expect(await organisations.find(id)).toMatchObject({ name: 'منظمة الأَمل', status: 'approved', type: 'national' });
    });

    test('a search finds approved ones, best first, and takes signs as they are', async () => {
      const { organisations } = store().autocommit;
      for (const name of ['The Hope House', 'Hopeful 100%', 'New Hopes', 'Unhopeful', 'Hope'])
        await organisations.insert(anOrganisation({ name }));
      await organisations.insert(anOrganisation({ name: 'Hope proposed', status: 'proposed' }));
      const names = async (text: string, limit = 10) => (await organisations.search(text, limit)).map((one) => one.name);
      expect(await names('HOPE')).toEqual(['Hope', 'Hopeful 100%', 'New Hopes', 'The Hope House', 'Unhopeful']);
      expect(await names('hope', 2)).toEqual(['Hope', 'Hopeful 100%']);
      expect(await names('0%')).toEqual(['Hopeful 100%']);
      expect(await names('_')).toEqual([]);
    });

    test('merging moves members and past seats, removing leaves them without one', async () => {
      const { organisations, members } = store().autocommit;
      const [wrong, right] = [
        await organisations.insert(anOrganisation({ name: 'Hoppe' })),
        await organisations.insert(anOrganisation({ name: 'Hope' })),
      ];
      const id = await members.insert(aMember({ organisation: wrong }));
      await organisations.moveMembers(wrong, right);
      await organisations.remove(wrong);
      expect(await organisations.find(wrong)).toBeUndefined();
      expect((await members.find(id))?.organisation).toBe(right);
      await organisations.remove(right);
      expect((await members.find(id))?.organisation).toBeNull();
      expect(await organisations.list()).toEqual([]);
    });
  });
}
