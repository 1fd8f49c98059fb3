import { PDFiumLibrary } from '@hyzyla/pdfium';

let library: Promise<PDFiumLibrary> | undefined;

/** What stands on each page of a PDF, as another program reads it; spaces count once. */
export async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  const pages = [...document.pages()].map((page) => page.getText().replace(/[\s\u200b]+/g, ' '));
  document.destroy();
  return pages;
}
