import { directionOf, type Language } from '../../src/core/language.js';
import type { PageFiles } from './page-files.js';

/** A plain page for somebody who is not in yet; `body` is HTML, all else is text. */
export function threshold(
  pageFiles: PageFiles,
  { language, title, body }: { readonly language: Language; readonly title: string; readonly body: string },
): string {
  return (pageFiles.text('sign-in.html') ?? TEMPLATE)
    .replaceAll('{language}', language)
    .replaceAll('{direction}', directionOf(language))
    .replaceAll('{title}', () => escapeHtml(title))
    .replace('{body}', () => body);
}

const TEMPLATE = `<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
