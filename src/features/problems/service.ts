import { z } from 'zod';
import { type Clock, DAY, type Instant } from '../../core/time.js';
import type { Logger } from '../../ports/logger.js';
import type { Metrics } from '../../ports/metrics.js';
import type { PlatformProblem, ProblemListener } from '../../ports/problems.js';
import type { Repositories, Store } from '../../ports/store.js';

export interface ProblemsDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether organisers can be told in a channel of theirs, on a platform that works. */
  readonly hasOrganisersChannel: () => Promise<boolean>;
}

const FACT = 'platform.problems';

const openProblem = z.object({
  /** Counts up: the same problem again, after it was over, is another one. */
  id: z.int().positive(),
  platform: z.enum(['web', 'slack', 'discord']),
  code: z.string(),
  where: z.string(),
  explanation: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).default({}) }),
  lasting: z.boolean(),
  since: z.int(),
  seen: z.int(),
});
const record = z.object({ last: z.int().nonnegative(), open: z.array(openProblem) });

export type OpenProblem = Readonly<z.infer<typeof openProblem>>;
type Book = z.infer<typeof record>;

/** How long a problem that passes by itself counts as open after it was last seen. */
const PASSES_AFTER = DAY;

export type ProblemsService = ReturnType<typeof createProblemsService>;

/**
 * What is wrong between the bot and its platforms. Each problem is told to organisers once, and again only after it was
 * over; what is open is written down, so that a restart tells nothing twice.
 */
export function createProblemsService(dependencies: ProblemsDependencies) {
  const { store, clock, logger, metrics } = dependencies;
  let last: Promise<void> = Promise.resolve();

  /** One after the other, in the order in which the adapters told. */
  const inTurn = (what: string, work: (repositories: Repositories) => Promise<void>): void => {
    last = last
      .then(() => store.transaction(work))
      .catch((error: unknown) => logger.error({ what, error }, 'a platform problem could not be written down'));
  };

  const open = async (repositories: Repositories): Promise<readonly OpenProblem[]> =>
    (await read(repositories)).open.filter((each) => isOpen(each, clock.now()));

  const listener: ProblemListener = {
    occurred(problem) {
      metrics.problem(problem.platform, problem.code, true);
      inTurn(problem.code, async (repositories) => {
        const now = clock.now();
        const book = await read(repositories);
        const rest = book.open.filter((each) => isOpen(each, now) && !isSame(each, problem));
        const known = book.open.find((each) => isOpen(each, now) && isSame(each, problem));
        const id = known?.id ?? book.last + 1;
        const { platform, code, where, lasting, explanation } = problem;
        const entry = openProblem.parse({ id, platform, code, where, lasting, explanation, since: known?.since ?? now, seen: now });
        await write(repositories, { last: Math.max(book.last, id), open: [...rest, entry] });
        if (known) return;
        await repositories.agenda.plan({ key: `${TELL}:${id}`, kind: TELL, payload: { problem: id }, dueAt: now });
      });
    },
    over(platform, code, where) {
      metrics.problem(platform, code, false);
      inTurn(code, async (repositories) => {
        const book = await read(repositories);
        const left = book.open.filter(
          (each) => each.platform !== platform || each.code !== code || (where !== undefined && each.where !== where),
        );
        if (left.length === book.open.length) return;
        await write(repositories, { ...book, open: left });
        logger.info({ platform, code }, 'a platform problem is over');
      });
    },
  };

  return {
    listener,
    hasOrganisersChannel: dependencies.hasOrganisersChannel,
    read: store.autocommit,
    /** What is open now, the oldest first. */
    open: async (): Promise<readonly OpenProblem[]> => (await open(store.autocommit)).toSorted((a, b) => a.since - b.since),
    find: async (id: number): Promise<OpenProblem | undefined> => (await open(store.autocommit)).find((each) => each.id === id),
    /** Resolves when all that was told so far is written down. */
    settled: (): Promise<void> => last,
  };
}

/** The job that tells organisers of a problem. */
export const TELL = 'platform.tell';

function isOpen({ lasting, seen }: OpenProblem, now: Instant): boolean {
  return lasting || now - seen < PASSES_AFTER;
}

function isSame(known: OpenProblem, { platform, code, where }: PlatformProblem): boolean {
  return known.platform === platform && known.code === code && known.where === where;
}

async function read({ community }: Pick<Repositories, 'community'>): Promise<Book> {
  const text = await community.fact(FACT);
  const parsed = text === undefined ? undefined : record.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : { last: 0, open: [] };
}

async function write({ community }: Pick<Repositories, 'community'>, book: Book): Promise<void> {
  await community.saveFact(FACT, JSON.stringify(book));
}
