import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, MINUTE } from '../../src/core/time.js';
import { createPlatforms } from '../../src/dispatch/platforms.js';
import { tellOfEqualOrganisations } from '../../src/features/members/equal-organisations.js';
import { nextQuestion } from '../../src/features/members/identity-questions.js';
import { type ImportResult, importMembers } from '../../src/features/members/import/run.js';
import { membersListFile } from '../../src/features/members/list-file.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import { speaker } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { createTestLogger } from '../support/logger.js';

const en = speaker('en');
const HEAD = 'name,organisation,email,slack_id,discord_id\n';
const DISCORD = '123456789012345678';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const importing = (lines: string, dryRun = false) => importMembers(world.contexts.autocommit, `${HEAD}${lines}`, { dryRun, actor: null });
const verdicts = ({ lines }: ImportResult) => lines.map(({ verdict }) => verdict);
const everyone = async () =>
  (await world.store.autocommit.members.list({}, { offset: 0, limit: 99 })).filter(({ role }) => role !== 'organiser');
const names = async () => (await everyone()).map(({ name }) => name);
const accountsOf = async (id: MemberId) =>
  (await world.store.autocommit.accounts.of(id)).map(({ platform, user }) => `${platform}:${user}`);
const boss = async () => {
  const person = world.person('slack', 'boss');
  await person.join();
  return person;
};
const offline = () =>
  world.store.contexts({ clock: world.clock, logger: createTestLogger(), platforms: createPlatforms(new Map()) }).autocommit;
const raise = (): never => {
  throw new Error('nobody');
};
const question = async () => {
  const open = await nextQuestion(world.contexts.autocommit, 0);
  if (!open) throw new Error('nothing is asked');
  return open;
};

describe('a list that could mean two people or one', () => {
  it('never joins strangers who share the office address, and shows both to an organiser', async () => {
    const organiser = await boss();
    const list = `Rana Salim,Reed House,info@reedhouse.example,UAAAAAA1,\nHuda Jabbar,Reed House,info@reedhouse.example,UBBBBBB1,\n`;
    const dry = await importing(list, true);
    expect(verdicts(dry)).toEqual(['created', 'asked']);
    expect(dry.lines[1]?.problems[0]).toMatchObject({ key: 'members.import.ask.same-address' });
    expect(verdicts(await importing(list))).toEqual(['created', 'asked']);
    expect(await names()).toEqual(['Rana Salim']);

    const shown = await organiser.pressAnyway('members:question-next:0');
    for (const part of ['Rana Salim', 'Huda Jabbar', 'info@reedhouse.example', 'UAAAAAA1', 'UBBBBBB1']) expect(shown).toContain(part);
    const { id } = (await question()).question;
    // Deciding later leaves it as it is, and comes back to it.
    expect(await organiser.pressAnyway(`members:question-next:${id}`)).toContain('Huda Jabbar');
    expect(await organiser.pressAnyway(`members:question-different:${id}`)).toContain(en.plain('people.question.none'));
    const people = await everyone();
    expect(people.map(({ name, email }) => [name, email])).toEqual([
      ['Huda Jabbar', 'info@reedhouse.example'],
      ['Rana Salim', 'info@reedhouse.example'],
    ]);
    expect(await Promise.all(people.map((member) => accountsOf(member.id)))).toEqual([['slack:UBBBBBB1'], ['slack:UAAAAAA1']]);
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]?.action).toBe('member.different');
    // The same list again asks nothing and changes nothing.
    expect(verdicts(await importing(list))).toEqual(['unchanged', 'unchanged']);
    expect(await organiser.pressAnyway(`members:question-same:${id}`)).toContain('settled already');
  });

  it('says of ids that no platform has which lines they are in, and adds nobody for them', async () => {
    const list = 'Rana Salim,Reed House,info@reedhouse.example,U_A,\nHuda Jabbar,Reed House,info@reedhouse.example,U_B,\n';
    const result = await importing(list);
    expect(verdicts(result)).toEqual(['rejected', 'rejected']);
    expect(result.lines.map(({ problems }) => problems[0]?.key)).toEqual(['members.import.account', 'members.import.account']);
    expect(await names()).toEqual([]);
    // Without the ids the address alone decides nothing.
    expect(verdicts(await importing(list.replaceAll(/U_[AB]/g, '')))).toEqual(['created', 'asked']);
    expect(await names()).toEqual(['Rana Salim']);
  });

  it.each([
    ['in one file', [`Ali Hasan,Reed House,,UAAAAAA1,\nAli Hasan,Reed House,,UBBBBBB1,\n`], ['created', 'asked']],
    ['in two files', [`Ali Hasan,Reed House,,UAAAAAA1,\n`, `Ali Hasan,Reed House,,UBBBBBB1,\n`], ['created', 'asked']],
    ['without ids', [`Ali Hasan,Reed House,,,\nAli Hasan,Reed House,,,\n`], ['created', 'asked']],
  ])('never joins namesakes of one organisation, %s', async (_, lists, expected) => {
    const organiser = await boss();
    const found: string[] = [];
    for (const list of lists) found.push(...verdicts(await importing(list)));
    expect(found).toEqual(expected);
    expect(await names()).toEqual(['Ali Hasan']);
    await organiser.pressAnyway(`members:question-different:${(await question()).question.id}`);
    expect(await names()).toEqual(['Ali Hasan', 'Ali Hasan']);
    const again = [];
    for (const list of lists) again.push(...verdicts(await importing(list)));
    expect(again).toEqual(['unchanged', 'unchanged']);
  });

  it('asks about people who came before the list, and does not add them again', async () => {
    const organiser = await boss();
    for (const [user, name] of [
      [DISCORD, 'Rana Salim'],
      ['223456789012345678', 'Huda Jabbar'],
    ] as const) {
      await world.person('discord', user).join({ name });
    }
    const list = `Rana Salim,Reed House,rana@reedhouse.example,,\nHuda Jabbar,Reed House,,,223456789012345678\n`;
    // The account proves who Huda is; Rana is asked about.
    expect(verdicts(await importing(list))).toEqual(['asked', 'updated']);
    expect(await names()).toEqual(['Huda Jabbar', 'Rana Salim']);
    await organiser.pressAnyway(`members:question-same:${(await question()).question.id}`);
    expect((await everyone()).map(({ name, email, status }) => [name, email, status])).toEqual([
      ['Huda Jabbar', null, 'active'],
      ['Rana Salim', 'rana@reedhouse.example', 'active'],
    ]);
    expect(verdicts(await importing(list))).toEqual(['unchanged', 'unchanged']);
  });

  it('never puts two accounts of one platform on one person, those that wait included', async () => {
    const organiser = await boss();
    world.discord.space = () => undefined;
    await importing(`Rana Salim,Reed House,rana@reedhouse.example,,${DISCORD}\n`);
    const second = `Rana Salim,Reed House,rana@reedhouse.example,,223456789012345678\n`;
    expect(verdicts(await importing(second))).toEqual(['asked']);
    await organiser.pressAnyway(`members:question-same:${(await question()).question.id}`);
    expect((await world.store.autocommit.waitingAccounts.list()).map(({ user }) => user)).toEqual([DISCORD]);
    // What was decided is remembered, and nothing of the line is kept.
    expect(verdicts(await importing(second))).toEqual(['unchanged']);
    const { rows } = await sql<{ said: string | null }>`select said from identity_questions`.execute(world.store.database.db);
    expect(rows).toEqual([{ said: null }]);
  });

  it('leaves a waiting account to wait where its person has another one there by now', async () => {
    world.discord.space = () => undefined;
    await importing(`Rana Salim,Reed House,,,${DISCORD}\n`);
    world.discord.space = () => 'test';
    const [rana] = await everyone();
    if (!rana) throw new Error('not imported');
    await world.store.autocommit.accounts.link(rana.id, { platform: 'discord', space: 'test', user: '999999999999999999' });
    await world.person('discord', DISCORD).join({ name: 'Somebody' });
    expect(await accountsOf(rana.id)).toEqual(['discord:999999999999999999']);
    expect(await names()).toEqual(['Rana Salim', 'Somebody']);
  });

  it('foresees in a dry run what an earlier line gives somebody who is known', async () => {
    for (const user of ['UAAAAAA1', 'UBBBBBB1']) await world.person('slack', user).join({ name: user });
    const list = 'Rana Salim,Reed House,office@reed.example,UAAAAAA1,\nHuda Jabbar,Reed House,office@reed.example,UBBBBBB1,\n';
    for (const dryRun of [true, false]) {
      const { lines, ...result } = await importing(list, dryRun);
      expect(verdicts({ lines, ...result })).toEqual(['updated', 'asked']);
      expect(lines[1]?.problems).toEqual([{ key: 'members.import.ask.email-taken', values: { name: 'Rana Salim' } }]);
    }
  });

  it('lists what it would change about a name, an address or an organisation before it does', async () => {
    await importing(`Rana Salim,Reed House,rana@reedhouse.example,UAAAAAA1,\n`);
    const dry = await importing(`Rana S.,Marsh Women,rana@marsh.example,UAAAAAA1,\n`, true);
    expect(dry.lines[0]?.changes).toEqual([
      { key: 'members.import.change.name', values: { from: 'Rana Salim', to: 'Rana S.' } },
      { key: 'members.import.change.email', values: { from: 'rana@reedhouse.example', to: 'rana@marsh.example' } },
      { key: 'members.import.change.organisation', values: { from: 'Reed House', to: 'Marsh Women' } },
    ]);
  });
});

describe('a wrong answer', () => {
  const joined = async () => {
    const organiser = await boss();
    await importing(`Rana Salim,Reed House,info@reedhouse.example,UAAAAAA1,\nHuda Jabbar,Reed House,info@reedhouse.example,,${DISCORD}\n`);
    const { id } = (await question()).question;
    expect(await organiser.pressAnyway(`members:question-same:${id}`)).toContain(en.plain('people.part.until'));
    const [one] = await everyone();
    if (!one) throw new Error('nobody');
    expect(await accountsOf(one.id)).toEqual(expect.arrayContaining(['slack:UAAAAAA1', `discord:${DISCORD}`]));
    const [entry] = await world.store.autocommit.joined.of(one.id, world.clock.now());
    if (!entry) throw new Error('nothing to undo');
    return { organiser, entry, member: one.id };
  };

  it('is undone for 30 days: two people, each with their own name and accounts, and both in the audit log', async () => {
    const { organiser, entry } = await joined();
    world.clock.advance(29 * DAY);
    expect(await organiser.pressAnyway(`members:part:${entry.id}`)).toContain('two people again');
    const people = await everyone();
    expect(people.map(({ name }) => name)).toEqual(['Huda Jabbar', 'Rana Salim']);
    expect(await Promise.all(people.map(({ id }) => accountsOf(id)))).toEqual([[`discord:${DISCORD}`], ['slack:UAAAAAA1']]);
    const audit = (await world.store.autocommit.audit.list({ offset: 0, limit: 9 })).map(({ action }) => action);
    expect(audit.slice(0, 2)).toEqual(['member.part', 'member.same']);
    expect(await organiser.pressAnyway(`members:part:${entry.id}`)).toContain('no longer be undone');
  });

  it('can’t be undone after 30 days, and what would undo it is erased', async () => {
    const { organiser, entry } = await joined();
    await world.runUntil(after(world.clock.now(), 31 * DAY));
    expect(await organiser.pressAnyway(`members:part:${entry.id}`)).toContain('no longer be undone');
    const { rows } = await sql`select 1 from joined_members`.execute(world.store.database.db);
    expect(rows).toEqual([]);
  });

  it('is undone from the member’s card too, and keeps what they changed meanwhile', async () => {
    const { organiser, entry, member } = await joined();
    await world.store.autocommit.members.update(member, { name: 'Rana Salim-Ali' });
    await organiser.pressAnyway('community:member:0', [String(member)]);
    expect(organiser.button('members:part')).toBe(`members:part:${entry.id}`);
    await organiser.press('members:part');
    expect(await names()).toEqual(['Huda Jabbar', 'Rana Salim-Ali']);
  });

  it('is undone in coffee and topics too: both take part as before, and the end of a pause is told to the one who paused', async () => {
    const organiser = await boss();
    const [rana, huda] = [await world.addMember('slack', 'rana'), await world.addMember('discord', 'huda')];
    for (const person of [rana, huda]) await person.type('/coffee join');
    await huda.type('/coffee pause until:2027-01-10');
    await world.store.autocommit.topics.saveConsent({
      member: huda.id,
      share: 'yes',
      credit: 'name',
      stopped: false,
      askedAt: world.clock.now(),
      answeredAt: world.clock.now(),
    });
    const enrolments = async () =>
      Promise.all([rana, huda].map(async ({ id }) => (await world.store.autocommit.coffee.enrolment(id))?.state));
    const before = await enrolments();
    expect(before).toEqual(['in', 'paused']);
    const kept = await world.store.transaction((context) => mergeMembers(context, rana.id, huda.id));
    expect(kept.id).toBe(rana.id);
    expect(await enrolments()).toEqual(['in', undefined]);

    const [entry] = await world.store.autocommit.joined.of(rana.id, world.clock.now());
    expect(await organiser.pressAnyway(`members:part:${entry?.id}`)).toContain('each with what was theirs');
    expect(await enrolments()).toEqual(before);
    expect((await huda.member()).id).toBe(huda.id);
    expect(await world.store.autocommit.topics.consentOf(huda.id)).toMatchObject({ share: 'yes' });
    await world.runUntil(after(world.clock.now(), 52 * DAY));
    expect(await enrolments()).toEqual(['in', 'in']);
    const told = async ({ id }: { readonly id: MemberId }) =>
      (await world.store.autocommit.deliveries.list({ kindPrefix: 'coffee.returned', member: id, limit: 9 })).length;
    expect([await told(rana), await told(huda)]).toEqual([0, 1]);
  });

  it('about an account that came is undone: the list’s person and the one who came are two again', async () => {
    const organiser = await boss();
    await importing('Zahra Ali,Marsh Women,z@example.org,,\n');
    const came = world.person('discord', DISCORD);
    await came.join({ name: 'Zahra' });
    const ids = await everyone();
    const [listed, newcomer] = [ids.find(({ email }) => email !== null), ids.find(({ email }) => email === null)];
    await organiser.pressAnyway(`members:claim-yes:${newcomer?.id}.${listed?.id}`, [], 'channel');
    const [one] = await everyone();
    if (!one) throw new Error('nobody');
    const [entry] = await world.store.autocommit.joined.of(one.id, world.clock.now());
    await organiser.pressAnyway(`members:part:${entry?.id}`);
    expect((await everyone()).map(({ name, email }) => [name, email])).toEqual([
      ['Zahra', null],
      ['Zahra Ali', 'z@example.org'],
    ]);
    expect((await came.member()).email).toBeNull();
  });
});

describe('the shell command', () => {
  /** As from a terminal: no platform is connected. */
  const shell = (lines: string) =>
    membersListFile.importFile(offline(), new TextEncoder().encode(`${HEAD}${lines}`), {
      dryRun: false,
      language: 'en',
      onProgress: () => {},
    });

  it('reads spaces and accounts from the database, links at once, and tells organisers what is left to decide', async () => {
    await boss();
    await world.person('discord', DISCORD).join({ name: 'Rana Salim' });
    const { report } = await shell(
      `Rana Salim,Reed House,,,${DISCORD}\nHuda Jabbar,Reed House,,UBBBBBB1,\nRana Salim,Reed House,other@reedhouse.example,,\n`,
    );
    expect(report.at(0)).toContain('To decide');
    expect(await names()).toEqual(['Huda Jabbar', 'Rana Salim']);
    const [huda] = await everyone();
    expect(huda && (await accountsOf(huda.id))).toEqual(['slack:UBBBBBB1']);
    expect(await world.store.autocommit.waitingAccounts.list()).toEqual([]);
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(world.shown.some(({ to, text }) => to === 'channel:organisers' && text.includes('Who is who on the list?'))).toBe(true);
  });
});

describe('organisations whose names became equal', () => {
  it('are told of once, and joined with one press', async () => {
    const organiser = await boss();
    await importing('Rana Salim,Women’s Voice,,,\n');
    const { organisations, members } = world.store.autocommit;
    const other = await organisations.insert({ name: 'Other', type: 'local', governorates: [], sectors: [], status: 'approved' });
    // As the migration leaves one that became equal.
    await sql`update organisations set name = ${"Women's Voice"}, folded_name = ${`womensvoice ${other}`} where id = ${other}`.execute(
      world.store.database.db,
    );
    const huda = await members.insert({ ...((await everyone())[0] ?? raise()), name: 'Huda Jabbar', organisation: other });
    for (let start = 0; start < 2; start++) await tellOfEqualOrganisations(world.contexts.autocommit);
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(
      world.shown.filter(({ text }) => text.includes('The same organisation twice?')).map(({ platform, to }) => [platform, to]),
    ).toEqual([
      ['slack', 'channel:organisers'],
      ['discord', 'channel:organisers'],
    ]);
    const kept = await organisations.findByName('womens voice');
    await organiser.pressAnyway(`members:same-join:${other}.${kept?.id}`, [], 'channel');
    expect((await members.find(huda))?.organisation).toBe(kept?.id);
    expect((await organisations.list()).map(({ name }) => name)).toEqual(['Women’s Voice']);
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]?.action).toBe('organisation.merge');
  });
});

describe('somebody who leaves and returns', () => {
  it('keeps their status and their coffee chats without a new introduction, and is told what still applies', async () => {
    await importing('Rana Salim,Reed House,,UAAAAAA1,\n');
    const rana = world.person('slack', 'UAAAAAA1');
    await rana.join({ name: 'rana' });
    await world.store.autocommit.members.update((await rana.member()).id, { languages: ['ar'], inductionStep: null });
    await rana.type('/coffee join');
    await rana.leave();
    expect((await rana.member()).status).toBe('left');
    await rana.join({ name: 'rana' });
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(await rana.member()).toMatchObject({ status: 'active', inductionStep: null });
    const told = rana.texts().at(-1);
    expect(told).toContain('Welcome back');
    expect(told).toContain('You take part in the coffee chats');
  });

  it('is what they were, also where a list made them a member and they have not introduced themselves', async () => {
    await importing(`Rana Salim,Reed House,,,${DISCORD}\n`);
    const rana = world.person('discord', DISCORD);
    await rana.join({ name: 'rana' });
    expect((await rana.member()).status).toBe('active');
    await rana.leave();
    await rana.type('/profile show');
    expect((await rana.member()).status).toBe('active');
  });

  it('is known as gone from the platform that they left, until they are back', async () => {
    const { people } = world.contexts.autocommit;
    const [rana, huda] = [world.person('slack', 'UAAAAAA1'), world.person('slack', 'UBBBBBB1')];
    for (const person of [rana, huda]) await person.join();
    await world.store.autocommit.accounts.link((await huda.member()).id, { platform: 'discord', space: 'S', user: DISCORD });
    expect(await people.leftFrom('slack')).toEqual([]);
    for (const person of [rana, huda]) await person.leave();
    expect([await people.leftFrom('slack'), await people.leftFrom('discord')]).toEqual([['UAAAAAA1', 'UBBBBBB1'], []]);
    const { platform, space, user } = (await world.store.autocommit.accounts.of((await rana.member()).id))[0] ?? raise();
    expect(await people.hasLeft({ platform, space, user })).toBe(true);
    expect(await people.hasLeft({ platform, space, user: 'UBBBBBB1' })).toBe(true);
    expect(await people.hasLeft({ platform, space, user: 'UCCCCCC1' })).toBe(false);
    await rana.join();
    expect(await people.hasLeft({ platform, space, user })).toBe(false);
  });
});

it('the template is a list that the import reads, with a drop-down for each column that has choices', async () => {
  const bytes = await membersListFile.templateFile(world.contexts.autocommit, 'ckb');
  await expect(importMembers(world.contexts.autocommit, bytes, { dryRun: true, actor: null })).rejects.toMatchObject({
    humanError: { key: 'members.import.empty' },
  });
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(xml.match(/<dataValidation type="list"/g)).toHaveLength(8);
  expect(xml).toContain('rightToLeft="1"');
});
