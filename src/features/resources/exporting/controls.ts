import { button, defineControls, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

const member = { access: 'member' } as const;

export const exportingControls = defineControls(FEATURE, {
  take: button({ ...member, about: 'how results can be kept as a file: `words`', id: textId }),
  'take-csv': button({ ...member, about: 'results as rows: `words`', id: textId, transaction: 'own', budget: 'export' }),
  'take-html': button({ ...member, about: 'results as a page: `words`', id: textId, transaction: 'own', budget: 'export' }),
  'take-zip': button({ ...member, about: 'results with their files: `words`', id: textId, transaction: 'own', budget: 'export' }),
});
