import type { Settings } from '../../core/settings.js';
import { defineSection, integerSetting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { requestsFields, requestsForm } from './requests/settings-fields.js';
import { KINDS, type Kind } from './types.js';

const months = (kind: Kind, usual: number) =>
  integerSetting({ label: `resources-upkeep.settings.${kind}`, min: 1, max: 120, default: usual });

/** The settings of the resource centre. */
export const resourcesSection = defineSection({
  name: FEATURE,
  title: 'resources-upkeep.settings.area',
  fields: {
    /** For each kind, after how many months someone has to confirm that it is still right. */
    guide: months('guide', 12),
    form: months('form', 12),
    tool: months('tool', 12),
    training: months('training', 24),
    'policy-paper': months('policy-paper', 24),
    report: months('report', 36),
    slides: months('slides', 24),
    recording: months('recording', 36),
    template: months('template', 24),
    book: months('book', 36),
    /** How many days before the last day of sharing the contributor is told. */
    expiryDays: integerSetting({ label: 'resources-upkeep.settings.expiry-days', min: 1, max: 180, default: 30 }),
    /** Whether links are looked at once a month. */
    checkLinks: yesNoSetting({ label: 'resources-upkeep.settings.check-links', default: true }),
    /** Whether search engines may list the public pages. */
    indexable: yesNoSetting({ label: 'resources-upkeep.settings.indexable', default: false }),
    ...requestsFields,
  },
  forms: {
    often: { title: 'resources-upkeep.settings.often', fields: ['guide', 'form', 'tool', 'template', 'slides'] },
    seldom: { title: 'resources-upkeep.settings.seldom', fields: ['training', 'policy-paper', 'report', 'recording', 'book'] },
    pages: { title: 'resources-upkeep.settings.pages', fields: ['expiryDays', 'checkLinks', 'indexable'] },
    requests: requestsForm,
  },
});

/** After how many months each kind is looked at again. */
export function reviewMonths(settings: Settings): Readonly<Record<Kind, number>> {
  const own = resourcesSection.of(settings);
  return Object.fromEntries(KINDS.map((kind) => [kind, own[kind]])) as Record<Kind, number>;
}
