import { expect, test } from 'vitest';
import { loseAnswersOnDiscord, loseAnswersOnSlack } from '../support/dropped-answers.js';
import { tell } from './form.js';

const TIMES = 1_000;

test.each([
  ['Slack', loseAnswersOnSlack],
  ['Discord', loseAnswersOnDiscord],
] as const)(`%s commits and loses the answer ${TIMES} times: each message is visible exactly once`, async (platform, lose) => {
  const began = performance.now();
  const { shown, expected } = await lose(TIMES);
  expect(shown).toEqual(expected);
  tell(
    `${platform} committed and lost the answer ${TIMES} times: each message is visible once; ${Math.round((performance.now() - began) / 1000)} s`,
  );
});
