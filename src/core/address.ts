const LINK = /https?:\/\/[^\s<>|"]+/giu;
/** Punctuation at the end that belongs to the sentence and not to the address. */
const AFTER = /[.,;:!?'”»،؛؟)\]}]+$/u;
/** The largest number of links of one text that are looked at. */
const LINKS_MAX = 5;

/** The addresses of pages in a text, each once, in their order. */
export function linksIn(text: string): readonly string[] {
  const found = [...text.matchAll(LINK)].flatMap(([link]) => readAddress(link.replace(AFTER, '')) ?? []);
  return [...new Set(found)].slice(0, LINKS_MAX);
}

/** The address of a page that a member wrote, whole; undefined if it is none. */
export function readAddress(text: string): string | undefined {
  const typed = text.trim();
  if (/\s/.test(typed)) return undefined;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(whole);
  const isPage = (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') && username === '' && password === '';
  return isPage ? href : undefined;
}
