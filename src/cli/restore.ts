import { existsSync } from 'node:fs';
import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { plain } from '../core/text.js';
import { systemClock } from '../core/time.js';
import { goOn, heldCommunity } from '../features/community/public.js';
import { agendaLabel, formatInstant, phrase } from '../language/index.js';
import { readArchive } from '../store/transfer/archive.js';
import { load } from '../store/transfer/load.js';
import { openDatabase } from './database.js';
import { whileLocked } from './move.js';
import { offlineContexts, openStore } from './open-store.js';
import type { Output } from './output.js';

/** `mudhif restore FILE`: loads a backup into an empty database. The copy runs nothing until `mudhif resume`. */
export async function restore(environment: Environment, output: Output, file: string): Promise<number> {
  if (!existsSync(file)) throw new SetupError(`there is no ${file}`, phrase('cli.no-file', { file }));
  const database = openDatabase(environment.DATABASE_URL, { patient: true });
  try {
    const sums = await whileLocked([database], () => load(database, { pieces: readArchive(file), held: { at: systemClock.now() } }));
    const rows = [...sums.values()].reduce((sum, one) => sum + one.rows, 0);
    output.line(output.say.plain('cli.restore.done', { file, rows, to: database.location }));
  } finally {
    await database.close();
  }
  return showHeld(environment, output);
}

/** `mudhif resume`: ends the standstill of a restored copy. With `showOnly`, it only prints what has become due. */
export async function resume(environment: Environment, output: Output, { showOnly }: { readonly showOnly: boolean }): Promise<number> {
  if (showOnly) return showHeld(environment, output);
  const { store } = await openStore(environment);
  try {
    await offlineContexts(store, environment).transaction((context) => goOn(context, null));
    output.line(output.say.plain('cli.resume.done'));
    return 0;
  } finally {
    await store.close();
  }
}

async function showHeld(environment: Environment, { line, say, language }: Output): Promise<number> {
  const { store } = await openStore(environment);
  try {
    const held = await heldCommunity(offlineContexts(store, environment).autocommit);
    if (held === undefined) {
      line(say.plain('community.held.over'));
      return 0;
    }
    const { timezone } = await store.autocommit.community.settings();
    line(plain(say('community.held.what', { when: formatInstant(held.madeAt, timezone, language, 'date-time') })));
    if (held.due.length === 0) line(say.plain('community.held.nothing-due'));
    for (const { count, ...what } of held.due)
      line(`  ${say.plain('community.agenda.counted', { what: agendaLabel(what, language), count })}`);
    line(say.plain('cli.restore.then'));
    return 0;
  } finally {
    await store.close();
  }
}
