import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { choiceField, defineControls, linesField, member, organiser, pageId, wordId } from '../../../feature-api/index.js';
import { speaker, wordsOf } from '../../../language/index.js';
import { FEATURE } from '../names.js';
import { POLL_OPTION_MAX, POLL_OPTIONS_MAX, POLL_QUESTION_MAX } from '../rules/poll.js';
import { HIDDEN_REASONS } from '../types.js';
import { choiceId, contributionId, markId, topicId, topicOrNone } from './ids.js';

/** The answers to whether a contribution may be told elsewhere. */
export const NAMING = ['by-name', 'by-organisation', 'no'] as const;

/** What members do with contributions, polls and topics that they follow. */
export const marksControls = defineControls(FEATURE, {
  more: member.button('what one can do in a topic besides writing: follow, mark, ask in a poll', topicId),
  pick: member.button('lists the newest contributions, to mark one', topicId),
  contribution: member.menu('menu: the number of a contribution to mark', SELECT_OPTIONS_MAX),
  mark: member.button('marks a contribution', markId),
  unmark: member.button('takes one’s mark back', markId),
  answered: member.button('says that a question is answered; for who asked, and who leads', contributionId),
  unanswered: member.button('says that it is open again; like `answered`', contributionId),
  naming: member.button('says whether one’s contributions may be told elsewhere', wordId(NAMING)),

  report: member.button('asks before a contribution is reported', contributionId),
  'report-yes': member.button('reports a contribution to the organisers', contributionId),
  hide: organiser.form('hides a contribution: `reason`, `words`', {
    id: contributionId,
    title: 'topics-marks.hide.title',
    submit: 'topics-marks.button.hide',
    fields: {
      reason: choiceField({
        label: 'topics-marks.hide.reason',
        hint: 'topics-marks.hide.hint',
        choices: HIDDEN_REASONS,
        choiceLabel: wordsOf('topics-marks.reason'),
      }),
      words: linesField({ label: 'topics-marks.hide.words', hint: 'topics-marks.hide.words-hint', max: 300 }),
    },
    errorsAt: 'reason',
  }),
  leave: organiser.button('leaves a reported contribution as it is', contributionId),
  'stop-mirroring': organiser.button('no longer shows its author’s words in other places', contributionId),
  'mirror-again': organiser.button('shows them again', contributionId),

  poll: member.form('starts a poll in a topic', {
    id: topicId,
    title: 'topics-marks.poll.form',
    submit: 'topics-marks.button.start-poll',
    fields: {
      question: linesField({ label: 'topics-marks.poll.question', max: POLL_QUESTION_MAX, required: true }),
      options: linesField({
        label: 'topics-marks.poll.options',
        hint: 'topics-marks.poll.options-hint',
        max: POLL_OPTIONS_MAX * (POLL_OPTION_MAX + 30),
        required: true,
        symbolsSuffice: true,
      }),
      answers: choiceField({ label: 'topics-marks.poll.answers', choices: ['one', 'several'], choiceLabel: wordsOf('topics-marks.poll') }),
      names: choiceField({
        label: 'topics-marks.poll.names',
        choices: ['hidden', 'shown'],
        choiceLabel: (code, language) => speaker(language).plain(`topics-marks.poll.names-${code}`),
      }),
    },
    errorsAt: 'options',
    prepare: async () => ({ values: { answers: 'one' as const, names: 'hidden' as const } }),
  }),
  vote: member.menu('votes, or changes one’s vote; as a menu the values are the choices', POLL_OPTIONS_MAX, choiceId),
  'take-vote-back': member.button('takes one’s vote back', choiceId),

  follow: member.button('follows a topic', topicId),
  unfollow: member.menu('no longer follows a topic; as a menu the value is its number', SELECT_OPTIONS_MAX, topicOrNone),
  following: member.button('shows what one follows', pageId),
  sectors: member.menu('menu: the sectors that one follows', SELECT_OPTIONS_MAX),
  digest: member.button('the weekly digest', wordId(['on', 'off'])),
});
