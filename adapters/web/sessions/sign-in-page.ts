import { directionOf, type Language } from '../../../src/core/language.js';
import type { PageFiles } from '../connect/page-files.js';

export interface SignInPage {
  readonly language: Language;
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
}

/** Renders a page for a person who is not signed in; without a built page it has no styles. */
export function renderSignInPage(pageFiles: PageFiles, { language, title, body }: SignInPage): string {
  return (pageFiles.text('sign-in.html') ?? TEMPLATE)
    .replaceAll('{language}', language)
    .replaceAll('{direction}', directionOf(language))
    .replaceAll('{title}', () => escapeHtml(title))
    .replace('{body}', () => body);
}

const TEMPLATE = `<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>`;

/** A text that HTML shows as it is, also within an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
