import { expect, it, vi } from 'vitest';
import type { SlackApi } from '../../../adapters/slack/connect/client.js';
import { createFiles, isOfSlack } from '../../../adapters/slack/files.js';
import { readSubmission } from '../../../adapters/slack/receive/submission.js';

const API = 'https://slack.com/api/';
const api: SlackApi = {
  call: () => Promise.reject(new Error('no call')),
  callWithRetry: () => Promise.reject(new Error('no call')),
};

it.each([
  ['https://files.slack.com/files-pri/T1-F1/a.pdf', true],
  ['https://reeds.slack.com/a', true],
  ['https://reeds.slack-gov.com/a', true],
  ['http://files.slack.com/a', false],
  ['https://files.slack.com:444/a', false],
  ['https://slack.com.e.vil/a', false],
  ['https://evilslack.com/a', false],
  ['https://files.slack.com@e.vil/a', false],
  ['https://e.vil/?https://files.slack.com/', false],
  ['file:///etc/passwd', false],
  ['', false],
])('the bot’s token goes to Slack alone: %s', (address, isOwn) => {
  expect(isOfSlack(address, API)).toBe(isOwn);
});

it('takes files from another address of the API only where that is set', () => {
  expect(isOfSlack('http://127.0.0.1:8080/files/F1', 'http://127.0.0.1:8080/api/')).toBe(true);
  expect(isOfSlack('http://127.0.0.1:8081/files/F1', 'http://127.0.0.1:8080/api/')).toBe(false);
});

it('asks nobody for a submitted file that lies elsewhere', async () => {
  const file = { name: 'plan', mimetype: 'text/plain', size: 1, url_private: 'https://e.vil/x' };
  const state = (changes: object) => ({ values: { 'f:plan': { a: { files: [{ ...file, ...changes }] } } } });
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('x'));
  const files = createFiles({ api, apiUrl: API, botToken: 'xoxb-secret' });
  for (const changes of [
    {},
    { is_external: true },
    { mode: 'external' },
    { is_external: true, url_private: 'https://files.slack.com/x' },
  ]) {
    const plan = readSubmission({ state: state(changes) }).files['plan'];
    if (!plan) throw new Error('no file');
    await expect(files.download(plan)).rejects.toMatchObject({ code: 'foreign_host' });
  }
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});
