import { InputError } from '../../../src/core/errors.js';
import type { Context } from '../../../src/feature-api/index.js';
import { readMeetingFile } from '../../../src/features/events/attendance/files/read.js';
import { readEvents } from '../../../src/features/events/import/import.js';
import { parseMembersFile } from '../../../src/features/members/import/parse.js';
import { checkedFile } from '../../../src/features/members/import/report.js';
import { importMembers } from '../../../src/features/members/import/run.js';
import { readList } from '../../../src/features/resources/bulk/read.js';
import { type BulkOptions, importResources } from '../../../src/features/resources/bulk/run.js';
import { phrase } from '../../../src/language/index.js';
import type { ListKind } from './lists.js';

/** Takes a list, and returns how many lines were taken. */
export type Take = (context: Context, bytes: Uint8Array) => Promise<number>;

/** What the bot does with lists of a kind: with all of it as CSV, and what differs for a workbook, which may be nothing. */
interface Taker {
  readonly take: Take;
  readonly read?: Take;
}

/** Looks at a list of members as an organiser's upload does: what it would bring, and the file that comes back. */
async function checked(context: Context, bytes: Uint8Array): Promise<number> {
  const result = await importMembers(context, bytes, { dryRun: true, actor: null });
  await checkedFile(result, 'en');
  return result.lines.length;
}

const readPlan: Take = async (context, bytes) => (await readEvents(context, bytes)).events.length;

async function readMeeting({ files }: Context, bytes: Uint8Array): Promise<number> {
  const read = await readMeetingFile(files, bytes);
  if ('problem' in read) throw new InputError(read.problem.type, phrase('events-attendance.error.file-too-long'));
  return read.rows.length;
}

const taking =
  (mode: Pick<BulkOptions, 'dryRun' | 'approve'>): Take =>
  async (context, bytes) => {
    const options = { ...mode, member: null, fileOf: async () => undefined, onProgress: () => {} };
    return (await importResources(context, bytes, options)).lines.length;
  };

export const TAKERS: Readonly<Record<ListKind, Taker>> = {
  'members and their organisations': {
    take: checked,
    read: async ({ files }, bytes) => (await parseMembersFile(files, bytes)).lines.length,
  },
  'members who are written': {
    take: async (context, bytes) => (await importMembers(context, bytes, { dryRun: false, actor: null })).lines.length,
  },
  'the people of a meeting': { take: readMeeting },
  events: { take: readPlan, read: readPlan },
  resources: {
    take: taking({ dryRun: true, approve: false }),
    read: async ({ files }, bytes) => (await readList(files, bytes, ['protection'])).lines.length,
  },
  'resources that are written': { take: taking({ dryRun: false, approve: false }) },
  'resources that are shown at once': { take: taking({ dryRun: false, approve: true }) },
};
