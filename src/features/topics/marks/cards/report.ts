import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { platformName } from '../../../members/public.js';
import { titleIn } from '../../text-of.js';
import { marksControls as controls } from '../controls.js';
import type { ReportView } from '../report.js';

/** How many characters of a contribution are shown; organisers read the whole in the thread. */
const WORDS_MAX = 600;

/** For organisers: what was reported, and what they can do. `lead` is said first. */
export function reportedCard(view: ReportView, language: Language, lead?: Text): Card {
  const { contribution, topic, author, reports, state } = view;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say(reports > 0 ? 'topics-marks.reported.title' : 'topics-marks.menu.title')),
    reports > 0 && state === 'open' && paragraph(say('topics-marks.reported.text', { count: reports })),
    {
      type: 'facts',
      items: [
        { label: say('topics-marks.reported.topic'), value: [titleIn(topic, language)] },
        {
          label: say('topics-marks.reported.author'),
          value: author === undefined ? say('topics-marks.reported.author-gone') : [isolate(author)],
        },
        { label: say('topics-marks.reported.platform'), value: [platformName(contribution.message.conversation.platform, language)] },
      ],
    },
    ...wordsBlocks(view, language),
    ...stateBlocks(view, language),
    { type: 'actions', controls: buttons(view, language) },
  ]);
}

/** The bot has the words only where the author agreed, and erases them once the contribution is hidden. */
function wordsBlocks({ contribution: { words, shared }, hidden }: ReportView, language: Language): readonly Block[] {
  if (hidden && words === null) return [];
  if (!shared || words === null) return [note(speaker(language)('topics-marks.reported.unread'))];
  const letters = [...words];
  return [{ type: 'quote', text: [letters.length > WORDS_MAX ? `${letters.slice(0, WORDS_MAX).join('')}…` : words] }];
}

function stateBlocks({ contribution, state, reports, hidden, isStopped }: ReportView, language: Language): readonly Block[] {
  const say = speaker(language);
  return [
    ...(hidden
      ? [
          paragraph([
            {
              type: 'bold',
              text:
                hidden.by === undefined
                  ? say.plain('topics-marks.reported.hidden', { reason: say.plain(`topics-marks.reason.${hidden.why.reason}`) })
                  : say.plain('topics-marks.reported.hidden-by', {
                      name: hidden.by,
                      reason: say.plain(`topics-marks.reason.${hidden.why.reason}`),
                    }),
            },
          ]),
          ...(hidden.why.words === '' ? [] : [{ type: 'quote', text: [hidden.why.words] } as const]),
          paragraph(
            hidden.byHand
              ? say('topics-marks.reported.by-hand', { platform: platformName(contribution.message.conversation.platform, language) })
              : say('topics-marks.reported.removed'),
          ),
        ]
      : []),
    ...(state === 'kept' && reports > 0 ? [paragraph([{ type: 'bold', text: say.plain('topics-marks.reported.kept') }])] : []),
    ...(isStopped ? [paragraph(say('topics-marks.reported.stopped'))] : []),
  ];
}

function buttons({ contribution: { id, member }, state, isStopped }: ReportView, language: Language): readonly Button[] {
  const say = speaker(language);
  const mirroring = isStopped
    ? controls['mirror-again'].button(say.plain('topics-marks.button.mirror-again'), { id })
    : controls['stop-mirroring'].button(say.plain('topics-marks.button.stop-mirroring'), { id });
  return [
    ...(state === 'hidden' ? [] : [controls.hide.button(say.plain('topics-marks.button.hide'), { id, style: 'danger' })]),
    ...(state === 'open' ? [controls.leave.button(say.plain('topics-marks.button.leave'), { id })] : []),
    ...(member === null ? [] : [mirroring]),
  ];
}
