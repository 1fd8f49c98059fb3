import { describe, expect, it } from 'vitest';
import { inlineAtoms } from '../../adapters/discord/render/text.js';
import { clean } from '../../adapters/slack/render/text.js';
import { hostToShow, partsOfLine } from '../../adapters/web/page/links.js';
import { resourceText } from '../../src/features/topics/closing/cards/summary.js';

const TURNED = 'https://bank.example\u202e/moc.live//:sptth';

describe('a link that disguises its host', () => {
  it('is shown as it is, without what turns it', () => {
    expect(partsOfLine(`see ${TURNED} now`)).toEqual([
      { type: 'words', text: 'see ' },
      { type: 'link', text: 'https://bank.example/moc.live//:sptth', href: 'https://bank.example/moc.live//:sptth', host: undefined },
      { type: 'words', text: ' now' },
    ]);
  });

  it.each([
    ['https://bank.example@evil.example/', 'evil.example'],
    ['https://bank.example:80@evil.example/login', 'evil.example'],
    ['https://xn--80ak6aa92e.com/', undefined],
    ['https://аррӏе.com/', 'xn--80ak6aa92e.com'],
    ['https://evil.example', undefined],
    ['HTTPS://Evil.Example/x?y', undefined],
    ['https://evil.example#bank.example', undefined],
  ])('%s tells where it leads', (url, host) => {
    expect(partsOfLine(url)).toMatchObject([{ type: 'link', host }]);
  });

  it.each([
    ['https://evil.example/', 'https://bank.example/', 'evil.example'],
    ['https://evil.example/', 'bank.example', 'evil.example'],
    ['https://evil.example/', `https://bank.example\u202e/`, 'evil.example'],
    ['https://evil.example/', 'Our page', undefined],
    ['https://evil.example/a', 'evil.example', undefined],
    ['mailto:a@b.example', 'bank.example', undefined],
  ])('of a card, to %s with the label %s', (url, label, host) => {
    expect(hostToShow(url, label)).toBe(host);
  });
});

describe('a resource of a summary, which a facilitator wrote', () => {
  const shown = (resource: string) => resourceText(resource).map((part) => (typeof part === 'string' ? { text: part } : part));

  it.each([
    ['https://example.org/منظمة', 'https://example.org/%D9%85%D9%86%D8%B8%D9%85%D8%A9', 'https://example.org/منظمة'],
    ['https://example.org/\u202egpj.exe', 'https://example.org/%E2%80%AEgpj.exe', 'https://example.org/gpj.exe'],
  ])('is a link that says where it leads: %j', (resource, url, label) => {
    expect(shown(resource)).toEqual([{ type: 'link', url, label }]);
  });

  it.each([TURNED, 'https://bank.example@evil.example/', 'javascript:alert(1)'])('is words where it disguises its host: %j', (resource) => {
    expect(shown(resource)).toEqual([{ text: resource }]);
  });
});

describe('the label of a link on Discord', () => {
  it.each(['\u202e', '\u202d', '\u202a', '\u202b'])('turns nothing: %j', (control) => {
    const atoms = inlineAtoms([{ type: 'link', url: 'https://evil.example/', label: `${control}Our page` }], new Map());
    expect(atoms.map(({ text }) => text)).toEqual(['[Our page](<https://evil.example/>)']);
  });
});

describe('what turns the direction in a message', () => {
  const parts = ['\u202e', '\u202d', '\u202a', '\u202b', '\u2066', '\u2067', '\u2068'].map((control) => `${control}abc`);

  it.each(parts)('reaches nothing outside it: %j', (text) => {
    expect(partsOfLine(text).map((part) => part.text)).toEqual(['abc']);
    expect(clean(text)).not.toMatch(/[\u202a-\u202e]/);
  });

  it('leaves commands and words as they are', () => {
    expect(partsOfLine('type /profile show, please')).toEqual([
      { type: 'words', text: 'type ' },
      { type: 'command', text: '/profile show' },
      { type: 'words', text: ', please' },
    ]);
  });
});
