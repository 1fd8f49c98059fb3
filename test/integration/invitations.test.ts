import { afterEach, describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { invitationsEntrance } from '../../src/features/invitations/entrance.js';
import { importMembers } from '../../src/features/members/import/run.js';
import type { EntryRequest } from '../../src/ports/entrance.js';
import type { MailMessage } from '../../src/ports/mail.js';
import { createWorld, type Person, type World } from '../support/world.js';

let world: World;
let organiser: Person;
afterEach(() => world.close());

const open = async (more: Parameters<typeof createWorld>[0] = {}) => {
  world = await createWorld({ chatUrl: 'https://chat.example.org/', ...more });
  organiser = world.person('boss');
};
const boss = () => organiser;
const entrance = () => invitationsEntrance(world.contexts.autocommit);
const LIST = 'name,organisation,email\nزهراء علي,Marsh Women,zahra@example.org\nHawre Aziz,Reed House,\n';
const importing = (csv: string) => importMembers(world.contexts.autocommit, csv, { dryRun: false, actor: null });
const secretIn = (text: string): string => /sign-in\/(?:join\/)?([\w-]{43})/.exec(text)?.[1] ?? '';
const said = async (line: string) => {
  const reply = await boss().type(line);
  return reply.type === 'message' ? reply.message : { cards: [] };
};
const textOf = (message: object): string => JSON.stringify(message);
const audited = async () => (await world.contexts.autocommit.audit.list({ limit: 20, offset: 0 })).map(({ action }) => action);
const join = (through: string, name = 'ئاراس', organisation = 'Reed House'): EntryRequest => ({
  kind: 'join',
  through,
  name,
  organisation,
  language: 'ckb',
});

describe('an invitation to one person', () => {
  it('leads to the profile once, and an earlier link does not', async () => {
    await open();
    await importing(LIST);
    const first = secretIn(textOf(await said('/community invite member:زهراء علي')));
    const second = secretIn(textOf(await said('/community invite member:زهراء علي')));
    expect(await entrance().look(first)).toBeUndefined();
    expect(await entrance().look(second)).toMatchObject({ state: 'invited', name: 'زهراء علي' });
    const user = await entrance().enter(second);
    expect(user).toMatch(/^p[0-9a-z]+$/);
    expect(await entrance().enter(second)).toBeUndefined();
    expect(await world.person(user ?? '').member()).toMatchObject({ name: 'زهراء علي', status: 'active' });
    expect(await audited()).toEqual(expect.arrayContaining(['invitations.link']));
  });

  it('ends after 14 days, and is of no use to whoever left', async () => {
    await open();
    await importing(LIST);
    const link = secretIn(textOf(await said('/community invite member:Hawre Aziz')));
    world.clock.advance(14 * DAY);
    expect(await entrance().enter(link)).toBeUndefined();
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(await entrance().look(link)).toBeUndefined();
  });

  it('is a new link for somebody who has an account, and tells them', async () => {
    await open();
    await boss().join();
    await world.addMember({ user: 'zainab', name: 'Zainab' });
    const link = secretIn(textOf(await said('/community invite member:Zainab')));
    await world.runner.runDue();
    expect(world.person('zainab').received().join()).toContain('new sign-in link to your profile');
    expect(await entrance().enter(link)).toBe('zainab');
  });

  it('says where people are already if there is no browser chat', async () => {
    await open({ also: ['slack'], chatUrl: undefined });
    await importing(LIST);
    const shown = textOf(await said('/community invite'));
    expect(shown).toContain('nobody needs a link: people are there already');
    expect(shown).toContain('There are no sign-in links here');
    expect(shown).not.toContain('invitations:all');
    expect(textOf(await said('/community invite member:Hawre Aziz'))).toContain('so there are no links');
  });
});

describe('invitations for everyone on the list', () => {
  it('come as a file with a link for each person without an account', async () => {
    await open();
    await importing(`${LIST}"=cmd()",Reed House,\n`);
    await world.addMember({ name: 'Has an account' });
    await said('/community invite');
    const reply = await boss().press('invitations:all');
    const file = reply.type === 'message' ? reply.message.files?.[0] : undefined;
    const lines = new TextDecoder().decode(file?.bytes).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('Name,Organisation,E-mail,Link');
    expect(lines.join()).not.toContain('Has an account');
    for (const line of lines.slice(1)) expect(await entrance().look(secretIn(line))).toMatchObject({ state: 'invited' });
    expect(new Set(lines.slice(1).map(secretIn)).size).toBe(3);
  });

  it('are mailed to those with an address, in their language, and a failed mail is tried again', async () => {
    const mails: MailMessage[] = [];
    let fails = 1;
    await open({
      mail: {
        async send(mail) {
          if (fails-- > 0) throw new Error('the server is away');
          mails.push(mail);
        },
      },
    });
    await importing('name,organisation,email,language\nزهراء علي,Marsh Women,zahra@example.org,ar\nHawre Aziz,Reed House,,en\n');
    await said('/community invite');
    await boss().press('invitations:mail');
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: { address: 'zahra@example.org', name: 'زهراء علي' } });
    expect(mails[0]?.text).toContain('تحية طيبة زهراء علي');
    expect(mails[0]?.text).not.toMatch(/[\u2066-\u2069\u200e\u200f]/);
    expect(await entrance().enter(secretIn(mails[0]?.text ?? ''))).toBeDefined();
    await said('/community invite');
    expect(textOf(await said('/community invite'))).not.toContain('invitations:mail');
  });
});

describe('the join link', () => {
  it('lets nobody in before an organiser says yes, and then the page on which they wait', async () => {
    await open();
    await boss().join();
    await said('/community invite');
    const shown = await boss().press('invitations:join:renew');
    const through = secretIn(textOf(shown));
    expect(await entrance().mayJoin(through)).toBe(true);
    const answer = await entrance().ask(join(through));
    const secret = answer.is === 'asked' ? (answer.secret ?? '') : '';
    expect(await entrance().look(secret)).toMatchObject({ state: 'waiting', name: 'ئاراس', language: 'ckb' });
    expect(await entrance().enter(secret)).toBeUndefined();
    await world.runner.runDue();
    expect(world.sent.at(-1)).toMatchObject({ to: 'channel:organisers' });
    expect(world.sent.at(-1)?.text).not.toContain('ئاراس');

    await boss().pressAnyway('invitations:requests:0');
    await boss().press('invitations:approve');
    const user = await entrance().enter(secret);
    expect(await world.person(user ?? '').member()).toMatchObject({
      name: 'ئاراس',
      status: 'newcomer',
      organisation: null,
      language: 'ckb',
    });
    // What they wrote of their organisation stands in the form in which they would propose it.
    const { id } = await world.person(user ?? '').member();
    expect(await world.store.autocommit.members.typedOrganisation(id)).toMatchObject({ name: join(through).organisation });
    expect(await audited()).toEqual(expect.arrayContaining(['invitations.join-open', 'invitations.approve']));
  });

  it('never joins a stranger with the member of the same name', async () => {
    await open();
    await importing('name,organisation\nئاراس,Reed House\n');
    await said('/community invite');
    const through = secretIn(textOf(await boss().press('invitations:join:renew')));
    const before = await world.store.autocommit.members.count({});
    await entrance().ask(join(through));
    const shown = textOf(await boss().pressAnyway('invitations:requests:0'));
    expect(shown).toContain('This name is on your list already');
    await boss().press('invitations:approve');
    expect(await world.store.autocommit.members.count({})).toBe(before + 1);
  });

  it('works no more once it is renewed or closed, and a declined request neither', async () => {
    await open();
    await said('/community invite');
    const old = secretIn(textOf(await boss().press('invitations:join:renew')));
    await said('/community invite');
    const through = secretIn(textOf(await boss().press('invitations:join:renew')));
    expect(await entrance().ask(join(old))).toEqual({ is: 'closed' });
    expect(await entrance().ask(join(through, '\u200b—'))).toEqual({ is: 'unclear' });
    const answer = await entrance().ask(join(through));
    await boss().pressAnyway('invitations:requests:0');
    await boss().press('invitations:decline');
    expect(await entrance().look(answer.is === 'asked' ? (answer.secret ?? '') : '')).toBeUndefined();
    await said('/community invite');
    await boss().press('invitations:join:close');
    expect(await entrance().mayJoin(through)).toBe(false);
    expect(await entrance().mayJoin('')).toBe(false);
    expect(await audited()).toEqual(expect.arrayContaining(['invitations.join-close', 'invitations.decline']));
  });
});

describe('asking for a new link', () => {
  const ask = (name: string): EntryRequest => ({ kind: 'link', name, organisation: '', language: 'en' });

  it('answers the same for a member and for anybody else, and lets an organiser find out', async () => {
    await open();
    await world.addMember({ user: 'zainab', name: 'Zainab' });
    expect(await entrance().ask(ask('Zainab'))).toEqual(await entrance().ask(ask('Nobody at all')));
    expect(textOf(await boss().pressAnyway('invitations:requests:0'))).toContain('Link for');
    const made = textOf(await boss().press('invitations:link'));
    expect(await entrance().enter(secretIn(made))).toBe('zainab');
    expect(textOf(await boss().pressAnyway('invitations:requests:0'))).not.toContain('Link for');
  });

  it('takes twenty requests an hour', async () => {
    await open();
    for (let count = 0; count < 20; count += 1) expect(await entrance().ask(ask(`Name ${count}`))).toEqual({ is: 'asked' });
    expect(await entrance().ask(ask('Zainab'))).toEqual({ is: 'crowded' });
    world.clock.advance(HOUR + 1);
    expect(await entrance().ask(ask('Zainab'))).toEqual({ is: 'asked' });
  });
});
