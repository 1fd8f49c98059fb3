import { fold } from '../../../core/fold.js';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { accountsStore, membersStore, organisationsStore, waitingAccountsStore } from '../store/index.js';
import type { Organisation } from '../types.js';
import { memberChange, newMember, newOrganisation, organisationChange } from './changes.js';
import { duplicateOf, matchMember, noteSeen, nothingSeen, type SeenInFile } from './match.js';
import { type ParsedLine, parseMembersCsv } from './parse.js';
import { type ImportRow, validateRow } from './validate.js';

export const VERDICTS = ['created', 'updated', 'unchanged', 'rejected'] as const;
type Verdict = (typeof VERDICTS)[number];

export interface LineVerdict {
  readonly line: number;
  readonly verdict: Verdict;
  /** Why it was rejected, or what could not be done yet. */
  readonly reason?: Phrase;
}

export interface ImportResult {
  readonly dryRun: boolean;
  readonly lines: readonly LineVerdict[];
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly organisationsCreated: number;
}

export interface ImportOptions {
  readonly dryRun: boolean;
  /** The organiser who imports; null from the command line. */
  readonly actor: MemberId | null;
  /** Called after each batch, with lines done and lines in all. */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>;
}

/** Lines in one transaction: large enough to be fast, small enough that nobody waits for the database. */
const BATCH = 100;

type KnownOrganisation = Omit<Organisation, 'id'> & { readonly id: OrganisationId | undefined };

/** The state of one import. Organisations are kept as they are after the lines so far, in a dry run too. */
interface Run {
  readonly settings: Settings;
  readonly dryRun: boolean;
  readonly now: Instant;
  readonly seen: SeenInFile;
  readonly organisations: Map<string, KnownOrganisation>;
  readonly types: Map<string, { readonly line: number; readonly type: string }>;
  organisationsCreated: number;
}

/**
 * Takes members and organisations from a CSV, in batches of one transaction each: good lines are taken, bad ones are
 * reported with their reason. The same file again changes nothing. Runs outside a transaction. Throws an `InputError` when
 * the file can't be read at all.
 */
export async function importMembers(
  context: Context,
  input: string | Uint8Array,
  { dryRun, actor, onProgress }: ImportOptions,
): Promise<ImportResult> {
  const parsed = parseMembersCsv(input);
  let run: Run = {
    settings: await context.community.settings(),
    dryRun,
    now: context.now,
    seen: nothingSeen(),
    organisations: new Map(),
    types: new Map(),
    organisationsCreated: 0,
  };
  const lines: LineVerdict[] = [];
  for (let start = 0; start < parsed.length; start += BATCH) {
    const batch = parsed.slice(start, start + BATCH);
    const taken = dryRun ? await takeBatch(context, batch, run) : await context.atomically((inside) => takeBatch(inside, batch, run));
    run = taken.run;
    lines.push(...taken.verdicts);
    await onProgress?.(lines.length, parsed.length);
    // The embedded database answers at once, so nothing else would run until the import ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const counts = countVerdicts(lines);
  if (!dryRun && counts.created + counts.updated > 0) {
    const details = { ...counts, organisations: run.organisationsCreated };
    await context.audit.append({ at: run.now, actor, action: 'members.import', details });
  }
  context.logger.info({ ...counts, organisations: run.organisationsCreated, dryRun }, 'members imported');
  return { dryRun, lines, counts, organisationsCreated: run.organisationsCreated };
}

function countVerdicts(lines: readonly LineVerdict[]): Record<Verdict, number> {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const { verdict } of lines) counts[verdict]++;
  return counts;
}

/** Returns the state after the batch; `before` is not changed, since a transaction may be run again. */
async function takeBatch(
  context: Context,
  batch: readonly ParsedLine[],
  before: Run,
): Promise<{ readonly run: Run; readonly verdicts: readonly LineVerdict[] }> {
  const run = copyOf(before);
  const verdicts: LineVerdict[] = [];
  for (const { line, row, fault } of batch) {
    if (fault) {
      verdicts.push({ line, verdict: 'rejected', reason: fault });
      continue;
    }
    const validated = validateRow(row, run.settings.sectors);
    const verdict = 'fault' in validated ? rejected(validated.fault) : await takeRow(context, validated.row, line, run);
    verdicts.push({ line, ...verdict });
  }
  return { run, verdicts };
}

function copyOf(run: Run): Run {
  const { people, emails, accounts, members } = run.seen;
  return {
    ...run,
    seen: { people: new Map(people), emails: new Map(emails), accounts: new Map(accounts), members: new Map(members) },
    organisations: new Map(run.organisations),
    types: new Map(run.types),
  };
}

type Outcome = Omit<LineVerdict, 'line'>;
const rejected = (reason: Phrase): Outcome => ({ verdict: 'rejected', reason });

async function takeRow(context: Context, row: ImportRow, line: number, run: Run): Promise<Outcome> {
  const key = fold(row.organisation);
  const earlier = duplicateOf(row, run.seen);
  if (earlier !== undefined) return rejected(phrase('members.import.duplicate', { line: earlier }));
  const type = run.types.get(key);
  if (type && row.organisationType !== undefined && row.organisationType !== type.type) {
    return rejected(phrase('members.import.type-differs', { line: type.line }));
  }
  const known = run.organisations.get(key) ?? (await organisationsStore(context.tx).findByName(row.organisation));
  if (known?.status === 'proposed') return rejected(phrase('members.import.organisation-proposed'));
  const matched = await matchMember(context, row, known?.id);
  if ('fault' in matched) return rejected(matched.fault);
  const { member } = matched;
  const before = member && run.seen.members.get(member.id);
  if (before !== undefined) return rejected(phrase('members.import.duplicate', { line: before }));

  noteSeen(row, line, run.seen);
  if (row.organisationType !== undefined && !type) run.types.set(key, { line, type: row.organisationType });
  const organisation = await takeOrganisation(context, row, known, key, run);
  const change = member && memberChange(member, row, organisation.id);
  const changed =
    organisation.changed || matched.link.length > 0 || matched.wait.length > 0 || (change !== undefined && Object.keys(change).length > 0);
  if (member) run.seen.members.set(member.id, line);
  if (!run.dryRun) {
    const members = membersStore(context.tx);
    const id = member?.id ?? (await members.insert(newMember(row, organisation.id, run.settings, run.now)));
    if (change) await members.update(id, change);
    for (const identity of matched.link) await accountsStore(context.tx).link(id, identity);
    for (const account of matched.wait) await waitingAccountsStore(context.tx).add(id, account);
    run.seen.members.set(id, line);
  }
  const waiting = row.accounts.some(({ platform }) => context.platforms.space(platform) === undefined);
  return {
    verdict: member === undefined ? 'created' : changed ? 'updated' : 'unchanged',
    ...(waiting && { reason: phrase('members.import.account-later') }),
  };
}

/** Stands for the number of an organisation that a dry run did not write. */
const UNWRITTEN = 0 as OrganisationId;

async function takeOrganisation(
  context: Context,
  row: ImportRow,
  known: KnownOrganisation | undefined,
  key: string,
  run: Run,
): Promise<{ readonly id: OrganisationId; readonly changed: boolean }> {
  if (!known) {
    const organisation = newOrganisation(row);
    const id = run.dryRun ? undefined : await organisationsStore(context.tx).insert(organisation);
    run.organisations.set(key, { ...organisation, id });
    run.organisationsCreated++;
    return { id: id ?? UNWRITTEN, changed: true };
  }
  const change = organisationChange(known, row);
  const changed = Object.keys(change).length > 0;
  if (changed && known.id !== undefined && !run.dryRun) await organisationsStore(context.tx).update(known.id, change);
  run.organisations.set(key, { ...known, ...change });
  return { id: known.id ?? UNWRITTEN, changed };
}
