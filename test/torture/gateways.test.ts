import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/core/time.js';
import { type FakeDiscord, startFakeDiscord } from '../support/discord/index.js';
import { type Program, removeFolder, startProgram } from '../support/program.js';
import { fakePlatformsEnv } from '../support/program-env.js';
import { hasService, startRedis } from '../support/services/index.js';
import { type FakeSlack, startSlack } from '../support/slack/index.js';
import { createPerson } from '../support/slack/people.js';
import { inForm, tell } from './form.js';

const KILLS = inForm(2, 10);
const TAKEN_OVER_MS = 15_000;

/** Two real processes that may receive, and one more that only works; the one that receives is killed, again and again. */
describe.skipIf(!hasService('redis'))('two gateways at once', () => {
  test('one receives; when it is killed the other takes over, and no command is answered twice', async () => {
    const redis = await startRedis();
    const slack: FakeSlack = await startSlack({ clock: systemClock });
    slack.addUser({ id: 'U0ZAINAB1', name: 'zainab', realName: 'Zainab Kareem' });
    slack.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set(['U0ZAINAB1', slack.bot.user]) });
    const discord: FakeDiscord = await startFakeDiscord({ clock: systemClock });
    const [zainab, karwan] = [createPerson(slack, 'U0ZAINAB1'), discord.person('Karwan')];
    const env = {
      ...fakePlatformsEnv(slack, discord),
      REDIS_URL: redis.url,
      LOG_LEVEL: 'warn',
    };
    const first = await startProgram(['start'], { env });
    const { folder } = first;
    const begin = (role: string) => startProgram(['start', '--role', role], { folder, env });
    let gateways: Program[] = [first, await begin('gateway')];
    const worker = await begin('worker');
    const db = new Sqlite(`${folder}/mudhif.db`, { readonly: true });
    const holder = (platform: string): number =>
      Number(/^\d+/.exec(String(db.prepare('select owner from leases where name = ?').pluck().get(`gateway:${platform}`)))?.[0]);
    /** Commands that a platform brought to somebody. */
    let taken = 0;
    const asked: ReturnType<typeof karwan.command>[] = [];
    const ask = async (): Promise<void> => {
      const brought = await zainab.command('C0GENERAL', '/community about').then(
        () => true,
        // Slack tells the person that nobody was there.
        () => false,
      );
      if (brought) taken += 1;
      if (discord.gateway.connected()) asked.push(karwan.command('community', 'about'));
    };
    const answers = () =>
      slack.visible('C0GENERAL', 'U0ZAINAB1').filter(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`.includes('Mudhif')).length;
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        for (let count = 0; count < 5; count += 1) await ask();
        await expect.poll(answers, { timeout: 20_000 }).toBe(taken);
        const dying = holder('slack');
        const victim = gateways.find(({ pid }) => pid === dying);
        if (!victim) throw new Error(`${dying} holds the lease`);
        const began = performance.now();
        await victim.end('SIGKILL');
        gateways = gateways.filter((each) => each !== victim);
        const before = taken;
        for (; taken === before; await sleep(200)) {
          await ask();
          if (performance.now() - began > 4 * TAKEN_OVER_MS) throw new Error('nobody took over');
        }
        const took = performance.now() - began;
        tell(`the gateway killed: commands are taken again after ${(took / 1000).toFixed(1)} s`);
        expect(took).toBeLessThan(TAKEN_OVER_MS);
        expect(holder('slack')).toBe(gateways[0]?.pid);
        gateways.push(await begin('all'));
      }
      for (let count = 0; count < 5; count += 1) await ask();
      await expect.poll(answers, { timeout: 20_000 }).toBe(taken);
      await sleep(2000);
      expect(answers()).toBe(taken);
      expect(discord.refusals.filter((refusal) => refusal.includes('40060'))).toEqual([]);
      tell(`${taken} commands on Slack: ${answers()} answered; ${asked.length} on Discord`);
    } finally {
      db.close();
      for (const program of [...gateways, worker]) await program.end('SIGKILL');
      removeFolder(folder);
      await slack.close();
      await discord.close();
      await redis.end();
    }
  });
});
