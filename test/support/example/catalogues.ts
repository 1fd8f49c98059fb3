import { LANGUAGES } from '../../../src/core/language.js';
import { catalogues } from '../../../src/language/catalogues/index.js';
import ar from '../../fixtures/feature/src/language/catalogues/ar/suggestions.js';
import ckb from '../../fixtures/feature/src/language/catalogues/ckb/suggestions.js';
import en from '../../fixtures/feature/src/language/catalogues/en/suggestions.js';

export const exampleCatalogues = { en, ar, ckb };

/** Adds the example's texts to the catalogues of this process, as the generated index does for those of the program. */
export function addExampleCatalogues(): void {
  for (const language of LANGUAGES) Object.assign(catalogues[language], { suggestions: exampleCatalogues[language] });
}
