/** Takes lists of one kind as the bot does, and says by how much its process grew: `child.ts KIND FOLDER`; the lists are in the folder. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { offlineContexts, openStore } from '../../../src/cli/open-store.js';
import { readEnvironment } from '../../../src/config/environment.js';
import { InputError } from '../../../src/core/errors.js';
import { listsFromSource } from '../files.js';
import { growthOf } from '../growth.js';
import type { Fate } from './fates.js';
import { LIST_KINDS } from './lists.js';
import { TAKERS } from './takers.js';

const [kind, folder] = z.tuple([z.enum(LIST_KINDS), z.string()]).parse(process.argv.slice(2));
const { take, read } = TAKERS[kind];
const environment = readEnvironment({ DATABASE_URL: `sqlite:${join(folder, 'store.db')}`, DATA_DIR: folder });
const { store, database } = await openStore(environment);
const { autocommit: context } = offlineContexts(store, environment, undefined, undefined, listsFromSource);

/** What becomes of a list of the folder. Its bytes count, since each upload is in the memory of the bot. */
async function lines(name: string): Promise<Fate['lines']> {
  const use = name.endsWith('.xlsx') ? read : take;
  if (!use) throw new Error(`nothing takes ${name}`);
  return use(context, await readFile(join(folder, name))).catch((error: unknown) =>
    error instanceof InputError ? ('refused' as const) : Promise.reject(error),
  );
}

async function fate(name: string): Promise<Fate> {
  const { result, megabytes } = await growthOf(() => lines(name));
  return { name, lines: result, megabytes };
}

const isThere = (name: string) => existsSync(join(folder, name));
// A bot that works has loaded what reads tables and writes answers.
for (const name of ['few.csv', 'few.xlsx'].filter(isThere)) await lines(name);
const fates: Fate[] = [];
for (const name of ['most.csv', 'many.csv', 'most.xlsx', 'many.xlsx'].filter(isThere)) fates.push(await fate(name));
await database.close();
process.send?.(fates);
process.disconnect?.();
