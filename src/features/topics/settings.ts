import { z } from 'zod';
import type { Language } from '../../core/language.js';
import { toLocalTime, type Weekday } from '../../core/time.js';
import { choicesField, mappedField } from '../../feature-api/index.js';
import { formatList, phrase, speaker } from '../../language/index.js';
import { defineSection, integerSetting, type Setting, setting, timeSetting, weekdaySetting, yesNoSetting } from '../../settings/index.js';
import { FEATURE } from './names.js';
import type { OpeningDay } from './rules/openings.js';
import { emojiIssues, emojiSetting } from './settings-emoji.js';

const WEEKS = ['1', '2', '3', '4', '5'] as const;
const weekWord = (week: string, language: Language): string =>
  speaker(language).plain(`settings.cadence.which.${WEEKS.find((known) => known === week) ?? '1'}`);
const weekWords = (weeks: readonly string[], language: Language): string =>
  formatList(
    weeks.map((week) => weekWord(week, language)),
    language,
  );

/** Which of a month's weekdays, 1 to 5 (the last), in their order. */
function weeksSetting(): Setting<number[]> {
  const label = 'topics-plan.settings.weeks';
  return setting<number[]>({
    label,
    schema: z.array(z.int().min(1).max(WEEKS.length)).nonempty().default([1, 3]),
    field: mappedField(
      choicesField({ label, hint: 'topics-plan.settings.weeks-hint', choices: WEEKS, choiceLabel: weekWord, required: true }),
      (chosen) => ({ value: WEEKS.filter((week) => chosen.includes(week)).map(Number) }),
      (weeks) => WEEKS.filter((week) => weeks.includes(Number(week))),
    ),
    show: (weeks, language) => [weekWords(weeks.map(String), language)],
    code: (weeks) => weeks.join(' '),
    word: (code, language) => weekWords(String(code).split(' '), language),
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
    /** How many of these may be without a name. */
    anonymousPerMonth: integerSetting({ label: 'topics.settings.anonymous-per-month', min: 1, max: 100, default: 2 }),
    /** Topics of a month. */
    quota: integerSetting({ label: 'topics-plan.settings.quota', min: 1, max: WEEKS.length, default: 2 }),
    openingWeekday: weekdaySetting({ label: 'topics-plan.settings.weekday', default: 'sun' }),
    /** The days on which topics open, as many as the quota. */
    openingWeeks: weeksSetting(),
    openingTime: timeSetting({ label: 'topics-plan.settings.time', default: toLocalTime('10:00') }),
    /** Whether proposals are called for and plans are drafted without anybody asking. */
    planAutomatically: yesNoSetting({ label: 'topics-plan.settings.automatic', default: true }),
    /** How long a topic is discussed. */
    discussionDays: integerSetting({ label: 'topics-closing.settings.discussion-days', min: 3, max: 90, default: 14 }),
    /** After how many days without a summary the next person is asked for it. */
    summaryDays: integerSetting({ label: 'topics-closing.settings.summary-days', min: 1, max: 30, default: 5 }),
    /** What members allow is copied between the spaces. Platforms may have to allow the bot to read messages first. */
    mirroring: yesNoSetting({ label: 'topics-discussion.settings.mirroring', default: false }),
    /** After a topic was closed. */
    keepWordsMonths: integerSetting({ label: 'topics-discussion.settings.keep-words', min: 1, max: 60, default: 12 }),
    /** Whether reactions mark contributions: only then the platforms are asked to tell of them. */
    markByReaction: yesNoSetting({ label: 'topics-marks.settings.by-reaction', default: false }),
    /** The reactions that mark a contribution. */
    lessonEmoji: emojiSetting('topics-marks.settings.lesson', 'bulb'),
    challengeEmoji: emojiSetting('topics-marks.settings.challenge', 'construction'),
    recommendationEmoji: emojiSetting('topics-marks.settings.recommendation', 'pushpin'),
    /** When the weekly digest goes out, on the community's clock. */
    digestDay: weekdaySetting({ label: 'topics-marks.settings.digest-day', default: 'thu' }),
    digestTime: timeSetting({ label: 'topics-marks.settings.digest-time', default: toLocalTime('09:00') }),
  },
  forms: {
    settings: { title: 'topics-plan.settings.proposals', fields: ['perMonth', 'allowAnonymous', 'anonymousPerMonth'] },
    planning: {
      title: 'topics-plan.settings.area',
      fields: ['quota', 'openingWeekday', 'openingWeeks', 'openingTime', 'planAutomatically'],
    },
    discussion: { title: 'topics-discussion.settings.title', fields: ['mirroring', 'keepWordsMonths'] },
    marks: {
      title: 'topics-marks.settings.area',
      fields: ['markByReaction', 'lessonEmoji', 'challengeEmoji', 'recommendationEmoji'],
    },
    digest: { title: 'topics-marks.settings.digest', fields: ['digestDay', 'digestTime'] },
    closing: { title: 'topics-closing.settings.title', fields: ['discussionDays', 'summaryDays'] },
  },
  checks(own) {
    const { perMonth, anonymousPerMonth, quota, openingWeeks } = own;
    return [
      ...(anonymousPerMonth > perMonth
        ? [{ field: 'anonymousPerMonth', error: phrase('topics.error.anonymous-most', { most: perMonth }) }]
        : []),
      ...(openingWeeks.length === quota ? [] : [{ field: 'openingWeeks', error: phrase('topics-plan.error.weeks', { count: quota }) }]),
      ...emojiIssues(own),
    ];
  },
});

/** The days of a month on which its topics open. */
export function openingDays(settings: {
  readonly openingWeekday: Weekday;
  readonly openingWeeks: readonly number[];
  readonly openingTime: OpeningDay['time'];
}): readonly OpeningDay[] {
  return settings.openingWeeks.map((which) => ({ which, weekday: settings.openingWeekday, time: settings.openingTime }));
}
