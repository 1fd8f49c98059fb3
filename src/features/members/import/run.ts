import { nameKey } from '../../../core/fold.js';
import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { Phrase } from '../../../core/phrase.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { type MapAbove, mapAbove } from '../../../kit/map-above.js';
import { phrase } from '../../../language/index.js';
import type { Candidate, Identified, Question } from '../rules/identity.js';
import { membersStore, organisationsStore, questionsStore } from '../store/index.js';
import type { Member, MemberChange, Organisation } from '../types.js';
import { addAccounts, addPerson } from './apply.js';
import { memberChange, newOrganisation, organisationChange } from './changes.js';
import type { Row } from './columns.js';
import { contradictionPhrase } from './contradictions.js';
import {
  candidateOf,
  changedCandidate,
  fingerprintOf,
  identifyRow,
  isKnownAccount,
  newAccounts,
  noteUnwritten,
  readSpaces,
  type Spaces,
} from './match.js';
import { createNewNames, type NewNames } from './new-names.js';
import { type ParsedFile, type ParsedLine, parseMembersFile } from './parse.js';
import type { ImportRow } from './row.js';
import { type DoubtfulAccount, validateRow } from './validate.js';

export const VERDICTS = ['created', 'updated', 'unchanged', 'asked', 'rejected'] as const;
type Verdict = (typeof VERDICTS)[number];

export interface LineVerdict {
  readonly line: number;
  readonly verdict: Verdict;
  /** Why it was rejected, or what an organiser has to decide. */
  readonly problems: readonly Phrase[];
  /** What was left out, may be wrong, or could not be done yet. */
  readonly warnings: readonly Phrase[];
  /** What it changes about a name, an address or an organisation. */
  readonly changes: readonly Phrase[];
}

export interface ImportResult {
  readonly dryRun: boolean;
  readonly file: ParsedFile;
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

/** The state of one import. Organisations are kept as they are after the lines so far, in a dry run too. */
interface Run {
  readonly settings: Settings;
  readonly dryRun: boolean;
  readonly now: Instant;
  readonly spaces: Spaces;
  readonly titleOf: ParsedFile['titleOf'];
  readonly taken: MapAbove<MemberId, number>;
  /** People of a dry run, under numbers of their own. */
  readonly unwritten: Map<string, readonly Candidate[]>;
  /** What people of a dry run are called. */
  readonly names: Map<MemberId, string>;
  readonly organisations: MapAbove<string, Organisation>;
  readonly types: MapAbove<string, { readonly line: number; readonly type: string }>;
  readonly newNames: NewNames;
  organisationsCreated: number;
  /** The results of the batches that are written. */
  organisationsKept: number;
}

/**
 * Takes members and organisations from a file, in batches of one transaction each: good lines are taken, bad ones are
 * reported with all their problems, and lines of which only an organiser can say whose they are wait for a decision. The
 * same file again changes nothing. Runs outside a transaction. Throws an `InputError` when the file can't be read at all.
 */
export async function importMembers(
  context: Context,
  input: string | Uint8Array,
  { dryRun, actor, onProgress }: ImportOptions,
): Promise<ImportResult> {
  const file = await parseMembersFile(context.files, input);
  const run: Run = {
    settings: await context.community.settings(),
    dryRun,
    now: context.now,
    spaces: await readSpaces(context),
    titleOf: file.titleOf,
    taken: mapAbove(new Map()),
    unwritten: new Map(),
    names: new Map(),
    organisations: mapAbove(new Map()),
    types: mapAbove(new Map()),
    newNames: createNewNames(await approvedNames(context)),
    organisationsCreated: 0,
    organisationsKept: 0,
  };
  const lines: LineVerdict[] = [];
  for (let start = 0; start < file.lines.length; start += BATCH) {
    const batch = file.lines.slice(start, start + BATCH).map((line) => ({ ...line, row: file.rowOf(line) }));
    const verdicts = dryRun ? await takeBatch(context, batch, run) : await context.atomically((inside) => takeAgain(inside, batch, run));
    keep(run);
    lines.push(...verdicts);
    await onProgress?.(lines.length, file.lines.length);
    // The embedded database answers at once, so nothing else would run until the import ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const counts = countVerdicts(lines);
  if (!dryRun && counts.created + counts.updated > 0) {
    const details = { ...counts, organisations: run.organisationsCreated };
    await context.audit.append({ at: run.now, actor, action: 'members.import', details });
  }
  context.logger.info({ ...counts, organisations: run.organisationsCreated, dryRun }, 'members imported');
  return { dryRun, file, lines, counts, organisationsCreated: run.organisationsCreated };
}

async function approvedNames(context: Context): Promise<readonly string[]> {
  const organisations = await organisationsStore(context.tx).list();
  return organisations.flatMap(({ name, status }) => (status === 'approved' ? [name] : []));
}

function countVerdicts(lines: readonly LineVerdict[]): Record<Verdict, number> {
  const counts = { created: 0, updated: 0, unchanged: 0, asked: 0, rejected: 0 };
  for (const { verdict } of lines) counts[verdict]++;
  return counts;
}

/** A transaction may be run again, and then nothing counts that an earlier attempt noted. */
async function takeAgain(context: Context, batch: Batch, run: Run): Promise<readonly LineVerdict[]> {
  run.taken.drop();
  run.organisations.drop();
  run.types.drop();
  run.organisationsCreated = run.organisationsKept;
  run.newNames.drop();
  return takeBatch(context, batch, run);
}

/** What the lines so far noted counts for those that follow. */
function keep(run: Run): void {
  run.taken.keep();
  run.organisations.keep();
  run.types.keep();
  run.organisationsKept = run.organisationsCreated;
  run.newNames.keep();
}

type Batch = readonly (ParsedLine & { readonly row: Row })[];

async function takeBatch(context: Context, batch: Batch, run: Run): Promise<readonly LineVerdict[]> {
  const verdicts: LineVerdict[] = [];
  for (const { line, row, fault } of batch) {
    const { row: valid, faults, warnings, doubtful } = validateRow(row, run.settings.sectors, run.titleOf);
    const { accounts, warnings: doubts } = await settleDoubts(context, doubtful, run.spaces);
    const problems = fault ? [fault, ...faults] : faults;
    const taken = valid && { ...valid, accounts: [...valid.accounts, ...accounts] };
    const outcome = taken && problems.length === 0 ? await takeRow(context, taken, line, run) : rejected(...problems);
    verdicts.push({ line, ...outcome, warnings: [...warnings, ...doubts, ...outcome.warnings] });
  }
  return verdicts;
}

/** Which of the accounts that may have been rounded somebody has; a warning for each of the others. */
async function settleDoubts(
  context: Context,
  doubtful: readonly DoubtfulAccount[],
  spaces: Spaces,
): Promise<{ readonly accounts: ImportRow['accounts']; readonly warnings: readonly Phrase[] }> {
  const accounts: ImportRow['accounts'][number][] = [];
  const warnings: Phrase[] = [];
  for (const { account, warning } of doubtful) {
    if (await isKnownAccount(context, account, spaces)) accounts.push(account);
    else warnings.push(warning);
  }
  return { accounts, warnings };
}

type Outcome = Omit<LineVerdict, 'line'>;
const rejected = (...problems: readonly Phrase[]): Outcome => ({ verdict: 'rejected', problems, warnings: [], changes: [] });

async function takeRow(context: Context, row: ImportRow, line: number, run: Run): Promise<Outcome> {
  const key = nameKey(row.organisation);
  const type = run.types.get(key);
  if (type && row.organisationType !== undefined && row.organisationType !== type.type) {
    return rejected(phrase('members.import.type-differs', { line: type.line }));
  }
  const known = run.organisations.get(key) ?? (await organisationsStore(context.tx).findByName(row.organisation));
  if (known?.status === 'proposed') return rejected(phrase('members.import.organisation-proposed'));
  const { identified, member, like, own, free } = await identifyRow(context, row, known?.id, run);
  if (identified.is === 'contradiction') {
    return rejected(contradictionPhrase(identified.what, run.taken.get(identified.member)));
  }
  const question = questionOf(identified, member, row, known?.id);
  if (question) {
    if (!run.dryRun) await questionsStore(context.tx).ask({ ...question, fingerprint: await fingerprintOf(row), row, at: run.now });
    const name = [member, like].find((one) => one?.id === question.like)?.name ?? run.names.get(question.like) ?? row.name;
    return { verdict: 'asked', problems: [phrase(`members.import.ask.${question.reason}`, { name })], warnings: [], changes: [] };
  }
  if (row.organisationType !== undefined && !type) run.types.set(key, { line, type: row.organisationType });
  const similar = known ? [] : run.newNames.warnings(row.organisation);
  const organisation = await noteOrganisation(context, row, known, key, run);
  const accounts = await newAccounts(context, member?.id, free, run.spaces);
  const changes = member ? memberChange(member, row, organisation.id) : {};
  const changed = organisation.changed || accounts.link.length > 0 || accounts.wait.length > 0 || Object.keys(changes).length > 0;
  if (run.dryRun) {
    if (member) noteChanged(run, { ...member, ...changes }, [...own, ...free], line);
    else if (identified.is === 'new') noteUnwritten(run.unwritten, candidateOf(unwrittenMember(run, line, row.name), row, organisation.id));
  } else {
    const id = member?.id ?? (await addPerson(context, row, organisation.id, run.settings));
    if (member) await membersStore(context.tx).update(id, changes);
    await addAccounts(context, id, accounts);
    run.taken.set(id, line);
  }
  return {
    verdict: member === undefined ? 'created' : changed ? 'updated' : 'unchanged',
    problems: [],
    warnings: [...similar, ...(accounts.wait.length > 0 ? [phrase('members.import.account-later')] : [])],
    changes: member ? await changePhrases(context, member, changes, row) : [],
  };
}

/** What an organiser has to decide first. A line about one of several who look alike may say who is meant, but changes nobody. */
function questionOf(
  identified: Identified,
  member: Member | undefined,
  row: ImportRow,
  organisation: OrganisationId | undefined,
): { readonly member: MemberId; readonly like: MemberId; readonly reason: Question } | undefined {
  if (identified.is === 'question') return { member: identified.member, like: identified.like, reason: identified.question };
  if (identified.is !== 'known' || !identified.careful || !member || organisation === undefined) return undefined;
  const changesNobody = row.accounts.length === 0 && Object.keys(memberChange(member, row, organisation)).length === 0;
  return changesNobody ? undefined : { member: member.id, like: member.id, reason: 'namesakes' };
}

/** What of it an organiser should see before it happens, each in one sentence. */
async function changePhrases(context: Context, member: Member, change: MemberChange, row: ImportRow): Promise<readonly Phrase[]> {
  const before =
    change.organisation === undefined || member.organisation === null
      ? undefined
      : await organisationsStore(context.tx).find(member.organisation);
  return [
    ...(change.name === undefined ? [] : [phrase('members.import.change.name', { from: member.name, to: change.name })]),
    ...(typeof change.email === 'string' ? [phrase('members.import.change.email', { from: member.email ?? '—', to: change.email })] : []),
    ...(change.organisation === undefined
      ? []
      : [phrase('members.import.change.organisation', { from: before?.name ?? '—', to: row.organisation })]),
  ];
}

/** In a dry run, what a line would give somebody counts for those that follow. */
function noteChanged(run: Run, changed: Member, accounts: Candidate['accounts'], line: number): void {
  run.taken.set(changed.id, line);
  run.names.set(changed.id, changed.name);
  noteUnwritten(run.unwritten, changedCandidate(changed, accounts));
}

/** A dry run gives people whom it does not write numbers below zero. */
function unwrittenMember(run: Run, line: number, name: string): MemberId {
  const id = -line as MemberId;
  run.taken.set(id, line);
  run.names.set(id, name);
  return id;
}

async function noteOrganisation(
  context: Context,
  row: ImportRow,
  known: Organisation | undefined,
  key: string,
  run: Run,
): Promise<{ readonly id: OrganisationId; readonly changed: boolean }> {
  const store = organisationsStore(context.tx);
  if (!known) {
    run.organisationsCreated++;
    const created = newOrganisation(row);
    // A dry run gives those that it does not write numbers below zero.
    const id = run.dryRun ? (-run.organisationsCreated as OrganisationId) : await store.insert(created, context.now);
    run.organisations.set(key, { ...created, id });
    return { id, changed: true };
  }
  const change = organisationChange(known, row);
  const changed = Object.keys(change).length > 0;
  if (changed && !run.dryRun) await store.update(known.id, change);
  run.organisations.set(key, { ...known, ...change });
  return { id: known.id, changed };
}
