/**
 * Whether an address may become a link on the page. Everything but the web and mail is refused, so that a `javascript:`
 * address can't run.
 */
export function isWebLink(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}
