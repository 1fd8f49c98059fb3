import { Worker } from 'node:worker_threads';
import type { CleanedFile, FileText, FileType, TextPart } from '../../ports/files.js';
import { readOffice, TEXT_MAX } from './documents.js';

/** The side of the process that reads one untrusted document, says what stands in it, and ends. */
export interface ReadRequest {
  readonly task: 'read' | 'clean';
  readonly type: FileType;
  readonly bytes: Uint8Array;
  /** The process may not take more memory than this. */
  readonly memoryMax: number;
}

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
  switch (type) {
    case 'pdf':
      return (await import('./pdf.js')).readPdf(bytes);
    case 'txt':
    case 'csv':
    case 'md':
      return [{ place: 'whole', number: 0, text: Buffer.from(bytes).toString('utf8').slice(0, TEXT_MAX) }];
    case 'png':
    case 'jpg':
      return undefined;
    case 'docx':
    case 'pptx':
    case 'xlsx':
    case 'odt':
    case 'odp':
    case 'ods':
      return readOffice(type, bytes);
    default:
      return type satisfies never;
  }
}

async function answer({ task, type, bytes }: ReadRequest): Promise<FileText | CleanedFile> {
  if (task === 'clean') return (await import('../clean/index.js')).cleanFile(type, bytes);
  try {
    const parts = await partsOf(type, bytes);
    if (parts === undefined) return { type: 'none' };
    if (parts.length === 0 && type === 'pdf') return { type: 'scanned' };
    return { type: 'text', parts };
  } catch {
    return { type: 'failed' };
  }
}

process.once('message', (request: ReadRequest) => {
  const guard = new Worker(GUARD, { eval: true, workerData: request.memoryMax });
  guard.once('message', () => {
    guard.unref();
    void answer(request).then((text) => process.send?.(text, () => process.exit()));
  });
});
