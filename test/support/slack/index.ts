import { createSlackAdapter, type SlackAdapter, type SlackAdapterOptions } from '../../../adapters/slack/index.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { PlatformProblem, ProblemListener } from '../../../src/ports/problems.js';
import { createTestClock, type TestClock } from '../clock.js';
import { createTestLogger } from '../logger.js';
import { createTestMetrics } from '../metrics.js';
import { createOpenPace } from '../pace.js';
import { PURPOSES } from '../purposes.js';
import { createStubInbox, type StubInbox, sampleCommands } from '../web-inbox.js';
import { createPerson, type Person } from './people.js';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, type SlackOptions, startSlack } from './server.js';

export { checkBlocks, checkMessage, checkView, pingsIn, visibleText } from './blocks.js';
export { signedRequest } from './http-tools.js';
export { known } from './known.js';
export type { Person } from './people.js';
export { APP_TOKEN, BOT_TOKEN, type FakeSlack, startSlack } from './server.js';
export { createThreadActs } from './thread-acts.js';

export interface SlackHouse {
  readonly slack: FakeSlack;
  readonly adapter: SlackAdapter;
  readonly inbox: StubInbox;
  readonly clock: TestClock;
  readonly logger: ReturnType<typeof createTestLogger>;
  readonly problems: PlatformProblem[];
  /** Ends of problems, as `code` or `code@where`. */
  readonly ended: string[];
  readonly metrics: ReturnType<typeof createTestMetrics>;
  /** Waits that the adapter asked for; each moves the clock instead of waiting. */
  readonly waits: number[];
  readonly zainab: Person;
  readonly karwan: Person;
  readonly haider: Person;
  /** Public channels, and a private one for organisers. */
  readonly channels: { readonly general: string; readonly coffee: string; readonly organisers: string; readonly random: string };
  /** A new process on the same Slack. */
  restart(): Promise<SlackAdapter>;
  close(): Promise<void>;
}

export const SIGNING_SECRET = 'signing-secret';

/** A workspace with three people and four channels, and the adapter in it. */
export async function startSlackHouse(
  options: {
    readonly slack?: Partial<SlackOptions>;
    readonly adapter?: Partial<SlackAdapterOptions>;
    readonly mode?: 'socket' | 'http';
    readonly inbox?: Inbox;
  } = {},
): Promise<SlackHouse> {
  const clock = createTestClock();
  const logger = createTestLogger();
  const problems: PlatformProblem[] = [];
  const ended: string[] = [];
  const listener: ProblemListener = {
    occurred: (problem) => void problems.push(problem),
    over: (_, code, where) => void ended.push(where === undefined ? code : `${code}@${where}`),
  };
  const metrics = createTestMetrics();
  const waits: number[] = [];
  let adapter: SlackAdapter | undefined;
  const http = options.mode === 'http';
  const slack = await startSlack({
    clock,
    ...(http
      ? {
          signingSecret: SIGNING_SECRET,
          target: () => {
            if (!adapter?.handler) throw new Error('no handler');
            return adapter.handler;
          },
        }
      : {}),
    ...options.slack,
  });
  slack.addUser({ id: 'U0ZAINAB1', name: 'zainab', realName: 'Zainab Kareem' });
  slack.addUser({ id: 'U0KARWAN1', name: 'karwan', realName: 'کاروان عەلی', timezone: 'Asia/Baghdad' });
  slack.addUser({ id: 'U0HAIDER1', name: 'haider', realName: 'حيدر حسن' });
  const people = ['U0ZAINAB1', 'U0KARWAN1', 'U0HAIDER1'];
  const channels = { general: 'C0GENERAL', coffee: 'C0COFFEE1', organisers: 'C0ORGANIS', random: 'C0RANDOM1' };
  slack.addChannel({ id: channels.general, name: 'general', isGeneral: true, members: new Set([...people, slack.bot.user]) });
  slack.addChannel({ id: channels.coffee, name: 'coffee', members: new Set([...people, slack.bot.user]) });
  slack.addChannel({ id: channels.organisers, name: 'organisers', kind: 'private', members: new Set(['U0HAIDER1', slack.bot.user]) });
  slack.addChannel({ id: channels.random, name: 'random', members: new Set(people) });

  const inbox = createStubInbox(undefined, clock.now);
  const make = (): SlackAdapter =>
    createSlackAdapter({
      botToken: BOT_TOKEN,
      mode: http ? { type: 'http', signingSecret: SIGNING_SECRET } : { type: 'socket', appToken: APP_TOKEN },
      apiUrl: slack.apiUrl,
      commands: sampleCommands,
      purposes: PURPOSES,
      clock,
      logger,
      problems: listener,
      metrics,
      pace: createOpenPace({ now: clock.now }),
      ...options.adapter,
      timing: {
        sleep: async (ms) => {
          waits.push(ms);
          clock.advance(ms);
        },
        callTimeoutMs: 1_000,
        formAnswerMs: 300,
        ...options.adapter?.timing,
      },
    });
  adapter = make();
  await adapter.start(options.inbox ?? inbox);
  if (!http) await slack.until(() => slack.connections() === (options.adapter?.timing?.connections ?? 2), 'connections');

  const house: SlackHouse = {
    slack,
    get adapter() {
      if (!adapter) throw new Error('closed');
      return adapter;
    },
    inbox,
    clock,
    logger,
    problems,
    ended,
    metrics,
    waits,
    zainab: createPerson(slack, 'U0ZAINAB1'),
    karwan: createPerson(slack, 'U0KARWAN1'),
    haider: createPerson(slack, 'U0HAIDER1'),
    channels,
    async restart() {
      await adapter?.stop();
      adapter = make();
      await adapter.start(options.inbox ?? inbox);
      return adapter;
    },
    async close() {
      await adapter?.stop();
      await slack.close();
    },
  };
  return house;
}
