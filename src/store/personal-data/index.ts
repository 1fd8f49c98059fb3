import type { PersonalDataRepository } from '../../ports/store.js';
import type { Context } from '../repositories/context.js';
import { erasePerson } from './erase.js';
import { exportPerson } from './export.js';
import { mergePerson } from './merge.js';

/** What the engines hold about people: exported, erased and merged together with what the features hold. */
export function personalDataRepository(context: Context): PersonalDataRepository {
  return {
    exportPersonalData: (member, accounts) => exportPerson(context, member, accounts),
    erase: (person) => context.atomically((inside) => erasePerson(inside, person)),
    merge: (from, into) => context.atomically((inside) => mergePerson(inside, from, into)),
    finishErasures: () => context.atomically(async (inside) => inside.erased()),
  };
}
