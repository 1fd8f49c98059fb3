import { describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, DAY, HOUR, toInstant } from '../../src/core/time.js';
import { slideStepsOf } from '../../src/features/events/materials/rules/asking.js';
import { changesOf, materialsFor } from '../../src/features/events/materials/rules/change.js';
import type { Material } from '../../src/features/events/types.js';

const START = toInstant(Date.parse('2026-12-06T07:00:00Z'));
const slides: Material = { id: toId(1), event: toId(4), kind: 'slides', link: 'https://a.example.org/', addedAt: START, toldAt: null };
const recording: Material = { ...slides, id: toId(2), kind: 'recording', link: 'https://b.example.org/' };

describe('slides', () => {
  const session = { startsAt: START, endsAt: after(START, HOUR) };

  it('are asked for three days before and after, and missed another three days later', () => {
    expect(slideStepsOf(session, after(START, -14 * DAY))).toEqual([
      { step: 'before', at: after(START, -3 * DAY) },
      { step: 'after', at: after(START, 3 * DAY + HOUR) },
      { step: 'missing', at: after(START, 6 * DAY + HOUR) },
    ]);
  });

  it('are not asked for at moments that are over', () => {
    expect(slideStepsOf(session, after(START, -DAY)).map(({ step }) => step)).toEqual(['after', 'missing']);
  });

  it('are changed to what the form says, and stay where they are the same', () => {
    const given = { slides: [slides.link, 'https://c.example.org/', 'https://c.example.org/'], recording: undefined };
    expect(changesOf([slides, recording], given)).toEqual({
      added: [{ kind: 'slides', link: 'https://c.example.org/' }],
      removed: [recording],
    });
    expect(changesOf([slides, recording], { slides: [slides.link], recording: recording.link })).toEqual({ added: [], removed: [] });
  });

  it('go to those who were there, and the recording to all', () => {
    expect(materialsFor([slides, recording], true)).toEqual([slides, recording]);
    expect(materialsFor([slides, recording], false)).toEqual([recording]);
  });
});
