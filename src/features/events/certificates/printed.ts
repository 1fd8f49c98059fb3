import { directionOf, type Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { formatInstant, isolate, speaker } from '../../../language/index.js';
import { printable } from '../../../print/index.js';
import { secretsOf } from '../secrets.js';
import type { Certificate, WholeEvent } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { PrintedCertificate } from './draw.js';
import { purposeOf } from './issue.js';
import { certificatesPage } from './names.js';
import { hoursOf } from './rules/entitled.js';

/** The sentences of certificates of one event, each in its own language. Those that name nobody any more are left out. */
export async function printedOf(
  context: Context,
  whole: WholeEvent,
  certificates: readonly Certificate[],
): Promise<readonly PrintedCertificate[]> {
  const { name: community } = await context.community.settings();
  const secrets = await secretsOf(context);
  const address = context.addressOf(certificatesPage);
  const printed: PrintedCertificate[] = [];
  for (const certificate of certificates) {
    const { name, number, role, language, issuedAt } = certificate;
    if (name === null) continue;
    const say = speaker(language);
    const link = context.addressOf(certificatesPage, `${number}.${await secrets(purposeOf(number))}`);
    printed.push({
      language,
      rtl: directionOf(language) === 'rtl',
      community: printable(community),
      heading: say.plain(role === 'attendee' ? 'events-certificates.print.attended' : 'events-certificates.print.thanked'),
      given: say.plain('events-certificates.print.given'),
      name: printable(name) || '—',
      deed: say.plain(`events-certificates.print.${role}`),
      event: printable(titleIn(whole.event, language)),
      when: `${say.plain(`events.kind.${whole.event.kind}`)} · ${whenOf(whole, language)}`,
      length: say.plain('events-certificates.print.length', { count: hoursOf(whole.sessions) }),
      facts: [
        say.plain('events-certificates.print.issued', { date: formatInstant(issuedAt, whole.event.zone, language, 'long-date') }),
        say.plain('events-certificates.print.number', { number }),
        ...(address === undefined ? [] : [say.plain('events-certificates.print.check'), isolate(address)]),
      ],
      link,
      alt: say.plain('events-certificates.print.code'),
    });
  }
  return printed;
}

/** The day, or from which to which day. */
export function whenOf({ event, sessions }: WholeEvent, language: Language): string {
  const days = sessions
    .filter(({ state }) => state === 'planned')
    .map(({ startsAt }) => formatInstant(startsAt, event.zone, language, 'long-date'));
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  return from === to ? from : speaker(language).plain('events-certificates.print.days', { from, to });
}
