import { defineControls, member, textId } from '../../../feature-api/index.js';
import { FEATURE } from '../names.js';

export const exportingControls = defineControls(FEATURE, {
  take: member.button('how results can be kept as a file: `words`', textId),
  'take-csv': member.button('results as rows: `words`', textId, { transaction: 'own', budget: 'export' }),
  'take-html': member.button('results as a page: `words`', textId, { transaction: 'own', budget: 'export' }),
  'take-zip': member.button('results with their files: `words`', textId, { transaction: 'own', budget: 'export' }),
});
