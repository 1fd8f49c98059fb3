import { after, DAY } from '../../../src/core/time.js';
import { toLetterMonth } from '../../../src/features/letter/rules/times.js';
import { lettersStore } from '../../../src/features/letter/store/index.js';
import type { BothPlatforms } from '../both-platforms.js';
import { letterSections } from '../letter.js';
import { type Act, does, presses, shows, submits, types } from './acts.js';

/** A draft, by its number; its version is 1. */
const drafted = async ({ contexts, clock }: BothPlatforms) => {
  const now = clock.now();
  return lettersStore(contexts.autocommit.tx).insert({
    month: toLetterMonth('2026-12'),
    from: after(now, -31 * DAY),
    to: now,
    sendAt: after(now, 2 * DAY),
    content: { en: letterSections('en'), ar: letterSections('ar'), ckb: letterSections('ckb') },
  });
};
const approved = async (world: BothPlatforms, boss: Parameters<NonNullable<Act['prepare']>>[1]) => {
  const id = await drafted(world);
  await boss.pressAnyway(`letter:approve-yes:${id}.1.0`, [], 'direct');
  return id;
};

/** What organisers do with letters. */
export const LETTER_ACTS: Readonly<Record<string, Act>> = {
  '/community letter': shows(types('/community letter')),
  'button letter:overview': shows(presses('letter:overview:0')),
  'button letter:draft': does('letter.draft', presses('letter:draft:0')),
  'button letter:show': shows(presses('letter:show:$.ar'), drafted),
  'button letter:items': shows(presses('letter:items:$.1.en.0'), drafted),
  'button letter:change': shows(presses('letter:change:$.1.en', ['resources-7']), drafted),
  'button letter:opening': shows(presses('letter:opening:$.1.en'), drafted),
  'form letter:opening': does('letter.edit', submits('letter:opening:$.1.en', { subject: 'Hello', opening: 'Dear all' }), drafted),
  'button letter:item': shows(presses('letter:item:$.1.en.resources-7'), drafted),
  'form letter:item': does('letter.edit', submits('letter:item:$.1.en.resources-7', { title: 'A guide', words: '', leftOut: [] }), drafted),
  'button letter:test': shows(presses('letter:test:$.en'), drafted),
  'button letter:approve': shows(presses('letter:approve:$.1'), drafted),
  'button letter:approve-yes': does('letter.approve', presses('letter:approve-yes:$.1.0'), drafted),
  'button letter:take-back': does('letter.take-back', presses('letter:take-back:$'), approved),
  'button letter:mails': shows(presses('letter:mails:$'), approved),
  'button letter:again': does('letter.again', presses('letter:again:$.failed'), approved),
  'button letter:bounces': shows(presses('letter:bounces:0')),
  'form letter:bounces': does('letter.bounces', submits('letter:bounces:0', { addresses: 'somebody@example.org' })),
  'button letter:settings': shows(presses('letter:settings:settings')),
  'form letter:settings': does(
    'settings.change',
    submits('letter:settings:settings', { monthly: ['yes'], day: '7', time: '10:00', mailsPerMinute: '30' }),
  ),
};
