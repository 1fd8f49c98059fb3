import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { sizeText } from '../cards/labels.js';
import { SEARCH_MAX } from '../rules/query.js';
import { exportingControls as controls } from './controls.js';

export interface TakeOffer {
  readonly words: string;
  readonly count: number;
  /** Of all files of the results. */
  readonly bytes: number;
  readonly files: number;
  /** How many files the archive has room for, and their bytes. */
  readonly inArchive: { readonly files: number; readonly bytes: number };
}

/** In which ways results can be kept, with what a slow connection has to carry. */
export function takeCard({ words, count, bytes, files, inArchive }: TakeOffer, language: Language): Card {
  const id = words.slice(0, SEARCH_MAX);
  const leftOut = files - inArchive.files;
  return cardIn(language, (say) => [
    heading(say('resources-export.heading', { words })),
    paragraph(say('resources-export.count', { count })),
    files > 0 && note(say('resources-export.files', { count: files, size: sizeText(bytes, language) })),
    leftOut > 0 && note(say('resources-export.left-out', { count: leftOut })),
    count > 0 &&
      actions(
        controls['take-csv'].button(say.plain('resources-export.csv'), { id }),
        controls['take-html'].button(say.plain('resources-export.html'), { id }),
        ...(inArchive.files > 0
          ? [controls['take-zip'].button(say.plain('resources-export.zip', { size: sizeText(inArchive.bytes, language) }), { id })]
          : []),
      ),
  ]);
}

/** Comes with a file of results. */
export function takenCard(words: string, leftOut: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('resources-export.done', { words })),
    leftOut > 0 && note(say('resources-export.left-out', { count: leftOut })),
  ]);
}
