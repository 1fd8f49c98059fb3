import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { requestControls as controls } from '../controls.js';
import { OPEN, type RequestView } from '../find.js';
import { WITHDRAWALS } from '../types.js';
import { givenBlocks } from './answer.js';
import { factsBlock } from './blocks.js';

/** A request that was sent, and what its reader can do. `lead` is said first. */
export function requestCard(view: RequestView, language: Language, lead?: Text): Card {
  const { request, own, author, given, helping } = view;
  const { what, purpose, state, named } = request;
  const short = asLabel(what);
  const isOpen = OPEN.includes(state);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([short]),
    short !== what && quote([what]),
    purpose !== '' && quote([purpose]),
    factsBlock(request, language, [
      [say.plain('resources-request.fact.state'), say.plain(`resources-request.state.${state}`)],
      ...(author === undefined ? [] : [[say.plain('resources-request.fact.author'), isolate(author)] as const]),
    ]),
    ...reasonBlocks(view, language),
    own && isOpen && note(say(named ? 'resources-request.own.named' : 'resources-request.own.unnamed')),
    isOpen && helping > 0 && note(say('resources-request.helping', { count: helping })),
    ...(own
      ? given.flatMap((one) => givenBlocks(one, language))
      : given.map(({ answer }) => note(say(`resources-request.mine.${answer.state}`)))),
    ...rowsOf(view, language).map((row) => actions(...row)),
  ]);
}

function reasonBlocks({ request: { state, reason }, own, organiser }: RequestView, language: Language): readonly Block[] {
  const say = speaker(language);
  if (reason === null || !(own || organiser)) return [];
  const withdrawal = WITHDRAWALS.find((known) => known === reason);
  if (state === 'withdrawn' && withdrawal) return [note(say(`resources-request.withdrawal.${withdrawal}`))];
  return state === 'closed' ? [quote([reason])] : [];
}

function rowsOf({ request, own, organiser, will }: RequestView, language: Language): readonly (readonly Button[])[] {
  const say = speaker(language);
  const { id, state } = request;
  if (!OPEN.includes(state)) return [[controls['request-mine'].button(say.plain('resources-request.button.mine'), { id: 0 })]];
  const rows: readonly (readonly Button[])[] = [
    own
      ? [
          controls['request-edit'].button(say.plain('resources-request.button.edit'), { id }),
          controls['request-withdraw'].button(say.plain('resources-request.button.withdraw'), { id }),
          controls['request-mine'].button(say.plain('resources-request.button.mine'), { id: 0 }),
        ]
      : helpButtons(id, will, language),
    organiser ? [controls['request-close'].button(say.plain('resources-request.button.close'), { id, style: 'danger' })] : [],
  ];
  return rows.filter((row) => row.length > 0);
}

function helpButtons(id: RequestView['request']['id'], will: RequestView['will'], language: Language): readonly Button[] {
  const say = speaker(language);
  if (will !== 'yes') return [controls['request-help'].button(say.plain('resources-request.button.help'), { id, style: 'primary' })];
  return [
    controls['request-attach'].button(say.plain('resources-request.button.attach'), { id, style: 'primary' }),
    controls['request-name'].button(say.plain('resources-request.button.name'), { id }),
    controls['request-pass'].button(say.plain('resources-request.button.pass'), { id }),
  ];
}
