import type { SettingsSection } from '../../feature-api/index.js';
import { planDigest } from './marks/digest.js';
import { movePlanned } from './plan/days-off.js';
import { planRefitting } from './plan/refit.js';
import { planAhead } from './plan/schedule.js';
import { topicsSection } from './settings.js';

/** The section as the feature's value carries it: a change of any setting, days off included, moves what is planned. */
export const topicsSettings: SettingsSection = {
  ...topicsSection,
  async onChange(context, change) {
    await planAhead(context, change.after);
    await movePlanned(context, change);
    await planRefitting(context, change);
    await planDigest(context, { settings: change.after });
  },
};
