import type { Language } from '../../../core/language.js';
import type { Context, Page } from '../../../feature-api/index.js';
import { html, type Markup } from '../../../kit/html.js';
import { formatInstant, speaker } from '../../../language/index.js';
import { hashOfSecret } from '../secrets.js';
import { type Certificate, eventsStore, type WholeEvent } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { certificatesPage } from './names.js';
import { whenOf } from './printed.js';
import { readNumber } from './rules/number.js';

/** What a number says: a certificate that holds, one that another replaced, one that was withdrawn. */
type Verdict = 'valid' | 'replaced' | 'withdrawn';

/** Anyone can check a number here. Only whoever has the certificate's own link reads the name. */
export const certificatePage: Page = {
  path: certificatesPage,
  async serve(context, { rest, query, language }) {
    const [number = '', token = ''] = (rest === '' ? (query['number'] ?? '') : rest).split('.');
    const typed = number.slice(0, 40).trim();
    const say = speaker(language);
    const title = say.plain('events-certificates.page.title');
    const found = typed === '' ? undefined : await checked(context, typed, token);
    const result = typed === '' ? html`` : found ? foundMarkup(found, language) : missingMarkup(typed, language);
    return {
      type: 'document',
      title,
      body: html`<h1>${title}</h1>
${result}
<form method="get" action="${context.addressOf(certificatesPage) ?? ''}">
<p><label for="number">${say.plain('events-certificates.page.label')}</label></p>
<p><input id="number" name="number" dir="ltr" autocomplete="off" maxlength="40" required value="${found ? '' : typed}">
<input type="hidden" name="language" value="${language}">
<button>${say.plain('events-certificates.page.check')}</button></p>
</form>`,
    };
  },
};

interface Found extends WholeEvent {
  readonly certificate: Certificate;
  readonly verdict: Verdict;
  /** Only for whoever has the link. */
  readonly name: string | null;
}

async function checked(context: Context, typed: string, token: string): Promise<Found | undefined> {
  const store = eventsStore(context.tx);
  const number = readNumber(typed);
  const certificate = number === undefined ? undefined : await store.certificate(number);
  const whole = certificate && (await store.whole(certificate.event));
  if (!certificate || !whole) return undefined;
  const holdsLink = token !== '' && (await hashOfSecret(token)) === certificate.tokenHash;
  const verdict = await verdictOn(context, certificate);
  return { ...whole, certificate, verdict, name: holdsLink && verdict === 'valid' ? certificate.name : null };
}

async function verdictOn(context: Context, certificate: Certificate): Promise<Verdict> {
  if (certificate.withdrawnAt === null) return 'valid';
  if (certificate.member === null) return 'withdrawn';
  const all = await eventsStore(context.tx).certificatesAt(certificate.event);
  const isReplaced = all.some(
    ({ member, role, withdrawnAt }) => withdrawnAt === null && member === certificate.member && role === certificate.role,
  );
  return isReplaced ? 'replaced' : 'withdrawn';
}

function foundMarkup(found: Found, language: Language): Markup {
  const { certificate, verdict, name, event } = found;
  const say = speaker(language);
  const row = (label: string, value: string) => html`<tr><th scope="row">${label}</th><td><bdi>${value}</bdi></td></tr>`;
  return html`<p class="verdict ${verdict}" role="status"><strong>${say.plain(`events-certificates.page.${verdict}`)}</strong></p>
<table>
${row(say.plain('events-certificates.page.number'), certificate.number)}
${name === null ? undefined : row(say.plain('events-certificates.page.name'), name)}
${row(say.plain('events-certificates.page.for'), say.plain(`events-certificates.role.${certificate.role}`))}
${row(say.plain('events-certificates.page.event'), `${titleIn(event, language)} (${say.plain(`events.kind.${event.kind}`)})`)}
${row(say.plain('events.fact.when'), whenOf(found, language))}
${row(say.plain('events-certificates.page.issued'), formatInstant(certificate.issuedAt, event.zone, language, 'long-date'))}
</table>
<p class="about">${verdict === 'valid' && name === null ? say.plain('events-certificates.page.no-name') : undefined}</p>`;
}

function missingMarkup(typed: string, language: Language): Markup {
  return html`<p class="verdict withdrawn" role="status">${speaker(language).plain('events-certificates.page.unknown', { number: typed })}</p>`;
}
