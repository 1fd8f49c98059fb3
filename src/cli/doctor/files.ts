import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, wrong } = findingsOf('files');

/** Rights of the group and of everybody. */
const OTHERS = 0o077;
/** How many are named; the repair mends all. */
const NAMED = 5;

/**
 * Checks that only their owner can read what the bot keeps: the data folder with all in it, the database's files, and the settings.
 * Windows has no such rights.
 */
export function checkFiles(
  { DATA_DIR, DATABASE_URL }: Pick<Environment, 'DATA_DIR' | 'DATABASE_URL'>,
  folder: string = process.cwd(),
): readonly Finding[] {
  if (process.platform === 'win32') return [];
  const data = resolve(folder, DATA_DIR);
  const database = /^sqlite:(?!:memory:)(.+)$/.exec(DATABASE_URL)?.[1];
  const ofDatabase = database === undefined ? [] : ['', '-wal', '-shm'].map((ending) => resolve(folder, database + ending));
  const found = [join(folder, '.env'), data, ...ofDatabase, ...below(data)].filter((path) => existsSync(path));
  const open = [...new Set(found)].filter((path) => (statSync(path).mode & OTHERS) !== 0);
  if (open.length === 0) return [ok(phrase('doctor.files.ok'))];
  const names = open.slice(0, NAMED).map((path) => relative(folder, path) || '.');
  const files = `${names.join(' ')}${open.length > NAMED ? ' …' : ''}`;
  return [
    wrong(
      phrase('doctor.files.open', { files }),
      phrase('doctor.files.open-mend', { command: `chmod -R go= ${rootsOf(open, data, folder).join(' ')}` }),
    ),
  ];
}

/** All files and folders in a folder. */
function below(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name));
}

/** What to mend: the data folder as a whole, and each file outside. */
function rootsOf(open: readonly string[], data: string, folder: string): readonly string[] {
  const isInside = (path: string) => path === data || path.startsWith(`${data}/`);
  const outside = open.filter((path) => !isInside(path));
  return [...(open.some(isInside) ? [data] : []), ...outside].map((path) => relative(folder, path) || '.');
}
