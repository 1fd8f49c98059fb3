import type { Environment } from '../../config/environment.js';
import { SECOND } from '../../core/time.js';
import { isLoopback, originOf, originsOf } from '../../http/origins.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('web');

/** Checks the browser chat: what answers at its address on this machine, and whether people elsewhere could sign in. */
export async function checkWeb(environment: Environment): Promise<readonly Finding[]> {
  const { HTTP_HOST, HTTP_PORT: port, HTTP_PUBLIC_URL } = environment;
  // Port 0 takes any that is free, which another process can't know.
  const here = port === 0 ? [] : [await lookAt(originsOf({ HTTP_HOST, HTTP_PUBLIC_URL: undefined }, port).at(-1) ?? '')];
  const address = HTTP_PUBLIC_URL ?? originOf(HTTP_HOST, port);
  const isSafe = address.startsWith('https:') || isLoopback(address);
  return [
    ...here,
    ...(isSafe ? [] : [warning(phrase('doctor.web.no-https', { address }), phrase('doctor.web.no-https-mend'))]),
    ...(here.length === 0 && isSafe ? [ok(phrase('doctor.web.any-port'))] : []),
  ];
}

/** What listens there: the bot with its chat, the bot without it, another program, or nothing. */
async function lookAt(address: string): Promise<Finding> {
  const health = await answerOf(`${address}/healthz`);
  if (health === undefined) return ok(phrase('doctor.web.quiet', { address }));
  if (health.status !== 200 || !/"status":\s*"ok"/.test(health.body)) {
    return wrong(phrase('doctor.web.taken', { address }), phrase('doctor.web.taken-mend'));
  }
  const page = await answerOf(`${address}/`);
  return ok(phrase(page?.status === 200 ? 'doctor.web.answers' : 'doctor.web.off', { address }));
}

async function answerOf(url: string): Promise<{ readonly status: number; readonly body: string } | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3 * SECOND), redirect: 'manual' });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const refused = error instanceof Error && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'ECONNREFUSED';
    return refused ? undefined : { status: 0, body: '' };
  }
}
