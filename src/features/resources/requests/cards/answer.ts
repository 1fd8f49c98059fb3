import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { linksBlock, sizeText } from '../../cards/labels.js';
import { fileCardWith } from '../../cards/resource.js';
import { resourcesControls } from '../../controls.js';
import { titleIn } from '../../rules/title.js';
import type { Edition, Resource, ResourceId } from '../../types.js';
import { requestControls as controls } from '../controls.js';
import { type Given, isThere, type RequestView } from '../find.js';
import type { WholeRequest } from '../types.js';
import { factsBlock } from './blocks.js';

/** What somebody gave, with all that there is to read. Whoever asked says whether it helps. */
export function givenBlocks({ answer, helper, editions }: Given, language: Language): readonly Block[] {
  const say = speaker(language);
  const { id, note: words, resource, state } = answer;
  const isHere = isThere(answer) && editions.length > 0;
  const links = linksBlock(editions, language);
  const files = editions.flatMap((edition) => (edition.file === null ? [] : [getButton(edition, edition.file, language)]));
  const decisions = [
    controls['request-yes'].button(say.plain('resources-request.button.yes'), { id, style: 'primary' }),
    controls['request-no'].button(say.plain('resources-request.button.no'), { id }),
  ];
  return [
    paragraph(helper === undefined ? say('resources-request.given.someone') : say('resources-request.given.name', { name: helper })),
    ...(isHere && resource ? [quote([titleIn(resource, language)])] : [note(say('resources-request.given.gone'))]),
    ...(words === '' ? [] : [quote([words])]),
    ...(links ? [links] : []),
    ...(files.length === 0 ? [] : [actions(...files)]),
    ...(state === 'given' ? [actions(...(isHere ? decisions : decisions.slice(1)))] : [note(say(`resources-request.answer.${state}`))]),
  ];

  function getButton(edition: Edition, { size, type }: NonNullable<Edition['file']>, reader: Language) {
    const label = speaker(reader).plain('resources.button.get', {
      language: speaker(reader).plain(`common.language.${edition.language}`),
      type: type.toUpperCase(),
      size: sizeText(size, reader),
    });
    return controls['request-get'].button(label, { id: { answer: id, edition: edition.id } });
  }
}

/** Gives somebody what they asked for. `again`: they have had it for some days. */
export function answeredCard({ what }: WholeRequest, given: Given, language: Language, again: boolean): Card {
  return cardIn(language, (say) => [
    paragraph(say(again ? 'resources-request.told.unconfirmed' : 'resources-request.told.answered')),
    quote([what]),
    ...givenBlocks(given, language),
  ]);
}

/** Shows how somebody can help who wants to. */
export function waysCard({ request, helping }: RequestView, language: Language): Card {
  const { id, what, purpose } = request;
  return cardIn(language, (say) => [
    paragraph(say('resources-request.ways')),
    heading([asLabel(what)]),
    quote([purpose]),
    factsBlock(request, language),
    helping > 0 && note(say('resources-request.helping', { count: helping })),
    actions(
      controls['request-attach'].button(say.plain('resources-request.button.attach'), { id, style: 'primary' }),
      controls['request-name'].button(say.plain('resources-request.button.name'), { id }),
      controls['request-pass'].button(say.plain('resources-request.button.pass'), { id }),
    ),
  ]);
}

/** Thanks for a file, which is a draft of the helper's. `given`: whether the request was still there. */
export function attachedCard(id: ResourceId, title: string, given: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(given ? 'resources-request.done.attached' : 'resources-request.done.kept')),
    quote([title]),
    actions(
      resourcesControls.send.button(say.plain('resources.button.send'), { id }),
      resourcesControls.details.button(say.plain('resources.button.details'), { id }),
      resourcesControls.show.button(say.plain('resources.button.show'), { id }),
    ),
  ]);
}

/** Comes with a file that was given. */
export function gotCard(resource: Resource, language: Language): Card {
  const { id, state } = resource;
  const say = speaker(language);
  return fileCardWith(
    resource,
    language,
    state === 'approved' && actions(resourcesControls.show.button(say.plain('resources.button.show'), { id })),
    actions(controls['request-mine'].button(say.plain('resources-request.button.mine'), { id: 0 })),
  );
}
