import { AccessError, InputError, MudhifError, NotFoundError } from '../../src/core/errors.js';
import type { Language } from '../../src/core/language.js';
import type { Phrase } from '../../src/core/phrase.js';
import { plain } from '../../src/core/text.js';
import { phrase, speaker } from '../../src/language/index.js';
import type { ErrorView } from './protocol.js';

export type Status = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 421 | 429 | 500 | 503;

/** A request that can't be served, with the HTTP status of its response. */
export class WebError extends MudhifError {
  readonly status: Status;

  constructor(status: Status, humanError: Phrase) {
    super(humanError.key, humanError);
    this.status = status;
  }
}

/** Status 400, for what the page never sends. */
export function badRequest(): WebError {
  return new WebError(400, phrase('web.error.bad-request'));
}

/** Status 404, also for what the person may not see. */
export function notFound(): WebError {
  return new WebError(404, phrase('web.error.not-found'));
}

/** @param max Characters allowed. @param length Characters received. */
export function textTooLong(max: number, length: number): WebError {
  return new WebError(413, phrase('web.error.too-long', { max, length }));
}

/** The person has done too much within a while. */
export function tooMuch(humanError: Phrase): WebError {
  return new WebError(429, humanError);
}

/** The bot has closed the thread. */
export function threadClosed(): WebError {
  return new WebError(409, phrase('web.error.thread-closed'));
}

/** Status 503, while the adapter is stopped. */
export function notRunning(): WebError {
  return new WebError(503, phrase('web.error.not-running'));
}

/** The response to any failure. An unexpected error reveals no details. */
export function errorView(error: unknown, language: Language): { readonly status: Status; readonly body: ErrorView } {
  const human = error instanceof MudhifError ? error.humanError : phrase('web.error.unknown');
  return { status: statusOf(error), body: { code: human.key, error: plain(speaker(language).phrase(human)) } };
}

function statusOf(error: unknown): Status {
  if (error instanceof WebError) return error.status;
  if (error instanceof InputError) return 400;
  if (error instanceof AccessError) return 403;
  if (error instanceof NotFoundError) return 404;
  return 500;
}
