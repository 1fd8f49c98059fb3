import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import { accountsCollide, type Candidate, type Described, identify } from '../../../src/features/members/rules/identity.js';

const ORGANISATION = 1 as OrganisationId;
const ELSEWHERE = 2 as OrganisationId;
const person = (change: Partial<Candidate> = {}): Candidate => ({
  id: 1 as MemberId,
  name: 'rana',
  organisation: ORGANISATION,
  email: null,
  accounts: [],
  isBot: false,
  isTaken: false,
  ...change,
});
const line = (change: Partial<Described> = {}): Described => ({
  name: 'rana',
  organisation: ORGANISATION,
  email: undefined,
  accounts: [],
  ...change,
});
const slack = (user: string) => ({ platform: 'slack' as const, user });
const discord = (user: string) => ({ platform: 'discord' as const, user });
const said = (described: Described, ...candidates: readonly Candidate[]) => {
  const found = identify(described, candidates);
  return found.is === 'question' ? found.question : found.is === 'contradiction' ? found.what : found.is;
};

describe('whom a line means', () => {
  test.each([
    ['nobody who is known', line({ name: 'huda' }), [person({ email: 'rana@x.org' })], 'new'],
    ['the owner of the account', line({ name: 'rana s', accounts: [slack('A')] }), [person({ accounts: [slack('A')] })], 'known'],
    ['the same name and address', line({ email: 'r@x.org' }), [person({ email: 'r@x.org' })], 'known'],
    ['the name alone, of one who is there', line(), [person({ accounts: [slack('A')], email: 'r@x.org' })], 'known'],
    [
      'the office address under another name',
      line({ name: 'huda', email: 'info@x.org', accounts: [slack('B')] }),
      [person({ email: 'info@x.org', accounts: [slack('A')] })],
      'same-address',
    ],
    ['the same name with another address', line({ email: 'other@x.org' }), [person({ email: 'r@x.org' })], 'same-name'],
    ['the same name with an address where none was', line({ email: 'r@x.org' }), [person()], 'same-name'],
    ['the same name with an account', line({ accounts: [slack('B')] }), [person()], 'same-name'],
    ['a namesake with another account', line({ accounts: [slack('B')] }), [person({ accounts: [slack('A')] })], 'other-account'],
    ['somebody who came before the list', line(), [person({ organisation: null, accounts: [discord('1')] })], 'same-name'],
    ['a namesake in another organisation', line(), [person({ organisation: ELSEWHERE })], 'other-organisation'],
    [
      'a namesake in another organisation with an address',
      line({ email: 'r@x.org' }),
      [person({ organisation: ELSEWHERE })],
      'other-organisation',
    ],
    ['a namesake of an earlier line elsewhere', line(), [person({ organisation: ELSEWHERE, isTaken: true })], 'other-organisation'],
    ['a second line without marks', line(), [person({ isTaken: true })], 'namesakes'],
    ['the same line twice', line({ email: 'r@x.org' }), [person({ email: 'r@x.org', isTaken: true })], 'twice'],
    [
      'two accounts of two people',
      line({ accounts: [slack('A'), discord('1')] }),
      [person({ accounts: [slack('A')] }), person({ id: 2 as MemberId, accounts: [discord('1')] })],
      'accounts-differ',
    ],
    [
      'a second account on one platform',
      line({ accounts: [slack('B'), discord('1')] }),
      [person({ accounts: [slack('A'), discord('1')] })],
      'other-account',
    ],
    [
      'an account of somebody, and the address of another',
      line({ name: 'huda', email: 'info@x.org', accounts: [slack('B')] }),
      [person({ email: 'info@x.org' }), person({ id: 2 as MemberId, name: 'huda', accounts: [slack('B')] })],
      'email-taken',
    ],
    [
      'an account of somebody, and the name of a colleague',
      line({ accounts: [slack('B')] }),
      [person(), person({ id: 2 as MemberId, name: 'huda', accounts: [slack('B')] })],
      'name-taken',
    ],
    [
      'an account of somebody, and one of a bot',
      line({ accounts: [slack('A'), discord('1')] }),
      [person({ accounts: [slack('A')] }), person({ id: 2 as MemberId, accounts: [discord('1')], isBot: true })],
      'bot',
    ],
    ['a bot', line({ accounts: [slack('A')] }), [person({ accounts: [slack('A')], isBot: true })], 'bot'],
    [
      'an account, and the address of an office',
      line({ name: 'huda', email: 'info@x.org', accounts: [slack('B')] }),
      [person({ email: 'info@x.org' }), person({ id: 2 as MemberId, name: 'huda', email: 'info@x.org', accounts: [slack('B')] })],
      'known',
    ],
    [
      'a new account at an address that several have',
      line({ email: 'info@x.org', accounts: [slack('B')] }),
      [person({ email: 'info@x.org' }), person({ id: 2 as MemberId, name: 'huda', email: 'info@x.org' })],
      'same-address',
    ],
  ])('%s', (_, described, candidates, expected) => {
    expect(said(described, ...candidates)).toBe(expected);
  });

  it('takes each of two namesakes once, so that the same list again changes nothing', () => {
    const [one, two] = [person({ isTaken: true }), person({ id: 2 as MemberId })];
    expect(identify(line(), [one, two])).toEqual({ is: 'known', member: 2, careful: true });
  });
});

it('asks about the owner of an account, and says who else is like the line', () => {
  const rana = person({ email: 'info@x.org' });
  const huda = person({ id: 2 as MemberId, name: 'huda', accounts: [slack('B')] });
  const described = line({ name: 'huda', email: 'info@x.org', accounts: [slack('B')] });
  expect(identify(described, [rana, huda])).toEqual({ is: 'question', question: 'email-taken', member: 2, like: 1 });
});

it('takes of two owners the one who is called so as the owner', () => {
  const [one, two] = [person({ name: 'huda', accounts: [slack('A')] }), person({ id: 2 as MemberId, accounts: [discord('1')] })];
  const described = line({ accounts: [slack('A'), discord('1')] });
  expect(identify(described, [one, two])).toEqual({ is: 'question', question: 'accounts-differ', member: 2, like: 1 });
});

describe('whatever a list says', () => {
  const users = fc.constantFrom('A', 'B', 'C');
  const accounts = fc
    .record({ slack: fc.option(users), discord: fc.option(users) })
    .map(({ slack: s, discord: d }) => [...(s === null ? [] : [slack(s)]), ...(d === null ? [] : [discord(d)])]);
  const email = fc.constantFrom('info@x.org', 'a@x.org', undefined);
  const described: fc.Arbitrary<Described> = fc.record({
    name: fc.constantFrom('rana', 'huda', 'ali'),
    organisation: fc.constantFrom(1 as OrganisationId, 2 as OrganisationId, undefined),
    email,
    accounts,
  });
  const candidates: fc.Arbitrary<readonly Candidate[]> = fc
    .array(
      fc.record({
        name: fc.constantFrom('rana', 'huda', 'ali'),
        organisation: fc.constantFrom(1 as OrganisationId, 2 as OrganisationId, null),
        email: email.map((one) => one ?? null),
        accounts,
        isBot: fc.boolean(),
        isTaken: fc.boolean(),
      }),
      { maxLength: 5 },
    )
    .map((people) => people.map((one, index) => ({ ...one, id: (index + 1) as MemberId })));

  it('two people are never made one', () => {
    fc.assert(
      fc.property(described, candidates, (one, people) => {
        const found = identify(one, people);
        if (found.is !== 'known') return;
        const member = people.find(({ id }) => id === found.member);
        if (!member) throw new Error('somebody who is not there');
        const sharesAccount = member.accounts.some((own) =>
          one.accounts.some(({ platform, user }) => own.platform === platform && own.user === user),
        );
        const sharesNameAndAddress = member.name === one.name && one.email !== undefined && member.email === one.email;
        const saysNothingElse =
          member.name === one.name && member.organisation === one.organisation && one.email === undefined && one.accounts.length === 0;
        expect(sharesAccount || sharesNameAndAddress || saysNothingElse).toBe(true);
        expect(member.isBot || member.isTaken).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('nobody gets two accounts of one platform, nor an account of somebody else', () => {
    fc.assert(
      fc.property(described, candidates, (one, people) => {
        const found = identify(one, people);
        if (found.is !== 'known') return;
        const member = people.find(({ id }) => id === found.member);
        expect(accountsCollide(one.accounts, member?.accounts ?? [])).toBe(false);
        const others = people.filter(({ id }) => id !== found.member).flatMap((other) => other.accounts);
        expect(others.some((other) => one.accounts.some(({ platform, user }) => other.platform === platform && other.user === user))).toBe(
          false,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('nobody new is added who shares an account, an address or a name in the organisation', () => {
    fc.assert(
      fc.property(described, candidates, (one, people) => {
        if (identify(one, people).is !== 'new') return;
        for (const known of people.filter(({ isBot }) => !isBot)) {
          expect(one.email !== undefined && known.email === one.email).toBe(false);
          expect(known.name === one.name && (known.organisation === null || known.organisation === one.organisation)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
