import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import type { Language } from '../../src/core/language.js';
import { after, DAY, HOUR, type Instant, latest, MINUTE } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import type { DeliveryPlan } from '../../src/ports/agenda.js';
import { readArchive, writeArchive } from '../../src/store/transfer/archive.js';
import { dump } from '../../src/store/transfer/dump.js';
import { load } from '../../src/store/transfer/load.js';
import { memberWith } from '../support/active-member.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { anOrganisation } from '../support/records.js';
import { services } from '../support/services/index.js';
import { visibleText } from '../support/slack/index.js';
import { createPerson } from '../support/slack/people.js';
import { engines, openTestStore } from '../support/store.js';

const en = speaker('en');

/**
 * A server that went on after its last backup, and was lost two days later; its backup is restored on the same platforms.
 * What it had sent meanwhile stands there, and the copy knows nothing of it.
 */
describe.each(engines())('a backup that is restored into $name', ({ name }) => {
  let folder: string;
  let house: PlatformApp;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-restored-'));
    house = await startPlatformApp();
  });
  afterEach(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const boss = async () => {
    const found = await house.store.autocommit.members.findByAccount({ platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' });
    if (!found) throw new Error('no organiser');
    return found;
  };
  /** What stands there of the bot's on both platforms, by place, in its order. */
  const messages = () => [
    ...house.slack.messages
      .filter(({ byBot, onlyFor }) => byBot && onlyFor === undefined)
      .map((one) => ({ id: `${one.channel} ${one.ts}`, text: visibleText(one) })),
    ...[...house.discord.world.channels.values()].flatMap((channel) =>
      channel.messages
        .filter(({ onlyFor, message }) => onlyFor === null && message.author.bot)
        .map((one) => ({ id: `${channel.id} ${one.message.id}`, text: house.discord.words(one) })),
    ),
  ];
  const said = () => messages().map(({ id }) => id);
  const agendaOf = async () =>
    (await house.store.autocommit.agenda.list({ limit: 500 })).map(({ key, state, dueAt }) => ({ key, state, dueAt }));
  const rowOf = async (key: string) => house.store.autocommit.agenda.find(key);
  const stateOf = async (key: string) => (await rowOf(key))?.state;
  const settle = async (until: number) => {
    for (;;) {
      await house.settle();
      const next = await house.app.runner.nextDue();
      if (next === undefined || next > until) return;
      house.clock.set(latest(next, house.clock.now()));
    }
  };

  const enrol = async () => {
    const { autocommit: read } = house.store;
    await house.haneen.command(SLACK_CHANNELS.general, '/community about');
    await house.haneen.waitFor(SLACK_CHANNELS.general);
    await house.app.settled();
    const { id } = await boss();
    house.slack.addUser({ id: 'U0ZAINAB1', name: 'zainab', realName: 'Zainab' });
    const account = { platform: 'slack', space: house.slack.team, user: 'U0ZAINAB1' } as const;
    const zainab = await memberWith(house.store, account, { name: 'Zainab' });
    await read.members.update(id, { status: 'active', inductionStep: null });
    for (const member of [id, zainab]) {
      await read.coffee.saveEnrolment({
        member,
        state: 'in',
        pausedUntil: null,
        unanswered: 0,
        volunteer: false,
        joinedAt: house.clock.now(),
      });
    }
    await house.app.prepare();
    const round = await read.coffee.currentRound();
    if (!round) throw new Error('no round');
    return { round, zainab };
  };

  test('stands still, says what came due, goes on at one word, and sends nothing that was sent', async () => {
    const { round, zainab } = await enrol();
    const { autocommit: read } = house.store;
    const made = after(round.invitationAt, -HOUR);
    house.clock.set(made);
    await settle(made);
    const organisation = await read.organisations.insert(anOrganisation({ name: 'Marsh Women', status: 'proposed' }));
    const plan = (key: string, kind: string, args: unknown, to: DeliveryPlan['to'], dueAt: Instant) =>
      read.deliveries.plan({ key, kind, args, to, dueAt });
    const toOrganisers = { to: 'channel', channel: 'organisers' } as const;
    await plan('proposed', 'members.organisation-proposed', { organisation }, toOrganisers, after(made, 30 * MINUTE));
    await plan('welcome', 'members.welcome-channel', {}, { to: 'channel', channel: 'general', platform: 'slack' }, after(made, 20 * HOUR));
    await plan('reminder', 'members.reminder', { member: zainab }, { to: 'member', member: zainab }, after(made, 10 * DAY));
    // One that a process had in hand at the very moment.
    await plan('in-hand', 'members.organisation-proposed', { organisation }, { ...toOrganisers, platform: 'discord' }, made);
    const inHand = await rowOf('deliver:in-hand');
    await read.agenda.claimThese({ ids: inHand ? [inHand.id] : [], now: made, owner: 'lost', leaseUntil: after(made, MINUTE) });
    const archive = join(folder, 'one.backup');
    await writeArchive(archive, dump(house.store.database, made));

    // The old server goes on for some hours: the round's invitation goes out, and the organisers hear of the proposal.
    await read.agenda.releaseOwned('lost');
    await settle(after(made, 3 * HOUR));
    const sentByOld = said();
    expect(await stateOf(`deliver:coffee:invitation:${round.id}@discord`)).toBe('done');
    expect(sentByOld.length).toBeGreaterThanOrEqual(7);
    await house.store.close();

    const url = name === 'SQLite' ? `sqlite:${join(folder, 'new.db')}` : await services.postgres();
    const empty = openDatabase(url, { patient: true });
    house.clock.set(after(made, 2 * DAY));
    await load(empty, { pieces: readArchive(archive), held: { at: house.clock.now() } });
    await empty.close();
    await house.restart(await openTestStore({ url }));
    await house.app.prepare();
    const before = await agendaOf();
    await house.settle();
    expect(await house.app.runner.nextDue()).toBeUndefined();
    expect(await agendaOf()).toEqual(before);
    expect(said()).toEqual(sentByOld);

    // The card, in each language.
    const { id } = await boss();
    const card = async (language: Language) => {
      await house.store.autocommit.members.update(id, { language });
      await house.haneen.command(SLACK_CHANNELS.general, '/community agenda');
      const title = speaker(language).plain('community.held.title');
      return house.haneen.waitFor(SLACK_CHANNELS.general, (message) => visibleText(message).includes(title));
    };
    for (const language of ['ar', 'ckb', 'en'] as const) {
      const text = visibleText(await card(language));
      if (process.env.SHOW !== undefined) process.stdout.write(`${text}\n\n`);
      for (const key of [
        'coffee.agenda.job.invite',
        'members.agenda.message.welcome-channel',
        'members.agenda.message.organisation-proposed',
      ] as const) {
        expect(text).toContain(speaker(language).plain(key));
      }
      const [aboutHeld] = text.split(speaker(language).plain('community.held.then'));
      expect(aboutHeld).not.toContain(speaker(language).plain('members.agenda.message.reminder'));
    }

    // Whoever is no organiser can't let it go on, and twice is once.
    const shown = await card('en');
    const go = en.plain('community.held.go');
    const stranger = createPerson(house.slack, 'U0ZAINAB1');
    house.slack.channels.get(SLACK_CHANNELS.general)?.members.add('U0ZAINAB1');
    await stranger.click({ ...shown, onlyFor: 'U0ZAINAB1' }, go);
    await stranger.waitFor(SLACK_CHANNELS.general, (message) => visibleText(message).includes(en.plain('dispatch.needs-organiser')));
    expect(await house.store.autocommit.agenda.standstill()).toBeDefined();
    await Promise.all([house.haneen.click(shown, go), house.haneen.click(shown, go)]);
    await expect.poll(() => house.store.autocommit.agenda.standstill()).toBeUndefined();
    await house.app.settled();
    expect((await house.store.autocommit.audit.list({ offset: 0, limit: 9 })).map(({ action, actor }) => ({ action, actor }))).toEqual([
      { action: 'agenda.go', actor: id },
    ]);

    await settle(after(house.clock.now(), HOUR));
    expect(said()).toEqual(sentByOld);
    // The round has moved here, and so the invitations that stand there say another day.
    expect(messages().filter(({ text }) => text.includes('Tuesday 8 December'))).toHaveLength(3);
    expect(messages().filter(({ text }) => text.includes('Sunday 6 December') && /coffee/i.test(text))).toEqual([]);
    expect(await rowOf('deliver:welcome')).toMatchObject({ state: 'dropped', reason: 'too-late' });
    expect(await stateOf(`coffee:round:${round.id}:invite`)).toBe('done');
    for (const key of [
      'proposed@slack',
      'proposed@discord',
      'in-hand',
      `coffee:invitation:${round.id}@discord`,
      `coffee:invitation:${round.id}:${id}`,
    ]) {
      expect(`${key} ${await stateOf(`deliver:${key}`)}`).toBe(`${key} done`);
    }
    expect(await stateOf('deliver:reminder')).toBe('planned');
    expect((await house.store.autocommit.coffee.round(round.id))?.state).toBe('invited');

    // What the old server never came to takes its course.
    house.clock.set(after(made, 10 * DAY));
    await house.settle();
    expect(await rowOf('deliver:reminder')).toMatchObject({ state: 'dropped', reason: 'induction-over' });
  });
});
