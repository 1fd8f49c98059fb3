import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { TextPart } from '../../ports/files.js';
import { TEXT_MAX } from './documents.js';

/** Whether somebody can open a document. */
export interface Opening {
  readonly type: 'open' | 'locked' | 'broken';
}

/** The most pages, because each takes memory; no book has as many. */
const PAGES_MAX = 10_000;

/** Whether a PDF can be opened: `locked` needs a password, and `broken` can't be opened at all. */
export async function openingOf(bytes: Uint8Array): Promise<Opening> {
  const library = await PDFiumLibrary.init();
  try {
    return { type: (await library.loadDocument(bytes)).getPageCount() > 0 ? 'open' : 'broken' };
  } catch (error) {
    return { type: error instanceof Error && /password/i.test(error.message) ? 'locked' : 'broken' };
  }
}

/** The text of each page. */
export async function readPdf(bytes: Uint8Array): Promise<readonly TextPart[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const parts: TextPart[] = [];
  let left = TEXT_MAX;
  let number = 0;
  for (const page of document.pages()) {
    number += 1;
    const text = page.getText().slice(0, left);
    left -= text.length;
    if (text.trim() !== '') parts.push({ place: 'page', number, text });
    if (left <= 0 || number >= PAGES_MAX) break;
  }
  return parts;
}
