import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { TextPart } from '../../ports/files.js';
import { TEXT_MAX } from './documents.js';

/** The text of each page. */
export async function readPdf(bytes: Uint8Array): Promise<readonly TextPart[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const parts: TextPart[] = [];
  let left = TEXT_MAX;
  let number = 0;
  for (const page of document.pages()) {
    number += 1;
    const text = page.getText();
    left -= text.length;
    if (text.trim() !== '') parts.push({ place: 'page', number, text });
    if (left <= 0) break;
  }
  return parts;
}
