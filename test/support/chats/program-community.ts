import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '../../../src/cli/open-store.js';
import { readEnvironment } from '../../../src/config/environment.js';
import type { Language } from '../../../src/core/language.js';
import { createTestLogger } from '../logger.js';
import { moveClock, removeFolder } from '../program.js';
import { testStoreOf } from '../store.js';
import { ORGANISER, personaOf } from './cast.js';
import type { Community } from './community.js';
import { residentOnWeb, type WebResident } from './on-web.js';
import type { Resident } from './resident.js';
import { signInBy } from './sign-in.js';

const PROGRAM = resolve(import.meta.dirname, '../../../bin/mudhif.js');
const LOOK_EVERY_MS = 20;
const LOOKS = 3000;

const until: Resident['until'] = async (look, what) => {
  for (let looks = 0; looks < LOOKS; looks++) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`never happened: ${what}`);
};

const [FRIDAY, SATURDAY] = [5, 6];

/** The moment at which the story begins: the next working day at ten in Baghdad, whenever the test runs. */
function nextMorning(): string {
  const day = new Date(Date.now() + 24 * 3_600_000);
  while (day.getUTCDay() === FRIDAY || day.getUTCDay() === SATURDAY) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T10:00:00+03:00`;
}

/** The built program on the browser chat, started from a terminal in an empty folder, with nothing but who organises. */
export async function startProgramCommunity(language: Language): Promise<Community> {
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-hour-'));
  const organiser = personaOf(ORGANISER);
  const languages = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)];
  const env = {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_GB.UTF-8',
    HTTP_PORT: '0',
    MUDHIF_TIME_MACHINE: '1',
    COMMUNITY_NAME: 'Rivers',
    COMMUNITY_LANGUAGES: languages.join(','),
    ORGANISERS: `web:${organiser.user}`,
  };
  // The link of the first start is shown in terminals only, and `script` is one.
  const child = spawn('script', ['-qefc', `'${process.execPath}' '${PROGRAM}' start --web`, '/dev/null'], {
    cwd: folder,
    env,
    detached: true,
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const close = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await exited;
    removeFolder(folder);
  };
  try {
    const link = await until(() => /http\S+\/sign-in\/[\w-]+/.exec(printed)?.[0], `the program shows a link: ${printed}`);
    const url = new URL(link).origin;
    const cookies = new Map<string, string>();
    const pages: WebResident[] = [];
    const reside = (name: string): Resident => {
      const { user } = personaOf(name);
      const resident = residentOnWeb(() => ({ url, cookie: cookies.get(user) }), { user, name }, until);
      pages.push(resident);
      return resident;
    };
    const opened = await openStore(readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'data/mudhif.db')}` }));
    const notHere = (): never => {
      throw new Error('people come to the browser chat by links');
    };
    return {
      language,
      store: testStoreOf(opened.database, opened.communityId),
      slack: undefined,
      discord: undefined,
      logger: createTestLogger(),
      organiser: reside(ORGANISER),
      agreed: new Set(),
      declined: new Set(),
      settle: notHere,
      arrive: notHere,
      firstLink: async () => link,
      async enter(opens, who) {
        const resident = typeof who === 'string' ? reside(who) : who;
        cookies.set(resident.id, await signInBy(opens));
        // A link is of use for ten minutes, so the clock is moved only now.
        if (opens === link) await moveClock(url, { to: nextMorning() });
        return resident;
      },
      async travel(to) {
        await moveClock(url, { to: new Date(to).toISOString() });
      },
      now: () => Date.now(),
      async close() {
        for (const page of pages) await page.close();
        await opened.store.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
