import { createDiscordAdapter, type DiscordAdapter, type DiscordAdapterOptions } from '../../../adapters/discord/index.js';
import type { PlatformProblem, ProblemListener } from '../../../src/ports/problems.js';
import { createTestClock, type TestClock } from '../clock.js';
import { createTestLogger, type LogLine, type TestLogger } from '../logger.js';
import { createTestMetrics } from '../metrics.js';
import { createOpenPace } from '../pace.js';
import { PURPOSES } from '../purposes.js';
import { createStubInbox, type StubInbox, sampleCommands } from '../web-inbox.js';
import { type FakeChannel, type FakeDiscord, type Person, startFakeDiscord } from './index.js';

export interface DiscordHarness {
  readonly discord: FakeDiscord;
  readonly adapter: DiscordAdapter;
  readonly inbox: StubInbox;
  readonly clock: TestClock;
  readonly problems: PlatformProblem[];
  /** Ends of problems, as `code` or `code@where`. */
  readonly ended: string[];
  readonly logger: TestLogger;
  readonly log: readonly LogLine[];
  readonly metrics: ReturnType<typeof createTestMetrics>;
  readonly channels: { readonly general: FakeChannel; readonly coffee: FakeChannel; readonly organisers: FakeChannel };
  readonly zainab: Person;
  readonly karwan: Person;
  readonly haider: Person;
  /** Ends the adapter and begins another on the same Discord, with an inbox that may be prepared. */
  restart(prepare?: (inbox: StubInbox) => void): Promise<void>;
  close(): Promise<void>;
}

/** The adapter, connected to a fake with three people and three channels, and a stub for the app behind it. */
export async function startDiscord(
  options: Partial<DiscordAdapterOptions> & {
    readonly before?: (discord: FakeDiscord) => void;
    /** How long the inbox may take until the adapter defers, on the machine's clock. */
    readonly deferAfterMs?: number;
    /** How often the connections send a heartbeat. */
    readonly heartbeatMs?: number;
    /** Requests are not compared with Discord's description. */
    readonly unchecked?: boolean;
  } = {},
): Promise<DiscordHarness> {
  const { before, deferAfterMs, heartbeatMs, unchecked = false, ...given } = options;
  const clock = createTestClock('2026-11-01T09:00:00+03:00');
  const discord = await startFakeDiscord({ clock, unchecked, ...(heartbeatMs === undefined ? {} : { heartbeatMs }) });
  const general = discord.channel([...discord.world.channels.keys()][0] ?? '');
  const channels = { general, coffee: discord.textChannel('coffee'), organisers: discord.textChannel('organisers', { private: [] }) };
  // Long enough ago to be no news.
  clock.advance(30 * 24 * 3_600_000);
  const [zainab, karwan, haider] = [discord.person('Zainab'), discord.person('Karwan'), discord.person('Haider')];
  clock.advance(30 * 24 * 3_600_000);
  before?.(discord);
  const logger = createTestLogger();
  const problems: PlatformProblem[] = [];
  const ended: string[] = [];
  const listener: ProblemListener = {
    occurred: (problem) => void problems.push(problem),
    over: (_, code, where) => void ended.push(where === undefined ? code : `${code}@${where}`),
  };
  const metrics = createTestMetrics();
  let inbox = createStubInbox(() => 'en', clock.now);
  let adapter: DiscordAdapter;

  const start = async (): Promise<void> => {
    adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      commands: sampleCommands,
      purposes: PURPOSES,
      languages: async () => ['en', 'ar', 'ckb'],
      clock,
      logger,
      problems: listener,
      pace: createOpenPace(),
      metrics,
      ...(deferAfterMs === undefined
        ? {}
        : {
            timer: {
              set: (work: () => void) => setTimeout(work, deferAfterMs),
              clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
            },
          }),
      ...given,
    });
    await adapter.start(inbox);
  };
  await start();

  return {
    discord,
    get adapter() {
      return adapter;
    },
    get inbox() {
      return inbox;
    },
    clock,
    problems,
    ended,
    logger,
    log: logger.lines,
    metrics,
    channels,
    zainab,
    karwan,
    haider,
    async restart(prepare) {
      await adapter.stop();
      inbox = createStubInbox(() => 'en', clock.now);
      prepare?.(inbox);
      await start();
    },
    async close() {
      await adapter.stop();
      await discord.close();
    },
  };
}
