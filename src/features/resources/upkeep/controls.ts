import { dateField, defineControls, member, organiser, pageId } from '../../../feature-api/index.js';
import { editionId, resourceId } from '../ids.js';
import { FEATURE } from '../names.js';
import { expiryContents } from './form-contents.js';

/** Buttons and forms of those who look after resources; docs/action-ids.md lists them. */
export const upkeepControls = defineControls(FEATURE, {
  right: member.button('it is still right, says its contributor or an organiser', resourceId),
  expires: member.form('until when it may be shared; its contributor and organisers', {
    id: resourceId,
    title: 'resources-upkeep.form.expires-title',
    fields: { until: dateField({ label: 'resources-upkeep.form.expires', hint: 'resources-upkeep.form.expires-hint' }) },
    errorsAt: 'until',
    prepare: expiryContents,
  }),
  answered: organiser.button('settles what people outside asked to have taken down', resourceId),
  give: organiser.button('lets people outside have a file that could not be cleaned', editionId),
  check: organiser.button('what is left undone', pageId),
});
