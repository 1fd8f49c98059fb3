import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { GENERAL_QUESTIONS, type GeneralQuestion, generalQuestions } from '../../../src/features/topics/rules/guiding.js';
import { speaker } from '../../../src/language/index.js';

const wordsOf = (question: GeneralQuestion) => LANGUAGES.map((language) => speaker(language).plain(`topics-guiding.${question}`));
const chosen = (id: number, question = 'Who tests the wells?', guiding: readonly string[] | null = null, shown = guiding?.length ?? 0) =>
  generalQuestions({ id, texts: { en: { question } }, guiding }, shown, wordsOf);

describe('general questions', () => {
  it('are one of each kind, others for topics that follow one another, always the same for one', () => {
    for (let id = 1; id <= 60; id += 1) {
      const questions = chosen(id);
      expect(questions.map((one) => GENERAL_QUESTIONS.findIndex((kind) => kind.some((each) => each === one)))).toEqual([0, 1, 2]);
      expect(chosen(id)).toEqual(questions);
      expect(questions.filter((one) => chosen(id + 1).includes(one))).toEqual([]);
    }
    const known = new Set(Array.from({ length: 60 }, (_, id) => chosen(id + 1).join()));
    expect(known.size).toBeGreaterThan(8);
  });

  it('fill up what the facilitator wrote to two', () => {
    expect(chosen(4, '', ['Who pays?'])).toHaveLength(1);
    expect(chosen(4, '', ['Who pays?', 'Who tests?'])).toEqual([]);
    expect(chosen(4, '', ['Who pays?', 'Who tests?', 'Who repairs?'])).toEqual([]);
    // Where what the facilitator wrote cannot be read.
    expect(chosen(4, '', ['Who pays?'], 0)).toHaveLength(2);
  });

  it('ask nothing that the topic itself asks, in any language', () => {
    for (let id = 1; id <= 9; id += 1) {
      for (const language of LANGUAGES) {
        for (const general of GENERAL_QUESTIONS.flat()) {
          const words = speaker(language).plain(`topics-guiding.${general}`);
          expect(chosen(id, words), words).not.toContain(general);
          expect(chosen(id, words).length, words).toBe(3);
          expect(chosen(id, 'Who pays?', [words]), words).not.toContain(general);
        }
      }
      expect(chosen(id, 'What has worked for you?')).not.toContain('worked');
    }
  });
});
