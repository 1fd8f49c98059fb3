import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { shownCount } from '../../../../core/small-groups.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { materialBlocks, slidesButton } from '../../materials/cards.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent } from '../../types.js';
import { slidesControls as controls } from '../controls.js';
import type { ManagedFiles } from '../manage.js';
import { FILES_MAX } from '../rules/limits.js';
import type { EventFile, Reached } from '../types.js';
import { questionBlocks } from './asked.js';
import { fileText, getButton } from './labels.js';

/** What there is of an event, and whom it reached, for those who may give files. */
export function manageCard(view: ManagedFiles, language: Language): Card {
  const { event, files, materials, reached, asked } = view;
  const { id } = event;
  // Givers who come back bring their files back, however many there are by then.
  const shown = files.slice(0, FILES_MAX);
  return cardIn(language, (say) => [
    heading(say('events-slides.title', { title: titleIn(event, language) })),
    files.length === 0 && materials.length === 0
      ? paragraph(say('events-slides.nothing-yet'))
      : {
          type: 'list',
          items: files.map((file) => [fileText(file, language), ...(file.forOthers ? [` · ${say.plain('events-slides.open')}`] : [])]),
        },
    ...materialBlocks(materials, language),
    ...questionBlocks(asked, language),
    ...reachedBlocks(reached, language),
    note(say('events-slides.drop-hint')),
    actions(controls['file-add'].button(say.plain('events-slides.button.add'), { id, style: 'primary' }), slidesButton(id, language)),
    shown.length > 0 &&
      actions(
        controls['file-show'].menu(
          {
            label: say.plain('events-slides.menu'),
            options: shown.map((file) => ({ value: String(file.id), label: asLabel(file.name) })),
          },
          { id: undefined },
        ),
      ),
    files.length > shown.length && note(say('common.menu-first', { max: FILES_MAX })),
  ]);
}

/** The chain from attendance to requests, in totals without names. */
export function reachedBlocks(reached: (Reached & { readonly attended: number }) | undefined, language: Language): readonly Block[] {
  if (reached === undefined || reached.sent + reached.fetched + reached.requested === 0) return [];
  const say = speaker(language);
  const value = (count: number) => {
    const shown = shownCount(count);
    return [shown === null ? say.plain('events-slides.reached.few') : String(shown)];
  };
  const items = (['attended', 'sent', 'fetched', 'requested'] as const).map((step) => ({
    label: say(`events-slides.reached.${step}`),
    value: value(reached[step]),
  }));
  return [{ type: 'facts', items }];
}

/** One file, for whoever may take it away. */
export function ownFileCard(event: CommunityEvent, file: EventFile, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph([fileText(file, language)]),
    actions(
      getButton(file, language),
      controls['file-remove'].button(say.plain('events-slides.button.remove'), { id: file.id, style: 'danger' }),
      controls['files-manage'].button(say.plain('events-slides.button.manage'), { id: event.id }),
    ),
  ]);
}

/** Asks before a file is taken away. */
export function removeCard(event: CommunityEvent, file: EventFile, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-slides.remove.ask', { name: file.name })),
    actions(
      controls['file-remove-yes'].button(say.plain('events-slides.button.remove'), { id: file.id, style: 'danger' }),
      controls['files-manage'].button(say.plain('events-slides.button.keep'), { id: event.id }),
    ),
  ]);
}

export function doneCard(key: 'events-slides.remove.done' | 'events-slides.discarded', language: Language): Card {
  return card(language, paragraph(speaker(language)(key)));
}
