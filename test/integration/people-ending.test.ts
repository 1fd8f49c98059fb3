import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, MINUTE } from '../../src/core/time.js';
import { invitationsEntrance } from '../../src/features/invitations/entrance.js';
import { costOfClick } from '../support/statements.js';
import { controlsOf, createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let boss: Person;
let id: MemberId;
let rana: Person;

/** Rana came into the browser chat by an invitation and takes part in the coffee chats. */
beforeEach(async () => {
  world = await createWorld({ chatUrl: 'https://chat.example.org/' });
  boss = world.person('boss');
  await boss.join();
  id = await world.addMember({ user: 'rana', name: 'Rana Salim', language: 'en', languages: ['en'] });
  rana = world.person('rana');
  await rana.type('/coffee join');
});
afterEach(() => world.close());

const soon = () => world.runUntil(after(world.clock.now(), MINUTE));
const status = async () => (await world.store.autocommit.members.find(id))?.status;
const entrance = () => invitationsEntrance(world.contexts.autocommit);
const secretIn = (text: string): string => /sign-in\/([\w-]{43})/.exec(text)?.[1] ?? '';
const sessionOf = (user: string, hash: string) =>
  world.contexts.autocommit.webSessions.insert({
    hash,
    kind: 'session',
    member: id,
    user,
    expiresAt: after(world.clock.now(), 60 * MINUTE),
  });
const actionsOf = (shown: Awaited<ReturnType<Person['type']>>) =>
  shown.type === 'message' ? controlsOf(shown.message).map(({ action }) => action.split(':').slice(0, 2).join(':')) : [];

async function openRana() {
  await boss.type('/community members');
  return boss.press('community:member', [String(id)]);
}

async function endRana() {
  await openRana();
  await boss.press('community:end');
  return boss.press('community:end-yes');
}

describe('an account of the browser chat, which nobody but an organiser can end', () => {
  it('is ended after a question, with its sessions and the links to it', async () => {
    await sessionOf('rana', 'a'.repeat(64));
    const link = secretIn(textOf(await boss.type('/community invite member:Rana')));
    await openRana();
    const question = await boss.press('community:end');
    expect(textOf(question)).toContain('Remove Rana Salim from the browser chat?');
    expect(textOf(question)).toContain('no other account');
    expect(await status()).toBe('active');

    const done = await boss.press('community:end-yes');
    expect(textOf(done)).toContain('Rana Salim is no longer in the browser chat');
    expect(await world.contexts.autocommit.people.accounts(id)).toEqual([]);
    await soon();
    expect(await status()).toBe('left');
    expect(await world.contexts.autocommit.webSessions.find('a'.repeat(64), world.clock.now())).toBeUndefined();
    expect(await entrance().look(link)).toBeUndefined();
    expect(await world.contexts.autocommit.people.usersOn('web')).not.toContain('rana');
    const [entry] = await world.contexts.autocommit.audit.list({ limit: 1, offset: 0 });
    expect(entry).toMatchObject({ action: 'member.end', details: { member: id } });
  });

  it('brings back what they were by a new link, to the same account, and tells them what still applies', async () => {
    const done = await endRana();
    expect(actionsOf(done)).toContain('invitations:again');
    expect(actionsOf(done)).not.toContain('community:end');
    const link = secretIn(textOf(await boss.press('invitations:again')));
    expect(await entrance().look(link)).toMatchObject({ state: 'invited', name: 'Rana Salim' });
    await soon();
    expect(await status()).toBe('left');
    expect(await entrance().enter(link)).toBe('rana');
    await rana.type('/profile show');
    await soon();
    expect(await status()).toBe('active');
    expect(await world.store.autocommit.coffee.enrolment(id)).toMatchObject({ state: 'in' });
    expect(rana.received().filter((text) => text.includes('Welcome back'))).toHaveLength(1);
  });

  it('changes nothing else for whoever is back before that was followed', async () => {
    await endRana();
    const link = secretIn(textOf(await boss.press('invitations:again')));
    await entrance().enter(link);
    await rana.type('/profile show');
    await soon();
    expect(await status()).toBe('active');
    expect(await world.store.autocommit.coffee.enrolment(id)).toMatchObject({ state: 'in' });
    expect(rana.received().filter((text) => text.includes('Welcome back'))).toEqual([]);
  });

  it('is found again where whoever was removed asks for a link', async () => {
    await endRana();
    await entrance().ask({ kind: 'link', name: 'Rana Salim', organisation: '', language: 'en' });
    const link = secretIn(textOf(await boss.pressAnyway('invitations:requests:0').then(() => boss.press('invitations:link'))));
    expect(await entrance().enter(link)).toBe('rana');
  });

  it('is not the end of a membership for whoever has another account', async () => {
    await world.store.autocommit.accounts.link(id, { platform: 'slack', space: 'T1', user: 'URANA0001' });
    await openRana();
    expect(textOf(await boss.press('community:end'))).toContain('stay a member by that one');
    await boss.press('community:end-yes');
    await soon();
    expect(await status()).toBe('active');
    expect((await world.contexts.autocommit.people.accounts(id)).map(({ platform }) => platform)).toEqual(['slack']);
  });

  it('is not offered for an account that its platform looks after, and not ended for the last organiser', async () => {
    const slack = await world.addMember({ user: 'huda', name: 'Huda' });
    await world.store.autocommit.accounts.unlink(slack, { platform: 'web', space: 'test', user: 'huda' });
    await world.store.autocommit.accounts.link(slack, { platform: 'slack', space: 'T1', user: 'UHUDA0001' });
    await boss.type('/community members');
    expect(actionsOf(await boss.press('community:member', [String(slack)]))).not.toContain('community:end');
    expect(textOf(await boss.pressAnyway(`community:end-yes:${slack}`))).toContain('has no account in the browser chat');

    const { id: own } = await boss.member();
    expect(textOf(await boss.pressAnyway(`community:end-yes:${own}`))).toMatch(/organiser/);
    expect((await world.store.autocommit.members.find(own))?.status).not.toBe('left');
  });

  it('costs at most ten statements a click', async () => {
    const costs: [string, number][] = [];
    const click = async (name: string, work: () => Promise<unknown>) => costs.push([name, await costOfClick(work)]);
    await boss.type('/community members');
    await click('member', () => boss.press('community:member', [String(id)]));
    await click('end', () => boss.press('community:end'));
    await click('end-yes', () => boss.press('community:end-yes'));
    await click('invite', () => boss.press('invitations:again'));
    expect(costs.filter(([, cost]) => cost > 10)).toEqual([]);
  });
});
