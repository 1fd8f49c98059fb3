import { DefaultRestOptions } from 'discord.js';
import { expect, test } from 'vitest';
import { restSettings } from '../../../adapters/discord/connect/client.js';
import { RATES, TIMES } from '../../../adapters/discord/limits.js';
import { SECOND } from '../../../src/core/time.js';

test('discord.js’s own limit lets more through than our pace, or what once had to wait would wait for good', () => {
  const { offset, globalRequestsPerSecond } = { ...DefaultRestOptions, ...restSettings({}) };
  expect(offset).toBe(TIMES.rateOffset);
  expect(globalRequestsPerSecond / (SECOND + TIMES.rateOffset)).toBeGreaterThan(RATES.all.calls / RATES.all.windowMs);
});
