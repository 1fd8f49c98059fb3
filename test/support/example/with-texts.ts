import { addExampleCatalogues } from './catalogues.js';

// Imported before the example, whose texts are checked where its settings are declared.
addExampleCatalogues();
