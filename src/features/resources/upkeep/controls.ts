import { button, dateField, defineControls, form, textId } from '../../../feature-api/index.js';
import { editionId, resourceId } from '../ids.js';
import { FEATURE } from '../names.js';
import { expiryContents } from './form-contents.js';

/** Buttons and forms of those who look after resources; docs/action-ids.md lists them. */
export const upkeepControls = defineControls(FEATURE, {
  right: button({ access: 'member', about: 'it is still right, says its contributor or an organiser', id: resourceId }),
  expires: form({
    access: 'member',
    about: 'until when it may be shared; its contributor and organisers',
    id: resourceId,
    title: 'resources-upkeep.form.expires-title',
    fields: { until: dateField({ label: 'resources-upkeep.form.expires', hint: 'resources-upkeep.form.expires-hint' }) },
    errorsAt: 'until',
    prepare: expiryContents,
  }),
  answered: button({ access: 'organiser', about: 'settles what people outside asked to have taken down', id: resourceId }),
  give: button({ access: 'organiser', about: 'lets people outside have a file that could not be cleaned', id: editionId }),
  check: button({ access: 'organiser', about: 'what is left undone', id: textId }),
});
