import { fork } from 'node:child_process';
import { z } from 'zod';
import { createTurns } from '../../kit/turns.js';
import {
  type ArchiveLimits,
  type CleanedFile,
  type CsvRows,
  type FileText,
  type FileType,
  type HowCsv,
  type HowSheet,
  PERSONAL,
  type SheetRows,
  type UnpackedFiles,
  type WrittenCalendar,
} from '../../ports/files.js';
import type { ReadRequest, Task } from './child.js';
import type { Opening } from './pdf.js';

const MB = 1024 * 1024;
/** Types of files that hold nothing besides their text. */
const TEXTS: readonly FileType[] = ['txt', 'csv', 'md'];
const READ_LIMITS = { timeMs: 15_000, memoryBytes: 300 * MB };
/** The limit of JavaScript's own memory, in MB; the guard watches all memory of the process. */
const HEAP_MB = 220;

const fileText = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    parts: z.array(z.object({ place: z.enum(['whole', 'page', 'slide', 'notes']), number: z.int(), text: z.string() })),
  }),
  z.object({ type: z.enum(['scanned', 'none', 'failed']) }),
]);

const opening = z.object({ type: z.enum(['open', 'locked', 'broken']) });

const cleanedFile = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cleaned'), bytes: z.instanceof(Uint8Array), removed: z.array(z.enum(PERSONAL)) }),
  z.object({ type: z.enum(['same', 'failed']) }),
]);

/** Looked at where they are: a schema of arrays would copy a million cells. */
const isCells = (row: unknown): row is readonly string[] => Array.isArray(row) && row.every((cell) => typeof cell === 'string');
const cells = z.custom<readonly string[]>(isCells);
const rows = z.custom<readonly (readonly string[])[]>((all) => Array.isArray(all) && all.every(isCells));

const sheetRows = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), rows, count: z.int() }),
  z.object({ type: z.enum(['broken', 'large']) }),
]);

const csvRows = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rows'), rows: z.array(z.object({ line: z.int(), cells })) }),
  z.object({ type: z.literal('broken'), line: z.int() }),
  z.object({ type: z.literal('large') }),
]);

const unpackedFiles = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('files'),
    names: z.array(z.string()),
    files: z.array(z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) })),
  }),
  z.object({ type: z.enum(['broken', 'large']) }),
]);

const moment = z.object({ text: z.string(), zone: z.string().or(z.undefined()), utc: z.string().optional() });

const writtenCalendar = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('entries'),
    entries: z.array(
      z.object({
        summary: z.string(),
        description: z.string(),
        location: z.string(),
        url: z.string(),
        uid: z.string(),
        rule: z.string().or(z.undefined()),
        start: moment.or(z.undefined()),
        end: moment.or(z.undefined()),
        lasts: z.number(),
        isCancelled: z.boolean(),
        isException: z.boolean(),
      }),
    ),
  }),
  z.object({ type: z.literal('broken') }),
]);

export interface ReaderOptions {
  readonly timeMs?: number;
  readonly memoryBytes?: number;
  /** What Node needs to start the process from its source. */
  readonly execArgv?: readonly string[];
}

/** The results of a task whose process gives up or reaches the limit of memory, and of one that reaches the limit of time. */
interface Otherwise<A> {
  readonly failed: A;
  readonly slow?: A;
}

const SLOW = { type: 'slow' } as const;

/** Reads documents, one at a time, each in a process that knows nothing of the bot, and is ended when it takes too long or too much. */
export function createReader({ timeMs = READ_LIMITS.timeMs, memoryBytes = READ_LIMITS.memoryBytes, execArgv = [] }: ReaderOptions = {}) {
  const turns = createTurns(1);

  const askNow = <A>(task: Task, schema: z.ZodType<A>, { failed, slow = failed }: Otherwise<A>): Promise<A> =>
    new Promise((resolve) => {
      const child = fork(new URL('./child.js', import.meta.url), {
        execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB}`],
        serialization: 'advanced',
        // No token and no address of the bot's environment.
        env: {},
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      let found = failed;
      const timer = setTimeout(() => {
        found = slow;
        child.kill('SIGKILL');
      }, timeMs);
      child.on('message', (answer: unknown) => {
        found = schema.safeParse(answer).data ?? failed;
      });
      const end = () => {
        clearTimeout(timer);
        resolve(found);
      };
      child.on('error', end);
      child.on('exit', end);
      child.send({ ...task, memoryMax: memoryBytes } satisfies ReadRequest, () => {});
    });

  const ask = <A>(task: Task, schema: z.ZodType<A>, otherwise: Otherwise<A>): Promise<A> =>
    turns.run('', () => askNow(task, schema, otherwise));

  return {
    read: (type: FileType, bytes: Uint8Array) =>
      ask<FileText>({ task: 'read', type, bytes }, fileText, { failed: { type: 'failed' }, slow: SLOW }),
    // What takes too long to open is not refused: what is wrong with it shows when it is read.
    opening: async (bytes: Uint8Array) => (await ask<Opening>({ task: 'opening', bytes }, opening, { failed: { type: 'open' } })).type,
    clean: async (type: FileType, bytes: Uint8Array): Promise<CleanedFile> =>
      TEXTS.includes(type)
        ? { type: 'same' }
        : ask<CleanedFile>({ task: 'clean', type, bytes }, cleanedFile, { failed: { type: 'failed' } }),
    sheet: (bytes: Uint8Array, how: HowSheet) =>
      ask<SheetRows>({ task: 'sheet', bytes, how }, sheetRows, { failed: { type: 'large' }, slow: SLOW }),
    csv: (text: string, how: HowCsv) => ask<CsvRows>({ task: 'csv', text, how }, csvRows, { failed: { type: 'large' }, slow: SLOW }),
    calendar: (text: string, max: number) =>
      ask<WrittenCalendar>({ task: 'calendar', text, max }, writtenCalendar, { failed: { type: 'broken' }, slow: SLOW }),
    unpack: (bytes: Uint8Array, wanted: readonly string[], limits: ArchiveLimits) =>
      ask<UnpackedFiles>({ task: 'unpack', bytes, wanted, limits }, unpackedFiles, { failed: { type: 'large' }, slow: SLOW }),
  };
}
