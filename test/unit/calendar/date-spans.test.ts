import { describe, expect, it } from 'vitest';
import { readDateSpans } from '../../../src/calendar/date-spans.js';

const span = (from: string, to = from) => ({ from, to });

describe('dates and spans of dates', () => {
  it.each([
    ['2027-06-14', [span('2027-06-14')]],
    ['14/6/2027, 16.6.2027', [span('2027-06-14'), span('2027-06-16')]],
    ['2027-06-14 - 2027-06-18', [span('2027-06-14', '2027-06-18')]],
    ['2027-06-14–2027-06-18\n2027-06-20', [span('2027-06-14', '2027-06-18'), span('2027-06-20')]],
    ['from 14/6/2027 to 18/6/2027', [span('2027-06-14', '2027-06-18')]],
    ['من ١٤/٦/٢٠٢٧ إلى ١٨/٦/٢٠٢٧، ٢٠/٦/٢٠٢٧', [span('2027-06-14', '2027-06-18'), span('2027-06-20')]],
    ['لە ۱٤/٦/۲۰۲۷ تا ۱۸/٦/۲۰۲۷', [span('2027-06-14', '2027-06-18')]],
    ['\u200e2027-06-14\u200e', [span('2027-06-14')]],
    ['', []],
  ])('are read in any language: %s', (text, spans) => {
    expect(readDateSpans(text)).toEqual(spans);
  });

  it.each(['14 June', '2027-06-31', '2027-06-18 - 2027-06-14', '2027-06-14 - soon'])('are none: %s', (text) => {
    expect(readDateSpans(`2027-06-01\n${text}`)).toEqual({ unread: text });
  });
});
