import { describe, expect, it } from 'vitest';
import { cutAtWord } from '../../../src/kit/cut-at-word.js';

describe('a text that is cut at a word', () => {
  it('stays whole if it fits', () => {
    expect(cutAtWord('one two', 7)).toBe('one two');
  });

  it('ends after the last word that fits, with an ellipsis', () => {
    expect(cutAtWord('one two three', 9)).toBe('one two…');
    expect(cutAtWord('one two three', 8)).toBe('one two…');
    expect(cutAtWord('one two three', 7)).toBe('one…');
    expect(cutAtWord('one  \n two', 6)).toBe('one…');
  });

  it('is cut inside a word only if the word is too long itself, and never inside a character', () => {
    expect(cutAtWord('a'.repeat(9), 5)).toBe('aaaa…');
    expect(cutAtWord('👩‍👧👩‍👧', 8)).toBe('👩‍👧…');
    expect(cutAtWord('كِتاب', 3)).toBe('كِ…');
  });
});
