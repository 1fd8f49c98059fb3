import { fork } from 'node:child_process';
import { z } from 'zod';
import { createTurns } from '../../kit/turns.js';
import { type CleanedFile, type FileText, type FileType, PERSONAL } from '../../ports/files.js';
import type { ReadRequest } from './child.js';

const MB = 1024 * 1024;
/** They hold what they say and nothing else. */
const TEXTS: readonly FileType[] = ['txt', 'csv', 'md'];
const READ_LIMITS = { timeMs: 15_000, memoryBytes: 300 * MB };
/** Of the memory for JavaScript alone, in MB: the guard looks at all of it. */
const HEAP_MB = 220;

const fileText = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    parts: z.array(z.object({ place: z.enum(['whole', 'page', 'slide', 'notes']), number: z.int(), text: z.string() })),
  }),
  z.object({ type: z.enum(['scanned', 'none', 'failed']) }),
]);

const cleanedFile = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cleaned'), bytes: z.instanceof(Uint8Array), removed: z.array(z.enum(PERSONAL)) }),
  z.object({ type: z.enum(['same', 'failed']) }),
]);

export interface ReaderOptions {
  readonly timeMs?: number;
  readonly memoryBytes?: number;
  /** What Node needs to start the process from its source. */
  readonly execArgv?: readonly string[];
}

/** Reads documents, one at a time, each in a process that knows nothing of the bot, and is ended when it takes too long or too much. */
export function createReader({ timeMs = READ_LIMITS.timeMs, memoryBytes = READ_LIMITS.memoryBytes, execArgv = [] }: ReaderOptions = {}) {
  const turns = createTurns(1);

  const askNow = <A extends FileText | CleanedFile>(request: Omit<ReadRequest, 'memoryMax'>, schema: z.ZodType<A>, failed: A): Promise<A> =>
    new Promise((resolve) => {
      const child = fork(new URL('./child.js', import.meta.url), {
        execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB}`],
        serialization: 'advanced',
        // No token and no address of the bot's environment.
        env: {},
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      let found = failed;
      const timer = setTimeout(() => child.kill('SIGKILL'), timeMs);
      child.on('message', (answer: unknown) => {
        found = schema.safeParse(answer).data ?? failed;
      });
      const end = () => {
        clearTimeout(timer);
        resolve(found);
      };
      child.on('error', end);
      child.on('exit', end);
      child.send({ ...request, memoryMax: memoryBytes } satisfies ReadRequest, () => {});
    });

  return {
    read: (type: FileType, bytes: Uint8Array): Promise<FileText> =>
      turns.run('', () => askNow<FileText>({ task: 'read', type, bytes }, fileText, { type: 'failed' })),
    clean: async (type: FileType, bytes: Uint8Array): Promise<CleanedFile> =>
      TEXTS.includes(type)
        ? { type: 'same' }
        : turns.run('', () => askNow<CleanedFile>({ task: 'clean', type, bytes }, cleanedFile, { type: 'failed' })),
  };
}
