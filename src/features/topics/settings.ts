import { toLocalTime, WEEKDAYS } from '../../core/time.js';
import { type MessageKey, phrase } from '../../language/index.js';
import { choiceSetting, defineSection, integerSetting, timeSetting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';
import { EMOJI_NAMES, type EmojiName } from './rules/emoji.js';
import type { Mark } from './types.js';

function emojiSetting(label: MessageKey, usual: EmojiName) {
  return choiceSetting({
    label,
    choices: EMOJI_NAMES,
    words: {
      bulb: 'topics-marks.emoji.bulb',
      mortar_board: 'topics-marks.emoji.mortar_board',
      star: 'topics-marks.emoji.star',
      seedling: 'topics-marks.emoji.seedling',
      construction: 'topics-marks.emoji.construction',
      warning: 'topics-marks.emoji.warning',
      thinking_face: 'topics-marks.emoji.thinking_face',
      mountain: 'topics-marks.emoji.mountain',
      pushpin: 'topics-marks.emoji.pushpin',
      compass: 'topics-marks.emoji.compass',
      dart: 'topics-marks.emoji.dart',
      point_right: 'topics-marks.emoji.point_right',
    },
    default: usual,
  });
}

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
    /** The reactions that mark a contribution. */
    lessonEmoji: emojiSetting('topics-marks.settings.lesson', 'bulb'),
    challengeEmoji: emojiSetting('topics-marks.settings.challenge', 'construction'),
    recommendationEmoji: emojiSetting('topics-marks.settings.recommendation', 'pushpin'),
    /** When the weekly digest goes out, on the community's clock. */
    digestDay: choiceSetting({
      label: 'topics-marks.settings.digest-day',
      choices: WEEKDAYS,
      words: {
        sun: 'common.weekday.sun',
        mon: 'common.weekday.mon',
        tue: 'common.weekday.tue',
        wed: 'common.weekday.wed',
        thu: 'common.weekday.thu',
        fri: 'common.weekday.fri',
        sat: 'common.weekday.sat',
      },
      default: 'thu',
    }),
    digestTime: timeSetting({ label: 'topics-marks.settings.digest-time', default: toLocalTime('09:00') }),
  },
  forms: {
    settings: { title: 'topics.settings.area', fields: ['perMonth', 'allowAnonymous', 'anonymousPerMonth'] },
    discussion: { title: 'topics-discussion.settings.title', fields: ['discussionDays', 'mirroring', 'keepWordsMonths'] },
    marks: {
      title: 'topics-marks.settings.area',
      fields: ['lessonEmoji', 'challengeEmoji', 'recommendationEmoji', 'digestDay', 'digestTime'],
    },
  },
  checks: (own) => [...proposalIssues(own), ...emojiIssues(own)],
});

function proposalIssues({ perMonth, anonymousPerMonth }: { readonly perMonth: number; readonly anonymousPerMonth: number }) {
  if (anonymousPerMonth <= perMonth) return [];
  return [{ field: 'anonymousPerMonth', error: phrase('topics.error.anonymous-most', { most: perMonth }) }];
}

type Emojis = Readonly<Record<`${Mark}Emoji`, EmojiName>>;

/** Each mark needs an emoji of its own. */
function emojiIssues({ lessonEmoji, challengeEmoji, recommendationEmoji }: Emojis) {
  const error = phrase('topics-marks.error.same-emoji');
  if (challengeEmoji === lessonEmoji) return [{ field: 'challengeEmoji', error }];
  const isTaken = recommendationEmoji === lessonEmoji || recommendationEmoji === challengeEmoji;
  return isTaken ? [{ field: 'recommendationEmoji', error }] : [];
}
