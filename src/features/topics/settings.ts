import { phrase } from '../../language/index.js';
import { defineSection, integerSetting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';

/** The settings of topics. */
export const topicsSection = defineSection({
  name: FEATURE,
  title: 'topics.settings.area',
  fields: {
    /** Proposals of one person within thirty days. */
    perMonth: integerSetting({ label: 'topics.settings.per-month', min: 1, max: 100, default: 10 }),
    allowAnonymous: yesNoSetting({ label: 'topics.settings.anonymous', default: true }),
    /** Of these, without a name. */
    anonymousPerMonth: integerSetting({ label: 'topics.settings.anonymous-per-month', min: 1, max: 100, default: 2 }),
    /** How long a topic is discussed. */
    discussionDays: integerSetting({ label: 'topics-closing.settings.discussion-days', min: 3, max: 90, default: 14 }),
    /** After so many days without a summary, the next is asked for it. */
    summaryDays: integerSetting({ label: 'topics-closing.settings.summary-days', min: 1, max: 30, default: 5 }),
  },
  forms: {
    settings: { title: 'topics.settings.area', fields: ['perMonth', 'allowAnonymous', 'anonymousPerMonth'] },
    closing: { title: 'topics-closing.settings.title', fields: ['discussionDays', 'summaryDays'] },
  },
  checks({ perMonth, anonymousPerMonth }) {
    if (anonymousPerMonth <= perMonth) return [];
    return [{ field: 'anonymousPerMonth', error: phrase('topics.error.anonymous-most', { most: perMonth }) }];
  },
});
