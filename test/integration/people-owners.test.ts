import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { DAY } from '../../src/core/time.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { nextQuestion } from '../../src/features/members/identity-questions.js';
import { type ImportResult, importMembers } from '../../src/features/members/import/run.js';
import { membersListFile } from '../../src/features/members/list-file.js';
import { speaker } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { createTestLogger } from '../support/logger.js';
import { costOfClick } from '../support/statements.js';
import { createWorld } from '../support/world.js';

const en = speaker('en');
const HEAD = 'name,organisation,email,slack_id,discord_id\n';
const DISCORD = '123456789012345678';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const importing = (lines: string, dryRun = false) => importMembers(world.contexts.autocommit, `${HEAD}${lines}`, { dryRun, actor: null });
const told = ({ lines }: ImportResult) =>
  lines.map(({ verdict, problems: [problem] }) =>
    problem ? [verdict, problem.key.replace(/.*\.(?=ask)/, ''), problem.values] : [verdict],
  );
const everyone = async () =>
  (await world.store.autocommit.members.list({}, { offset: 0, limit: 99 })).filter(({ role }) => role !== 'organiser');
const accountsOf = async (id: MemberId) => {
  const { accounts, waitingAccounts } = world.store.autocommit;
  return [...(await accounts.of(id)), ...(await waitingAccounts.ofMany([id]))].map(({ platform, user }) => `${platform}:${user}`);
};
/** Everyone's name, address and accounts. */
const people = async () =>
  Promise.all((await everyone()).map(async ({ id, name, email }) => [name, email, (await accountsOf(id)).join(' ')]));
const boss = async () => {
  const person = world.person('slack', 'boss');
  await person.join();
  return person;
};
const asked = async () => {
  const open = await nextQuestion(world.contexts.autocommit, 0);
  if (!open) throw new Error('nothing is asked');
  return open;
};
const audit = async () => (await world.store.autocommit.audit.list({ offset: 0, limit: 9 })).map(({ action }) => action);

const RANA = 'Rana Salim,Reed House,office@reed.example,,\n';
const HUDA = 'Huda Jabbar,Reed House,office@reed.example,UBBBBBB1,\n';

/** Huda is there by an account before the list comes, in which Rana has the address of the office. */
async function hudaCame() {
  const organiser = await boss();
  const huda = world.person('slack', 'UBBBBBB1');
  await huda.join({ name: 'huda' });
  await importing(RANA);
  return { organiser, huda };
}

const UNTOUCHED = [
  ['huda', null, 'slack:UBBBBBB1'],
  ['Rana Salim', 'office@reed.example', ''],
];

describe('a line whose account is known, with the address of another member', () => {
  it('is a question in a dry run and in the import, which changes nobody', async () => {
    await hudaCame();
    const expected = [['unchanged'], ['asked', 'ask.email-taken', { name: 'Rana Salim' }]];
    expect(told(await importing(RANA + HUDA, true))).toEqual(expected);
    expect(await nextQuestion(world.contexts.autocommit, 0)).toBeUndefined();
    for (let again = 0; again < 2; again++) expect(told(await importing(RANA + HUDA))).toEqual(expected);
    expect(await people()).toEqual(UNTOUCHED);
    expect((await asked()).left).toBe(1);
  });

  it('is a question by the shell command, and says so in the column “problem”', async () => {
    await hudaCame();
    const offline = world.store.contexts({ clock: world.clock, logger: createTestLogger(), platforms: createPlatforms(new Map()) });
    const options = { dryRun: false, language: 'en', onProgress: () => {} } as const;
    const { report, checked } = await membersListFile.importFile(offline.autocommit, new TextEncoder().encode(HEAD + HUDA), options);
    const problem = en.plain('members.import.ask.email-taken', { name: 'Rana Salim' });
    expect(report.at(0)).toContain('but Rana Salim has this e-mail address');
    expect(problem).toContain('Rana Salim');
    const sheets = Object.entries(unzipSync(checked ?? new Uint8Array())).map(([, bytes]) => strFromU8(bytes));
    expect(sheets.some((xml) => xml.includes('has this e-mail address'))).toBe(true);
    expect(await people()).toEqual(UNTOUCHED);
    expect((await asked()).question.reason).toBe('email-taken');
  });

  it('shows the member, the owner of the account and the line, and stays open where it is decided later', async () => {
    const { organiser } = await hudaCame();
    await importing(HUDA);
    const shown = await organiser.pressAnyway('members:question-next:0');
    for (const part of ['Rana Salim', 'huda', 'Huda Jabbar', 'UBBBBBB1', 'The account belongs to', 'goes to the one with the account'])
      expect(shown).toContain(part);
    expect(await organiser.press('members:question-next')).toContain('Huda Jabbar');
    expect(await people()).toEqual(UNTOUCHED);
  });

  it('may be someone else: both have the address, nobody is added, and it is not asked again', async () => {
    const { organiser } = await hudaCame();
    await importing(HUDA);
    await organiser.pressAnyway('members:question-next:0');
    const done = await organiser.press('members:question-different');
    for (const part of ['Huda Jabbar has what the list says now', en.plain('people.question.none')]) expect(done).toContain(part);
    expect(await people()).toEqual([
      ['Huda Jabbar', 'office@reed.example', 'slack:UBBBBBB1'],
      ['Rana Salim', 'office@reed.example', ''],
    ]);
    expect((await audit())[0]).toBe('member.different');
    expect(told(await importing(RANA + HUDA))).toEqual([['unchanged'], ['unchanged']]);
  });

  it('is not asked again either where the owner keeps an address of their own', async () => {
    const { organiser, huda } = await hudaCame();
    await world.store.autocommit.members.update((await huda.member()).id, { email: 'huda@own.example', inductionStep: null });
    await importing(HUDA);
    await organiser.pressAnyway(`members:question-different:${(await asked()).question.id}`);
    expect((await huda.member()).email).toBe('huda@own.example');
    expect(told(await importing(HUDA))).toEqual([['unchanged']]);
  });

  it('may be the same person: two profiles become one, which is undone for 30 days', async () => {
    const { organiser } = await hudaCame();
    await importing(HUDA);
    await organiser.pressAnyway('members:question-next:0');
    const done = await organiser.press('members:question-same');
    for (const part of ['one person now', en.plain('people.part.until')]) expect(done).toContain(part);
    const [one, ...others] = await people();
    expect([one?.slice(1), others]).toEqual([['office@reed.example', 'slack:UBBBBBB1'], []]);
    expect((await audit())[0]).toBe('member.same');
    expect(told(await importing(HUDA))).toEqual([['unchanged']]);

    world.clock.advance(29 * DAY);
    await organiser.press('members:part');
    expect(await people()).toEqual([
      ['Huda Jabbar', 'office@reed.example', 'slack:UBBBBBB1'],
      ['Rana Salim', 'office@reed.example', ''],
    ]);
    expect((await audit())[0]).toBe('member.part');
  });

  it('never gives one person two accounts of one platform', async () => {
    const organiser = await boss();
    await world.person('slack', 'UBBBBBB1').join({ name: 'huda' });
    await importing('Rana Salim,Reed House,office@reed.example,UAAAAAA1,\n');
    expect(told(await importing(HUDA))).toEqual([['asked', 'ask.email-taken', { name: 'Rana Salim' }]]);
    const shown = await organiser.pressAnyway('members:question-next:0');
    expect(shown).toContain('they can’t become one here');
    expect(() => organiser.button('members:question-same')).toThrow();
    const before = await people();
    const open = await asked();
    expect(await organiser.pressAnyway(`members:question-same:${open.question.id}.${open.member.id}`)).toContain('Nothing was merged');
    expect(await people()).toEqual(before);
    expect((await asked()).left).toBe(1);
  });
});

describe('a line whose account is known under another name', () => {
  it('is a question where someone else of the organisation is called so', async () => {
    const organiser = await boss();
    await importing('Huda Jabbar,Reed House,,,\nSamir Ali,Reed House,,UBBBBBB1,\n');
    const line = 'Huda Jabbar,Reed House,,UBBBBBB1,\n';
    expect(told(await importing(line, true))).toEqual([['asked', 'ask.name-taken', { name: 'Huda Jabbar' }]]);
    await importing(line);
    expect(await people()).toEqual([
      ['Huda Jabbar', null, ''],
      ['Samir Ali', null, 'slack:UBBBBBB1'],
    ]);
    await organiser.pressAnyway('members:question-next:0');
    await organiser.press('members:question-different');
    expect(await people()).toEqual([
      ['Huda Jabbar', null, ''],
      ['Huda Jabbar', null, 'slack:UBBBBBB1'],
    ]);
    expect(told(await importing(line))).toEqual([['unchanged']]);
  });
});

describe('a line with accounts of two members', () => {
  const LINE = `Rana Salim,Reed House,rana@reed.example,UAAAAAA1,${DISCORD}\n`;
  const bothCame = async () => {
    const organiser = await boss();
    await world.person('slack', 'UAAAAAA1').join({ name: 'rana' });
    await world.person('discord', DISCORD).join({ name: 'Rana S.' });
    expect(told(await importing(LINE))).toEqual([['asked', 'ask.accounts-differ', { name: 'Rana S.' }]]);
    await organiser.pressAnyway('members:question-next:0');
    return organiser;
  };

  it('makes them one where they are the same person', async () => {
    const organiser = await bothCame();
    await organiser.press('members:question-same');
    const [one, ...others] = await people();
    expect(others).toEqual([]);
    expect(one?.[1]).toBe('rana@reed.example');
    expect(String(one?.[2]).split(' ').sort()).toEqual([`discord:${DISCORD}`, 'slack:UAAAAAA1']);
    expect(told(await importing(LINE))).toEqual([['unchanged']]);
    await organiser.press('members:part');
    expect((await people()).map(([name, , accounts]) => [name, accounts])).toEqual([
      ['Rana S.', `discord:${DISCORD}`],
      ['Rana Salim', 'slack:UAAAAAA1'],
    ]);
  });

  it('gives what it says to one of them where they are not, and nobody an account of the other', async () => {
    const organiser = await bothCame();
    await organiser.press('members:question-different');
    expect(await people()).toEqual([
      ['Rana S.', null, `discord:${DISCORD}`],
      ['Rana Salim', 'rana@reed.example', 'slack:UAAAAAA1'],
    ]);
    expect(told(await importing(LINE))).toEqual([['unchanged']]);
  });
});

describe('a line with a second account of somebody on one platform', () => {
  const LINE = `Rana Salim,Reed House,,UBBBBBB1,${DISCORD}\n`;
  const known = async () => {
    const organiser = await boss();
    await importing(`Rana Salim,Reed House,,UAAAAAA1,${DISCORD}\n`);
    expect(told(await importing(LINE))).toEqual([['asked', 'ask.other-account', { name: 'Rana Salim' }]]);
    await organiser.pressAnyway('members:question-next:0');
    return organiser;
  };

  it('is the same person without it', async () => {
    const organiser = await known();
    await organiser.press('members:question-same');
    expect((await people()).map(([, , accounts]) => String(accounts).split(' ').sort())).toEqual([
      [`discord:${DISCORD}`, 'slack:UAAAAAA1'],
    ]);
    expect(told(await importing(LINE))).toEqual([['unchanged']]);
  });

  it('is someone else with that account alone', async () => {
    const organiser = await known();
    await organiser.press('members:question-different');
    const accounts = (await people()).map(([, , of]) => String(of).split(' ').sort().join(' '));
    expect(accounts.sort()).toEqual([`discord:${DISCORD} slack:UAAAAAA1`, 'slack:UBBBBBB1']);
    expect(told(await importing(LINE))).toEqual([['unchanged']]);
  });
});

describe('the third of one name', () => {
  it('may be any of the two who are known: the menu shows another one beside the line', async () => {
    const organiser = await boss();
    await importing('Zahra Ali,Reed House,,,\nZahra Ali,Marsh Women,z@marsh.example,,\n');
    await organiser.pressAnyway(`members:question-different:${(await asked()).question.id}`);
    await importing(`Zahra Ali,River Women,,,${DISCORD}\n`);
    await organiser.pressAnyway('members:question-next:0');
    const second = (await everyone()).find(({ email }) => email !== null);
    const shown = await organiser.press('members:question-whom', [String(second?.id)]);
    expect(shown.indexOf('z@marsh.example')).toBeLessThan(shown.indexOf('On the list'));
    await organiser.press('members:question-same');
    expect(await people()).toEqual([
      ['Zahra Ali', null, ''],
      ['Zahra Ali', 'z@marsh.example', `discord:${DISCORD}`],
    ]);
  });

  it('is nobody who does not look like the line', async () => {
    const organiser = await boss();
    await importing('Zahra Ali,Reed House,,,\nHuda Jabbar,Reed House,,,\nZahra Ali,Marsh Women,,,\n');
    const { question } = await asked();
    const huda = (await everyone()).find(({ name }) => name === 'Huda Jabbar');
    const before = await people();
    expect(await organiser.pressAnyway(`members:question-same:${question.id}.${huda?.id}`)).toContain('settled already');
    expect(await organiser.pressAnyway(`members:question-whom:${question.id}`, [String(huda?.id)])).not.toContain('Huda');
    expect(await people()).toEqual(before);
  });
});

describe('a line whose account is known under the same name', () => {
  it('is a question where the list brought someone of that name before, so that nobody is there twice without a word', async () => {
    const organiser = await boss();
    await importing('Huda Jabbar,Reed House,,,\n');
    const huda = world.person('slack', 'UBBBBBB1');
    await huda.join({ name: 'Huda Jabbar' });
    const line = 'Huda Jabbar,Reed House,,UBBBBBB1,\n';
    for (const dryRun of [true, false])
      expect(told(await importing(line, dryRun))).toEqual([['asked', 'ask.name-taken', { name: 'Huda Jabbar' }]]);
    await organiser.pressAnyway('members:question-next:0');
    await organiser.press('members:question-same');
    expect(await people()).toEqual([['Huda Jabbar', null, 'slack:UBBBBBB1']]);
    expect(told(await importing(line))).toEqual([['unchanged']]);
  });

  it('is no question where both are there by accounts of one platform, nor once they are told apart', async () => {
    for (const user of ['UAAAAAA1', 'UBBBBBB1']) await world.person('slack', user).join({ name: 'Huda Jabbar' });
    const lines = 'Huda Jabbar,Reed House,,UAAAAAA1,\nHuda Jabbar,Reed House,,UBBBBBB1,\n';
    expect(told(await importing(lines, true))).toEqual([['updated'], ['updated']]);
    expect(told(await importing(lines))).toEqual([['updated'], ['updated']]);
    expect(told(await importing(lines))).toEqual([['unchanged'], ['unchanged']]);
  });

  it('foresees in a dry run that two lines with two accounts of one person are the same', async () => {
    await importing(`Rana Salim,Reed House,,UAAAAAA1,${DISCORD}\n`);
    const lines = `Rana S.,Reed House,,UAAAAAA1,\nRana S.,Reed House,,,${DISCORD}\n`;
    const expected = [['updated'], ['rejected', 'members.import.duplicate', { line: 2 }]];
    expect(told(await importing(lines, true))).toEqual(expected);
    expect(told(await importing(lines))).toEqual(expected);
  });
});

it('an answer about a line costs at most twenty statements, however many people there are; a look costs ten, as each click', async () => {
  const many = await createWorld();
  await many.addMember({ user: 'organiser', role: 'organiser' });
  const organiser = many.person('organiser');
  await organiser.type('/community help');
  const take = (lines: string) => importMembers(many.contexts.autocommit, `${HEAD}${lines}`, { dryRun: false, actor: null });
  const colleagues = Array.from({ length: 30 }, (_, index) => `Person ${index},Reed House,,,\n`).join('');
  await take(`Huda,Reed House,,UBBBBBB1,\nRana Salim,Reed House,office@x.org,,\nZahra,Reed House,,,\n${colleagues}`);
  await take('Huda Jabbar,Reed House,office@x.org,UBBBBBB1,\nRana S,Reed House,office@x.org,UCCCCCC1,\nZahra,Marsh,,UDDDDDD1,\n');
  const reasons: string[] = [];
  for (let open = await nextQuestion(many.contexts.autocommit, 0); open; open = await nextQuestion(many.contexts.autocommit, 0)) {
    const { id, reason } = open.question;
    reasons.push(reason);
    await organiser.pressAnyway(`members:question-next:${id - 1}`);
    await organiser.pressAnyway(`members:question-whom:${id}`, [String(open.member.id)]);
    expect(await costOfClick(() => organiser.pressAnyway(`members:question-different:${id}`))).toBeLessThanOrEqual(20);
  }
  expect(reasons).toEqual(['email-taken', 'same-address', 'other-organisation']);
  await many.close();
});
