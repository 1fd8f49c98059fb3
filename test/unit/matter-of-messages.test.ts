import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matterOf as onDiscord } from '../../adapters/discord/receive/matter.js';
import { matterSchema, matterShape, matterOf as onSlack } from '../../adapters/slack/receive/matter.js';
import { linksIn } from '../../src/core/address.js';

describe('links in a text', () => {
  it('are those of pages, without the signs that end a sentence, each once', () => {
    expect(linksIn('See https://example.org/a, (https://example.org/b) and «https://example.org/a».')).toEqual([
      'https://example.org/a',
      'https://example.org/b',
    ]);
    expect(linksIn('اقرأ https://example.org/دليل، ثم http://example.org/c؟')).toHaveLength(2);
  });
  it('never hold a password, run anything, or lead to no host', () => {
    expect(linksIn('javascript:alert(1) https://u:p@example.org file:///etc/passwd http://localhost https://')).toEqual([]);
    expect(linksIn(`https://example.org/${'x '.repeat(9)}`.repeat(50))).toHaveLength(1);
  });
});

describe('what a message holds', () => {
  const slack = (message: unknown) => onSlack(z.object(matterShape).parse(message));
  it('is read of a message of Slack, without its words', () => {
    const file = { id: 'F1', name: 'a.pdf', mimetype: 'application/pdf', size: 3 };
    const matter = slack({
      text: 'Secret words <https://example.org/a?b=1&amp;c=2|our form>',
      files: [
        { ...file, url_private_download: 'https://files.slack.com/a', url_private: 'https://files.slack.com/b' },
        { ...file, mode: 'external', url_private: 'https://docs.example.org/' },
        { id: 'F2', mode: 'tombstone' },
      ],
    });
    expect(matter).toEqual({
      links: ['https://example.org/a?b=1&c=2'],
      files: [
        { name: 'a.pdf', mediaType: 'application/pdf', size: 3, url: 'https://files.slack.com/a' },
        { name: 'a.pdf', mediaType: 'application/pdf', size: 3, url: '' },
      ],
    });
    expect(matterSchema.parse(matter)).toEqual(matter);
    expect(slack({ text: 'words' })).toBeUndefined();
    expect(slack({ text: 7, files: 'x' })).toBeUndefined();
  });
  it('is read of a message of Discord, without its words', () => {
    const attachment = {
      id: '1',
      filename: 'a.pdf',
      size: 3,
      url: 'https://cdn.example.org/a?ex=1',
      proxy_url: '',
      content_type: 'application/pdf',
    };
    expect(onDiscord({ content: 'Secret words <https://example.org/a>', attachments: [attachment] })).toEqual({
      links: ['https://example.org/a'],
      files: [{ name: 'a.pdf', size: 3, url: 'https://cdn.example.org/a?ex=1', mediaType: 'application/pdf' }],
    });
    expect(onDiscord({ content: 'words', attachments: [] })).toBeUndefined();
    expect(onDiscord()).toBeUndefined();
  });
});
