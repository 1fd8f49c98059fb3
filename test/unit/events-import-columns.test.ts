import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.js';
import { plain } from '../../src/core/text.js';
import type { Instant, Zone } from '../../src/core/time.js';
import { readSheet } from '../../src/features/events/import/read-sheet.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { filesFromSource } from '../support/files.js';

const options = { zone: 'Asia/Baghdad' as Zone, now: Date.UTC(2026, 10, 29) as Instant };
const read = (sheet: string) => readSheet(filesFromSource, new TextEncoder().encode(sheet), options);

describe('a plan of events', () => {
  it('is told of in the words of its own headings', async () => {
    const { problems } = await read('العنوان,اليوم,تبدأ,تنتهي,Kind\nلقاء,2026-12-08,18:00,19:00,party\n');
    const told = problems.map(({ problem }) => withoutDirectionControls(plain(speaker('en').phrase(problem))));
    expect(told).toEqual(['“Kind”: I don’t know “party”.']);
  });

  it('that lacks columns is told which, in the reader’s language', async () => {
    const error = await read('Subject,Date\nMeeting,2026-12-08\n').catch((thrown: unknown) => thrown);
    if (!(error instanceof InputError)) throw new Error('it was read');
    expect(withoutDirectionControls(plain(speaker('ar').phrase(error.humanError)))).toContain('العنوان، اليوم، تبدأ، تنتهي');
  });
});
