import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, between, type Instant, systemClock } from '../../src/core/time.js';
import { aMember } from '../../test/contract/store/samples.js';
import { type EngineName, startEngine } from '../../test/support/engines.js';
import { startProgram } from '../../test/support/program.js';
import { testStoreOf } from '../../test/support/store.js';
import { type Asked, CHATS, type Chat, type FromPlatforms, PERMITTED, type ToPlatforms } from './fanout.js';

export interface FanoutOptions {
  readonly engine: EngineName;
  /** 0: one process does all. Else so many workers beside a gateway. */
  readonly workers: number;
  readonly messages: Readonly<Record<Chat, number>>;
  /** The platforms' program. */
  readonly platforms: string;
}

export interface Fanout {
  readonly due: number;
  readonly seen: Extract<FromPlatforms, { type: 'seen' }>;
  /** Commands before anything was due. */
  readonly before: readonly Asked[];
}

type Ready = Extract<FromPlatforms, { type: 'ready' }>;

/** From the last process's start until the reminders are due: time enough for the commands before. */
const QUIET_MS = 12_000;
const ASKED_BEFORE = 40;

/** One fan-out on one engine: the built program and both platforms, each in processes of their own. */
export async function runFanout({ engine, workers, messages, platforms }: FanoutOptions): Promise<Fanout> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-fanout-'));
  const running = await startEngine(engine, folder, { durable: true });
  const child = fork(
    platforms,
    CHATS.map((chat) => String(messages[chat])),
  );
  const next = <T extends FromPlatforms['type']>(type: T) =>
    new Promise<Extract<FromPlatforms, { type: T }>>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the platforms ended with ${code}`)));
      child.on('message', (message: FromPlatforms) => {
        if (message.type === type) resolve(message as Extract<FromPlatforms, { type: T }>);
      });
    });
  const tell = (message: ToPlatforms) => child.send(message);
  const programs: Awaited<ReturnType<typeof startProgram>>[] = [];
  try {
    const there = await next('ready');
    const plan = await seed(running.database, there);
    const env = {
      DATABASE_URL: running.database,
      ...(running.redis !== undefined && { REDIS_URL: running.redis }),
      SLACK_BOT_TOKEN: there.slack.botToken,
      SLACK_APP_TOKEN: there.slack.appToken,
      SLACK_API_URL: there.slack.url,
      DISCORD_TOKEN: there.discord.token,
      DISCORD_API_URL: there.discord.url,
    };
    const roles = workers === 0 ? ['all'] : ['gateway', ...Array.from({ length: workers }, () => 'worker')];
    for (const role of roles) programs.push(await startProgram(['start', '--role', role], { folder, env }));
    const due = after(systemClock.now(), QUIET_MS);
    await plan(due);
    tell({ type: 'ask', times: ASKED_BEFORE });
    const { commands: before } = await next('asked');
    const longest = Math.max(...CHATS.map((chat) => messages[chat] / PERMITTED[chat])) * 1000;
    await new Promise((resolve) => setTimeout(resolve, between(systemClock.now(), due)));
    tell({ type: 'watch', until: after(due, longest * 1.5 + 30_000) });
    return { due, before, seen: await next('seen') };
  } finally {
    for (const program of programs) await program.end();
    child.kill();
    await running.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everybody is a member already, and has a reminder that is due later. Returns what says when. */
async function seed(databaseUrl: string, there: Ready): Promise<(due: Instant) => Promise<void>> {
  const { database, communityId } = await openStore(readEnvironment({ DATABASE_URL: databaseUrl }));
  const store = testStoreOf(database, communityId);
  const later = after(systemClock.now(), 24 * 3_600_000);
  // Nobody sleeps: it is noon where the readers are.
  const hoursAhead = 12 - new Date().getUTCHours();
  const timezone = `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;
  await store.transaction(async ({ members, accounts, deliveries, conversations }) => {
    // People of both platforms stand side by side, as they joined.
    const everybody = CHATS.flatMap((platform) =>
      there[platform].readers.map((reader, index, all) => ({ ...reader, platform, order: (index + 0.5) / all.length })),
    ).sort((a, b) => a.order - b.order);
    for (const { platform, user, direct } of everybody) {
      const { space } = there[platform];
      const member = await members.insert(aMember({ name: `Reader ${user}`, timezone, status: 'active' }));
      const account = { platform, space, user };
      await accounts.link(member, account);
      await accounts.touch([{ account, opened: true }], systemClock.now());
      await conversations.save(`direct:${user}`, { platform, space, id: direct, kind: 'direct' });
      const to = { to: 'member', member } as const;
      await deliveries.plan({
        key: `bench:${platform}:${user}`,
        kind: 'members.organisation-approved',
        args: { member },
        to,
        dueAt: later,
      });
    }
  });
  return async (due) => {
    await database.db.transaction().execute(async (trx) => {
      await sql`update agenda set due_at = ${due}, planned_for = ${due} where due_at = ${later}`.execute(trx);
      await sql`update deliveries set due_at = ${due} where due_at = ${later}`.execute(trx);
    });
    await store.close();
  };
}
