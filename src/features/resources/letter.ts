import type { Language } from '../../core/language.js';
import type { Context, LetterItem, LetterPart } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { sectorLabel } from '../members/public.js';
import { itemKey, showPage } from './names.js';
import { requestsSection } from './requests/letter.js';
import { summaryIn, titleIn } from './rules/title.js';
import { resourcesStore } from './store/index.js';
import type { Resource } from './types.js';

/** What every member may see of the resource centre and was approved within the period, by sector, and what members look for. */
export const resourcesLetter: LetterPart = {
  async sections(context, period, language) {
    const say = speaker(language);
    const found = await resourcesStore(context.tx).approvedWithin(period);
    const items = found
      .toSorted((one, other) => (one.sectors[0] ?? '~').localeCompare(other.sectors[0] ?? '~', 'en') || one.id - other.id)
      .map((resource) => itemOf(context, resource, language));
    return [
      { title: say.plain('resources-letter.title'), items, hint: say.plain('resources-letter.more', { command: '/resources search' }) },
      await requestsSection(context, period, language),
    ];
  },
};

function itemOf({ addressOf }: Pick<Context, 'addressOf'>, resource: Resource, language: Language): LetterItem {
  const { id, kind, sectors, organisation, visibility } = resource;
  const say = speaker(language);
  const summary = summaryIn(resource, language);
  const [sector] = sectors;
  const address = visibility === 'public' ? addressOf(showPage, String(id)) : undefined;
  return {
    key: itemKey(id),
    title: titleIn(resource, language),
    facts: [say.plain(`resources.kind.${kind}`), ...(organisation === '' ? [] : [organisation])].join(' · '),
    group: sector === undefined ? say.plain('resources-letter.no-sector') : sectorLabel(sector, language),
    ...(summary !== '' && { text: summary }),
    ...(address !== undefined && { address }),
  };
}
