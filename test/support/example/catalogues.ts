import { LANGUAGES, type Language } from '../../../src/core/language.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import type { ExampleMessages } from '../../fixtures/feature/messages.js';
import ar from '../../fixtures/feature/src/language/catalogues/ar/suggestions.js';
import ckb from '../../fixtures/feature/src/language/catalogues/ckb/suggestions.js';
import en from '../../fixtures/feature/src/language/catalogues/en/suggestions.js';

type Key<K = keyof ExampleMessages> = K extends `suggestions.${infer Name}` ? Name : never;

/** The compiler checks that each language has all texts. */
const exampleCatalogues: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en, ar, ckb };

/** Adds the example's texts to the catalogues of this process, as the generated index does for those of the program. */
export function addExampleCatalogues(): void {
  for (const language of LANGUAGES) Object.assign(catalogues[language], { suggestions: exampleCatalogues[language] });
}

/** To be called after the last test of a file that adds them, because tests of other files may run in the same process. */
export function removeExampleCatalogues(): void {
  for (const language of LANGUAGES) Reflect.deleteProperty(catalogues[language], 'suggestions');
}
