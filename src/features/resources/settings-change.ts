import type { SettingsSection } from '../../feature-api/index.js';
import { planList } from './requests/list.js';
import { resourcesSection } from './settings.js';

/** The section as the feature's value carries it: a change of any setting, days off included, moves what is planned. */
export const resourcesSettings: SettingsSection = {
  ...resourcesSection,
  onChange: (context, { after }) => planList(context, { settings: after }),
};
