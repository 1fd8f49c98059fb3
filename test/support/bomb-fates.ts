import { expect } from 'vitest';
import { MudhifError } from '../../src/core/errors.js';
import type { FileTools, FileType, UnpackedFiles } from '../../src/ports/files.js';
import { archiveOf, type BombEntry } from './bombs.js';
import { growthOf } from './growth.js';

const MB = 1024 * 1024;
/** By how much the bot itself may grow, whatever it is given. */
const GROWTH_MAX = 50;
/** As the lists of members are read. */
const HOW = { records: 5011, cells: 130_000 };

async function small<T>(work: () => Promise<T>): Promise<T> {
  const { result, megabytes } = await growthOf(work);
  expect(megabytes).toBeLessThan(GROWTH_MAX);
  return result;
}

/** What these tools do with bombs, while this process hardly grows. */
export function bombFates(tools: FileTools) {
  return {
    /** The sentence that refuses a file, or what reading it and cleaning it came to. */
    file: (type: FileType, bytes: Uint8Array): Promise<readonly string[]> =>
      small(async () => {
        try {
          await tools.check({ name: `a.${type}`, bytes });
        } catch (error) {
          if (error instanceof MudhifError) return [error.humanError.key];
          throw error;
        }
        return [(await tools.textOf(type, bytes)).type, (await tools.withoutPersonal(type, bytes)).type];
      }),
    sheet: async (bytes: Uint8Array): Promise<string> => (await small(() => tools.sheetOf(bytes, HOW))).type,
    unpacked(entries: readonly BombEntry[]): Promise<UnpackedFiles> {
      const bytes = archiveOf(entries);
      return small(() => tools.unpack(bytes, ['list.csv'], { files: 300, bytes: 60 * MB, each: 11 * MB }));
    },
    calendar: async (text: string): Promise<string> => (await small(() => tools.calendarOf(text, 200))).type,
    csv: async (text: string): Promise<string> => (await small(() => tools.csvOf(text, { ...HOW, delimiter: ',', trim: false }))).type,
  };
}
