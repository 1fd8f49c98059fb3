import { actions, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { LocalDate } from '../../../../core/time.js';
import { cardIn, formatLocalDate } from '../../../../language/index.js';
import type { Personal } from '../../../../ports/files.js';
import { resourcesControls } from '../../controls.js';
import { titleIn } from '../../rules/title.js';
import type { Resource } from '../../types.js';
import { upkeepControls as controls } from '../controls.js';
import type { LinkHealth } from '../types.js';
import { linkText } from './check.js';
import { personalText } from './on-resource.js';

type Shown = Pick<Resource, 'id' | 'title' | 'titles'>;

/** Tells that a link leads nowhere any more: its contributor, or organisers. */
export function linkCard({ id, ...titled }: Shown, link: string, health: LinkHealth, isOwner: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(isOwner ? 'resources-upkeep.told.link' : 'resources-upkeep.told.link-unowned')),
    quote([titleIn(titled, language)]),
    paragraph([`${linkText(health, language)} `, { type: 'link', url: link, label: link }]),
    actions(
      ...(isOwner ? [resourcesControls.link.button(say.plain('resources.button.link'), { id })] : []),
      resourcesControls.show.button(say.plain('resources.button.show'), { id }),
    ),
  ]);
}

/** Tells that something may soon be shared no longer. */
export function expiresCard({ id, ...titled }: Shown, on: LocalDate, isOwner: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(
      say(isOwner ? 'resources-upkeep.told.expires' : 'resources-upkeep.told.expires-unowned', {
        date: formatLocalDate(on, language, 'short-date'),
      }),
    ),
    quote([titleIn(titled, language)]),
    actions(
      controls.expires.button(say.plain('resources-upkeep.button.expires'), { id }),
      resourcesControls.show.button(say.plain('resources.button.show'), { id }),
    ),
  ]);
}

/** Tells that something was taken back from people outside. */
export function expiredCard({ id, ...titled }: Shown, isOwner: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(isOwner ? 'resources-upkeep.told.expired' : 'resources-upkeep.told.expired-unowned')),
    quote([titleIn(titled, language)]),
    actions(resourcesControls.show.button(say.plain('resources.button.show'), { id })),
  ]);
}

/** Tells a contributor what was taken out of a file before people outside get it. */
export function cleanedCard({ id, ...titled }: Shown, removed: readonly Personal[], language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-upkeep.told.cleaned', { what: personalText(removed, language) })),
    quote([titleIn(titled, language)]),
    actions(resourcesControls.show.button(say.plain('resources.button.show'), { id })),
  ]);
}

/** Tells that a file could not be cleaned: its contributor, and organisers, who decide. */
export function uncleanCard({ id, ...titled }: Shown, isOwner: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(isOwner ? 'resources-upkeep.told.unclean' : 'resources-upkeep.told.unclean-unowned')),
    quote([titleIn(titled, language)]),
    actions(resourcesControls.show.button(say.plain('resources.button.show'), { id })),
  ]);
}

/** Tells organisers that somebody outside asks to have something taken down; what they wrote stands on the resource. */
export function takeDownCard({ id, ...titled }: Shown, count: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-upkeep.take-down.asked', { count })),
    quote([titleIn(titled, language)]),
    actions(resourcesControls.show.button(say.plain('resources.button.show'), { id, style: 'primary' })),
  ]);
}

/** Tells organisers that something is left undone. */
export function toCheckCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-upkeep.told.to-check')),
    actions(controls.check.button(say.plain('resources-upkeep.button.check'), { id: 0 })),
  ]);
}
