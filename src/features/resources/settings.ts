import { defineSection } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { requestsFields, requestsForm } from './requests/settings-fields.js';

/** The settings of the resource centre. */
export const resourcesSection = defineSection({
  name: FEATURE,
  title: 'resources-request.settings.area',
  fields: { ...requestsFields },
  forms: { requests: requestsForm },
});
