import type { Language } from '../../../../core/language.js';
import type { Button } from '../../../../core/message.js';
import { isolate, speaker } from '../../../../language/index.js';
import { slidesControls as controls } from '../controls.js';
import { MB } from '../rules/limits.js';
import type { EventFile } from '../types.js';

/** How many characters of a name a button shows. */
const BUTTON_NAME_MAX = 30;

/** How large a file is, as people say it: what they pay for on a slow connection. */
export function sizeText(bytes: number, language: Language): string {
  const say = speaker(language);
  if (bytes < MB / 10) return say.plain('events-slides.size.kb', { size: Math.max(1, Math.ceil(bytes / 1024)) });
  return say.plain('events-slides.size.mb', { size: Math.ceil((bytes / MB) * 10) / 10 });
}

type Described = Pick<EventFile, 'kind' | 'language' | 'name' | 'type' | 'size'>;

/** What a file is, in one line. */
export function fileText({ kind, language: written, name, size }: Described, language: Language): string {
  const say = speaker(language);
  const words = [say.plain(`events-slides.kind.${kind}`), say.plain(`common.language.${written}`), sizeText(size, language)];
  return [isolate(name), ...words].join(' · ');
}

/** Sends a file: its kind, language, type and size are on the button. */
export function getButton({ id, name, ...file }: Described & Pick<EventFile, 'id'>, language: Language): Button {
  const say = speaker(language);
  const label = say.plain('events-slides.button.get', {
    kind: say.plain(`events-slides.kind.${file.kind}`),
    language: say.plain(`common.language.${file.language}`),
    type: file.type.toUpperCase(),
    size: sizeText(file.size, language),
  });
  return controls.file.button(label, { id, accessibleName: `${label}: ${[...name].slice(0, BUTTON_NAME_MAX).join('')}` });
}
