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
    discussionDays: integerSetting({ label: 'topics-discussion.settings.days', min: 3, max: 90, default: 14 }),
    /** What members allow is copied between the spaces. On Discord that needs the intent to read messages. */
    mirroring: yesNoSetting({ label: 'topics-discussion.settings.mirroring', default: false }),
    /** After a topic was closed. */
    keepWordsMonths: integerSetting({ label: 'topics-discussion.settings.keep-words', min: 1, max: 60, default: 12 }),
  },
  forms: {
    settings: { title: 'topics.settings.area', fields: ['perMonth', 'allowAnonymous', 'anonymousPerMonth'] },
    discussion: { title: 'topics-discussion.settings.title', fields: ['discussionDays', 'mirroring', 'keepWordsMonths'] },
  },
  checks({ perMonth, anonymousPerMonth }) {
    if (anonymousPerMonth <= perMonth) return [];
    return [{ field: 'anonymousPerMonth', error: phrase('topics.error.anonymous-most', { most: perMonth }) }];
  },
});
