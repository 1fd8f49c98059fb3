import { z } from 'zod';
import { type Lookup, mapLookup } from '../../core/lookup.js';
import { between, DAY, type Instant } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import type { Platform } from '../../ports/chat.js';
import type { PlatformProblem } from '../../ports/problems.js';
import { type OpenProblem, openProblemSchema, PROBLEM } from './types.js';

/** The kind of the agenda row that tells organisers of a problem. */
export const TELL = 'platform.tell';

/** The kind of the agenda row that tells organisers that it is over. */
export const TELL_OVER = 'platform.over';

/** The fact that keeps what is open, so that a restart tells nothing twice. */
const FACT = 'platform.problems';

const recordSchema = z.object({ last: z.int().nonnegative(), open: z.array(openProblemSchema) });
type ProblemRecord = z.infer<typeof recordSchema>;

/** How long a problem that passes by itself counts as open after it was last seen. */
const PASSES_AFTER = DAY;

/** Records a problem; organisers are told once, and again only if it comes back after it was over. */
export async function problemOccurred(context: Context, problem: PlatformProblem): Promise<void> {
  // That a platform which is away took no message about that is no further problem.
  if (problem.details.kind === PROBLEM) return;
  const { now } = context;
  const record = await readRecord(context);
  const open = record.open.filter((each) => isOpen(each, now));
  const known = open.find((each) => isSame(each, problem));
  const id = known?.id ?? record.last + 1;
  const { platform, code, where, lasting, explanation, recovery } = problem;
  const { told = false } = known ?? {};
  const since = known?.since ?? now;
  const entry = openProblemSchema.parse({ id, platform, code, where, lasting, explanation, recovery, told, since, seen: now });
  await writeRecord(context, { last: Math.max(record.last, id), open: [...open.filter((each) => each !== known), entry] });
  if (known) return;
  await context.agenda.plan({ key: `${TELL}:${id}`, kind: TELL, payload: { problem: id }, dueAt: now });
}

/** Removes a problem that is over, at `where` or everywhere. */
export async function problemOver(context: Context, platform: Platform, code: string, where: string | undefined): Promise<void> {
  const record = await readRecord(context);
  const left = record.open.filter(
    (each) => each.platform !== platform || each.code !== code || (where !== undefined && each.where !== where),
  );
  if (left.length === record.open.length) return;
  await writeRecord(context, { ...record, open: left });
  context.logger.info({ platform, code }, 'a platform problem is over');
  for (const { id, told, recovery } of record.open.filter((each) => !left.includes(each))) {
    if (!told || !recovery) continue;
    const { now } = context;
    await context.agenda.plan({ key: `${TELL_OVER}:${id}`, kind: TELL_OVER, payload: { problem: id, recovery }, dueAt: now });
  }
}

/** Remembers that organisers were told of a problem, so that they are told of its end. */
export async function problemTold(context: Context, id: number): Promise<void> {
  const record = await readRecord(context);
  await writeRecord(context, { ...record, open: record.open.map((each) => (each.id === id ? { ...each, told: true } : each)) });
}

/** Looks for what is open now, the oldest first. */
export function lookForOpenProblems({ community, now }: Context): Lookup<readonly OpenProblem[]> {
  return mapLookup(community.lookForFact(FACT), (text) =>
    parseRecord(text)
      .open.filter((each) => isOpen(each, now))
      .toSorted((a, b) => between(b.since, a.since)),
  );
}

export function openProblems(context: Context): Promise<readonly OpenProblem[]> {
  return context.tx.find(lookForOpenProblems(context));
}

export async function findOpenProblem(context: Context, id: number): Promise<OpenProblem | undefined> {
  return (await openProblems(context)).find((each) => each.id === id);
}

function isOpen({ lasting, seen }: OpenProblem, now: Instant): boolean {
  return lasting || between(seen, now) < PASSES_AFTER;
}

function isSame(known: OpenProblem, { platform, code, where }: PlatformProblem): boolean {
  return known.platform === platform && known.code === code && known.where === where;
}

async function readRecord({ community }: Context): Promise<ProblemRecord> {
  return parseRecord(await community.fact(FACT));
}

/** A record that this version can't read counts as empty: what is still wrong is reported again. */
function parseRecord(text: string | undefined): ProblemRecord {
  const parsed = text === undefined ? undefined : recordSchema.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : { last: 0, open: [] };
}

async function writeRecord({ community }: Context, record: ProblemRecord): Promise<void> {
  await community.saveFact(FACT, JSON.stringify(record));
}
