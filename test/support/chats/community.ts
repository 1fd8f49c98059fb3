import { embeddedEngine } from '../../../src/cli/engine.js';
import { firstLink } from '../../../src/cli/first-link.js';
import { openStore } from '../../../src/cli/open-store.js';
import { loadPlatforms } from '../../../src/cli/platforms.js';
import { type Served, serve, WEB_SPACE } from '../../../src/cli/serve.js';
import { createInlineCompute } from '../../../src/compute/host.js';
import { readEnvironment } from '../../../src/config/environment.js';
import type { Language } from '../../../src/core/language.js';
import { after, between, type Clock, createMovableClock, type MovableClock, toInstant } from '../../../src/core/time.js';
import { createTimeMachine } from '../../../src/demo/time-machine.js';
import { createFileTools } from '../../../src/files/index.js';
import { inLanguages, speaker } from '../../../src/language/index.js';
import { type FakeDiscord, type Person, startFakeDiscord } from '../discord/index.js';
import { createFairClock } from '../fair-clock.js';
import { openFolder } from '../files.js';
import { createTestLogger } from '../logger.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startSlack } from '../slack/index.js';
import { type TestStore, testStoreOf } from '../store.js';
import { everybody, ORGANISER, personaOf } from './cast.js';
import { residentOnDiscord } from './on-discord.js';
import { residentOnSlack } from './on-slack.js';
import { residentOnWeb, type WebResident } from './on-web.js';
import { createPatience } from './patience.js';
import { type Resident, tidy } from './resident.js';
import { signInBy } from './sign-in.js';

export type Platform = 'slack' | 'discord' | 'web';

/** Where topics are discussed: a channel of their own, or one of Discord's forums. */
export type TopicsPlace = 'channel' | 'forum';

/** A community on the fakes of its platforms, run by the program itself; its clock stands still until it is moved. */
export interface Community {
  readonly language: Language;
  readonly store: TestStore;
  readonly slack: FakeSlack | undefined;
  readonly discord: FakeDiscord | undefined;
  readonly logger: ReturnType<typeof createTestLogger>;
  readonly organiser: Resident;
  /** Who said yes to direct messages, and who said no, where the bot may not write first. */
  readonly agreed: Set<string>;
  readonly declined: Set<string>;
  /** Somebody who has been there since before the bot. */
  settle(platform: Platform, name: string): Resident;
  /** Somebody comes to the workspace or the server. */
  arrive(platform: Platform, name: string): Promise<Resident>;
  /** The link that a first start shows to the organiser of the browser chat. */
  firstLink(): Promise<string>;
  /** Somebody opens a sign-in link and presses its button: who is known already, or somebody of this name. */
  enter(link: string, who: Resident | string): Promise<Resident>;
  /** Moves the clock, and runs all that falls due on the way. */
  travel(to: string | number): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

/** Where the story begins: a Sunday morning in Baghdad, a week before the month's first coffee. */
const START = '2026-11-29T09:00:00+03:00';
/** So long ago that nobody counts as an arrival any more. */
const LONG_AGO = 90 * 24 * 3_600_000;

/** Opens a community on one platform or several. The organiser is on the first. `topics`: where there is a place for them. */
export async function openCommunity(
  platforms: readonly [Platform, ...Platform[]],
  language: Language,
  topics?: TopicsPlace,
  {
    isSetUp = true,
    access = 'personas',
    port,
    uploadMb,
  }: {
    readonly isSetUp?: boolean;
    readonly access?: 'personas' | 'sessions';
    /** Where its public pages are served, on this machine; without it there are none. */
    readonly port?: number;
    /** How large a file may be; as large as platforms let it be unless told. */
    readonly uploadMb?: number;
  } = {},
): Promise<Community> {
  const clock: MovableClock = createMovableClock(toInstant(Date.parse(START)), { now: () => toInstant(0) });
  const platformClock = createFairClock();
  const slackOrDiscord = neverBehind(platformClock, clock);
  const slack = platforms.includes('slack') ? await openSlack(slackOrDiscord, topics !== undefined) : undefined;
  const discord = platforms.includes('discord') ? await openDiscord(slackOrDiscord, topics) : undefined;
  const languages = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)];
  const say = speaker(language);
  const patience: { until?: Resident['until'] } = {};
  const until: Resident['until'] = (look, what) => {
    if (!patience.until) throw new Error('not started');
    return patience.until(look, what);
  };

  /** What a command finds below its answer may come from work that is due: nobody types one before that work is done. */
  const typesWhenNothingIsDue = <R extends Resident>(resident: R): R => ({
    ...resident,
    async command(line: string) {
      await until(async () => {
        const { agenda } = opened.store.autocommit;
        const [due, { running: inWork = 0 }] = await Promise.all([agenda.nextDue(), agenda.countByState()]);
        return inWork === 0 && (due === undefined || due > clock.now());
      }, 'nothing is due');
      await resident.command(line);
    },
  });

  const people = new Map<string, Person>();
  const pages: WebResident[] = [];
  /** Sessions by account. */
  const cookies = new Map<string, string>();
  let served: Served | undefined;
  const running = (): Served => {
    if (!served) throw new Error('not started');
    return served;
  };
  const reside = (platform: Platform, name: string): Resident => typesWhenNothingIsDue(residentOf(platform, name));
  const residentOf = (platform: Platform, name: string): Resident => {
    if (platform === 'slack' && slack) {
      const id = `U0${name.toUpperCase().replace(/[^A-Z]/g, '')}`;
      slack.fake.addUser({ id, name: name.toLowerCase(), realName: name, locale: 'en-US' });
      for (const channel of slack.open) slack.fake.channels.get(channel)?.members.add(id);
      return residentOnSlack(slack.fake, id, { channel: 'C0GENERAL', openForm: say.plain('slack.form-open'), until });
    }
    if (platform === 'discord' && discord) {
      const person = discord.person(name);
      people.set(person.id, person);
      return residentOnDiscord(discord, person, {
        openForm: say.plain('discord.form.open'),
        waiting: tidy(inLanguages(languages, 'people.waiting.button')),
        until,
      });
    }
    if (platform === 'web') {
      const { user } = personaOf(name);
      const resident = residentOnWeb(() => ({ url: running().url.replace(/\/$/, ''), cookie: cookies.get(user) }), { user, name }, until);
      pages.push(resident);
      return resident;
    }
    throw new Error(`the community is not on ${platform}`);
  };
  const settle: Community['settle'] = (platform, name) => {
    const resident = reside(platform, name);
    const member = discord?.world.members.get(resident.id);
    if (member) member.joinedAt -= LONG_AGO;
    return resident;
  };
  const [home] = platforms;
  const organiser = settle(home, ORGANISER);
  if (slack && home === 'slack') slack.fake.channels.get('C0ORGANIS')?.members.add(organiser.id);
  discord?.textChannel('organisers', { private: [...people.values()] });

  const files = openFolder();
  const environment = readEnvironment({
    DATABASE_URL: 'sqlite::memory:',
    DATA_DIR: files.folder,
    HTTP_PORT: String(port ?? 0),
    ...(port !== undefined && { HTTP_PUBLIC_URL: `http://127.0.0.1:${port}` }),
    ...(uploadMb !== undefined && { UPLOAD_MAX_MB: String(uploadMb) }),
    COMMUNITY_NAME: 'Rivers',
    COMMUNITY_LANGUAGES: languages.join(','),
    ORGANISERS: `${home}:${organiser.id}`,
    ...(slack && { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.fake.apiUrl }),
    ...(discord && { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }),
  });
  const opened = await openStore(environment);
  if (isSetUp) await opened.store.autocommit.community.saveFact('community.set-up-at', '0');
  const logger = createTestLogger();
  served = await serve({
    environment,
    // The fakes are in no hurry, and nobody wants to watch a second pass for each message.
    engine: {
      ...embeddedEngine(),
      pace: { reserve: async () => ({ type: 'go', inMs: 0 }), penalise: async () => {}, close: async () => {} },
    },
    opened,
    clock,
    logger,
    hasBudgets: false,
    platforms: await loadPlatforms(environment),
    ...(platforms.includes('web') && {
      web: { space: WEB_SPACE, access: access === 'sessions' ? { type: access } : { type: access, personas: everybody(language) } },
    }),
    compute: createInlineCompute(),
    files: createFileTools({ reader: { execArgv: ['--import', 'tsx'] }, maxMb: environment.UPLOAD_MAX_MB }),
  });
  const timeMachine = createTimeMachine({ clock, runner: running().app.runner, zone: async () => 'Asia/Baghdad' });
  patience.until = createPatience({
    store: opened.store,
    clock,
    machine: platformClock,
    // Several may wait at once, and another's moment may have come already.
    travel: async (to) => void (await timeMachine.travel({ to: toInstant(Math.max(to, clock.now())) })),
  });

  // A start waits for a platform for a while only, and nobody hears what is said before.
  await until(() => Object.values(running().app.platforms()).every(Boolean), 'the bot is connected');

  return {
    language,
    store: testStoreOf(opened.database, opened.communityId),
    slack: slack?.fake,
    discord,
    logger,
    organiser,
    agreed: new Set(),
    declined: new Set(),
    settle,
    async arrive(platform, name) {
      const resident = reside(platform, name);
      if (slack && platform === 'slack') {
        const user = slack.fake.users.get(resident.id);
        await slack.fake.event({
          type: 'team_join',
          user: { id: resident.id, name: user?.name, real_name: user?.realName },
          event_ts: slack.fake.newTs(),
        });
      }
      return resident;
    },
    async firstLink() {
      const { people } = running().app.contexts.autocommit;
      const link = await firstLink({ store: opened.store, clock, people, user: organiser.id, url: running().url });
      if (link === undefined) throw new Error('the organiser has been here already');
      return link;
    },
    async enter(link, who) {
      const resident = typeof who === 'string' ? reside('web', who) : who;
      cookies.set(resident.id, await signInBy(link));
      return resident;
    },
    async travel(to) {
      await timeMachine.travel({ to: toInstant(typeof to === 'number' ? to : Date.parse(to)) });
    },
    now: () => clock.now(),
    async close() {
      for (const page of pages) await page.close();
      await running().stop();
      files.close();
      await slack?.fake.close();
      await discord?.close();
      platformClock.stop();
    },
  };
}

/** The platforms' time goes on by itself, and jumps where the community's has jumped: what people write is never older than what they agreed to. */
function neverBehind(platform: Clock, community: Clock): Clock {
  let ahead = between(platform.now(), community.now());
  return {
    now() {
      ahead = Math.max(ahead, between(platform.now(), community.now()));
      return after(platform.now(), ahead);
    },
  };
}

async function openSlack(clock: Clock, topics: boolean): Promise<{ readonly fake: FakeSlack; readonly open: readonly string[] }> {
  const fake = await startSlack({ clock });
  const open = ['C0GENERAL', 'C0COFFEE1'];
  fake.addChannel({ id: 'C0GENERAL', name: 'general', isGeneral: true, members: new Set([fake.bot.user]) });
  fake.addChannel({ id: 'C0COFFEE1', name: 'coffee', members: new Set([fake.bot.user]) });
  if (topics) fake.addChannel({ id: 'C0TOPICS1', name: 'topics', members: new Set([fake.bot.user]) });
  fake.addChannel({ id: 'C0ORGANIS', name: 'organisers', kind: 'private', members: new Set([fake.bot.user]) });
  return { fake, open: topics ? [...open, 'C0TOPICS1'] : open };
}

async function openDiscord(clock: Clock, topics: TopicsPlace | undefined): Promise<FakeDiscord> {
  const fake = await startFakeDiscord({ clock });
  fake.textChannel('coffee');
  // The community reads along where members allow it.
  fake.world.privileged.content = topics !== undefined;
  if (topics === 'channel') fake.textChannel('topics');
  if (topics === 'forum') fake.forum('topics');
  return fake;
}
