import { Worker } from 'node:worker_threads';
import type {
  ArchiveLimits,
  CleanedFile,
  CsvRows,
  FileText,
  FileType,
  HowCsv,
  HowSheet,
  SheetRows,
  TextPart,
  UnpackedFiles,
  WrittenCalendar,
} from '../../ports/files.js';
import { isOffice, isPlain } from '../families.js';
import { readOffice, TEXT_MAX } from './documents.js';
import type { Opening } from './pdf.js';

/** The side of the process that reads one untrusted document, says what stands in it, and ends. */
export type Task =
  | { readonly task: 'read' | 'clean'; readonly type: FileType; readonly bytes: Uint8Array }
  | { readonly task: 'opening'; readonly bytes: Uint8Array }
  | { readonly task: 'sheet'; readonly bytes: Uint8Array; readonly how: HowSheet }
  | { readonly task: 'unpack'; readonly bytes: Uint8Array; readonly wanted: readonly string[]; readonly limits: ArchiveLimits }
  | { readonly task: 'csv'; readonly text: string; readonly how: HowCsv }
  | { readonly task: 'calendar'; readonly text: string; readonly max: number };

/** `memoryMax`: the process may not take more bytes than this. */
export type ReadRequest = Task & { readonly memoryMax: number };

/** Looks at the whole process's memory from a thread of its own: the parser leaves no moment to look. It says when it has begun. */
const GUARD = `
  const { parentPort, workerData } = require('node:worker_threads');
  const look = () => {
    if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL');
  };
  look();
  setInterval(look, 25);
  parentPort.postMessage('watching');
`;

async function partsOf(type: FileType, bytes: Uint8Array): Promise<readonly TextPart[] | undefined> {
  if (isPlain(type)) return [{ place: 'whole', number: 0, text: Buffer.from(bytes).toString('utf8').slice(0, TEXT_MAX) }];
  if (isOffice(type)) return readOffice(type, bytes);
  switch (type) {
    case 'pdf':
      return (await import('./pdf.js')).readPdf(bytes);
    case 'png':
    case 'jpg':
    case 'webp':
      return undefined;
    default:
      return type satisfies never;
  }
}

async function textOf(type: FileType, bytes: Uint8Array): Promise<FileText> {
  try {
    const parts = await partsOf(type, bytes);
    if (parts === undefined) return { type: 'none' };
    if (parts.length === 0 && type === 'pdf') return { type: 'scanned' };
    return { type: 'text', parts };
  } catch {
    return { type: 'failed' };
  }
}

type Answer = Opening | FileText | CleanedFile | SheetRows | CsvRows | UnpackedFiles | WrittenCalendar;

async function answer(request: ReadRequest): Promise<Answer> {
  switch (request.task) {
    case 'read':
      return textOf(request.type, request.bytes);
    case 'clean':
      return (await import('../clean/index.js')).cleanFile(request.type, request.bytes);
    case 'opening':
      return (await import('./pdf.js')).openingOf(request.bytes);
    case 'sheet':
      return (await import('./workbook.js')).readWorkbook(request.bytes, request.how);
    case 'unpack':
      return (await import('./unpack.js')).unpackFiles(request.bytes, request.wanted, request.limits);
    case 'csv':
      return (await import('./csv.js')).readCsv(request.text, request.how);
    case 'calendar':
      return (await import('./calendar.js')).readCalendarText(request.text, request.max);
    default:
      return request satisfies never;
  }
}

process.once('message', (request: ReadRequest) => {
  const guard = new Worker(GUARD, { eval: true, workerData: request.memoryMax });
  guard.once('message', () => {
    guard.unref();
    void answer(request).then((found) => process.send?.(found, () => process.exit()));
  });
});
