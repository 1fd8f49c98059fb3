import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, toInstant } from '../../../src/core/time.js';
import { eraseMember } from '../../../src/features/members/erase.js';
import type { DeliveryPlan } from '../../../src/ports/agenda.js';
import type { WebFile } from '../../../src/ports/web-chat.js';
import { erase } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, aProposal, aRound, aSeat, T0 } from './samples.js';
import { textMessage } from './web-chat.js';

/** A word that only the person who is erased ever wrote. */
export const SECRET = 'xanadu-persimmon';

/** Fills a store with all that can be known of a person. Returns them, another member, and what must stay. */
export async function fillWithPerson(store: TestStore) {
  const { members, accounts, organisations, coffee, agenda, deliveries, audit, webChat, webSessions } = store.autocommit;
  const { accountLinks: links, notices, relays, topics, waitingAccounts } = store.autocommit;
  const organisation = await organisations.insert(anOrganisation({ name: 'Marsh Women' }));
  // Numbers that begin alike must not be taken for one another: 1 and 1x.
  const others: MemberId[] = [];
  const zahra = await members.insert(
    aMember({
      name: `Zahra ${SECRET}`,
      email: `${SECRET}@example.org`,
      offers: [`offer ${SECRET}`],
      wants: [`want ${SECRET}`],
      organisation,
    }),
  );
  while (others.length < zahra * 10) others.push(await members.insert(aMember({ name: `Noor ${others.length}` })));
  const noor = others.at(-1) ?? zahra;
  await accounts.link(zahra, { platform: 'web', space: 'local', user: `user-${SECRET}` });
  await accounts.link(zahra, { platform: 'slack', space: 'T', user: `U-${SECRET}` });
  await coffee.addAvoided(zahra, noor);
  await coffee.addAvoided(noor, zahra);
  const round = await coffee.insertRound(aRound(1));
  await coffee.saveEnrolment({ member: zahra, state: 'in', pausedUntil: null, unanswered: 0, volunteer: false, joinedAt: T0 });
  for (const member of [zahra, noor]) {
    await coffee.saveParticipations([{ round, member, answer: 'in', result: 'matched', reason: null, responded: true }]);
  }
  const seats = [aSeat(zahra, organisation), aSeat(noor)];
  const parts = { firstToWrite: zahra, score: 1, reasons: [], commonLanguages: ['ar'], lastWordAt: null };
  const match = await coffee.insertMatch({ round, members: seats, ...parts });
  await coffee.updateMatchMember(match, zahra, { checkIn: 'met', outcome: 'contact', note: `note ${SECRET}` });

  await agenda.plan({ key: `reminder:${zahra}`, kind: 'k', payload: { member: zahra }, dueAt: T0 });
  await agenda.plan({ key: `reminder:${noor}`, kind: 'k', payload: { member: noor }, dueAt: T0 });
  await agenda.plan({ key: 'invite:1', kind: 'k', payload: { round, members: [zahra, noor] }, dueAt: T0 });
  const plan = (key: string, to: DeliveryPlan['to'], args: unknown = {}) => deliveries.plan({ key, kind: 'k', args, to, dueAt: T0 });
  await plan(`welcome:${zahra}`, { to: 'member', member: zahra });
  await plan(`welcome:${noor}`, { to: 'member', member: noor });
  await plan('about-zahra', { to: 'channel', channel: 'organisers' }, { member: zahra });
  await plan('about-noor', { to: 'channel', channel: 'organisers' }, { member: noor });
  await plan('pair', { to: 'group', group: 'coffee:1', members: [zahra, noor] });
  await links.issue({ hash: `code ${SECRET}`, member: zahra, expiresAt: after(T0, 10) });
  await links.noteGuess(zahra, { since: toInstant(0), now: T0 });
  await notices.choose(zahra, { notice: 'coffee.invitation', choice: 'here', platform: 'slack' });
  await waitingAccounts.add(zahra, { platform: 'discord', user: `waits-${SECRET}` });
  await relays.offer([{ key: 'coffee:1', members: [zahra, noor] }]);
  await deliveries.plan({
    key: 'word',
    kind: 'k',
    args: { member: zahra },
    to: { to: 'room', room: 'coffee:1', member: noor },
    dueAt: T0,
    words: { author: zahra, text: `words ${SECRET}` },
  });
  const own = aProposal({ title: `title ${SECRET}`, question: `question ${SECRET}`, why: `why ${SECRET}` });
  for (const anonymous of [false, true]) {
    await topics.addProposer(await topics.insert(own, { anonymous, at: T0 }), zahra, { anonymous, key: crypto.randomUUID() });
  }
  const shared = await topics.insert(aProposal(), { anonymous: true, at: T0 });
  await topics.addProposer(shared, zahra, { anonymous: true, key: crypto.randomUUID() });
  for (const member of [noor, zahra]) await topics.addSupport(shared, { member, organisation, at: T0 });
  await topics.saveDraft(zahra, { ...own, savedAt: T0 });
  await audit.append({ at: T0, actor: zahra, action: 'by', details: {} });
  await audit.append({ at: after(T0, 1), actor: noor, action: 'about', details: { member: zahra } });
  await audit.append({ at: after(T0, 2), actor: noor, action: 'other', details: { member: noor } });

  const user = `user-${SECRET}`;
  await webChat.saveUser({ user, name: `Zahra ${SECRET}` });
  await webChat.saveUser({ user: 'noor', name: 'Noor' });
  await webChat.insertConversation({ id: 'general', kind: 'channel', key: 'general', title: 'General', users: [] });
  await webChat.insertConversation({ id: `d-${SECRET}`, kind: 'direct', key: `direct:${user}`, title: '', users: [user] });
  await webChat.insertConversation({ id: 'pair', kind: 'group', key: 'coffee:1', title: `Coffee: Zahra ${SECRET}`, users: [user, 'noor'] });
  const file = { id: 'file', name: `${SECRET}.txt`, mediaType: 'text/plain', size: 1 };
  await webChat.saveFile({ ...file, bytes: new TextEncoder().encode(`bytes ${SECRET}`) });
  const root = await webChat.insertMessage(
    textMessage('pair', '', { author: user, content: { type: 'text', text: `root ${SECRET}`, files: [file] } }),
  );
  await webChat.insertMessage(textMessage('pair', 'my answer', { author: 'noor', thread: root }));
  await webChat.insertMessage(textMessage('pair', `own answer ${SECRET}`, { author: user, thread: root }));
  await webChat.insertMessage(textMessage('general', `said ${SECRET}`, { author: user }));
  await webChat.insertMessage(textMessage('general', `for you ${SECRET}`, { author: null, onlyFor: user }));
  await webChat.insertMessage(textMessage(`d-${SECRET}`, `welcome ${SECRET}`, { author: null, key: 'welcome' }));
  const bot = (text: string) => {
    const mention = { type: 'mention', member: zahra, name: `Zahra ${SECRET}` };
    const json = JSON.stringify({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [mention, text] }] }] });
    return { author: null, content: { type: 'message', json, files: [] } as const };
  };
  await webChat.insertMessage(textMessage('pair', '', bot(`offers ${SECRET}`)));
  const greeting = await webChat.insertMessage(textMessage('general', '', bot(' is here')));
  await webChat.markRead(user, 'general', 1);
  await webSessions.insert({ hash: 'hash', kind: 'session', member: zahra, user, expiresAt: after(T0, 10) });
  return { zahra, noor, match, round, organisation, user, root, greeting, shared };
}

export function describeErase(store: () => TestStore): void {
  describe('erasing a person', () => {
    let filled: Awaited<ReturnType<typeof fillWithPerson>>;
    beforeEach(async () => {
      filled = await fillWithPerson(store());
      await erase(store(), filled.zahra);
    });

    test('leaves nothing of theirs', async () => {
      const { members, coffee, webChat, webSessions } = store().autocommit;
      const { zahra, noor, user } = filled;
      expect(await members.find(zahra)).toBeUndefined();
      expect(await members.findByAccount({ platform: 'slack', space: 'T', user: `U-${SECRET}` })).toBeUndefined();
      expect((await coffee.records()).avoided).toEqual([]);
      expect(await coffee.enrolment(zahra)).toBeUndefined();
      expect(await webSessions.find('hash', T0)).toBeUndefined();
      expect((await webChat.users()).map((one) => one.user)).toEqual(['noor']);
      expect(await webChat.conversationByKey(`direct:${user}`)).toBeUndefined();
      expect(await webChat.conversationByKey('coffee:1')).toMatchObject({ users: ['noor'], title: '' });
      expect((await webChat.newest()).erasures).toBe(1);
      expect(await webChat.file('file')).toBeUndefined();
      expect((await members.find(noor))?.name).toContain('Noor');
    });

    test('keeps the numbers of past rounds, without a person', async () => {
      const { coffee } = store().autocommit;
      const match = await coffee.match(filled.match);
      expect(match?.firstToWrite).toBeNull();
      expect(match?.members).toMatchObject([
        { member: null, organisation: filled.organisation, checkIn: 'met', outcome: 'contact', note: null },
        { member: filled.noor },
      ]);
      expect(await coffee.participations(filled.round)).toMatchObject([{ member: filled.noor }]);
      expect((await coffee.participationCounts([filled.round])).get(filled.round)).toMatchObject({
        invited: 2,
        in: 2,
        matched: 2,
        responded: 2,
      });
    });

    test('keeps the text of a proposal that others support, without a person, and no other', async () => {
      const { topics } = store().autocommit;
      expect((await topics.openTexts()).map(({ id }) => id)).toEqual([filled.shared]);
      expect(await topics.find(filled.shared)).toMatchObject({ title: aProposal().title, supporters: 1, organisations: 1 });
      expect(await topics.answered(filled.shared)).toBeUndefined();
      expect(await topics.findDraft(filled.zahra, toInstant(0))).toBeUndefined();
    });

    test('takes away what was planned for or about them alone, and their number elsewhere', async () => {
      const { agenda, deliveries, audit } = store().autocommit;
      const rows = await agenda.list({ limit: 20 });
      expect(rows.map((row) => row.key).sort()).toEqual(
        ['deliver:about-noor', 'deliver:pair', `deliver:welcome:${filled.noor}`, 'expiry', 'invite:1', `reminder:${filled.noor}`].sort(),
      );
      expect((await agenda.find('invite:1'))?.payload).toEqual({ round: filled.round, members: [filled.noor] });
      expect((await deliveries.find('pair'))?.to).toEqual({ to: 'group', group: 'coffee:1', members: [filled.noor] });
      expect(await deliveries.list({ limit: 9 })).toHaveLength(3);
      expect(await audit.list({ offset: 0, limit: 9 })).toMatchObject([
        { action: 'other', actor: filled.noor, details: { member: filled.noor } },
        { action: 'about', actor: filled.noor, details: { member: null } },
        { action: 'by', actor: null },
      ]);
    });

    test('leaves others’ answers in their place, and no name in what the bot said', async () => {
      const { webChat } = store().autocommit;
      const root = await webChat.message(filled.root);
      expect(root).toMatchObject({ author: 'forgotten', content: { type: 'text', text: '', files: [] } });
      const answers = await webChat.messages({ conversation: 'pair', user: 'noor', thread: filled.root, limit: 9 });
      expect(answers.map((message) => message.author)).toEqual(['noor']);
      expect(await webChat.messages({ conversation: 'pair', user: 'noor', limit: 9 })).toHaveLength(1);
      const greeting = await webChat.message(filled.greeting);
      expect(greeting?.content.type === 'message' && JSON.parse(greeting.content.json)).toEqual({
        cards: [
          { language: 'en', blocks: [{ type: 'paragraph', text: [{ type: 'mention', member: filled.zahra, name: '…' }, ' is here'] }] },
        ],
      });
    });

    test('leaves no name, sentence or file of theirs in what the bot said of them', async () => {
      const { members, coffee, webChat } = store().autocommit;
      const sara = await members.insert(aMember({ name: 'Sara "Um Ali"' }));
      const match = await coffee.insertMatch({
        round: await coffee.insertRound(aRound(2)),
        members: [aSeat(sara), aSeat(filled.noor)],
        firstToWrite: null,
        score: 1,
        reasons: [],
        commonLanguages: [],
        lastWordAt: null,
      });
      await coffee.updateMatchMember(match, sara, { note: 'We share a well.' });
      const said = (text: string, files: readonly WebFile[] = []) => {
        const json = JSON.stringify({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
        return { author: null, content: { type: 'message', json, files } as const };
      };
      const file = { id: 'list', name: 'list.csv', mediaType: 'text/csv', size: 9 };
      await webChat.saveFile({ ...file, bytes: new TextEncoder().encode('name\n"Sara ""Um Ali"""\n') });
      const inChannel = await webChat.insertMessage(textMessage('general', '', said('\u2068Sara "Um Ali"\u2069 said: We share a well.')));
      const answers = [
        said('Members: Noor, Sara "Um Ali"'),
        said('A list', [file]),
        said('Sara "Um Alia" is somebody else'),
        said('Nothing of them'),
        { author: 'noor', content: { type: 'text', text: '/coffee avoid Sara "Um Ali"', files: [] } as const },
      ];
      const ids = [];
      for (const answer of answers) ids.push(await webChat.insertMessage(textMessage('general', '', { ...answer, onlyFor: 'noor' })));
      await erase(store(), sara);
      const left = await Promise.all(ids.map((id) => webChat.message(id)));
      expect(left.map((message) => message !== undefined)).toEqual([false, false, true, true, false]);
      expect(await webChat.file('list')).toBeUndefined();
      const changed = await webChat.message(inChannel);
      expect(changed?.content.type === 'message' && changed.content.json).toContain('\u2068…\u2069 said: …');
    });

    test('takes the name of somebody without a web account out of what the bot said there', async () => {
      const { members, webChat } = store().autocommit;
      const member = await members.insert(aMember({ name: 'From elsewhere' }));
      const json = JSON.stringify({
        cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [{ type: 'mention', member, name: 'From elsewhere' }] }] }],
      });
      const said = await webChat.insertMessage(textMessage('general', '', { author: null, content: { type: 'message', json, files: [] } }));
      await erase(store(), member);
      expect(JSON.stringify(await webChat.message(said))).not.toContain('elsewhere');
      expect((await webChat.newest()).erasures).toBe(2);
    });

    test('never gives their number to another', async () => {
      const newest = await store().autocommit.members.insert(aMember({ name: 'Last' }));
      await erase(store(), newest);
      expect(await store().autocommit.members.insert(aMember({ name: 'Next' }))).toBeGreaterThan(newest);
    });

    test('comes to nothing with its transaction', async () => {
      const failing = store().transaction(async (context) => {
        await eraseMember(context, filled.noor);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store().autocommit.members.find(filled.noor)).toBeDefined();
    });
  });
}
