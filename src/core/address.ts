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
