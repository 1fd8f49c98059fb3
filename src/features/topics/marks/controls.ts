import { button, choiceField, defineControls, form, menu, textField, wordId } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { FEATURE } from '../names.js';
import { tidyLines } from '../proposals/text.js';
import { POLL_OPTION_MAX, POLL_OPTIONS_MAX, POLL_QUESTION_MAX } from '../rules/poll.js';
import { HIDDEN_REASONS } from '../types.js';
import { choiceId, contributionId, markId, topicId, topicOrNone } from './ids.js';

const member = { access: 'member' } as const;
const organiser = { access: 'organiser' } as const;

/** The answers to whether a contribution may be told elsewhere. */
export const NAMING = ['by-name', 'by-organisation', 'no'] as const;

/** What members do with contributions, polls and topics that they follow. */
export const marksControls = defineControls(FEATURE, {
  more: button({ ...member, about: 'what one can do in a topic besides writing: follow, mark, ask in a poll', id: topicId }),
  pick: button({ ...member, about: 'lists the newest contributions, to mark one', id: topicId }),
  contribution: menu({ ...member, about: 'menu: the number of a contribution to mark' }),
  mark: button({ ...member, about: 'marks a contribution', id: markId }),
  unmark: button({ ...member, about: 'takes one’s mark back', id: markId }),
  answered: button({ ...member, about: 'says that a question is answered; for who asked, and who leads', id: contributionId }),
  unanswered: button({ ...member, about: 'says that it is open again; like `answered`', id: contributionId }),
  naming: button({ ...member, about: 'says whether one’s contributions may be told elsewhere', id: wordId(NAMING) }),

  report: button({ ...member, about: 'asks before a contribution is reported', id: contributionId }),
  'report-yes': button({ ...member, about: 'reports a contribution to the organisers', id: contributionId }),
  hide: form({
    ...organiser,
    about: 'hides a contribution: `reason`, `words`',
    id: contributionId,
    title: 'topics-marks.hide.title',
    submit: 'topics-marks.button.hide',
    fields: {
      reason: choiceField({
        label: 'topics-marks.hide.reason',
        hint: 'topics-marks.hide.hint',
        choices: HIDDEN_REASONS,
        choiceLabel: (code, language) => speaker(language).plain(`topics-marks.reason.${code}`),
      }),
      words: textField({
        label: 'topics-marks.hide.words',
        hint: 'topics-marks.hide.words-hint',
        max: 300,
        multiline: true,
        tidy: tidyLines,
      }),
    },
    errorsAt: 'reason',
  }),
  leave: button({ ...organiser, about: 'leaves a reported contribution as it is', id: contributionId }),
  'stop-mirroring': button({ ...organiser, about: 'no longer shows its author’s words in other places', id: contributionId }),
  'mirror-again': button({ ...organiser, about: 'shows them again', id: contributionId }),

  poll: form({
    ...member,
    about: 'starts a poll in a topic',
    id: topicId,
    title: 'topics-marks.poll.form',
    submit: 'topics-marks.button.start-poll',
    fields: {
      question: textField({
        label: 'topics-marks.poll.question',
        max: POLL_QUESTION_MAX,
        multiline: true,
        required: true,
        tidy: tidyLines,
      }),
      options: textField({
        label: 'topics-marks.poll.options',
        hint: 'topics-marks.poll.options-hint',
        max: POLL_OPTIONS_MAX * (POLL_OPTION_MAX + 30),
        multiline: true,
        required: true,
        symbolsSuffice: true,
        tidy: tidyLines,
      }),
      answers: choiceField({
        label: 'topics-marks.poll.answers',
        choices: ['one', 'several'],
        choiceLabel: (code, language) => speaker(language).plain(`topics-marks.poll.${code}`),
      }),
      names: choiceField({
        label: 'topics-marks.poll.names',
        choices: ['hidden', 'shown'],
        choiceLabel: (code, language) => speaker(language).plain(`topics-marks.poll.names-${code}`),
      }),
    },
    errorsAt: 'options',
    prepare: async () => ({ values: { answers: 'one' as const, names: 'hidden' as const } }),
  }),
  vote: menu({ ...member, about: 'votes, or changes one’s vote; as a menu the values are the choices', id: choiceId }),
  'take-vote-back': button({ ...member, about: 'takes one’s vote back', id: choiceId }),

  follow: button({ ...member, about: 'follows a topic', id: topicId }),
  unfollow: menu({ ...member, about: 'no longer follows a topic; as a menu the value is its number', id: topicOrNone }),
  following: button({ ...member, about: 'shows what one follows' }),
  sectors: menu({ ...member, about: 'menu: the sectors that one follows' }),
  digest: button({ ...member, about: 'the weekly digest', id: wordId(['on', 'off']) }),
});
