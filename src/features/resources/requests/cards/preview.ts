import { actions, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { optionOf } from '../../cards/labels.js';
import { resourcesControls } from '../../controls.js';
import type { Resource } from '../../types.js';
import { requestControls as controls } from '../controls.js';
import type { ResourceRequest } from '../types.js';
import { factsBlock } from './blocks.js';

/** A request before it is sent: first what exists already, then what others will read. */
export function previewCard(request: ResourceRequest, existing: readonly Resource[], language: Language): Card {
  const { id, what, purpose, sectors } = request;
  return cardIn(language, (say) => [
    paragraph(say('resources-request.existing', { count: existing.length })),
    existing.length > 0 &&
      actions(
        resourcesControls.show.menu(
          { label: say.plain('resources.open'), options: existing.map((resource) => optionOf(resource, language)) },
          { id: undefined },
        ),
      ),
    heading([asLabel(what)]),
    asLabel(what) !== what && quote([what]),
    quote([purpose]),
    factsBlock(request, language),
    note(say(sectors.length === 0 ? 'resources-request.preview.no-sector' : 'resources-request.preview.sector')),
    actions(
      controls['request-send'].button(say.plain('resources-request.button.send-named'), { id: { id, as: 'named' }, style: 'primary' }),
      controls['request-send'].button(say.plain('resources-request.button.send-unnamed'), { id: { id, as: 'unnamed' } }),
      controls['request-edit'].button(say.plain('resources-request.button.edit'), { id }),
      controls['request-drop'].button(say.plain('resources-request.button.drop'), { id }),
    ),
  ]);
}
