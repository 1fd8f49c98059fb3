import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInlineCompute } from '../../src/compute/host.js';
import { toId } from '../../src/core/ids.js';
import { after, HOUR, type Instant, toInstant, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { drawCertificates, type PrintedCertificate } from '../../src/features/events/certificates/draw.js';
import { attendedEnough, attendedShare, hoursOf, isCertified } from '../../src/features/events/certificates/rules/entitled.js';
import { numberFrom, readNumber } from '../../src/features/events/certificates/rules/number.js';
import type { Session, SessionState } from '../../src/features/events/types.js';
import { printable } from '../../src/print/index.js';
import { pagesOf } from '../support/pdf.js';

const NOW = toInstant(Date.parse('2026-11-22T09:00:00Z'));

function session(id: number, startsAt: Instant, hours: number, state: SessionState = 'planned'): Session {
  const clock = { date: toLocalDate('2026-11-22'), startTime: toLocalTime('10:00'), endTime: toLocalTime('11:00') };
  return {
    id: toId(id),
    event: toId(1),
    position: id,
    state,
    ...clock,
    startsAt,
    endsAt: after(startsAt, hours * HOUR),
    code: null,
    women: null,
    men: null,
    overnightSure: false,
  };
}
const was = (id: number, share: number) => ({ session: toId<Session['id']>(id), share });

describe('a certificate', () => {
  const long = session(1, after(NOW, -30 * HOUR), 6);
  const short = session(2, after(NOW, -3 * HOUR), 2);
  const off = session(3, after(NOW, HOUR), 8, 'cancelled');
  const sessions = [long, short, off];
  const event = { state: 'announced', certificate: true, requiredShare: 75 } as const;

  it('is for those who attended the required share of the time of what was held', () => {
    expect(attendedShare(sessions, [was(1, 100)])).toBe(75);
    expect(attendedShare(sessions, [was(1, 100), was(2, 50), was(3, 100)])).toBe(87.5);
    expect(attendedShare(sessions, [was(2, 250)])).toBe(25);
    expect(attendedEnough({ event, sessions }, [was(1, 100)])).toBe(true);
    expect(attendedEnough({ event, sessions }, [was(1, 99), was(3, 100)])).toBe(false);
    expect(attendedEnough({ event: { ...event, requiredShare: 0 }, sessions }, [])).toBe(false);
    expect(attendedEnough({ event: { ...event, certificate: false }, sessions }, [was(1, 100), was(2, 100)])).toBe(false);
    expect(hoursOf([...sessions, session(4, NOW, 0.75)])).toBe(8.8);
  });

  it('is given once all of an event is over, and not for what was called off', () => {
    expect(isCertified({ event, sessions }, NOW)).toBe(true);
    expect(isCertified({ event, sessions }, after(NOW, -2 * HOUR))).toBe(false);
    expect(isCertified({ event: { ...event, state: 'cancelled' }, sessions }, NOW)).toBe(false);
    expect(isCertified({ event, sessions: [off] }, NOW)).toBe(false);
  });

  it('has a number that is read however it is typed', () => {
    expect(numberFrom([0, 1, 2, 3, 4, 29, 30, 59, 60, 2 ** 32 - 1])).toBe('23456-Z2Z2H');
    expect(readNumber(' ٢٣٤٥٦ zz2z27 ')).toBeUndefined();
    expect(readNumber(' ٢٣٤٥٦ – z2z27 ')).toBe('23456-Z2Z27');
    for (const bad of ['', '23456-Z2Z2', '23456-Z2Z2O', '1'.repeat(200), "' or 1=1 --"]) expect(readNumber(bad)).toBeUndefined();
  });
});

describe('a printed certificate', () => {
  const printed = (given: Partial<PrintedCertificate>): PrintedCertificate => ({
    language: 'en',
    rtl: false,
    community: 'Rivers',
    heading: 'Certificate',
    given: 'is given to',
    name: 'Zainab',
    deed: 'for taking part in',
    event: 'Safe spaces',
    when: 'Sunday',
    length: '6 hours',
    facts: ['Number 23456-Z2Z27'],
    link: 'https://mudhif.example.org/p/events/certificate/23456-Z2Z27.0a',
    alt: 'a code',
    ...given,
  });
  const compute = createInlineCompute();

  it.each([
    ['markup', '#panic("x") $sum$ *b* _i_ = h <label> @ref `raw` \\ #read("/etc/passwd") // c'],
    ['an import', '#import "@preview/x:1.0.0"; #sys.inputs'],
    ['quotes and braces', '"]})#{[(\\"\\n'],
  ])('shows %s as it was written', async (_what, name) => {
    const [page] = await pagesOf(await drawCertificates(compute, name, [printed({ name, event: name, community: name, facts: [name] })]));
    expect(page).toContain(name.slice(0, 12));
    expect(page?.replaceAll(' ', '')).toContain(name.replaceAll(' ', ''));
  });

  it('fits on one page whatever it holds, in each direction', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('x'.repeat(300), 'ڕێ '.repeat(100), 'W\u202e😀\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(words, words, fc.boolean(), async (name, event, rtl) => {
        const language = rtl ? 'ckb' : 'en';
        const one = printed({ name: printable(name), event: printable(event), community: printable(name), language, rtl });
        expect(await pagesOf(await drawCertificates(compute, printable(event), [one, printed({})]))).toHaveLength(2);
      }),
      { numRuns: 25 },
    );
  });

  it('has no emoji, controls or marks of direction; joiners of letters stay', () => {
    expect(printable('  Ze\u200b\u202eynab\u2069\u0007 😀👍🏽🇮🇶\n Ali \u200f')).toBe('Zeynab Ali');
    expect(printable('می\u200cخواهم №1 ½')).toBe('می\u200cخواهم №1 ½');
  });
});
