import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/core/address.js';
import { isPassing } from '../../src/core/passing-link.js';
import type { Instant, Zone } from '../../src/core/time.js';
import { readSheet } from '../../src/features/events/import/read-sheet.js';
import { detailsFields } from '../../src/features/events/making/fields.js';
import { materialFields } from '../../src/features/events/materials/fields.js';
import { readList } from '../../src/features/resources/bulk/read.js';
import { firstFields, linkFields } from '../../src/features/resources/fields.js';
import { summaryFields } from '../../src/features/topics/closing/fields.js';
import { resourceFields } from '../../src/features/topics/proposals/fields.js';
import { phrase } from '../../src/language/index.js';
import { filesFromSource } from '../support/files.js';

const PASSING = [
  'https://cdn.discordapp.com/attachments/1/2/guide.pdf?ex=65a1&is=659f&hm=ab',
  'media.discordapp.net/attachments/1/2/photo.png',
  'https://files.slack.com/files-pri/T1-F2/guide.pdf',
  'https://scontent.fbgw1-1.fna.fbcdn.net/v/t1.0/a.jpg',
  'https://bucket.s3.amazonaws.com/a.pdf?X-Amz-Expires=60&X-Amz-Signature=ab',
  'https://store.blob.core.windows.net/a/b.pdf?sv=2022&se=2026-01-01&sig=ab',
];
const LASTING = [
  'https://example.org/guide.pdf?expires=never',
  'https://discord.com/channels/1/2/3',
  'https://reedhouse.slack.com/archives/C1/p2',
  'https://notfiles.slack.com.example.org/x',
  'https://example.org/?to=https://files.slack.com/files-pri/T1-F2/guide.pdf',
];
const error = phrase('common.error.passing-link');
const [link = ''] = PASSING;

describe('a link that stops working after a while', () => {
  it('is told from one that stays', () => {
    expect(PASSING.filter((one) => !isPassing(readAddress(one) ?? ''))).toEqual([]);
    expect(LASTING.filter((one) => isPassing(readAddress(one) ?? ''))).toEqual([]);
  });

  it('is refused for a resource, a topic, an event and its materials, with what to do instead', () => {
    const fields = [
      firstFields.link,
      linkFields.link,
      resourceFields.first,
      resourceFields.second,
      detailsFields.link,
      materialFields.slides,
      materialFields.recording,
      summaryFields.resources,
    ];
    for (const [index, field] of fields.entries()) {
      expect(field.read(link), String(index)).toEqual({ error });
      expect(field.read('https://example.org/a'), String(index)).toHaveProperty('value');
    }
    expect(summaryFields.resources.read(`The handbook\nThe guide (${link})`)).toEqual({ error });
  });

  it('is refused in lists of resources and of events', async () => {
    const list = await readList(
      filesFromSource,
      new TextEncoder().encode(`link,title,summary,kind,language\n${link},Guide,How,guide,en\n`),
      [],
    );
    expect(list.lines.map(({ problems }) => problems)).toEqual([[error]]);
    const sheet = `title,date,start,end,link\nWebinar,2026-12-08,18:00,19:00,${link}\n`;
    const zone = { zone: 'Asia/Baghdad' as Zone, now: Date.UTC(2026, 10, 29) as Instant };
    const { events, problems } = await readSheet(filesFromSource, new TextEncoder().encode(sheet), zone);
    expect([events[0]?.link, problems]).toEqual(['', [{ at: 2, problem: error }]]);
  });
});
