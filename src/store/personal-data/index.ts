import type { PersonalDataRepository } from '../../ports/store.js';
import type { Context } from '../repositories/context.js';
import { erasePerson } from './erase.js';
import { exportPerson } from './export.js';
import { giveRowsBack } from './give-rows-back.js';
import { mergePerson } from './merge.js';
import { watchRows } from './watch-rows.js';

/**
 * Exports, erases and merges what the engines hold about people; the members feature calls it together with all person hooks.
 *
 * @returns A repository whose `merge` rejects with a `RangeError` if both are the same member.
 */
export function personalDataRepository(context: Context): PersonalDataRepository {
  return {
    exportPersonalData: (member, accounts, rows) => exportPerson(context, { member, accounts }, rows),
    erase: (person) => context.atomically((inside) => erasePerson(inside, person)),
    merge: (from, into) => context.atomically((inside) => mergePerson(inside, from, into)),
    watchRows: (two, tables) => watchRows(context, two, tables),
    giveRowsBack: (changes, two, tables) => context.atomically((inside) => giveRowsBack(inside, changes, two, tables)),
    finishErasures: () => context.atomically(async (inside) => inside.erased()),
  };
}
